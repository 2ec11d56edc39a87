"""Groups."""

from __future__ import annotations

from bot.store.records import Place
from bot.store.store import Store
from tests.bot.store.samples import TOPIC, kept


async def test_a_group_is_greeted_once(store: Store) -> None:
    """Until it is forgotten."""
    assert await store.greet_once(-5)
    assert not await store.greet_once(-5)
    await store.forget_chat(-5)
    assert await store.greet_once(-5)


async def test_a_group_that_moves_takes_its_topics_along(store: Store) -> None:
    """Told twice, it moves once; replies that can't be edited any more are removed."""
    await store.greet_once(-5)
    await store.keep_reply(kept(chat=-5), Place(-5, 5), TOPIC)
    await store.move_chat(-5, -1005)
    await store.move_chat(-5, -1005)
    assert (await store.turn(Place(-1005, 5))).topic == TOPIC
    assert await store.reply("a") is None
    assert not await store.greet_once(-1005)
