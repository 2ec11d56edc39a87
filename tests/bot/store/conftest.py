"""A store with a clock that a test moves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.store import Store
from tests.bot.telegram.room import Clock


@pytest.fixture
def clock() -> Clock:
    """Give a clock."""
    return Clock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Give the address of a fresh database."""
    return f"sqlite+aiosqlite:///{tmp_path / 'store.sqlite3'}"


@pytest.fixture
async def store(url: str, clock: Clock) -> AsyncIterator[Store]:
    """Give an empty store."""
    opened = await Store.open(url, now=clock)
    yield opened
    await opened.close()
