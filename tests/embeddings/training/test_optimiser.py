"""The lazy Adam of the table."""

from __future__ import annotations

import pytest
import torch

from embeddings.training.optimiser import RowAdam


def step_once(rates: torch.Tensor, rows: list[int]) -> tuple[torch.nn.Embedding, RowAdam]:
    """Return a table of ones after one step on some rows."""
    table = torch.nn.Embedding(4, 3, sparse=True, _weight=torch.ones(4, 3))
    optimiser = RowAdam(table.weight, rates)
    torch.autograd.backward(table(torch.tensor(rows)).sum())
    optimiser.step(1.0)
    return table, optimiser


def test_only_used_rows_move() -> None:
    """A row without a gradient stays, and the others move by their rates as Adam's first step."""
    table, _ = step_once(torch.tensor([0.1, 0.2, 0.1, 0.1]), [0, 1, 1])
    moved = (1 - table.weight.detach())[:, 0].tolist()
    assert moved == pytest.approx([0.1, 0.2, 0, 0], abs=1e-5)


def test_a_rate_of_zero_freezes_a_row() -> None:
    """Adam does not undo a rate, as it would a scaled gradient."""
    table, _ = step_once(torch.tensor([0.0, 0.1, 0.1, 0.1]), [0, 1])
    assert torch.equal(table.weight[0], torch.ones(3))


def test_a_step_without_a_gradient_does_nothing() -> None:
    """The gradient is forgotten after a step."""
    table, optimiser = step_once(torch.full((4,), 0.1), [0])
    before = table.weight.detach().clone()
    optimiser.step(1.0)
    assert torch.equal(table.weight, before)


def test_it_goes_on_from_a_checkpoint() -> None:
    """A second step after reloading is the step that would have come."""
    one, first = step_once(torch.full((4,), 0.1), [0, 2])
    other, second = step_once(torch.full((4,), 0.1), [3])
    other.weight.data.copy_(one.weight.data)
    second.load_state_dict({name: value.clone() for name, value in first.state_dict().items()})
    for table, optimiser in ((one, first), (other, second)):
        torch.autograd.backward((table(torch.tensor([0, 1])) ** 2).sum())
        optimiser.step(0.5)
    assert torch.equal(one.weight, other.weight)
