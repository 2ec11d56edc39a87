"""Whether French and English are served alike, on questions asked in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.metrics import Rate, rate
from bot.evaluation.scoring import Score


@dataclass(frozen=True, slots=True)
class Parity:
    """Pairs of one question in both languages.

    Attributes:
        both: pairs right in both; ``neither`` in none.
        only_french: pairs right in French alone, by name; ``only_english`` likewise.
        difference: French minus English, in share of right replies.
    """

    both: int
    neither: int
    only_french: tuple[str, ...]
    only_english: tuple[str, ...]
    difference: Rate


def is_right(score: Score) -> bool:
    """Tell whether a reply is what should be said: an answer that holds, or a refusal."""
    if not score.question.answerable:
        return score.refused
    return score.quoted if score.question.answers else not score.refused


def compare_languages(scores: Sequence[Score]) -> Parity | None:
    """Return the parity over the pairs that are asked in both languages."""
    pairs: dict[str, dict[str, Score]] = defaultdict(dict)
    for each in scores:
        if each.question.language:
            pairs[each.question.pair][each.question.language] = each
    whole = {name: pair for name, pair in pairs.items() if len(pair) == 2}
    right = {n: (is_right(pair["fr"]), is_right(pair["en"])) for n, pair in whole.items()}
    # One score stands for each pair: its value is the difference of the two.
    difference = rate(
        [pair["fr"] for pair in whole.values()],
        lambda score: float(right[score.question.pair][0]) - right[score.question.pair][1],
    )
    if difference is None:
        return None
    outcomes = list(right.values())
    return Parity(
        both=outcomes.count((True, True)),
        neither=outcomes.count((False, False)),
        only_french=tuple(name for name, found in right.items() if found == (True, False)),
        only_english=tuple(name for name, found in right.items() if found == (False, True)),
        difference=difference,
    )
