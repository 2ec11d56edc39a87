"""The index of one edition: vectors, BM25, and which passage each of them belongs to."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.models import Hit, Passage, digest
from knowledge.search.dense import Vectors, write_vectors
from knowledge.search.fusion import fuse
from knowledge.search.lexical import Lexical, write_lexical
from knowledge.search.terms import passage_terms, question_terms, words
from knowledge.search.units import Unit
from knowledge.search.vocabulary import AskedWords, Vocabulary, write_vocabulary

POOL = 200
"""Vectors looked at where no city narrows the search; enough for fifty passages."""
WORDS_POOL = 50
_LAYOUT = "layout.json"
_ROWS = "rows.npy"


def write_index(
    folder: Path, passages: Sequence[Passage], units: Sequence[Unit], vectors: NDArray[np.float32]
) -> None:
    """Write the index of passages into a folder.

    Args:
        folder: an existing, empty folder.
        passages: those of one profile stand together.
        units: what ``knowledge.search.units`` made of the passages.
        vectors: float32 of shape (len(units), d), unit length, in the order of the units.

    Raises:
        ValueError: the vectors do not fit the units, or a profile's passages are scattered.
    """
    if len(units) != len(vectors):
        message = f"{len(units)} texts but {len(vectors)} vectors: embed each text once"
        raise ValueError(message)
    texts = [unit for unit in units if unit.passage is not None]
    write_vectors(folder, vectors[: len(texts)])
    write_vocabulary(folder, passages, vectors[len(texts) :])
    terms = [passage_terms(f"{p.context} {p.text}", p.language) for p in passages]
    write_lexical(folder, terms)
    np.save(folder / _ROWS, _row_table(passages, texts))
    layout = {"passages": len(passages), "profiles": _profile_ranges(passages)}
    (folder / _LAYOUT).write_text(json.dumps(layout, ensure_ascii=False), encoding="utf-8")


def _profile_ranges(passages: Sequence[Passage]) -> dict[str, tuple[int, int]]:
    ranges: dict[str, tuple[int, int]] = {}
    for row, passage in enumerate(passages):
        first, last = ranges.get(passage.profile, (row, row))
        if last != row:
            message = f"the passages of {passage.profile} are scattered: keep them together"
            raise ValueError(message)
        ranges[passage.profile] = (first, row + 1)
    return ranges


def _row_table(passages: Sequence[Passage], units: Sequence[Unit]) -> NDArray[np.int32]:
    """Return (first unit, one past the last, group of equal text) for each passage."""
    table = np.zeros((len(passages), 3), np.int32)
    for number, unit in enumerate(units):
        if unit.sentence is None:
            table[unit.passage, 0] = number
        table[unit.passage, 1] = number + 1
    groups: dict[str, int] = {}
    for row, passage in enumerate(passages):
        table[row, 2] = groups.setdefault(digest(passage.text), row)
    return table


@dataclass(frozen=True, slots=True)
class Pool:
    """Passages measured against a question, row by row.

    Attributes:
        passages: rows of the passages, int64 of shape (n,).
        whole: cosine of each passage as a whole, float32 of shape (n,).
        dense: the best of that and of its sentences' cosines, float32 of shape (n,).
        sentence: which sentence that was, -1 for the whole, int64 of shape (n,).
        lexical: BM25 scores, float32 of shape (n,).
        met: how far the question's words are met in meaning, float32 of shape (n,), 0 to 1.
    """

    passages: NDArray[np.int64]
    whole: NDArray[np.float32]
    dense: NDArray[np.float32]
    sentence: NDArray[np.int64]
    lexical: NDArray[np.float32]
    met: NDArray[np.float32]


class Index:
    """Searches the passages of one edition."""

    def __init__(self, folder: Path) -> None:
        layout = json.loads((folder / _LAYOUT).read_text(encoding="utf-8"))
        self._profiles: dict[str, tuple[int, int]] = {
            slug: (first, last) for slug, (first, last) in layout["profiles"].items()
        }
        self._table: NDArray[np.int32] = np.load(folder / _ROWS, mmap_mode="r")
        self._vectors = Vectors(folder)
        self._lexical = Lexical(folder, layout["passages"])
        self._vocabulary = Vocabulary(folder)

    def __len__(self) -> int:
        return len(self._table)

    @property
    def profiles(self) -> Collection[str]:
        """Slugs of the profiles that have passages."""
        return self._profiles.keys()

    def unit_vectors(self, start: int, end: int) -> NDArray[np.float32]:
        """Return the vectors of units ``start`` to ``end``: float32 of shape (end - start, d).

        Units are numbered as they were written: passages and sentences, then words.
        """
        texts = len(self._vectors)
        both = (
            self._vectors.rows(min(start, texts), min(end, texts)),
            self._vocabulary.rows(max(start - texts, 0), max(end - texts, 0)),
        )
        return np.concatenate(both)

    def passages_of(self, profile: str) -> range:
        """Return the rows of a profile's passages; none where it has none."""
        return range(*self._profiles.get(profile, (0, 0)))

    def sentence_vectors(self, passage: int) -> NDArray[np.float32]:
        """Return the vectors of a passage and of its sentences: float32 of shape (1 + n, d).

        A passage of one sentence has one vector, its own.
        """
        first, last, _ = self._table[passage]
        return self._vectors.rows(int(first), int(last))

    def word_cosines(self, asked: NDArray[np.float32], passage: int) -> NDArray[np.float32]:
        """Return the cosine of each asked word to each word of a passage.

        Args:
            asked: vectors of single words, float32 of shape (m, d), unit length.
            passage: row of the passage.

        Returns:
            float32 of shape (m, n), the passage's words in the order of ``passage_words``.
        """
        return self._vocabulary.cosines(asked, passage)

    def knows(self, text: str) -> bool:
        """Tell whether every word of a text stands in some passage."""
        asked = words(text)
        return bool(asked) and all(self._lexical.knows(question_terms(word)) for word in asked)

    def rarity(self, term: str) -> float:
        """Return how rare a term is among the passages: its inverse document frequency."""
        return self._lexical.rarity(term)

    def search(
        self,
        question: str,
        vector: NDArray[np.float32],
        *,
        asked: AskedWords | None = None,
        profiles: Collection[str] | None = None,
        k: int = 5,
    ) -> list[Hit]:
        """Return the best passages, best first, each text once.

        Args:
            question: for its words.
            vector: for its meaning: float32 of shape (d,), unit length.
            asked: for the meaning of each of its words, where known.
            profiles: only these cities' passages, all where None.
            k: how many at most.
        """
        pool = self.measure(question, vector, asked=asked, profiles=profiles)
        return self._best(pool, fuse(pool.dense, pool.lexical, pool.met), k)

    def measure(
        self,
        question: str,
        vector: NDArray[np.float32],
        *,
        asked: AskedWords | None = None,
        profiles: Collection[str] | None = None,
    ) -> Pool:
        """Return the passages of some cities, or the likely ones of all, measured.

        Args:
            question: for its words.
            vector: for its meaning: float32 of shape (d,), unit length.
            asked: for the meaning of each of its words, where known.
            profiles: only these cities' passages, but all of them.
        """
        lexical = self._lexical.scores(question_terms(question))
        if profiles is None:
            met = self._met(asked)
            rows = self._wide(vector, lexical, met)
            met = met[rows]
        else:
            rows = self._narrow(profiles)
            met = self._met(asked, rows)
        whole, best = np.empty((2, len(rows)), np.float32)
        sentence = np.empty(len(rows), np.int64)
        for position, row in enumerate(rows):
            cosines = self.sentence_vectors(int(row)) @ vector
            sentence[position] = int(cosines.argmax()) - 1
            whole[position], best[position] = cosines[0], cosines.max()
        return Pool(rows, whole, best, sentence, lexical[rows], met)

    def cosines_elsewhere(
        self, vector: NDArray[np.float32], profiles: Collection[str], k: int = 5
    ) -> NDArray[np.float32]:
        """Return the best cosines of passages of all other cities, best first.

        Args:
            vector: of a question, float32 of shape (d,), unit length.
            profiles: the cities to leave out.
            k: how many passages at most.

        Returns:
            float32 of shape (up to k,); among the ``POOL`` nearest vectors there may be fewer.
        """
        rows, cosines = self._vectors.nearest(vector, POOL)
        passages = np.searchsorted(self._table[:, 1], rows, side="right")
        left_out = {row for profile in profiles for row in self.passages_of(profile)}
        best: dict[int, float] = {}
        for passage, cosine in zip(passages.tolist(), cosines.tolist(), strict=True):
            if passage not in left_out:
                best.setdefault(passage, cosine)
        return np.array(list(best.values())[:k], np.float32)

    def _met(
        self, asked: AskedWords | None, rows: NDArray[np.int64] | None = None
    ) -> NDArray[np.float32]:
        if asked is None:
            return np.zeros(len(self) if rows is None else len(rows), np.float32)
        return self._vocabulary.met(asked, rows)

    def _narrow(self, profiles: Collection[str]) -> NDArray[np.int64]:
        rows = [row for profile in profiles for row in self.passages_of(profile)]
        return np.asarray(sorted(rows), np.int64)

    def _wide(
        self,
        vector: NDArray[np.float32],
        lexical: NDArray[np.float32],
        met: NDArray[np.float32],
    ) -> NDArray[np.int64]:
        near, _ = self._vectors.nearest(vector, POOL)
        likely = np.searchsorted(self._table[:, 1], near, side="right")
        for scores in (lexical, met):
            top = np.argsort(-scores, kind="stable")[:WORDS_POOL]
            likely = np.union1d(likely, top[scores[top] > 0])
        return likely.astype(np.int64)

    def _best(self, pool: Pool, scores: NDArray[np.float32], k: int) -> list[Hit]:
        hits: dict[int, Hit] = {}
        for position in np.argsort(-scores, kind="stable"):
            row = int(pool.passages[position])
            sentence = int(pool.sentence[position])
            hit = Hit(
                passage=row,
                score=float(scores[position]),
                dense=float(pool.dense[position]),
                lexical=float(pool.lexical[position]),
                sentence=sentence if sentence >= 0 else None,
            )
            hits.setdefault(int(self._table[row, 2]), hit)
            if len(hits) == k:
                break
        return list(hits.values())


def open_index(folder: Path) -> Index:
    """Open an index that ``write_index`` wrote.

    Raises:
        OSError: a file is missing.
    """
    return Index(folder)
