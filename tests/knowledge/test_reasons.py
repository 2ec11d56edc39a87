"""Reasons with a code."""

from __future__ import annotations

import errno
import json
from dataclasses import asdict

import pytest

from knowledge.errors import ReadError
from knowledge.reasons import Reason, because, system_reason
from knowledge.sources import Failure


def test_a_reason_is_its_english_sentence() -> None:
    """On the command line and in logs it is a string like any other."""
    reason = because("page.too_large", page="a.md", size=500_001, most=500_000)
    assert reason == "a.md has 500,001 bytes, more than 500,000: give a smaller page."
    assert f"{reason}" == reason


def test_a_reason_says_which_one_it_is() -> None:
    """The code and the values stay beside the sentence."""
    reason = because("web.gone", status=404)
    assert (reason.code, reason.values) == ("web.gone", {"status": 404})


def test_a_reason_may_hold_others() -> None:
    """One is filled in as a value, several one after the other."""
    inner = because("refresh.failure", source="a.md", reason=because("file.missing"))
    reason = because("refresh.all_failed", failures=(inner, inner))
    said = "a.md: There is no such file: correct its name."
    assert reason == f"No profile could be read, so nothing is published. {said} {said}"


def test_what_machines_read_is_the_sentence_alone() -> None:
    """The JSON of a failure is what it was before reasons had a code."""
    failure = asdict(Failure("a.md", "a.md", because("web.gone", status=404), gone=True))
    assert failure["reason"].code == "web.gone"
    assert json.loads(json.dumps(failure)) == {
        "source": "a.md",
        "root": "a.md",
        "reason": "Its server answered 404: it is no longer there.",
        "gone": True,
    }


def test_an_error_gives_its_reason() -> None:
    """With the code it was raised with."""
    error = ReadError(because("page.empty", page="a.md"))
    assert str(error) == "a.md is empty: give a page with text."
    assert error.reason.code == "page.empty"


@pytest.mark.parametrize("error", [ReadError("An old sentence."), ReadError()])
def test_an_error_without_a_code_gives_its_words(error: ReadError) -> None:
    """Nothing is made up."""
    assert error.reason == str(error)
    assert error.reason.code is None


def test_the_systems_errors_have_codes() -> None:
    """The common ones by their names, without the path; the others keep the system's words."""
    full = OSError(errno.ENOSPC, "No space left on device", "/srv/x")
    assert system_reason(full) == "No space left on device"
    assert system_reason(full).code == "system.enospc"
    assert system_reason(OSError(errno.EPROTO, "Protocol error")) == Reason("Protocol error")
    assert system_reason(OSError(errno.EPROTO, "Protocol error")).code is None
    assert system_reason(TimeoutError()) == "TimeoutError"
