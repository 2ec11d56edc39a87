"""Measure an encoder: translations, questions to passages, long texts, English kept."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder, Kind
from embeddings.errors import TrainingDataError
from embeddings.training.pairs import find_pair_files, read_pairs

# So many translations in a row make one long text.
JOINED = 5
DIRECTIONS = (("fr", "fr"), ("en", "en"), ("fr", "en"), ("en", "fr"))

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Score:
    """One measured share, 0 to 1, of one set."""

    set: str
    measure: str
    value: float


@dataclass(frozen=True, slots=True)
class Bitext:
    """Translations in both languages, row by row."""

    name: str
    french: list[str]
    english: list[str]

    def side(self, language: str) -> list[str]:
        """Return the texts of one language."""
        return self.french if language == "fr" else self.english


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions, the passages to find, and which of them each question is about."""

    name: str
    questions: list[str]
    passages: list[str]
    answers: NDArray[np.int64]


def read_bitexts(folder: Path) -> list[Bitext]:
    """Return the bitexts of a folder's `*.fr-en.tsv[.gz]` files."""
    bitexts = []
    for path in find_pair_files(folder):
        pairs = list(read_pairs(path))
        name = path.name.removesuffix(".gz").removesuffix(".fr-en.tsv")
        bitexts.append(Bitext(name, [p.french for p in pairs], [p.english for p in pairs]))
    return bitexts


def read_questions(folder: Path) -> list[Questions]:
    """Return the question sets of a folder: `X-questions.tsv` beside `X-passages.jsonl`.

    A line of the first holds a passage's id, a tab, and a question; one of the second is a JSON
    object with "id" and "text_fr".

    Raises:
        TrainingDataError: a question names a passage that is not there.
    """
    sets = []
    for path in sorted(folder.glob("*-passages.jsonl")):
        name = path.name.removesuffix("-passages.jsonl")
        passages = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        place = {str(passage["id"]): at for at, passage in enumerate(passages)}
        source = folder / f"{name}-questions.tsv"
        rows = [line.split("\t") for line in source.read_text(encoding="utf-8").splitlines()]
        lost = sorted({row[0] for row in rows} - place.keys())
        if lost:
            raise TrainingDataError(
                f"{source} asks about passage {lost[0]}, which {path.name} does not hold: add it."
            )
        answers = np.array([place[row[0]] for row in rows], np.int64)
        texts = [str(passage["text_fr"]) for passage in passages]
        sets.append(Questions(name, [row[1] for row in rows], texts, answers))
    return sets


def rank_right(queries: Vectors, passages: Vectors, right: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many passages are nearer to each query than the right one, of shape (n,)."""
    ranks = []
    for start in range(0, len(queries), 1024):
        found = queries[start : start + 1024] @ passages.T
        rows = np.arange(len(found))
        own = found[rows, right[start : start + 1024]]
        ranks.append((found > own[:, None]).sum(axis=1))
    return np.concatenate(ranks).astype(np.int64)


def measure_recall(
    queries: Vectors, passages: Vectors, right: NDArray[np.int64], depth: int = 1
) -> float:
    """Return the share of queries whose right passage is among the `depth` nearest."""
    return float((rank_right(queries, passages, right) < depth).mean())


def encode_side(encoder: Encoder, texts: Sequence[str], kind: Kind = "passage") -> Vectors:
    """Return the vectors of texts, float32 of shape (n, d)."""
    return encoder.encode(texts, kind=kind)


def measure_bitext(encoder: Encoder, bitext: Bitext) -> list[Score]:
    """Return the share of texts whose nearest in the other language is their translation."""
    sides = {language: encode_side(encoder, bitext.side(language)) for language in ("fr", "en")}
    right = np.arange(len(bitext.french))
    return [
        Score(bitext.name, f"{one}>{other}", measure_recall(sides[one], sides[other], right))
        for one, other in (("fr", "en"), ("en", "fr"))
    ]


def measure_long(encoder: Encoder, bitext: Bitext) -> list[Score]:
    """Return the share of sentences that find the long text they, or their translation, are in.

    Every `JOINED` sentences in a row make a long text; the middle one of each is the query.
    """
    count = len(bitext.french) // JOINED
    queries, passages = {}, {}
    for language in ("fr", "en"):
        side = bitext.side(language)
        middle = [side[at * JOINED + JOINED // 2] for at in range(count)]
        joined = [" ".join(side[at * JOINED : (at + 1) * JOINED]) for at in range(count)]
        queries[language] = encode_side(encoder, middle, "query")
        passages[language] = encode_side(encoder, joined)
    right = np.arange(count)
    return [
        Score(
            bitext.name, f"long {one}>{other}", measure_recall(queries[one], passages[other], right)
        )
        for one, other in DIRECTIONS
    ]


def measure_questions(encoder: Encoder, asked: Questions) -> list[Score]:
    """Return the share of questions whose passage comes first, and among the first five."""
    queries = encode_side(encoder, asked.questions, "query")
    passages = encode_side(encoder, asked.passages)
    return [
        Score(
            asked.name, f"recall@{depth}", measure_recall(queries, passages, asked.answers, depth)
        )
        for depth in (1, 5)
    ]


def measure_nearness(encoder: Encoder, reference: Encoder, bitext: Bitext) -> list[Score]:
    """Return the mean cosine to a reference of one space, for each language's own text."""
    wanted = encode_side(reference, bitext.english)
    return [
        Score(
            bitext.name,
            f"cosine {language} to reference",
            float((encode_side(encoder, bitext.side(language)) * wanted).sum(axis=1).mean()),
        )
        for language in ("en", "fr")
    ]


def compare_english(scores: Sequence[Score], reference: Sequence[Score]) -> list[Score]:
    """Return what English on English gained (or lost, below 0) against a reference."""
    known = {(score.set, score.measure): score.value for score in reference}
    return [
        Score(score.set, "long en>en, against reference", score.value - known[key])
        for score in scores
        if score.measure == "long en>en" and (key := (score.set, score.measure)) in known
    ]


def evaluate(encoder: Encoder, folder: Path, reference: Encoder | None = None) -> list[Score]:
    """Return every measure of an encoder over a folder's sets, English against a reference."""
    scores: list[Score] = []
    for bitext in read_bitexts(folder):
        scores += measure_bitext(encoder, bitext)
        own = measure_long(encoder, bitext)
        scores += own
        if reference is not None:
            scores += compare_english(own, measure_long(reference, bitext))
            if reference.dimension == encoder.dimension:
                scores += measure_nearness(encoder, reference, bitext)
    for asked in read_questions(folder):
        scores += measure_questions(encoder, asked)
    return scores


def format_scores(scores: Sequence[Score]) -> str:
    """Return a plain table: set, measure, value."""
    width = max(len(score.set) for score in scores)
    wide = max(len(score.measure) for score in scores)
    lines = (f"{s.set:<{width}}  {s.measure:<{wide}}  {s.value:6.3f}" for s in scores)
    return "\n".join(lines)
