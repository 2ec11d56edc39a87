"""The cross-encoder in torch: the sentence encoder's body with a score for each token."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from tokenizers import Tokenizer

from embeddings.cross import pack_pair
from embeddings.training.model import Student
from embeddings.training.reading.examples import Example


@dataclass(frozen=True, slots=True)
class Batch:
    """Packed pairs of nearly one length.

    Attributes:
        ids: int64 of shape (n, tokens).
        types: 0 in the question, 1 in the passage, int64 of the same shape.
        mask: whether a token is one, of the same shape.
        owners: sentence of each token, 0 for none of them, int64 of the same shape.
        right: whether a sentence answers, bool of shape (n, sentences + 1); the first column is
            that none does.
        held: whether a sentence stands in the pair, of the same shape.
    """

    ids: torch.Tensor
    types: torch.Tensor
    mask: torch.Tensor
    owners: torch.Tensor
    right: torch.Tensor
    held: torch.Tensor


def pack_batch(tokenizer: Tokenizer, examples: Sequence[Example]) -> Batch:
    """Return examples as tensors, padded to the longest."""
    packed = [pack_pair(tokenizer, each.question, each.sentences) for each in examples]
    size, longest = len(packed), max(len(pair.ids) for pair in packed)
    most = max(len(each.sentences) for each in examples)
    ids, types, mask, owners = (torch.zeros((size, longest), dtype=torch.long) for _ in range(4))
    right, held = (torch.zeros((size, most + 1), dtype=torch.bool) for _ in range(2))
    for row, (pair, example) in enumerate(zip(packed, examples, strict=True)):
        length = len(pair.ids)
        ids[row, :length] = torch.tensor(pair.ids)
        mask[row, :length] = 1
        types[row, pair.passage : length] = 1
        held[row, 0] = True
        for number, (start, end) in enumerate(pair.spans, start=1):
            owners[row, start:end] = number
            held[row, number] = end > start
        kept = [at + 1 for at in example.answer if held[row, at + 1]]
        right[row, kept or [0]] = True
    return Batch(ids, types, mask, owners, right, held)


class CrossStudent(torch.nn.Module):
    """Token ids of a question and a passage to a score for each sentence, and for none."""

    def __init__(self, student: Student, dropout: float) -> None:
        """Take the sentence encoder to begin from; its table of pieces is not trained."""
        super().__init__()
        self.body: Any = copy.deepcopy(student.body)
        weight = student.table.weight.detach()
        rows, width = weight.shape
        self.table = torch.nn.Embedding(rows, width, _weight=weight).requires_grad_(False)
        self.head = torch.nn.Linear(self.table.embedding_dim, 1, bias=False)
        torch.nn.init.zeros_(self.head.weight)
        # Not of the attention's weights: drawing so many by chance takes a CPU too long.
        for name, module in self.body.named_modules():
            if isinstance(module, torch.nn.Dropout) and "attention.self" not in name:
                module.p = dropout

    def forward(self, batch: Batch) -> torch.Tensor:
        """Return scores (n, sentences + 1), the first that none answers; -inf where none stands."""
        hidden = self.body(
            inputs_embeds=self.table(batch.ids),
            token_type_ids=batch.types,
            attention_mask=batch.mask,
        ).last_hidden_state
        scores = self.head(hidden).squeeze(-1).float()
        totals = torch.zeros(batch.held.shape).scatter_add_(1, batch.owners, scores)
        counts = torch.zeros(batch.held.shape).scatter_add_(
            1, batch.owners, torch.ones_like(scores)
        )
        means = totals / counts.clamp(min=1)
        means = torch.cat([scores[:, :1], means[:, 1:]], dim=1)
        return means.masked_fill(~batch.held, -torch.inf)


def measure_loss(scores: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Return the cross-entropy of one of the right columns, over scores (n, columns)."""
    found = torch.logsumexp(scores.masked_fill(~right, -torch.inf), dim=1)
    return (torch.logsumexp(scores, dim=1) - found).mean()
