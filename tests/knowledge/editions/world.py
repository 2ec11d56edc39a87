"""A home with a folder of pages, refreshed by a small pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from knowledge.editions import (
    Edition,
    RefreshPlan,
    RefreshResult,
    RefreshSettings,
    open_edition,
    plan_refresh,
    refresh,
)
from knowledge.sources import Limits, Source, parse_source
from tests.encoders import HashingEncoder
from tests.knowledge.editions.samples import PIPELINE, Clock, text_of

LIMITS = Limits(private_addresses=True, interval=0.0, attempts=1)


@dataclass(slots=True)
class World:
    """One deployment under test.

    Attributes:
        root: a temporary folder; the home and the pages lie below it.
    """

    root: Path
    encoder: HashingEncoder = field(default_factory=HashingEncoder)
    pipeline: Any = PIPELINE
    clock: Clock = field(default_factory=Clock)

    @property
    def home(self) -> Path:
        """The home of the editions."""
        return self.root / "home"

    @property
    def pages(self) -> Path:
        """The folder of pages."""
        return self.root / "pages"

    def write(self, city: str, *paragraphs: str, name: str | None = None, **more: str) -> Path:
        """Write the page of a city."""
        path = self.pages / f"{name or city.casefold()}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(city, *paragraphs, **more))
        return path

    def sources(self, names: Sequence[str]) -> list[Source]:
        """Return the sources of some names, the folder of pages where there are none."""
        return [parse_source(name) for name in names or (str(self.pages),)]

    def plan(self, *names: str, **settings: Any) -> RefreshPlan:
        """Plan a refresh from sources, or from the folder."""
        return plan_refresh(
            self.home,
            self.sources(names),
            self.encoder,
            replace(RefreshSettings(limits=LIMITS), **settings),
            pipeline=self.pipeline,
            clock=self.clock,
        )

    def refresh(self, *names: str, examiner: Any = None, **settings: Any) -> RefreshResult:
        """Refresh from sources, or from the folder."""
        return refresh(
            self.home,
            self.sources(names),
            self.encoder,
            replace(RefreshSettings(limits=LIMITS), **settings),
            examiner=examiner,
            pipeline=self.pipeline,
            clock=self.clock,
        )

    def open(self) -> Edition:
        """Open the current edition."""
        return open_edition(self.home, load=lambda _: self.encoder)

    def files(self) -> set[str]:
        """Return every file below the root, with its size and time."""
        return {
            f"{path.relative_to(self.root)} {path.stat().st_size} {path.stat().st_mtime_ns}"
            for path in self.root.rglob("*")
        }
