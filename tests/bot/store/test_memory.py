"""Transactions."""

from __future__ import annotations

import asyncio

from bot.store.records import Place
from bot.store.store import Store
from tests.bot.store.samples import TOPIC, kept


async def test_two_at_once_do_not_get_in_each_others_way(store: Store, url: str) -> None:
    """A person who is new in many chats, in two processes, is one person."""
    other = await Store.open(url)
    work = [
        each.keep_reply(kept(f"{chat}", chat=-chat), Place(-chat, 5), TOPIC)
        for chat in range(1, 15)
        for each in (store, other)
    ]
    await asyncio.gather(*work, *(store.rate(kept(), 5, useful=True) for _ in range(5)))
    await asyncio.gather(store.choose_language(5, "en"), other.choose_language(5, "en"))
    assert await store.language_of(5) == "en"
    assert await store.feedback() == (1, 0)
    await other.close()
