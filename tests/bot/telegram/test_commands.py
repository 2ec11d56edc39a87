"""Commands that anyone may type."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.editions import Edition, open_edition, publish_edition
from knowledge.pages import clean_pages
from knowledge.readers import read_bytes
from tests.bot.telegram.room import ADMIN, Room, labels_of, open_room
from tests.bot.telegram.test_questions import HOTLINE
from tests.encoders import HashingEncoder
from tests.telegram_server.world import JSON, Chat, person


@pytest.fixture(params=["fr", "en"])
def speaker(request: pytest.FixtureRequest) -> JSON:
    """Give a person of each language."""
    return person(7, request.param)


COMMANDS = {
    "/start": ("Bonjour.", "Hello."),
    "/help": ("Ce que l’on peut taper", "What you can type"),
    "/ask": ("Écrivez votre question", "Type your question"),
    "/cities": ("3 villes ont un profil", "3 cities with a profile"),
    "/city": ("Écrivez la ville", "Type the city"),
    "/city Testville": (
        "Testville, Danemark\u00a0: le profil en bref",
        "Testville, Denmark",
    ),
    "/city testvile": ("Testville, Danemark", "Testville, Denmark"),
    "/city Nowhereville": ("Il n’y a pas de profil", "There is no profile of Nowhereville"),
    "/lang": ("Écrivez fr, en ou auto", "Type fr, en or auto"),
    "/lang de": ("Écrivez fr, en ou auto", "Type fr, en or auto"),
    "/lang fr": ("Je réponds désormais en français", "Je réponds désormais en français"),
    "/lang en": ("I now reply in English", "I now reply in English"),
    "/lang auto": ("Je réponds désormais dans la langue", "I now reply in the language of each"),
    "/sources": ("D’où viennent les profils", "Where the profiles come from"),
    "/privacy": ("Ce qui est gardé de vous", "What is kept of you"),
    "/forget": (
        "Tout ce qui était gardé de vous est effacé",
        "All that was kept of you is removed",
    ),
    "/verify": ("Écrivez le code", "Type the code"),
    "/verify T01-ABCDEF": ("Toujours vrai", "Still true"),
    "/dance": ("Je ne connais pas cette commande", "I don’t know that command"),
    "/refresh": ("Seule l’équipe du réseau", "Only the staff of the network"),
    "/start testville": ("Testville, Danemark", "Testville, Denmark"),
    "/start T01-ABCDEF": ("Toujours vrai", "Still true"),
    "/start nothing-known": ("Bonjour.", "Hello."),
}


@pytest.mark.parametrize("command", COMMANDS)
async def test_each_command_speaks_both_languages(room: Room, speaker: JSON, command: str) -> None:
    """The frame is in the language of the person's Telegram."""
    (reply,) = await room.say(room.world.private(speaker), speaker, command)
    french, english = COMMANDS[command]
    assert reply["text"].startswith(french if speaker["language_code"] == "fr" else english)


async def test_help_shows_the_staff_their_commands(room: Room) -> None:
    """Others don't see them."""
    admin, other = person(ADMIN, "en"), person(7, "en")
    (for_admin,) = await room.say(room.world.private(admin), admin, "/help")
    (for_other,) = await room.say(room.world.private(other), other, "/help")
    assert "/rollback" in for_admin["text"]
    assert "/rollback" not in for_other["text"]


async def test_an_admin_who_starts_gets_their_menu(room: Room) -> None:
    """A menu can be set for a chat only once there is one."""
    admin = person(ADMIN, "en")
    await room.say(room.world.private(admin), admin, "/start")
    names = {each["command"] for each in room.request.methods.menus[f"chat:{ADMIN}", "fr"]}
    assert {"refresh", "ask"} <= names


async def test_a_citys_sections_are_buttons(room: Room, chat: Chat, asker: JSON) -> None:
    """A tap quotes the section, a second one says that it is there."""
    (card,) = await room.say(chat, asker, "/city Testville")
    label = next(each for each in labels_of(card) if "Parents" in each)
    assert await room.press(chat, asker, card, label) is None
    assert "170 meetings" in room.sent[-1]["text"]
    assert await room.press(chat, asker, card, label) == "C’est déjà affiché."


