"""What the staff do in a chat."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import CallbackContext

from bot.errors import SettingsError
from bot.telegram.schedule import cron_trigger, purge, refresh_by_clock
from bot.telegram.services import Context
from knowledge.editions import Edition
from knowledge.errors import LockedError
from knowledge.reasons import because
from prompts.replies import Language
from prompts.staff import Published
from tests.bot.telegram.keepers import NotingKeeper
from tests.bot.telegram.room import ADMIN, Room, labels_of, open_room
from tests.bot.telegram.test_questions import HOTLINE, NEVER_SURE
from tests.telegram_server.world import JSON, Chat, person


@pytest.fixture
def admin() -> JSON:
    """Give an admin whose Telegram is in French."""
    return person(ADMIN, "fr")


@pytest.fixture
def office(room: Room, admin: JSON) -> Chat:
    """Give the admin's private chat."""
    return room.world.private(admin)


async def test_a_refresh_is_planned_and_then_published(
    room: Room, office: Chat, admin: JSON
) -> None:
    """The report comes with two buttons, which go when one of them is tapped."""
    (report,) = await room.say(office, admin, "/refresh")
    assert "{+a line+}" in report["text"]
    assert labels_of(report) == ["Publier", "Abandonner"]
    await room.press(office, admin, report, "Publier")
    assert "e3" in room.sent[-1]["text"]
    assert labels_of(office.messages[report["message_id"]]) == []
    assert [name for name, _ in room.keeper.asked] == ["plan", "publish"]
    assert room.keeper.asked[0][1] == room.keeper.asked[1][1]


