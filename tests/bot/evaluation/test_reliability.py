"""Reliability of the confidence, and its diagram."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from bot.evaluation.diagram import draw_reliability
from bot.evaluation.reliability import judge_confidence
from tests.bot.evaluation.samples import make_score

SCORES = [
    make_score("1-fr", confidence=1.0),
    make_score("2-fr", confidence=0.95, holds=False),
    make_score("3-fr", confidence=0.05, holds=False),
    make_score("4-fr", confidence=0.3, answers=()),
]


def test_the_error_is_what_one_counts_by_hand() -> None:
    """Bins weigh by their size, and a question of unknown answer counts in none."""
    found = judge_confidence(SCORES)
    assert found is not None
    assert [(each.confidence, each.right, each.count) for each in found.bins] == [
        (0.05, 0.0, 1),
        (0.975, 0.5, 2),
    ]
    assert found.error == pytest.approx((1 * 0.05 + 2 * 0.475) / 3)
    assert found.brier == pytest.approx((0.0 + 0.95**2 + 0.05**2) / 3)


def test_nothing_known_gives_nothing() -> None:
    """Without known answers there is no reliability."""
    assert judge_confidence(SCORES[3:]) is None


def test_the_diagram_shows_each_bin() -> None:
    """The picture is well-formed and has a dot a bin, higher where more were right."""
    found = judge_confidence(SCORES)
    assert found is not None
    picture = draw_reliability(found)
    root = ElementTree.fromstring(picture)  # noqa: S314 - our own
    dots = root.findall("{http://www.w3.org/2000/svg}circle")
    assert len(dots) == 2
    low, high = (float(each.attrib["cy"]) for each in dots)
    assert low > high
    assert re.search(r"calibration error 0\.333,\s*3 questions", picture)
