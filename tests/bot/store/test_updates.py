"""Updates, each taken up once."""

from __future__ import annotations

from bot.store.store import Store
from tests.bot.telegram.room import Clock


async def test_an_update_is_taken_up_once(store: Store) -> None:
    """The second time it is done, whether or not the first is finished."""
    assert await store.updates.begin(7) == "new"
    assert await store.updates.begin(7) == "done"
    await store.updates.finish(7)
    assert await store.updates.begin(7) == "done"


async def test_an_update_of_a_dead_run_is_taken_up_again(store: Store, url: str) -> None:
    """Another run takes over what was not finished, and only that."""
    await store.updates.begin(7)
    await store.updates.begin(8)
    await store.updates.finish(8)
    other = await Store.open(url)
    assert await other.updates.begin(7) == "again"
    assert await other.updates.begin(7) == "done"
    assert await other.updates.begin(8) == "done"
    await other.close()


async def test_an_update_is_left_for_a_while_to_the_run_that_began_it(
    store: Store, url: str, clock: Clock
) -> None:
    """Several bots share a database: what one is at, another does not take over at once."""
    await store.updates.begin(7)
    other = await Store.open(url, now=clock, leave_seconds=60)
    assert await other.updates.begin(7) == "done"
    clock.now += 60
    assert await other.updates.begin(7) == "again"
    await other.close()
