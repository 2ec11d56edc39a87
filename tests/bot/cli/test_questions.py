"""The command ask."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Terminal

ASKED = "How many people live in Sampleton?"


def test_a_reply_is_all_that_stands_on_standard_output(terminal: Terminal) -> None:
    """City, source, citation and edition are in the text; nothing is on standard error."""
    done = terminal.run("ask", ASKED)
    assert (done.status, done.err) == (0, "")
    assert "Sampleton" in done.out
    assert "citation" in done.out
    assert "Edition of" in done.out


def test_the_frame_is_in_the_language_asked_for(terminal: Terminal) -> None:
    """A French question gets a French frame, and --lang decides against the question."""
    assert "Édition du" in terminal.run("ask", "Quelle est la population de Sampleton ?").out
    assert "Édition du" in terminal.run("ask", ASKED, "--lang", "fr").out


@pytest.mark.parametrize(("form", "mark"), [("html", "<b>"), ("markdown", "**"), ("text", "“")])
def test_each_format_has_its_marks(terminal: Terminal, form: str, mark: str) -> None:
    """The same reply comes as Telegram's HTML, Markdown or plain text."""
    assert mark in terminal.run("ask", ASKED, "--format", form).out


def test_json_has_exactly_the_keys_that_others_rely_on(terminal: Terminal) -> None:
    """One line of JSON with status, confidence, quotes, passages, edition and text."""
    (record,) = terminal.run("ask", ASKED, "--format", "json").records
    assert list(record) == [
        "id",
        "question",
        "language",
        "status",
        "confidence",
        "quotes",
        "passages",
        "edition",
        "text",
    ]
    assert (record["id"], record["question"], record["status"]) == (None, ASKED, "answered")
    assert 0 <= record["confidence"] <= 1
    quote = record["quotes"][0]
    assert list(quote) == [
        *("text", "profile", "city", "country", "section", "language", "url"),
        *("start", "end", "sha256", "code"),
    ]
    assert quote["profile"] == "sampleton"
    assert quote["text"] in record["text"]
    assert quote["end"] - quote["start"] == len(quote["text"])
    assert 1 <= len(record["passages"]) <= 5
    assert set(record["passages"][0]) == {"profile", "section", "score"}


def test_context_says_what_a_question_is_about(terminal: Terminal) -> None:
    """A follow-up takes the city from the question before it."""
    (record,) = terminal.run(
        "ask", "And who is the mayor?", "--context", ASKED, "--format", "json"
    ).records
    assert {quote["profile"] for quote in record["quotes"]} <= {"sampleton"}
    assert record["text"].startswith("About Sampleton")


def test_a_batch_is_answered_line_by_line(terminal: Terminal, tmp_path: Path) -> None:
    """Each line gives one reply with its id; language and context are the line's own."""
    lines = [
        {"id": "a", "question": ASKED, "lang": "fr"},
        {"id": 7, "question": "And who is the mayor?", "context": ASKED},
        {"question": ASKED},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n\n".join(json.dumps(line) for line in lines), "utf-8")
    done = terminal.run("ask", "--batch", str(path), "--format", "json")
    assert done.status == 0
    assert [each["id"] for each in done.records] == ["a", "7", None]
    assert [each["language"] for each in done.records] == ["fr", "en", "en"]
    assert done.records[1]["text"].startswith("About Sampleton")


def test_a_bad_line_is_named_and_the_others_go_on(terminal: Terminal) -> None:
    """Standard error has a line for each that could not be used, and the exit status says so."""
    typed = f'{{"question": "{ASKED}"}}\nnot json\n{{"question": "{ASKED}"}}\n'
    done = terminal.run("ask", "--batch", "-", typed=typed)
    assert done.status == 1
    assert len(done.records) == 2
    assert done.err == (
        'citybot: <stdin>, line 2: is not JSON: give an object such as {"question": "…"}.\n'
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "  "),
        ("ask", "Why?", "--batch", "-"),
        ("ask", "--batch", "-", "--format", "html"),
        ("ask", "--batch", "-", "--context", "Why?"),
        ("ask", "--batch", "missing.jsonl"),
        ("ask", "Why?", "--lang", "da"),
    ],
)
def test_wrong_usage_exits_with_2(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    """Usage is explained on standard error, and nothing is answered."""
    done = terminal.run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "Usage: citybot ask" in done.err


def test_the_first_question_builds_an_edition(bare: Terminal) -> None:
    """With nothing published, the bundled profiles answer, and standard error says so."""
    done = bare.run("ask", "How does Viborg's SSP work?")
    assert done.status == 0
    assert "Viborg" in done.out
    assert done.err.startswith("No edition yet: building one from the bundled profiles in ")
    assert bare.run("ask", "How does Viborg's SSP work?").err == ""


def test_a_question_with_bytes_that_are_no_text_is_answered(terminal: Terminal) -> None:
    """What the terminal could not decode becomes a question mark."""
    (record,) = terminal.run("ask", f"{ASKED} \udce9", "--format", "json").records
    assert record["question"].endswith("?")


def test_a_question_that_is_asked_back_shows_what_was_found(terminal: Terminal) -> None:
    """Two cities of one name: which one is asked, and the best passages are on record."""
    (record,) = terminal.run(
        "ask", "Which services meet every week in Testville?", "--format", "json"
    ).records
    assert (record["status"], record["quotes"]) == ("which_city", [])
    assert {each["profile"] for each in record["passages"]} <= {
        "testville-belgique",
        "testville-afrique-du-sud",
    }
    assert len(record["passages"]) == 5
