"""What a question takes over from the conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.outcome import Topic
from bot.answering.wording import Wording, names_anything, subject_of
from knowledge.places.mentions import Mentions
from knowledge.places.spelling import split_words
from prompts.replies import Language

MOST_CITIES = 3
"""Cities that a conversation can be about: more of them are a list."""
LONGEST_SUBJECT = 90
"""Characters of a subject that is carried on."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question with what it leaves unsaid.

    Attributes:
        search: what is searched: the question without its cities, with the subject taken over.
        profiles: slugs of the cities taken over.
        subject: what was taken over of the last question, None where nothing was.
        points_back: whether the question's own words point back; else the city is only assumed
            to be meant still.
    """

    search: str = ""
    profiles: tuple[str, ...] = ()
    subject: str | None = None
    points_back: bool = False


def resolve(question: str, language: Language, topic: Topic | None, mentions: Mentions) -> Resolved:
    """Return a question with the city and the subject it leaves to the conversation.

    A question that names no place keeps to the city talked about, unless it asks about cities in
    general. One that names no subject of its own, or points at one by a pronoun, takes the last
    one over.

    Args:
        question: as typed.
        language: "fr" or "en": whose pronouns are read.
        topic: what the conversation is about, None at its beginning.
        mentions: the places that the question names.
    """
    # A country that narrows the search says nothing more in it.
    narrows = not mentions.cities and any(land.profiles for land in mentions.countries)
    rest = mentions.strike(question, countries=narrows)
    if topic is None:
        return Resolved(rest)
    wording = Wording(mentions.strike(question, countries=True, adjectives=True), language)
    profiles = () if _names_place(mentions) or wording.is_general else topic.profiles
    subject = topic.subject if topic.subject and _takes_subject(wording, mentions) else None
    return Resolved(
        search=join_subject(rest, subject),
        profiles=profiles[:MOST_CITIES],
        subject=subject,
        points_back=wording.points_back or subject is not None,
    )


def next_topic(
    question: str,
    resolved: Resolved,
    profiles: Sequence[str],
    last: Topic | None,
    mentions: Mentions,
) -> Topic:
    """Return what the conversation is about after a question.

    Args:
        question: as typed.
        resolved: the same with what it took over.
        profiles: slugs of the cities that the reply is about; none keep the last ones.
        last: what the conversation was about.
        mentions: the places that the question names.
    """
    own = subject_of(mentions.strike(question, countries=True))
    before = last or Topic()
    subject = own
    if resolved.subject is not None:
        subject = join_subject(resolved.subject, own if names_anything(own) else None)
    kept = tuple(profiles) if len(profiles) <= MOST_CITIES else ()
    if not profiles and not _leaves_city(mentions, question):
        kept = before.profiles
    return Topic(kept, _shorten(subject or before.subject))


def _leaves_city(mentions: Mentions, question: str) -> bool:
    """Tell whether a question turns to other places, or to cities in general."""
    return _names_place(mentions) or Wording(question, "fr").is_general


def join_subject(text: str, subject: str | None) -> str:
    """Return a text followed by the words of a subject that it does not hold."""
    if not subject:
        return text
    held = {word.folded for word in split_words(text)}
    missing = any(word.folded not in held for word in split_words(subject))
    return f"{text} {subject}".strip() if missing else text


def _takes_subject(wording: Wording, mentions: Mentions) -> bool:
    if wording.asks_for_profile and _names_place(mentions):
        return False
    if not wording.names_subject:
        return True
    return wording.points_at_subject and not wording.asks_for_city_fact


def _names_place(mentions: Mentions) -> bool:
    named_countries = any(not country.adjective for country in mentions.countries)
    return bool(mentions.cities or mentions.absent or named_countries)


def _shorten(subject: str) -> str:
    """Return a subject, or its first words where it is long."""
    if len(subject) <= LONGEST_SUBJECT:
        return subject
    return subject[: LONGEST_SUBJECT + 1].rpartition(" ")[0]
