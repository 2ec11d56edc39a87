"""Read a question and a passage together: which sentence answers, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import DamagedModelError
from embeddings.onnx import (
    BATCH_TOKENS,
    BUNDLED,
    ModelFiles,
    count_threads,
    open_session,
    pad_rows,
    read_part,
    split_batches,
)

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST: Final = 256
"""Tokens of a question and a passage together."""
LONGEST_QUESTION: Final = 48
NOWHERE: Final = -20.0
"""The log-odds of a sentence that is cut off."""


@dataclass(frozen=True, slots=True)
class PackedPair:
    """A question and a passage as one row of tokens.

    Attributes:
        passage: where the passage begins.
        spans: start and end of each sentence, equal where it was cut off.
    """

    ids: list[int]
    passage: int
    spans: list[tuple[int, int]]


def pack_pair(tokenizer: "Tokenizer", question: str, sentences: Sequence[str]) -> PackedPair:
    """Return `[CLS] question [SEP] sentences [SEP]`, of at most 256 tokens."""
    rows = tokenizer.encode_batch_fast([question, *sentences], add_special_tokens=False)
    marks = tokenizer.encode("", add_special_tokens=True).ids
    start, stop = marks[0], marks[-1]
    ids = [start, *rows[0].ids[:LONGEST_QUESTION], stop]
    passage = len(ids)
    spans = []
    for row in rows[1:]:
        begin = len(ids)
        ids.extend(row.ids[: LONGEST - 1 - begin])
        spans.append((begin, len(ids)))
    return PackedPair([*ids, stop], passage, spans)


class CrossEncoder:
    """The bundled French-English cross-encoder."""

    def __init__(self, folder: Path = BUNDLED, *, threads: int | None = None) -> None:
        """Open the model of a folder.

        Raises:
            DamagedModelError: a file is missing or is not what it should be.
        """
        from tokenizers import Tokenizer

        files = ModelFiles(folder)
        graph, rules = read_part(files.cross_graph), read_part(files.tokenizer)
        try:
            self._tokenizer = Tokenizer.from_buffer(rules)
            self._tokenizer.no_padding()
            self._tokenizer.no_truncation()
            self._session = open_session(graph, threads or count_threads())
        # Both libraries raise bare exceptions of their own kinds for a file they can't parse.
        except Exception as error:
            raise DamagedModelError(
                f"The cross-encoder in {folder} can't be opened ({str(error)[:120]}): "
                "install the package again."
            ) from error

    def read(self, question: str, passages: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """Return how likely each sentence of each passage answers, against that none does.

        Args:
            question: in either language.
            passages: of each, its sentences in order.

        Returns:
            For each passage the log-odds of its sentences, float32 of shape (sentences,).
        """
        pairs = [pack_pair(self._tokenizer, question, sentences) for sentences in passages]
        found: list[NDArray[np.float32]] = [np.empty(0, np.float32)] * len(pairs)
        for batch in split_batches([pair.ids for pair in pairs], BATCH_TOKENS):
            scores = self._run([pairs[at] for at in batch])
            for row, at in zip(scores, batch, strict=True):
                found[at] = _odds(row, pairs[at].spans)
        return found

    def _run(self, pairs: Sequence[PackedPair]) -> NDArray[np.float32]:
        """Return the score of each token, padded to the longest."""
        inputs = pad_rows([pair.ids for pair in pairs])
        types = np.zeros_like(inputs["input_ids"])
        for number, pair in enumerate(pairs):
            types[number, pair.passage : len(pair.ids)] = 1
        (found,) = self._session.run(None, {**inputs, "token_type_ids": types})
        return np.asarray(found, np.float32)


def _odds(row: NDArray[np.float32], spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    means = [row[start:end].mean() if end > start else row[0] + NOWHERE for start, end in spans]
    return np.fromiter((mean - row[0] for mean in means), np.float32, len(means))
