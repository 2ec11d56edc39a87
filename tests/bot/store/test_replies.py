"""Replies that were sent, and how useful they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.store.store import Store
from prompts.replies import Answer, NotFound
from tests.bot.store.samples import HERE, TOPIC, kept


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


async def test_a_rating_is_news_once(store: Store) -> None:
    """The same again is none; another one replaces it."""
    assert await store.rate(kept(), 5, useful=True)
    assert not await store.rate(kept(), 5, useful=True)
    assert await store.rate(kept(), 5, useful=False)
    assert await store.rate(kept(), 6, useful=True)
    assert await store.feedback() == (1, 1)
