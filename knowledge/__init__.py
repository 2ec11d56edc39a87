"""Pages in, editions out, and the search between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from knowledge.editions import open_edition

__all__ = ["open_edition"]


def __getattr__(name: str) -> Any:
    """Import what opens editions only when it is asked for: the data models stay light."""
    if name in __all__:
        from knowledge import editions

        return getattr(editions, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
