"""The growth of an edition as a picture: both axes logarithmic, so that a straight line is even."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from tests.benchmarks.measures import Build, Opening

WIDTH, HEIGHT = 720, 380
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 30, 50
COLOURS = ("#0b6e4f", "#b3541e", "#1f4e8c", "#7a3b8f")
_TEXT = 'font-family="sans-serif" font-size="12" fill="#333"'


def draw_growth(measured: Sequence[tuple[Build, Opening]]) -> str:
    """Return an SVG of build time, size, opening time and memory over the number of profiles."""
    counts = [build.profiles for build, _ in measured]
    lines = {
        "On disk, MB": [build.megabytes for build, _ in measured],
        "Build without embedding, s": [build.rest for build, _ in measured],
        "Memory once open, MB": [max(opening.private, 0.1) for _, opening in measured],
        "Opening, s": [opening.seconds for _, opening in measured],
    }
    highest = max(max(values) for values in lines.values())
    lowest = min(min(values) for values in lines.values())
    scale = _Scale(counts, lowest, highest)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-label="Build time, size, opening time and memory over the number of profiles">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *scale.grid(),
    ]
    for colour, (name, values) in zip(COLOURS, lines.items(), strict=True):
        parts += _line(scale, colour, name, values)
    return "\n".join([*parts, "</svg>"]) + "\n"


class _Scale:
    """Where a value stands in the picture."""

    def __init__(self, counts: Sequence[int], lowest: float, highest: float) -> None:
        self.counts = counts
        self.low = int(log10(lowest)) - (lowest < 1)
        self.high = int(log10(highest)) + 1

    def x(self, count: int) -> float:
        """Return the column of a number of profiles."""
        span = log10(self.counts[-1]) - log10(self.counts[0]) or 1.0
        share = (log10(count) - log10(self.counts[0])) / span
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        """Return the line of a value."""
        share = (log10(value) - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def grid(self) -> list[str]:
        """Return the axes with their numbers."""
        parts = []
        for power in range(self.low, self.high + 1):
            at = self.y(10.0**power)
            parts.append(
                f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}" '
                'stroke="#ddd"/>'
            )
            parts.append(
                f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end" {_TEXT}>'
                f"{10.0**power:g}</text>"
            )
        parts += [
            f'<text x="{self.x(count):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle" '
            f"{_TEXT}>{count:,}</text>"
            for count in self.counts
        ]
        middle = (LEFT + WIDTH - RIGHT) / 2
        parts.append(
            f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle" {_TEXT}>profiles</text>'
        )
        return parts


def _line(scale: _Scale, colour: str, name: str, values: Sequence[float]) -> list[str]:
    points = [(scale.x(c), scale.y(v)) for c, v in zip(scale.counts, values, strict=True)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    last_x, last_y = points[-1]
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    return [
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>',
        *dots,
        f'<text x="{last_x + 10:.1f}" y="{last_y + 4:.1f}" font-family="sans-serif" '
        f'font-size="12" fill="{colour}">{name}</text>',
    ]
