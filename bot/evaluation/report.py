"""All that an evaluation found, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.evaluation.metrics import MEASURES, Rate, groups, rates
from bot.evaluation.parity import Parity, compare_languages, is_right
from bot.evaluation.questions import Question
from bot.evaluation.reliability import Reliability, judge_confidence
from bot.evaluation.scoring import Score, score_all

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge.editions import Edition


@dataclass(frozen=True, slots=True)
class Report:
    """How one edition did.

    Attributes:
        rates: by group of questions, then by measure.
        missed: questions that were not replied to as they should be.
    """

    edition: str
    questions: int
    rates: dict[str, dict[str, Rate]]
    reliability: Reliability | None
    parity: Parity | None
    missed: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def evaluate(
    edition: Edition,
    questions: Sequence[Question],
    settings: Settings,
    progress: Callable[[], None] = lambda: None,
) -> Report:
    """Ask an edition every question, and report how it did."""
    from bot.answering.answer import Answerer

    answering = Answerer(lambda: edition, settings)
    unguarded = Answerer(lambda: edition, replace(settings, answer_cut=0.0, closest_cut=0.0))
    return summarise(edition.id, list(score_all(questions, answering, unguarded, progress)))


def summarise(edition: str, scores: Sequence[Score]) -> Report:
    """Return the report over scores."""
    return Report(
        edition=edition,
        questions=len(scores),
        rates={name: rates(members) for name, members in groups(scores).items()},
        reliability=judge_confidence(scores),
        parity=compare_languages(scores),
        missed=tuple(each.question.id for each in scores if not is_right(each)),
    )


def write_report(report: Report) -> str:
    """Return a report as text."""
    lines = [f"Edition {report.edition}, {report.questions} questions", "", *table(report), ""]
    if report.reliability:
        found = report.reliability
        lines.append(
            f"Confidence: calibration error {found.error:.3f}, Brier score {found.brier:.3f}"
        )
        lines += [
            f"  said {each.confidence:.2f}  right {each.right:.2f}  ({each.count})"
            for each in found.bins
        ]
    if report.parity:
        lines += parity_lines(report.parity)
    return "\n".join(lines)


def table(report: Report) -> list[str]:
    """Return the rates as lines of a table, each with its interval."""
    names = list(MEASURES)
    head = f"{'':8}" + "".join(f"{name:>22}" for name in names)
    return [head] + [
        f"{group:8}" + "".join(f"{cell(found.get(name)):>22}" for name in names)
        for group, found in report.rates.items()
    ]


def cell(rate: Rate | None) -> str:
    """Return a rate with its interval, or a dash where it does not apply."""
    return f"{rate.value:.3f} [{rate.low:.2f}, {rate.high:.2f}]" if rate else "–"


def parity_lines(parity: Parity) -> list[str]:
    """Return what is said of the two languages."""
    gap = parity.difference
    return [
        f"French minus English on {gap.count} pairs: {gap.value:+.3f} "
        f"[{gap.low:+.2f}, {gap.high:+.2f}]",
        f"  both right {parity.both}, neither {parity.neither}",
        f"  only French {len(parity.only_french)}: {', '.join(parity.only_french) or '–'}",
        f"  only English {len(parity.only_english)}: {', '.join(parity.only_english) or '–'}",
    ]


def write_comparison(report: Report, other: Report) -> str:
    """Return what moved from another edition to this one."""
    lines = [f"From edition {other.edition} to {report.edition}:"]
    for group, found in report.rates.items():
        before = other.rates.get(group, {})
        moved = [
            f"{name} {found[name].value - before[name].value:+.3f}"
            for name in found
            if name in before and found[name].value != before[name].value
        ]
        lines.append(f"  {group:8} {', '.join(moved) or 'unchanged'}")
    lost = sorted(set(report.missed) - set(other.missed))
    gained = sorted(set(other.missed) - set(report.missed))
    lines.append(f"  no longer right: {', '.join(lost) or '–'}")
    lines.append(f"  now right: {', '.join(gained) or '–'}")
    return "\n".join(lines)
