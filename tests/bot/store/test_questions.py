"""Questions that no profile answered."""

from __future__ import annotations

from bot.store.forgetting import DAY
from bot.store.store import Store
from tests.bot.telegram.room import Clock


async def test_unanswered_questions_are_kept_for_some_days(store: Store, clock: Clock) -> None:
    """The newest come first, the old ones go."""
    await store.keep_unanswered("old", "en", "e1")
    clock.now += 10 * DAY
    await store.keep_unanswered("new", "en", "e1")
    assert await store.unanswered() == ["new", "old"]
    clock.now += 20 * DAY
    await store.purge()
    assert await store.unanswered() == ["new"]


async def test_unanswered_questions_need_not_be_kept(url: str) -> None:
    """Nought days keep nothing."""
    store = await Store.open(url, unanswered_days=0)
    await store.keep_unanswered("any", "en", "e1")
    assert await store.unanswered() == []
    await store.close()
