"""What is remembered, and how it is forgotten."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.outcome import Topic
from bot.store.forgetting import DAY
from bot.store.records import KeptReply, Place
from bot.store.store import Store
from prompts.replies import Answer, NotFound
from tests.bot.telegram.room import Clock
from tests.bot.telegram.test_rendering import answer_with, quote_of

HERE = Place(5, 5)
TOPIC = Topic(("testville",), "hotline")


def kept(identifier: str = "a", *, chat: int = 5, user: int = 5, question: int = 1) -> KeptReply:
    """Return a reply as it is kept."""
    return KeptReply(identifier, chat, user, question, (2, 3), answer_with(quote_of("A quote.")))


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


async def test_a_reply_comes_back_without_its_question(store: Store) -> None:
    """All that its buttons need is there; the person's words are not."""
    before = kept()
    asked = replace(before.reply, question="who runs the hotline?", id="q1")
    await store.keep_reply(replace(before, reply=asked), HERE, TOPIC)
    found = await store.reply("a")
    assert found is not None
    assert found.reply == replace(asked, question="", id=None)
    assert isinstance(found.reply, Answer)
    assert found == await store.reply_to(5, 1)
    assert await store.reply("b") is None
    assert await store.messages_of(5) == {2, 3}


def everything_in(folder: Path) -> bytes:
    """Return what is on disk."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_no_word_of_a_question_is_on_disk(store: Store, tmp_path: Path) -> None:
    """Neither in the database nor in its journal."""
    asked = replace(kept().reply, question="a very private question")
    await store.keep_reply(replace(kept(), reply=asked), HERE)
    await store.close()
    data = everything_in(tmp_path)
    assert b"A quote." in data
    assert b"private question" not in data


async def test_a_rating_is_news_once(store: Store) -> None:
    """The same again is none; another one replaces it."""
    assert await store.rate(kept(), 5, useful=True)
    assert not await store.rate(kept(), 5, useful=True)
    assert await store.rate(kept(), 5, useful=False)
    assert await store.rate(kept(), 6, useful=True)
    assert await store.feedback() == (1, 1)


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


async def test_a_reply_of_an_unknown_kind_is_no_reply(store: Store) -> None:
    """What a newer version wrote is passed over."""
    from sqlalchemy import text

    await store.keep_reply(kept(), HERE)
    async with store._engine.begin() as connection:
        await connection.execute(text("""UPDATE replies SET content = '{"kind": "dance"}'"""))
    assert await store.reply("a") is None


async def test_a_reply_that_finds_nothing_is_kept_too(store: Store) -> None:
    """Every kind of reply comes back as it was."""
    nothing = NotFound(
        question="", language="en", edition="e1", edition_date="2026-11-24", nearest=("Gand",)
    )
    await store.keep_reply(replace(kept(), reply=nothing), HERE)
    found = await store.reply("a")
    assert found is not None
    assert found.reply == nothing
