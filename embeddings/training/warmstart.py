"""Start the student from the teacher: known pieces keep their vectors, others borrow."""

from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

NEIGHBOURS = 8
TEMPERATURE = 0.1
# Only pieces at least this frequent in English are borrowed from.
RAREST = 5


def borrow_vectors(new: torch.Tensor, known: torch.Tensor, vectors: torch.Tensor) -> torch.Tensor:
    """Return a vector for each new piece: a softmax-weighted mean of its nearest known pieces'.

    Args:
        new: Static vectors of the new pieces, of shape (n, d).
        known: Static vectors of the pieces to borrow from, of shape (m, d).
        vectors: The teacher's input vectors of these, of shape (m, e).
    """
    known = functional.normalize(known, dim=-1)
    parts = []
    for part in torch.split(functional.normalize(new, dim=-1), 2048):
        near, which = (part @ known.T).topk(min(NEIGHBOURS, len(known)), dim=-1)
        weight = functional.softmax(near / TEMPERATURE, dim=-1)
        parts.append((weight.unsqueeze(-1) * vectors[which]).sum(dim=1))
    return torch.cat(parts) if parts else vectors[:0]


def start_table(
    vocabulary: Mapping[str, int],
    teacher_vocabulary: Mapping[str, int],
    teacher_table: torch.Tensor,
    static: NDArray[np.float32],
    english_counts: NDArray[np.int64],
) -> torch.Tensor:
    """Return the student's input vectors, float32 of shape (pieces, e).

    Args:
        vocabulary: The student's pieces.
        teacher_vocabulary: The teacher's.
        teacher_table: The teacher's input vectors.
        static: Static vectors of the student's pieces.
        english_counts: How often each of these stands in English text.
    """
    table = torch.empty(len(vocabulary), teacher_table.shape[1])
    shared = [
        (at, teacher_vocabulary[p]) for p, at in vocabulary.items() if p in teacher_vocabulary
    ]
    ours, theirs = torch.tensor(shared).T
    table[ours] = teacher_table[theirs]
    is_new = torch.ones(len(vocabulary), dtype=torch.bool)
    is_new[ours] = False
    lenders = ours[torch.from_numpy(english_counts)[ours] >= RAREST]
    vectors = torch.from_numpy(static)
    table[is_new] = borrow_vectors(vectors[is_new], vectors[lenders], table[lenders])
    return table
