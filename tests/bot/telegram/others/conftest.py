"""A home with an edition, for the bot as its own process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.small_edition import publish_small


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a home with an edition."""
    home = tmp_path / "home"
    publish_small(home)
    return home
