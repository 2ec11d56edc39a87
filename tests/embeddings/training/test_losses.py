"""What the student minimises."""

from __future__ import annotations

import torch

from embeddings.training.losses import match_teacher


def unit(seed: int, count: int = 6) -> torch.Tensor:
    """Return random unit vectors."""
    draw = torch.Generator().manual_seed(seed)
    return torch.nn.functional.normalize(torch.randn(count, 16, generator=draw), dim=-1)


def test_the_teachers_own_vectors_are_best() -> None:
    """Nothing is nearer to the teacher than the teacher, and a swap is worse than noise."""
    wanted = unit(1)
    noisy = torch.nn.functional.normalize(wanted + 0.1 * unit(2), dim=-1)
    exact = match_teacher(wanted, wanted, wanted)
    near = match_teacher(noisy, wanted, wanted)
    swapped = match_teacher(wanted.roll(1, 0), wanted, wanted)
    assert exact < near < swapped


def test_translations_of_one_text_share() -> None:
    """A text that stands twice among the others is no wrong answer for its double."""
    wanted = unit(1)
    with_double = torch.cat([wanted, wanted[:1]])
    more = match_teacher(wanted, wanted, with_double, cosine=0)
    alone = match_teacher(wanted, wanted, wanted, cosine=0)
    hard = torch.nn.functional.cross_entropy(20 * wanted @ with_double.T, torch.arange(6)) / 2
    assert alone <= more
    # Sharing costs what two equal answers must, the logarithm of 2 for one text of six, no more.
    assert more <= hard + 0.01


def test_each_term_can_be_left_out() -> None:
    """A weight of 0 for both leaves nothing."""
    assert match_teacher(unit(1), unit(2), unit(2), cosine=0, contrast=0) == 0
