"""Adam that touches only the rows of a table that a step used."""

import torch


class RowAdam:
    """Lazy Adam for a table with sparse gradients, with a learning rate for each row.

    A row's moments and its correction for their start count only the steps that used the row
    (as in "LazyAdam"; Kingma & Ba 2015, section 2, for the formulas).
    """

    def __init__(
        self,
        table: torch.Tensor,
        rates: torch.Tensor,
        betas: tuple[float, float] = (0.9, 0.98),
    ) -> None:
        """Take the table (rows, d) and the learning rate of each row."""
        self.table, self.rates, self.betas = table, rates, betas
        self.first = torch.zeros_like(table)
        self.second = torch.zeros_like(table)
        self.used = torch.zeros(len(table), device=table.device)

    @torch.no_grad()
    def step(self, scale: float) -> None:
        """Move the rows that have a gradient, at `scale` times their rates, and forget it."""
        if self.table.grad is None:
            return
        gradient = self.table.grad.coalesce()
        rows, values = gradient.indices()[0], gradient.values()
        self.used[rows] += 1
        used = self.used[rows].unsqueeze(-1)
        low, high = self.betas
        first = self.first[rows].lerp_(values, 1 - low)
        second = self.second[rows].lerp_(values * values, 1 - high)
        self.first[rows], self.second[rows] = first, second
        spread = (second / (1 - high**used)).sqrt_().add_(1e-8)
        pace = scale * self.rates[rows].unsqueeze(-1)
        self.table[rows] -= pace * (first / (1 - low**used)) / spread
        self.table.grad = None

    def state_dict(self) -> dict[str, torch.Tensor]:
        """Return what a checkpoint must keep."""
        return {"first": self.first, "second": self.second, "used": self.used}

    def load_state_dict(self, state: dict[str, torch.Tensor]) -> None:
        """Go on from a checkpoint."""
        self.first, self.second, self.used = state["first"], state["second"], state["used"]