async def test_a_city_of_the_list_is_a_button(room: Room, chat: Chat, asker: JSON) -> None:
    """A tap shows its card."""
    (cities,) = await room.say(chat, asker, "/cities")
    await room.press(chat, asker, cities, "Sampleton")
    assert room.sent[-1]["text"].startswith("Sampleton, Danemark")


PAGE = "---\ncity: {name}\ncountry: {country}\n---\n# {name}\n\n## Work\n\nA team meets.\n"


def many(home: Path) -> Edition:
    """Return an edition of 23 invented cities, two of one name."""
    pages = [
        read_bytes(PAGE.format(name=name, country=country).encode(), source=f"{slug}.md")
        for slug, name, country in (
            *((f"city-{n:02}", f"Town{chr(65 + n)}", "Denmark") for n in range(21)),
            ("twin-1", "Twinford", "Denmark"),
            ("twin-2", "Twinford", "France"),
        )
    ]
    encoder = HashingEncoder()
    publish_edition(home, clean_pages(pages), encoder)
    return open_edition(home, load=lambda _: encoder)


async def test_many_cities_come_in_pages(tmp_path: Path, asker: JSON) -> None:
    """The list is turned in place, forth and back; so are the sources."""
    edition = many(tmp_path / "editions")
    async with open_room(edition, tmp_path) as room:
        chat = room.world.private(asker)
        for command, last in (("/cities", "Twinford"), ("/sources", "Twinford")):
            (shown,) = await room.say(chat, asker, command)
            assert "(page 1 sur 3)" in shown["text"]
            await room.press(chat, asker, shown, "Suite")
            await room.press(chat, asker, shown, "Suite")
            assert last in chat.messages[shown["message_id"]]["text"]
            await room.press(chat, asker, shown, "‹ Retour")
            assert "(page 2 sur 3)" in chat.messages[shown["message_id"]]["text"]
        assert room.request.refused == []


async def test_a_name_of_two_cities_asks_which(tmp_path: Path, asker: JSON) -> None:
    """Each is a button with its country."""
    edition = many(tmp_path / "editions")
    async with open_room(edition, tmp_path) as room:
        chat = room.world.private(asker)
        (which,) = await room.say(chat, asker, "/city Twinford")
        assert labels_of(which) == ["Twinford, Danemark", "Twinford, France"]
        await room.press(chat, asker, which, "Twinford, France")
        assert room.sent[-1]["text"].startswith("Twinford, France")


async def test_forget_removes_all_that_privacy_names(room: Room, chat: Chat, asker: JSON) -> None:
    """Language, topic, replies and feedback are gone, and old buttons are stale."""
    await room.say(chat, asker, "/lang en")
    (reply,) = await room.say(chat, asker, HOTLINE)
    await room.press(chat, asker, reply, "👍")
    await room.say(chat, asker, "/forget")
    assert await room.store.language_of(5) is None
    assert await room.store.feedback() == (0, 0)
    assert await room.store.reply_to(5, reply["reply_to_message"]["message_id"]) is None
    answer = await room.press(chat, asker, reply, "👍")
    assert answer is not None
    assert "temps" in answer


async def test_a_person_of_another_language_gets_the_settings_one(room: Room) -> None:
    """Danish is neither: the default of the settings is English."""
    who = person(8, "da")
    (reply,) = await room.say(room.world.private(who), who, "/start")
    assert reply["text"].startswith("Hello")


async def test_the_privacy_text_names_what_the_settings_say(
    edition: Edition, tmp_path: Path, asker: JSON
) -> None:
    """Where nothing unanswered is kept, it does not say so."""
    async with open_room(edition, tmp_path, unanswered_days=0, conversation_minutes=5) as room:
        (reply,) = await room.say(room.world.private(asker), asker, "/privacy")
    assert "pendant 5 minutes" in reply["text"]
    assert "sans son auteur, pendant" not in reply["text"]
