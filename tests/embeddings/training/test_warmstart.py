"""What a new piece starts with."""

from __future__ import annotations

import numpy as np
import torch

from embeddings.training.warmstart import borrow_vectors, start_table


def test_a_new_piece_borrows_from_its_nearest() -> None:
    """Near a known piece in the static space, it starts near that piece's vector."""
    known = torch.eye(10)
    vectors = torch.arange(10.0).unsqueeze(1).repeat(1, 4)
    found = borrow_vectors(known[3:4] + 0.01, known, vectors)
    assert torch.allclose(found, torch.full((1, 4), 3.0), atol=0.1)


def test_no_new_piece_needs_nothing() -> None:
    """An English vocabulary borrows nothing."""
    assert borrow_vectors(torch.empty(0, 4), torch.eye(4), torch.eye(4)).shape == (0, 4)


def test_known_pieces_keep_their_vectors() -> None:
    """A shared piece has the teacher's vector; a rare one lends nothing."""
    teacher = torch.tensor([[1.0, 1.0], [2.0, 2.0], [9.0, 9.0]])
    static = np.array([[1, 0], [0, 1], [1, 0.01], [0, 1]], np.float32)
    table = start_table(
        {"city": 0, "rare": 1, "ville": 2, "plan": 3},
        {"plan": 0, "city": 1, "rare": 2},
        teacher,
        static,
        np.array([50, 1, 0, 50]),
    )
    assert table[0].tolist() == [2.0, 2.0]
    assert table[1].tolist() == [9.0, 9.0]
    assert torch.allclose(table[2], torch.tensor([2.0, 2.0]), atol=0.01)
