"""The wheel, installed in a clean environment and asked from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.house.sources import PACKAGES, ROOT

NEEDED = (
    "prompts/frame.j2",
    "prompts/fr/answer.j2",
    "prompts/en/answer.j2",
    "bot/answering/confidence.json",
    "bot/answering/questions.toml",
    "bot/evaluation/golden.jsonl",
    "bot/store/migrations/env.py",
)


def run(*command: str | Path, cwd: Path, **environ: str) -> str:
    """Run a command and return what it printed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "PIP_DISABLE_PIP_VERSION_CHECK": "1", **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


LESSONS = "embeddings/training/reading/lessons/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from the tree."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """Return the names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_module_and_what_they_read(names: set[str]) -> None:
    """Every tracked file of the four packages is there, but for what only training needs."""
    listed = run("git", "ls-files", "-z", *PACKAGES, cwd=ROOT).split("\0")
    tracked = {name for name in listed if name and (ROOT / name).exists()}
    code = {name for name in tracked if not name.startswith(("embeddings/model/", LESSONS))}
    assert len(code) > 100
    assert code <= names
    assert set(NEEDED) <= names


def test_the_wheel_brings_the_encoder_without_its_weights_for_training(names: set[str]) -> None:
    """The int8 graph and its tokenizer are inside, the fp16 weights are not."""
    model = {name for name in names if name.startswith("embeddings/model/")}
    assert any(name.endswith(".onnx") for name in model)
    assert "embeddings/model/tokenizer.json" in model
    assert "embeddings/model/onnx/cross_int8.onnx" in model
    assert not any(name.endswith(".safetensors") or name.startswith(LESSONS) for name in names)


def test_the_wheel_holds_nothing_else(names: set[str]) -> None:
    """Only the four packages and the wheel's own description."""
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of an environment that holds the wheel and the libraries it needs.

    The libraries are those of this environment, by a path: only the wheel is under test.
    """
    folder = tmp_path_factory.mktemp("clean")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=ROOT)
    python = folder / "bin" / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "-q",
        "--no-deps",
        wheel,
        cwd=ROOT,
    )
    purelib = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=ROOT)
    (Path(purelib.strip()) / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return python


def ask(python: Path, cwd: Path, home: Path, question: str) -> dict[str, Any]:
    """Return the reply of the installed command."""
    command = python.parent / "citybot"
    asked = ("ask", question, "--format", "json")
    reply: dict[str, Any] = json.loads(run(command, *asked, cwd=cwd, CITYBOT_HOME=str(home)))
    return reply


def test_the_installed_command_answers_from_another_folder(python: Path, tmp_path: Path) -> None:
    """From an empty folder, in both languages, with the installed modules alone."""
    where = run(python, "-c", "import bot; print(bot.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(python.parents[1])
    english = ask(python, tmp_path, tmp_path / "home", "How does Viborg's SSP work?")
    french = ask(python, tmp_path, tmp_path / "home", "Comment fonctionne le SSP à Viborg ?")
    assert english["status"] == french["status"] == "answered"
    assert "original en anglais" in french["text"]
