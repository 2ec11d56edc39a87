"""Read translation pairs and add variants of them."""

import gzip
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from embeddings.errors import TrainingDataError

NAME = re.compile(r"(?<=[\w,;:] )[A-Z][a-z]{2,}(?![\w'’-])")
SUFFIXES = (".fr-en.tsv", ".fr-en.tsv.gz")


@dataclass(frozen=True, slots=True)
class Pair:
    """A French text and its English translation, with the file they are from."""

    source: str
    french: str
    english: str


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a `*.fr-en.tsv` file, plain or gzipped.

    Raises:
        TrainingDataError: a line does not hold French, a tab and English.
    """
    source = path.name.removesuffix(".gz").removesuffix(".fr-en.tsv")
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            sides = line.rstrip("\r\n").split("\t")
            if len(sides) != 2:
                raise TrainingDataError(
                    f"{path}, line {number}, has {len(sides)} columns: "
                    "give French, a tab, and English."
                )
            yield Pair(source, *sides)


def find_pair_files(folder: Path) -> list[Path]:
    """Return the pair files of a folder, by name.

    Raises:
        TrainingDataError: there is none.
    """
    found = sorted(path for path in folder.glob("*") if path.name.endswith(SUFFIXES))
    if not found:
        raise TrainingDataError(
            f"{folder} holds no *.fr-en.tsv or *.fr-en.tsv.gz file: name the folder of the pairs."
        )
    return found


def collect_names(pairs: Iterable[Pair]) -> list[str]:
    """Return the capitalised words that stand inside both sides of a pair."""
    names: set[str] = set()
    for pair in pairs:
        names.update(set(NAME.findall(pair.french)) & set(NAME.findall(pair.english)))
    return sorted(names)


def rename(pair: Pair, names: Sequence[str], chance: random.Random) -> Pair | None:
    """Put another name in the place of one that both sides share, if there is one."""
    shared = sorted(
        set(re.findall(r"\b[A-Z][a-z]{2,}\b", pair.french))
        & set(re.findall(r"\b[A-Z][a-z]{2,}\b", pair.english))
    )
    if not shared:
        return None
    old, new = chance.choice(shared), chance.choice(names)
    word = re.compile(rf"\b{old}\b")
    return replace(
        pair,
        source=pair.source + "+names",
        french=word.sub(new, pair.french),
        english=word.sub(new, pair.english),
    )


def misspell(pair: Pair, chance: random.Random) -> Pair | None:
    """Make one slip of the finger in a word of the French side, if one is long enough."""
    words = list(re.finditer(r"[^\W\d_]{5,}", pair.french))
    if not words:
        return None
    start, end = chance.choice(words).span()
    at = chance.randrange(start + 1, end - 1)
    text = pair.french
    slips = (
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    )
    return replace(pair, source=pair.source + "+slips", french=chance.choice(slips))


def vary(pairs: Sequence[Pair], names_share: float, slips_share: float, seed: int) -> list[Pair]:
    """Return renamed and misspelt variants of a share of the pairs each."""
    # Not for secrets: the same variants are wanted each time.
    chance = random.Random(seed)  # noqa: S311
    names = collect_names(pairs)
    variants: list[Pair | None] = []
    for pair in pairs:
        if names and chance.random() < names_share:
            variants.append(rename(pair, names, chance))
        if chance.random() < slips_share:
            variants.append(misspell(pair, chance))
    return [pair for pair in variants if pair is not None]


def write_pairs(pairs: Iterable[Pair], path: Path) -> int:
    """Write pairs as source, French, English, tab separated, and return their number."""
    count = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for pair in pairs:
            out.write(f"{pair.source}\t{pair.french}\t{pair.english}\n")
            count += 1
    return count


def load_pairs(path: Path) -> list[Pair]:
    """Read what `write_pairs` wrote."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        return [Pair(*line.rstrip("\n").split("\t")) for line in lines]
