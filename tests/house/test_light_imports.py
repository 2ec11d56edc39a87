"""What light modules and commands keep out of the process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.sources import ROOT

HEAVY = ("faiss", "onnxruntime", "torch", "transformers", "telegram", "sqlalchemy", "lxml", "numpy")
LIGHT = (
    "bot",
    "bot.cli",
    "bot.errors",
    "bot.settings",
    "bot.answering.outcome",
    "knowledge",
    "knowledge.errors",
    "knowledge.models",
    "embeddings",
    "prompts",
    "prompts.replies",
)


def loaded_by(code: str) -> set[str]:
    """Return the heavy libraries that some code loads in a fresh process."""
    report = (
        f"import sys\n{code}\nprint(*[m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", report], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.splitlines()[-1].split())


def test_the_check_sees_what_is_loaded() -> None:
    """A module that is heavy is found out."""
    assert "numpy" in loaded_by("import numpy")


@pytest.mark.parametrize("module", LIGHT)
def test_a_light_module_stays_light(module: str) -> None:
    """Importing it loads nothing heavy."""
    assert loaded_by(f"import {module}") == set()


def test_help_loads_nothing_heavy() -> None:
    """The help of the command shows at once."""
    assert loaded_by("from bot.cli import main; main(['--help'])") == set()
