"""A bar on standard error for long work."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self

import click


class Bar:
    """Shows how far a work has come, from the first time it is told."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None

    def __call__(self, done: int, total: int) -> None:
        """Take note that ``done`` of ``total`` is done."""
        if self._bar is None:
            if total == 0:
                return
            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
            self._bar.__enter__()
        self._bar.length = total
        self._bar.update(done - self._bar.pos)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)
