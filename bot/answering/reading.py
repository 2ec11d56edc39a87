"""A question as understood: its language, its cities, and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.answering.conversation import Resolved
from bot.answering.questions import Asked
from knowledge.places import Mentions
from prompts.replies import Language


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as understood.

    Attributes:
        question: as typed.
        search: what is searched: without its cities, with the subject it took over.
        profiles: the cities it is about; empty where it names none.
        certain: whether the question itself, or a person's choice, named them or points back at
            them; else the conversation's city is only assumed to be meant still.
        missing: a city it names that has no profile.
        nearest: slugs of the cities with a profile nearest to that one.
        choices: slugs of the cities that share the name it gives.
        about: name of the city taken over from the conversation.
        subject: words taken over from the conversation.
        mentions: every place the question names.
        resolved: what it takes over from the conversation.
        cities: the same slugs as ``profiles``, together where they are of one city.
    """

    question: str
    language: Language
    search: str
    asked: Asked
    profiles: tuple[str, ...] = ()
    certain: bool = False
    missing: str | None = None
    nearest: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    about: str | None = None
    subject: str | None = None
    mentions: Mentions = field(default_factory=Mentions)
    resolved: Resolved = field(default_factory=Resolved)
    cities: tuple[tuple[str, ...], ...] = ()
