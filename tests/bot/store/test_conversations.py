"""Who speaks, and about what."""

from __future__ import annotations

from bot.store.records import Place
from bot.store.store import Store
from tests.bot.store.samples import HERE, TOPIC, kept
from tests.bot.telegram.room import Clock


async def test_a_language_is_chosen_or_last_spoken(store: Store) -> None:
    """The choice goes first; without one, the last reply's language is known."""
    assert await store.language_of(5) is None
    await store.keep_reply(kept(), HERE)
    assert await store.language_of(5) == "fr"
    await store.choose_language(5, "en")
    assert await store.language_of(5) == "en"
    assert (await store.turn(HERE)).chosen == "en"
    await store.choose_language(5, None)
    assert (await store.turn(HERE)).chosen is None
    assert await store.language_of(5) == "en"


async def test_a_topic_expires(store: Store, clock: Clock) -> None:
    """After the set minutes it is not carried over, and the purge removes it."""
    await store.keep_topic(HERE, TOPIC)
    assert (await store.turn(HERE)).topic == TOPIC
    assert (await store.turn(Place(5, 5, thread=9))).topic is None
    clock.now += 30 * 60
    assert (await store.turn(HERE)).topic is None


async def test_a_topic_is_not_kept_where_none_is_carried_over(url: str) -> None:
    """Nought minutes keep nothing."""
    store = await Store.open(url, topic_minutes=0)
    await store.keep_reply(kept(), HERE, TOPIC)
    assert (await store.turn(HERE)).topic is None
    await store.close()
