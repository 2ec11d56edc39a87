"""Messages about someone in danger."""

from pathlib import Path

import pytest

from bot.answering.urgency import is_urgent, mend_spelling, told_sentences

TABLE = Path(__file__).with_name("urgent.tsv")
FLOORS = {"tune": (0.90, 0.99), "held": (0.97, 0.98), "unseen": (0.70, 0.95), "last": (0.60, 0.93)}
"""Least recall and precision by part: "tune" shaped the patterns, "held" was written with it and
left aside, "unseen" and "last" were written when the patterns stood. What the
patterns miss of the first is for the alarm."""


def read_messages(kind: str, part: str) -> list[str]:
    """Read the messages of a kind, "urgent" or "topic", that belong to a part."""
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return [text for found, belongs, text in rows if (found, belongs) == (kind, part)]


@pytest.mark.parametrize("part", FLOORS)
def test_danger_is_told_from_danger_as_a_topic(part: str) -> None:
    """Nearly every message about someone in danger is seen, and hardly any question is."""
    urgent, topic = read_messages("urgent", part), read_messages("topic", part)
    seen = [text for text in urgent if is_urgent(text)]
    false = [text for text in topic if is_urgent(text)]
    recall, precision = FLOORS[part]
    assert len(seen) >= recall * len(urgent), sorted(set(urgent) - set(seen))
    assert len(seen) >= precision * (len(seen) + len(false)), false


def test_there_are_enough_messages_on_each_side() -> None:
    """The two sides are each worded in well over a hundred ways."""
    for kind in ("urgent", "topic"):
        assert sum(len(read_messages(kind, part)) for part in FLOORS) >= 240


@pytest.mark.parametrize(
    "message",
    [
        "je veux mourrir",
        "he is going to murdr me",
        "il a un couteua et il menace tout le monde",
        "IL VA ME TUER",
        "Bonjour, mon mari me frappe",
        "Hello. My son wants to kill himself",
        "Comment faire ? mon frère veut se suicider ce soir",
        "who can I call? my daughter has taken a whole box of pills",
    ],
)
def test_slips_capitals_and_greetings_hide_no_danger(message: str) -> None:
    """Danger is seen through typos, capitals, a greeting, or a question beside it."""
    assert is_urgent(message)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "?!",
        "Bonjour",
        "ça me tue de rire",
        "12 34",
        "Ce problème me tue",
        "to die for",
        "x" * 5000,
    ],
)
def test_other_messages_are_not_urgent(message: str) -> None:
    """Empty, endless and figurative messages set off nothing."""
    assert not is_urgent(message)


def test_only_the_beginning_of_a_long_message_is_read() -> None:
    """What comes after a thousand characters changes nothing."""
    assert is_urgent("mon mari me frappe")
    assert not is_urgent("la " * 400 + "mon mari me frappe")


def test_spelling_is_mended_only_in_strange_words() -> None:
    """A word one letter off is mended; everyday words and short ones stay."""
    vocabulary = frozenset({"couteau", "poignarder"})
    assert mend_spelling(" un couteua gateau coutau ", vocabulary) == " un couteau gateau couteau "
    assert mend_spelling(" cout ", vocabulary) == " cout "


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Mon frère est parti. Que faire ?", ["Mon frère est parti"]),
        ("who do I call? he is at the door", ["he is at the door"]),
        ("La ligne est-elle ouverte ?", []),
        ("hotline viborg", []),
        ("I am looking for data on attacks", []),
        ("ça me tue de rire", []),
        ("", []),
    ],
)
def test_sentences_that_tell_are_told_from_those_that_ask(message: str, told: list[str]) -> None:
    """Only what is told of people can be danger; questions, keywords and studies are none."""
    assert told_sentences(message) == told
