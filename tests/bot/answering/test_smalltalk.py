"""Courtesies and questions about the bot."""

from pathlib import Path

import pytest

from bot.answering.smalltalk import small_talk

TABLE = Path(__file__).with_name("talk.tsv")


def read_messages() -> list[list[str]]:
    """Read the messages with the kind of talk they are, "-" for none."""
    return [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("kind", "message"), read_messages())
def test_only_small_talk_is_taken_for_it(kind: str, message: str) -> None:
    """Courtesies and questions about the bot are told from questions about cities."""
    assert (small_talk(message) or "-") == kind


@pytest.mark.parametrize("message", ["Comment ça marche ?", "how does it work?", "C’est quoi ?"])
def test_it_means_the_bot_only_at_the_beginning(message: str) -> None:
    """In a conversation, "it" is what was talked about."""
    assert small_talk(message) == "about"
    assert small_talk(message, in_conversation=True) is None


def test_courtesies_stay_so_in_a_conversation() -> None:
    """Thanks are thanks at any time."""
    assert small_talk("merci !", in_conversation=True) == "thanks"
    assert small_talk("Qui es-tu ?", in_conversation=True) == "about"
