"""A command line over a small edition of invented cities."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from tests.encoders import HashingEncoder

CITIES = Path(__file__).parents[2] / "data" / "cities"
CHOSEN = ("testville-belgique.txt", "testville-afrique-du-sud.txt", "sampleton.txt")


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left: its exit status, and both outputs."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The JSON objects on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(slots=True)
class Terminal:
    """Runs commands in this process, with a home of their own."""

    home: Path
    environ: dict[str, str] = field(default_factory=dict)
    load: Callable[[str | None], HashingEncoder] = lambda _: HashingEncoder()

    def run(self, *arguments: str, typed: str = "", colour: bool = False) -> Done:
        """Run a command and return what it left."""
        environ = {"CITYBOT_HOME": str(self.home), **self.environ}
        with CliRunner().isolation(typed, color=colour) as (out, err, _):
            status = main(arguments, environ=environ, load=self.load)
            return Done(status, out.getvalue().decode(), err.getvalue().decode())


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with one edition of three invented cities."""
    from knowledge.editions import publish_edition
    from knowledge.pages import clean_pages
    from knowledge.readers import read_file

    home = tmp_path_factory.mktemp("home")
    publish_edition(home, clean_pages([read_file(CITIES / n) for n in CHOSEN]), HashingEncoder())
    return home


@pytest.fixture
def terminal(published: Path) -> Terminal:
    """Return a terminal over the published edition."""
    return Terminal(published)


@pytest.fixture
def bare(tmp_path: Path) -> Terminal:
    """Return a terminal over a home where nothing is published."""
    return Terminal(tmp_path / "home")
