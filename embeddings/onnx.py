"""Run the bundled encoder on onnxruntime: the only module that imports it."""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Kind
from embeddings.errors import DamagedModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

BUNDLED = Path(__file__).parent / "model"
BUNDLED_NAME = "strong-cities-fr-en"
# A batch is bounded by tokens, not texts, so that long passages need no more memory.
BATCH_TOKENS = 1024


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files of a model folder that are needed to run it."""

    folder: Path

    @property
    def graph(self) -> Path:
        """Return the int8 graph, from token ids to unit vectors."""
        return self.folder / "onnx" / "model_int8.onnx"

    @property
    def cross_graph(self) -> Path:
        """Return the int8 graph of the cross-encoder, from token ids to scores of tokens."""
        return self.folder / "onnx" / "cross_int8.onnx"

    @property
    def tokenizer(self) -> Path:
        """Return the tokenizer."""
        return self.folder / "tokenizer.json"

    @property
    def settings(self) -> Path:
        """Return the settings of sentence-transformers, with the longest text in tokens."""
        return self.folder / "sentence_bert_config.json"


def read_part(path: Path) -> bytes:
    """Return a file of a model.

    Raises:
        DamagedModelError: it can't be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise DamagedModelError(
            f"The encoder's file {path} can't be read ({error.strerror}): "
            "install the package again."
        ) from error


def count_threads() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def open_session(graph: bytes, threads: int) -> "InferenceSession":
    """Open a graph with this many threads and no memory held between runs."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    # Threads wait busily for each other while a graph runs, but not in an idle bot.
    options.add_session_config_entry("session.force_spinning_stop", "1")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def split_batches(rows: Sequence[Sequence[int]], tokens: int) -> Iterator[list[int]]:
    """Yield positions of rows of tokens, by length, as many as fit in `tokens` once padded."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    batch: list[int] = []
    for at in order:
        if batch and len(rows[at]) * (len(batch) + 1) > tokens:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def pad_rows(rows: Sequence[Sequence[int]]) -> dict[str, NDArray[np.int64]]:
    """Return rows of tokens as a graph's inputs, ids and mask, padded to the longest."""
    ids = np.zeros((len(rows), max(map(len, rows))), np.int64)
    mask = np.zeros_like(ids)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = row
        mask[number, : len(row)] = 1
    return {"input_ids": ids, "attention_mask": mask}


class OnnxEncoder:
    """The bundled French-English encoder, or another folder of the same layout."""

    def __init__(self, folder: Path = BUNDLED, *, threads: int | None = None) -> None:
        """Open the model of a folder.

        Raises:
            DamagedModelError: a file is missing or is not what it should be.
        """
        from tokenizers import Tokenizer

        files = ModelFiles(folder)
        graph, rules = read_part(files.graph), read_part(files.tokenizer)
        settings = read_part(files.settings)
        self.name = BUNDLED_NAME if folder == BUNDLED else str(folder)
        self.digest = hashlib.sha256(
            b"".join(hashlib.sha256(part).digest() for part in (graph, rules, settings))
        ).hexdigest()
        try:
            self._tokenizer = Tokenizer.from_buffer(rules)
            self._tokenizer.enable_truncation(int(json.loads(settings)["max_seq_length"]))
            self._tokenizer.no_padding()
            self._session = open_session(graph, threads or count_threads())
            self.dimension = int(self._session.get_outputs()[0].shape[-1])
        # Both libraries raise bare exceptions of their own kinds for a file they can't parse.
        except Exception as error:
            raise DamagedModelError(
                f"The encoder in {folder} can't be opened ({str(error)[:120]}): "
                "install the package again."
            ) from error

    def encode(self, texts: Sequence[str], *, kind: Kind = "passage") -> NDArray[np.float32]:
        """Return unit vectors, float32 of shape (n, dimension); both kinds are encoded alike."""
        del kind
        vectors = np.empty((len(texts), self.dimension), np.float32)
        rows = [encoded.ids for encoded in self._tokenizer.encode_batch_fast(list(texts))]
        for batch in split_batches(rows, BATCH_TOKENS):
            (vectors[batch],) = self._session.run(None, pad_rows([rows[at] for at in batch]))
        return vectors
