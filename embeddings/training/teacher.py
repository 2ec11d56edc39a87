"""Ask the English teacher for its vectors, once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from embeddings.sentence import open_model

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, slots=True)
class Teacher:
    """The teacher's transformer and tokenizer; vectors are means of its last layer."""

    body: Any
    tokenizer: Any
    limit: int

    def tokenize(self, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        """Return the token ids of each text, int32, its two end marks included."""
        backend = self.tokenizer.backend_tokenizer
        backend.no_padding()
        backend.no_truncation()
        return [
            np.asarray(encoded.ids, np.int32) for encoded in backend.encode_batch_fast(list(texts))
        ]


def open_teacher(name: str) -> Teacher:
    """Open a sentence-transformers model that pools by the mean, as a teacher."""
    model = open_model(name)
    transformer: Any = model[0]
    body = transformer.auto_model.eval().requires_grad_(False)
    return Teacher(body, model.tokenizer, int(model.max_seq_length or 256))


def pad_tokens(rows: Sequence[Sequence[int]]) -> "tuple[torch.Tensor, torch.Tensor | None]":
    """Return token ids (n, longest) and their mask, which is None where all are as long."""
    import torch

    longest = max(len(row) for row in rows)
    if all(len(row) == longest for row in rows):
        return torch.tensor(rows), None
    ids = torch.zeros((len(rows), longest), dtype=torch.long)
    mask = torch.zeros((len(rows), longest), dtype=torch.long)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = 1
    return ids, mask


def pool_mean(hidden: "torch.Tensor", mask: "torch.Tensor | None") -> "torch.Tensor":
    """Return unit vectors (n, d): the means of the last layer (n, tokens, d) over the mask."""
    import torch

    if mask is None:
        mean = hidden.float().mean(dim=1)
    else:
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).float().sum(dim=1) / weight.float().sum(dim=1)
    return torch.nn.functional.normalize(mean, dim=-1)


def encode_tokens(
    body: "torch.nn.Module", rows: Sequence[Sequence[int]], device: str = "cpu"
) -> "torch.Tensor":
    """Return unit vectors, float32 of shape (n, d), in bfloat16 arithmetic, without a gradient."""
    import torch

    ids, mask = pad_tokens(rows)
    ids, mask = ids.to(device), None if mask is None else mask.to(device)
    with torch.inference_mode(), torch.autocast(device, torch.bfloat16):
        hidden = body(input_ids=ids, attention_mask=mask).last_hidden_state
        return pool_mean(hidden, mask)


def batch_by_length(lengths: NDArray[np.int64], tokens: int) -> Iterator[NDArray[np.int64]]:
    """Yield rows of exactly equal length, at most about `tokens` tokens at a time."""
    order = np.argsort(lengths, kind="stable")
    cuts = np.flatnonzero(np.diff(lengths[order])) + 1
    for same in np.split(order, cuts):
        if len(same):
            size = max(1, tokens // max(1, int(lengths[same[0]])))
            yield from (same[start : start + size] for start in range(0, len(same), size))


def encode_all(
    teacher: Teacher,
    rows: Sequence[NDArray[np.int32]],
    *,
    device: str = "cpu",
    progress: bool = True,
) -> NDArray[np.float16]:
    """Return the teacher's vector of each row of token ids, float16 of shape (n, d)."""
    from tqdm import tqdm

    lengths = np.array([len(row) for row in rows], np.int64)
    vectors = np.empty((len(rows), teacher.body.config.hidden_size), np.float16)
    with tqdm(total=len(rows), unit="text", desc="teacher", disable=not progress) as bar:
        for batch in batch_by_length(lengths, 8192):
            found = encode_tokens(teacher.body, [rows[row].tolist() for row in batch], device)
            vectors[batch] = found.cpu().numpy()
            bar.update(len(batch))
    return vectors
