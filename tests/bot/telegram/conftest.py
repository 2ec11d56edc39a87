"""Rooms to test in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.editions import Edition
from tests.bot.small_edition import open_small
from tests.bot.telegram.room import Room, open_room
from tests.telegram_server.world import JSON, Chat, person


@pytest.fixture(scope="package")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Give the edition of three invented cities."""
    return open_small(tmp_path_factory.mktemp("edition"))


@pytest.fixture
async def room(edition: Edition, tmp_path: Path) -> AsyncIterator[Room]:
    """Give a bot in which nothing that it asks of Telegram may be refused."""
    async with open_room(edition, tmp_path) as opened:
        yield opened
    assert opened.request.refused == []


@pytest.fixture
def asker() -> JSON:
    """Give a person whose Telegram is in French."""
    return person(5, "fr")


@pytest.fixture
def chat(room: Room, asker: JSON) -> Chat:
    """Give that person's private chat."""
    return room.world.private(asker)
