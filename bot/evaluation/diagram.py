"""The reliability diagram, as a picture that needs no library."""

from __future__ import annotations

from typing import Final

from bot.evaluation.reliability import Bin, Reliability

SIDE: Final = 320
MARGIN: Final = 48
LARGEST_DOT: Final = 14.0

TEMPLATE: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}" font-family="sans-serif" \
font-size="12" role="img">
<title>Reliability of the confidence: calibration error {error:.3f} over {count} questions</title>
<rect width="{width}" height="{width}" fill="white"/>
<rect x="{margin}" y="{margin}" width="{side}" height="{side}" fill="none" stroke="#888"/>
<line x1="{margin}" y1="{low}" x2="{low}" y2="{margin}" stroke="#888" stroke-dasharray="4 4"/>
{marks}
<text x="{middle}" y="{below}" text-anchor="middle">confidence said</text>
<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">\
share right</text>
<text x="{middle}" y="28" text-anchor="middle">calibration error {error:.3f}, \
{count} questions</text>
</svg>
"""


def draw_reliability(reliability: Reliability) -> str:
    """Return the diagram as SVG: a dot a bin, its area by how many replies it holds."""
    most = max(each.count for each in reliability.bins)
    marks = [*ticks(), *(dot(each, most) for each in reliability.bins)]
    return TEMPLATE.format(
        width=SIDE + 2 * MARGIN,
        side=SIDE,
        margin=MARGIN,
        low=MARGIN + SIDE,
        middle=MARGIN + SIDE / 2,
        below=SIDE + 2 * MARGIN - 8,
        marks="\n".join(marks),
        error=reliability.error,
        count=reliability.count,
    )


def across(value: float) -> float:
    """Return where a value from 0 to 1 lies from the left, in pixels."""
    return MARGIN + SIDE * value


def down(value: float) -> float:
    """Return where a value from 0 to 1 lies from the top, in pixels."""
    return MARGIN + SIDE * (1 - value)


def ticks() -> list[str]:
    """Return the numbers along both axes."""
    shown = [step / 5 for step in range(6)]
    below, left = down(0) + 16, MARGIN - 8
    return [
        *(f'<text x="{across(v):.1f}" y="{below}" text-anchor="middle">{v}</text>' for v in shown),
        *(f'<text x="{left}" y="{down(v) + 4:.1f}" text-anchor="end">{v}</text>' for v in shown),
    ]


def dot(each: Bin, most: int) -> str:
    """Return the dot of one bin."""
    radius = max(2.0, LARGEST_DOT * (each.count / most) ** 0.5)
    place = f'cx="{across(each.confidence):.1f}" cy="{down(each.right):.1f}" r="{radius:.1f}"'
    said = f"said {each.confidence:.2f}, right {each.right:.2f}, {each.count} questions"
    return f'<circle {place} fill="#1d6fb8" fill-opacity="0.75"><title>{said}</title></circle>'