async def test_a_plan_can_be_dropped(room: Room, office: Chat, admin: JSON) -> None:
    """Nothing is published; a second tap finds no buttons."""
    (report,) = await room.say(office, admin, "/refresh")
    data = report["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
    dropped = "Abandonné\u00a0: rien n’a été publié."
    assert await room.press_data(office, admin, report, data) == dropped
    answer = await room.press_data(office, admin, report, data)
    assert answer is not None
    assert answer.startswith("Ce bouton a fait son temps")
    assert [name for name, _ in room.keeper.asked] == ["plan", "drop"]


async def test_a_document_of_an_admin_is_planned(room: Room, office: Chat, admin: JSON) -> None:
    """Its bytes are fetched and its report comes with buttons."""
    document = room.world.add_file("newville.txt", b"# Newville")
    (report,) = await room.say(office, admin, None, document=document)
    assert "newville.txt" in report["text"]
    assert room.keeper.asked == [("plan_document", ("newville.txt", b"# Newville"))]
    await room.press(office, admin, report, "Publier")
    assert room.keeper.asked[-1][0] == "publish"


async def test_a_document_that_cannot_be_read_is_named(
    room: Room, office: Chat, admin: JSON
) -> None:
    """The reason is shown, without buttons."""
    document = room.world.add_file("broken.txt", b"")
    (report,) = await room.say(office, admin, None, document=document)
    assert "broken.txt is empty" in report["text"]
    assert labels_of(report) == []


@pytest.mark.parametrize("told", [30_000_000, 10])
async def test_a_document_that_is_too_large_is_refused(
    room: Room, office: Chat, admin: JSON, told: int
) -> None:
    """Whether Telegram said its size before or only when it was fetched."""
    document = room.world.add_file("large.txt", b"x", size=30_000_000) | {"file_size": told}
    (reply,) = await room.say(office, admin, None, document=document)
    assert "20\u202fMo" in reply["text"] or "20 Mo" in reply["text"]
    room.request.refused.clear()


async def test_a_document_of_anyone_else_is_refused(room: Room, chat: Chat, asker: JSON) -> None:
    """One polite sentence, and nothing is fetched or kept."""
    document = room.world.add_file("newville.txt", b"# Newville")
    (reply,) = await room.say(chat, asker, None, document=document)
    assert reply["text"].startswith("Seule l’équipe du réseau")
    assert room.keeper.asked == []
    assert room.calls_of("getFile") == []


@pytest.mark.parametrize("command", ["/refresh", "/status", "/editions", "/rollback"])
async def test_the_commands_are_the_staffs(
    room: Room, chat: Chat, asker: JSON, command: str
) -> None:
    """Anyone else is refused; so is an admin in a group."""
    (reply,) = await room.say(chat, asker, command)
    assert reply["text"].startswith("Seule l’équipe")
    group = room.world.group(-100)
    (in_group,) = await room.say(group, person(ADMIN, "en"), f"{command}@city_test_bot")
    assert in_group["text"].startswith("Only the staff")
    assert room.keeper.asked == []


async def test_a_button_of_the_staff_is_theirs(room: Room, admin: JSON, office: Chat) -> None:
    """Another person's tap with copied data is refused."""
    (report,) = await room.say(office, admin, "/refresh")
    data = report["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    other = person(6, "en")
    assert await room.press_data(office, other, report, data) == (
        "Only the staff of the network can do that. Nothing was stored."
    )
    assert await room.press_data(office, other, report, "rollback:e1:en") == (
        "Only the staff of the network can do that. Nothing was stored."
    )
    assert [name for name, _ in room.keeper.asked] == ["plan"]


async def test_status_tells_how_things_stand(edition: Edition, tmp_path: Path, admin: JSON) -> None:
    """Edition, profiles, feedback, and what was asked in vain."""
    async with open_room(edition, tmp_path, **NEVER_SURE) as room:
        who = person(6, "en")
        await room.say(room.world.private(who), who, HOTLINE)
        (status,) = await room.say(room.world.private(admin), admin, "/status")
    assert "3 profils" in status["text"]
    assert "hashing" in status["text"]
    assert HOTLINE in status["text"]


async def test_editions_can_be_gone_back_to(room: Room, office: Chat, admin: JSON) -> None:
    """By a button of the list, by name, or to the one before."""
    (listed,) = await room.say(office, admin, "/editions")
    assert "sert en ce moment" in listed["text"]
    await room.press(office, admin, listed, "↩ e1")
    assert "sert de nouveau" in room.sent[-1]["text"]
    await room.say(office, admin, "/rollback e1")
    await room.say(office, admin, "/rollback")
    backs = [what for name, what in room.keeper.asked if name == "roll_back"]
    assert backs == ["e1", "e1", None]


class LockedKeeper(NotingKeeper):
    """A keeper while another refresh is under way."""

    def _refuse(self) -> Any:
        raise LockedError(because("refresh.locked"))

    def plan(self, draft: str, language: Language) -> Any:
        """Refuse."""
        return self._refuse()

    def refresh(self, language: Language) -> Published:
        """Refuse."""
        self._refuse()
        raise AssertionError

    def roll_back(self, edition: str | None) -> Any:
        """Refuse."""
        return self._refuse()


@pytest.mark.parametrize("command", ["/refresh", "/rollback"])
async def test_a_refusal_is_a_reply(
    edition: Edition, tmp_path: Path, admin: JSON, command: str
) -> None:
    """What the knowledge says is shown in the admin's language; what was published stays."""
    async with open_room(edition, tmp_path, keeper=LockedKeeper()) as room:
        (reply,) = await room.say(room.world.private(admin), admin, command)
    assert "Un autre processus relit les sources\u00a0: attendez qu’il finisse" in reply["text"]


def job_context(room: Room) -> Context:
    """Return the context of a job."""
    context: CallbackContext[Any, Any, Any, Any] = Context(room.app)
    assert isinstance(context, Context)
    return context


async def test_the_scheduled_refresh_tells_each_admin_in_their_language(
    edition: Edition, tmp_path: Path
) -> None:
    """French to the one who chose it, the default to the other; a blocked one is forgotten."""
    french, english, gone = person(ADMIN, "fr"), person(98, "en"), person(97, "en")
    async with open_room(edition, tmp_path, admins=(ADMIN, 98, 97, 96)) as room:
        for admin in (french, english, gone):
            room.world.private(admin)
        await room.store.choose_language(ADMIN, "fr")
        await room.store.choose_language(97, "fr")
        room.world.chats[97].status = "kicked"
        await refresh_by_clock(job_context(room))
        texts = {sent["chat"]["id"]: sent["text"] for sent in room.sent}
        assert texts[ADMIN].startswith("Publié")
        assert texts[98].startswith("Published")
        assert await room.store.language_of(97) is None
        assert set(texts) == {ADMIN, 98}


class QuietKeeper(NotingKeeper):
    """A keeper of sources that did not change."""

    def refresh(self, language: Language) -> Published:
        """Return that nothing changed."""
        return Published(language, "e2", "2026-11-24T04:00:00Z", 0, 0, 0)


@pytest.mark.parametrize(
    ("keeper", "words"),
    [(QuietKeeper, "Nothing changed"), (LockedKeeper, "Another process is refreshing")],
)
async def test_the_admins_hear_of_a_refresh_that_did_nothing(
    edition: Edition, tmp_path: Path, keeper: Callable[[], NotingKeeper], words: str
) -> None:
    """In one sentence, with the reason where it was refused."""
    async with open_room(edition, tmp_path, keeper=keeper()) as room:
        room.world.private(person(ADMIN))
        await refresh_by_clock(job_context(room))
        assert words in room.sent[-1]["text"]


async def test_each_admin_hears_in_their_language_why_a_refresh_was_refused(
    edition: Edition, tmp_path: Path
) -> None:
    """One refusal, told in French and in English."""
    async with open_room(edition, tmp_path, keeper=LockedKeeper(), admins=(ADMIN, 98)) as room:
        for admin in (ADMIN, 98):
            room.world.private(person(admin))
        await room.store.choose_language(ADMIN, "fr")
        await refresh_by_clock(job_context(room))
        texts = {sent["chat"]["id"]: sent["text"] for sent in room.sent}
    assert "Un autre processus relit les sources" in texts[ADMIN]
    assert "Another process is refreshing" in texts[98]


class FullKeeper(NotingKeeper):
    """A keeper on a disk that is full."""

    def plan(self, draft: str, language: Language) -> Any:
        """Fail as the system does."""
        raise OSError(errno.ENOSPC, "No space left on device", "/srv/home")

    def problem(self) -> str | None:
        """Return that the newest edition is damaged."""
        return because("edition.manifest", edition="e2")


async def test_a_full_disk_is_told_without_its_path(
    edition: Edition, tmp_path: Path, admin: JSON
) -> None:
    """In the admin's language."""
    async with open_room(edition, tmp_path, keeper=FullKeeper()) as room:
        (reply,) = await room.say(room.world.private(admin), admin, "/refresh")
    assert "plus de place sur le disque" in reply["text"]
    assert "/srv" not in reply["text"]


async def test_status_tells_in_french_what_is_wrong(
    edition: Edition, tmp_path: Path, admin: JSON
) -> None:
    """Why the newest edition does not serve."""
    async with open_room(edition, tmp_path, keeper=FullKeeper()) as room:
        (status,) = await room.say(room.world.private(admin), admin, "/status")
    assert "Édition e2\u00a0: son manifeste manque ou est abîmé." in status["text"]


async def test_the_purge_sweeps_the_drafts(room: Room) -> None:
    """What has had its time goes from the database and the home."""
    await purge(job_context(room))
    assert room.keeper.asked == [("sweep", None)]


def test_a_wrong_schedule_says_what_to_give() -> None:
    """The message shows an example."""
    with pytest.raises(SettingsError, match=r"no cron expression .* such as 0 4"):
        cron_trigger("every monday")


async def test_a_schedule_becomes_a_job(edition: Edition, tmp_path: Path) -> None:
    """The job queue holds the refresh beside the purge."""
    async with open_room(edition, tmp_path, refresh_schedule="0 4 * * 1") as room:
        queue = room.app.job_queue
        assert queue is not None
        names = {job.name for job in queue.jobs()}
    assert names == {"purge", "refresh_by_clock"}
