"""Tags parted, though a page may run them together, by a vocabulary the project keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from knowledge.models import Block
from knowledge.pages.labels import fold, is_tag_heading, split_row
from knowledge.readers.slugs import slug_of

_SEPARATORS = re.compile(r"\s*(?:[,;|·•/\n\t]|\s[–—-]\s)\s*")
LONGEST_TAGS = 1500
"""Characters of a line of tags; a longer one under their heading is prose."""
_WORD = re.compile(r"\S+")


@cache
def _entries() -> list[dict[str, Any]]:
    source = files("knowledge.pages").joinpath("tags.json")
    entries: list[dict[str, Any]] = json.loads(source.read_text(encoding="utf-8"))
    return entries


def tag_names(tags: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the names of tags in French ("fr") or English ("en"); an unknown tag names itself."""
    names = {entry["id"]: entry[language] for entry in _entries()}
    return tuple(names.get(tag, tag.replace("-", " ")) for tag in tags)


@cache
def vocabulary() -> dict[str, str]:
    """Return the identifier of each tag by its folded names."""
    return {
        fold(name): entry["id"]
        for entry in _entries()
        for name in (entry["fr"], entry["en"], *entry.get("variants", ()))
    }


def part_tags(blocks: Sequence[Block]) -> tuple[list[Block], list[tuple[Block, str]]]:
    """Return blocks with one item a tag, and those items, each with its identifier."""
    result: list[Block] = []
    found: list[tuple[Block, str]] = []
    inside = False
    for block in blocks:
        row = split_row(block.text) if block.kind != "heading" else None
        labelled = row is not None and is_tag_heading(row[0])
        text = block.text[row[1] :] if row and labelled else block.text
        if block.kind == "heading":
            inside = is_tag_heading(block.text)
        elif (inside or labelled) and _is_tags(text):
            if row and labelled:
                result.append(replace(block, kind="heading", text=row[0]))
            tags = [(replace(block, kind="item", text=name), tag) for name, tag in split_tags(text)]
            result += [item for item, _ in tags]
            found += tags
            continue
        else:
            inside = False
        result.append(block)
    return result, found


def _is_tags(text: str) -> bool:
    """Say whether a text is tags: no sentence, and not too long."""
    return len(text) < LONGEST_TAGS and not re.search(r"[.!?…](?:\s|$)", text)


def settle_tags(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks where the line under a heading of tags is no heading itself, short as it is."""
    settled = list(blocks[:1])
    for above, block in pairwise(blocks):
        guessed = block.kind == "heading" and block.level is None
        is_tags = guessed and above.kind == "heading" and is_tag_heading(above.text)
        settled.append(replace(block, kind="paragraph") if is_tags else block)
    return settled


def split_tags(text: str) -> list[tuple[str, str]]:
    """Return the tags of a line, each as written and by its identifier."""
    found: list[tuple[str, str]] = []
    for part in filter(None, _SEPARATORS.split(text.strip())):
        found += _split_run(part)
    return found


def _split_run(text: str) -> list[tuple[str, str]]:
    """Part tags that run together: the longest known name first, else at capital letters."""
    known = vocabulary()
    if fold(text) in known:
        return [(text, known[fold(text)])]
    words = list(_WORD.finditer(text))
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        end = _longest(text, words, at)
        if end is None:
            end = _unknown(words, at)
        name = text[words[at].start() : words[end - 1].end()]
        found.append((name, known.get(fold(name), slug_of(name))))
        at = end
    return found


def _longest(text: str, words: list[re.Match[str]], at: int) -> int | None:
    """Return where the longest known tag from a word on ends: before a capital, or at the end."""
    for end in range(min(len(words), at + 12), at, -1):
        name = text[words[at].start() : words[end - 1].end()]
        if (end == len(words) or words[end][0][0].isupper()) and fold(name) in vocabulary():
            return end
    return None


def _unknown(words: list[re.Match[str]], at: int) -> int:
    """Return where an unknown tag ends: before a word with a capital."""
    end = at + 1
    while end < len(words) and not words[end][0][0].isupper():
        end += 1
    return end
