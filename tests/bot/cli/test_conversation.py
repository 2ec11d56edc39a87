"""The command chat."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from click.testing import CliRunner

from bot.answering.outcome import Outcome, Topic
from bot.cli.conversation import GREETING, PROMPT, Talk, hold_talk, typed_lines
from bot.settings import Settings
from knowledge.errors import QuoteError
from prompts.replies import Answer, CityChoice, Language, Reply, WhichCity
from tests.bot.cli.conftest import Terminal
from tests.prompts.replies import make_quote

BASE: dict[str, Any] = {"language": "en", "edition": "e", "edition_date": "2026-11-24"}
TOPIC = Topic(("testville",), "hotline")


@dataclass
class Listener:
    """Answers with what it was told to, and remembers how it was asked."""

    reply: Reply
    heard: list[dict[str, Any]] = field(default_factory=list)

    def answer(
        self,
        question: str,
        *,
        language: Language | None = None,
        fallback: Language = "en",
        topic: Topic | None = None,
        profile: str | None = None,
    ) -> Outcome:
        """Remember the question."""
        self.heard.append({"question": question, "language": language, "topic": topic})
        self.heard[-1] |= {"fallback": fallback, "profile": profile}
        return Outcome(self.reply, TOPIC)


def talk_with(reply: Reply, **settings: Any) -> tuple[Talk, Listener, list[float]]:
    """Return a conversation, who answers in it, and its clock."""
    listener, now = Listener(reply), [0.0]
    return Talk(listener, Settings(**settings), clock=lambda: now[0]), listener, now


SAID = Answer(question="?", quotes=(make_quote(),), **BASE)
WHICH = WhichCity(
    question="The hotline?",
    choices=(CityChoice("a", "Testville", "A"), CityChoice("b", "Testville", "B")),
    **BASE,
)


def test_a_question_builds_on_the_one_before() -> None:
    """The topic is handed on, until /new forgets it."""
    talk, listener, _ = talk_with(SAID)
    assert "A team has met" in talk.respond("Is there a hotline?")
    talk.respond("And who runs it?")
    assert talk.respond("/new") == ""
    talk.respond("And who runs it?")
    assert [heard["topic"] for heard in listener.heard] == [None, TOPIC, None]


def test_an_old_topic_is_forgotten() -> None:
    """After the minutes of the settings nothing is carried over; 0 never carries over."""
    talk, listener, now = talk_with(SAID, conversation_minutes=5)
    for moment in (0, 299, 599):
        now[0] = moment
        talk.respond("And who runs it?")
    assert [heard["topic"] for heard in listener.heard] == [None, TOPIC, None]
    talk, listener, _ = talk_with(SAID, conversation_minutes=0)
    talk.respond("Is there a hotline?")
    talk.respond("And who runs it?")
    assert [heard["topic"] for heard in listener.heard] == [None, None]


def test_the_language_can_be_set() -> None:
    """A language holds until auto lets each question decide again."""
    talk, listener, _ = talk_with(SAID, language="fr")
    for line in ("/lang en", "Hello", "/lang auto", "Hello"):
        talk.respond(line)
    assert [(each["language"], each["fallback"]) for each in listener.heard] == [
        ("en", "fr"),
        (None, "fr"),
    ]


def test_a_city_is_chosen_by_its_number() -> None:
    """The question that waited is asked again about that city; any other line is a question."""
    talk, listener, _ = talk_with(WHICH)
    assert talk.respond("The hotline?").endswith("Type the number of the city (1 to 2).")
    talk.respond("2")
    talk.respond("3")
    assert [(each["question"], each["profile"]) for each in listener.heard] == [
        ("The hotline?", None),
        ("The hotline?", "b"),
        ("3", None),
    ]


def test_an_unknown_command_is_met_with_the_known_ones() -> None:
    """Whatever else begins with a slash shows what can be typed; an empty line does nothing."""
    talk, listener, _ = talk_with(SAID)
    assert talk.respond("/dance") == talk.respond("/lang da") == GREETING
    assert talk.respond("") == ""
    assert listener.heard == []


def test_chat_answers_each_line_until_told_to_quit(terminal: Terminal) -> None:
    """Replies are on standard output, the greeting is not."""
    typed = "How many people live in Sampleton?\n\nAnd who is the mayor?\n/quit\nNever asked\n"
    done = terminal.run("chat", "--lang", "en", typed=typed)
    assert done.status == 0
    assert done.out.count("Edition of") == 2
    assert "/quit" in done.err


def test_lines_come_with_a_prompt_in_a_terminal() -> None:
    """Each is asked for until the end of the input; without a terminal there is no prompt."""
    typed, prompts = ["Hello ", "/quit"], list[str]()

    def read(prompt: str) -> str:
        prompts.append(prompt)
        if not typed:
            raise EOFError
        return typed.pop(0)

    assert list(typed_lines(None, read)) == ["Hello", "/quit"]
    assert prompts == [PROMPT] * 3
    assert list(typed_lines([b"Caf\xc3\xa9\n", b"\xff\n"])) == ["Café", "\ufffd"]


def test_a_failure_does_not_end_the_conversation() -> None:
    """A question that can't be answered is one line on standard error; the next is asked."""

    @dataclass
    class Failing:
        """Fails once, then answers."""

        failed: bool = False

        def answer(self, question: str, **given: Any) -> Outcome:
            """Fail, or answer."""
            if not self.failed:
                self.failed = True
                raise QuoteError("The quote X differs from its source.")
            return Outcome(SAID, TOPIC)

    with CliRunner().isolation() as (out, err, _):
        hold_talk(Talk(Failing(), Settings()), ["One?", "Two?"])
        assert "citybot: The quote X differs from its source." in err.getvalue().decode()
        assert "A team has met" in out.getvalue().decode()
