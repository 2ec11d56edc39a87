"""What the tests of citations share."""

from __future__ import annotations

from tests.knowledge.editions.conftest import world

__all__ = ["world"]
