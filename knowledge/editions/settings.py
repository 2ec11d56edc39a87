"""How a refresh goes about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.sources import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshSettings:
    """How a refresh goes about it.

    Attributes:
        limits: bounds of what is read.
        rebuild: whether only the given sources stay.
        remove_missing: whether profiles whose page is gone are removed.
        margin: how far the mean score of the examination may fall, 0 to 1.
        force: whether a refused candidate is published all the same.
        kept: editions that stay for going back.
        wait: seconds to wait for another refresh.
        unattended: whether nobody asked for it just now; then what staff went back from is not
            published again.
    """

    limits: Limits = field(default_factory=Limits)
    rebuild: bool = False
    remove_missing: bool = False
    margin: float = 0.02
    force: bool = False
    kept: int = 10
    wait: float = 0.0
    unattended: bool = False
