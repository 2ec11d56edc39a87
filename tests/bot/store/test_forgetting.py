"""What is forgotten, and when."""

from __future__ import annotations

import pytest

from bot.store.forgetting import DAY
from bot.store.records import Place
from bot.store.store import Store
from tests.bot.store.samples import HERE, TOPIC, kept
from tests.bot.telegram.room import Clock


async def test_the_purge_removes_what_has_had_its_time(store: Store, clock: Clock) -> None:
    """Replies after a month, updates after three days, ratings after a year."""
    await store.updates.begin(1)
    await store.keep_reply(kept(), HERE, TOPIC)
    await store.rate(kept(), 5, useful=True)
    clock.now += 29 * DAY
    await store.purge()
    assert await store.updates.begin(1) == "new"
    assert await store.reply("a") is not None
    clock.now += 2 * DAY
    await store.purge()
    assert await store.reply("a") is None
    assert await store.feedback() == (1, 0)
    clock.now += 365 * DAY
    await store.purge()
    assert await store.feedback() == (0, 0)


async def test_a_person_is_forgotten_everywhere(store: Store) -> None:
    """In each chat, and no one else with them."""
    for chat, user in ((5, 5), (-5, 5), (-5, 6)):
        reply = kept(f"{chat}.{user}", chat=chat, user=user)
        await store.keep_reply(reply, Place(chat, user), TOPIC)
        await store.rate(reply, user, useful=True)
    await store.forget_person(5)
    assert await store.language_of(5) is None
    assert await store.reply("5.5") is None
    assert await store.reply("-5.5") is None
    assert await store.reply("-5.6") is not None
    assert await store.feedback() == (1, 0)


@pytest.mark.parametrize("chat", [5, -5])
async def test_a_chat_is_forgotten(store: Store, chat: int) -> None:
    """Its topics, its replies and their ratings; in private the person too."""
    await store.keep_reply(kept(chat=chat), Place(chat, 5), TOPIC)
    await store.rate(kept(), 5, useful=True)
    await store.forget_chat(chat)
    assert await store.reply("a") is None
    assert (await store.turn(Place(chat, 5))).topic is None
    assert (await store.language_of(5) is None) is (chat > 0)
    assert await store.feedback() == (0, 0)
