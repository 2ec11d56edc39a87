"""Pages of invented towns, as many as are wanted, or others from a file."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

SECTIONS = ("Background", "Schools", "Families", "Police", "Partners", "Training", "Outlook")
WHO = (
    "The municipality", "A team of three advisers", "The youth service", "The school network",
    "The local council", "A group of parents", "The crime prevention board", "The night shift",
)  # fmt: skip
DOES = (
    "runs", "supports", "has renewed", "reviews", "pays for", "evaluates", "has opened", "hosts",
)  # fmt: skip
WHAT = (
    "a telephone line", "a mentoring programme", "weekly street walks", "a training course",
    "a shared case file", "an exit programme", "a media workshop", "a meeting place", "a fund",
)  # fmt: skip
FOR = (
    "for young people", "for teachers", "for worried relatives", "for newcomers", "for volunteers",
    "for people who leave prison", "for sports clubs", "for families in the harbour district",
)  # fmt: skip
WITH = (
    "together with the police", "with the help of two clubs", "under the national plan",
    "at the request of the schools", "with money from the region", "since the last election",
    "in the four northern districts", "every month of the year", "in two languages",
)  # fmt: skip


def town_page(number: int) -> str:
    """Return the page of one invented town: some 700 words, always the same for a number."""
    chance = random.Random(number)
    name = f"Testville {number}"
    lines = [name, "", "BACKGROUND" if number % 2 else "Background"]
    for section in SECTIONS:
        lines += ["", section] if section != "Background" else []
        for _ in range(3):
            lines += ["", " ".join(_sentence(name, chance) for _ in range(chance.randint(2, 3)))]
    facts = (("Ville", name), ("Pays", "Belgique"), ("Population", f"{1000 + number * 7}"))
    for label, value in facts:
        lines += ["", label, value]
    return "\n".join(lines) + "\n"


def _sentence(name: str, chance: random.Random) -> str:
    year = chance.randint(1990, 2025)
    parts = [chance.choice(each) for each in (WHO, DOES, WHAT, FOR, WITH)]
    close = f"and has reached {chance.randint(20, 900)} people in {name} since {year}."
    return " ".join((*parts, close))


def write_towns(folder: Path, count: int, corpus: Path | None = None) -> None:
    """Write pages into a folder.

    Args:
        folder: where to; made where it is missing.
        count: how many.
        corpus: JSON Lines, packed with gzip, of objects with ``name`` and ``sections`` (title to
            text), to take the pages from instead; they are repeated under new names as needed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pages = list(_read_corpus(corpus)) if corpus else []
    for number in range(count):
        page = f"Town {number}\n\n{pages[number % len(pages)]}" if pages else town_page(number)
        (folder / f"town-{number:04d}.txt").write_text(page, encoding="utf-8")


def _read_corpus(corpus: Path) -> Iterator[str]:
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        for line in file:
            sections = json.loads(line)["sections"]
            yield "\n\n".join(f"## {title}\n\n{text}" for title, text in sections.items())
