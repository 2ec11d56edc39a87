"""What light modules and commands keep out of the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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


def loaded_by(code: str, **environ: str) -> set[str]:
    """Return the heavy libraries that some code loads in a fresh process."""
    report = (
        f"import sys\n{code}\nprint(*[m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", report],
        cwd=ROOT,
        env=os.environ | environ,
        capture_output=True,
        text=True,
        check=True,
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


def test_a_question_is_answered_without_torch(tmp_path: Path) -> None:
    """The first question, which builds an edition, and the next need neither training library."""
    code = "from bot.cli import main; assert main(['ask', 'How does the SSP of Viborg work?']) == 0"
    for _ in range(2):
        loaded = loaded_by(code, CITYBOT_HOME=str(tmp_path))
        assert "onnxruntime" in loaded
        assert not loaded & {"torch", "transformers", "telegram", "sqlalchemy"}
