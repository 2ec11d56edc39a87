"""Reports."""

from __future__ import annotations

import json

from bot.evaluation.report import summarise, write_comparison, write_report
from tests.bot.evaluation.samples import make_score

BEFORE = [
    make_score("1-fr", rank=2),
    make_score("1-en"),
    make_score("2-fr", quoted=False),
    make_score("2-en"),
    make_score("3-fr", answerable=False, status="not_found", holds=False, confidence=0.0),
]
AFTER = [make_score("1-fr"), make_score("1-en"), *BEFORE[3:], make_score("2-fr")]


def test_a_report_tells_rates_reliability_and_parity() -> None:
    """Everything a person needs stands in the text, with intervals."""
    text = write_report(summarise("e1", BEFORE))
    assert text.startswith("Edition e1, 5 questions\n")
    assert "recall@1" in text
    assert "fr>en" in text
    assert "0.750 [0.50, 1.00]" in text
    assert "Confidence: calibration error" in text
    assert "French minus English on 2 pairs: -0.500" in text
    assert "only English 1: 2" in text


def test_a_report_without_answers_or_pairs_is_short() -> None:
    """Questions of which little is known give what they can."""
    text = write_report(summarise("e1", [make_score("1-fr", answers=())]))
    assert "Confidence" not in text
    assert "minus" not in text
    assert "–" in text


def test_a_report_survives_json() -> None:
    """The JSON holds the rates by group and measure."""
    data = json.loads(json.dumps(summarise("e1", BEFORE).as_json()))
    assert data["rates"]["all"]["recall@1"]["value"] == 0.75
    assert data["missed"] == ["2-fr"]


def test_a_comparison_shows_what_moved() -> None:
    """Rates that changed are named with their change, questions with their side."""
    text = write_comparison(summarise("e2", AFTER), summarise("e1", BEFORE))
    assert text.startswith("From edition e1 to e2:")
    assert "recall@1 +0.250" in text
    assert "en       unchanged" in text
    assert "no longer right: –" in text
    assert "now right: 2-fr" in text
