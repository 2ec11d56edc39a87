"""A whole training run on toy data, in seconds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from embeddings.cross import CrossEncoder
from embeddings.onnx import OnnxEncoder
from embeddings.training.cli import main
from embeddings.training.pairs import read_pairs
from embeddings.training.steps import load_average, load_tokenizer, tokenize
from embeddings.training.teacher import encode_tokens, open_teacher
from embeddings.training.workspace import Workspace
from tests.embeddings.toy import make_teacher
from tests.embeddings.training.reading.lessons import write_lessons

TOY = Path(__file__).parent / "toy.fr-en.tsv"
RECIPE = {
    "vocabulary": 400,
    "static_epochs": 30,
    "bank": 32,
    "near_bank": 16,
    "short_batch": 260,
    "long_batch": 520,
    "long_limit": 60,
    "new_rate": 1e-2,
    "varied": ["toy"],
}


def run(work: Path, *words: str) -> Result:
    """Run a training command in a workspace, which holds its recipe."""
    recipe = work.parent / "recipe.json"
    settings = RECIPE | {"teacher": str(work.parent / "teacher")}
    recipe.write_text(json.dumps(settings), encoding="utf-8")
    arguments = ["--work", str(work), "--recipe", str(recipe), *words]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def measure_nearness(space: Workspace) -> float:
    """Return the mean cosine of the student's French to the teacher's English."""
    teacher = open_teacher(str(space.root.parent / "teacher"))
    pairs = list(read_pairs(TOY))
    student = load_average(space, teacher).eval()
    rows = tokenize(load_tokenizer(space), [pair.french for pair in pairs], 64)
    wanted = encode_tokens(
        teacher.body, [ids.tolist() for ids in teacher.tokenize([p.english for p in pairs])]
    )
    import torch

    with torch.no_grad():
        found = torch.cat([student(torch.tensor([ids.tolist()]), None) for ids in rows])
    return float((found * wanted).sum(dim=1).mean())


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace that is ready to train."""
    root = tmp_path_factory.mktemp("run")
    data = root / "data"
    data.mkdir()
    shutil.copy(TOY, data)
    make_teacher(root / "teacher", [pair.english for pair in read_pairs(TOY)])
    work, lessons = root / "work", write_lessons(root / "lessons")
    for words in (
        ["prepare", "--data", str(data), "--lessons", str(lessons)],
        ["vocabulary"],
        ["teacher"],
        ["static"],
        ["warmstart"],
    ):
        result = run(work, *words)
        assert result.exit_code == 0, result.output
    return Workspace(work)


def test_a_tiny_run_beats_its_start(space: Workspace, tmp_path: Path) -> None:
    """It trains, stops, goes on, ends nearer to the teacher, and becomes a graph that runs."""
    before = measure_nearness(space)
    assert run(space.root, "train", "--steps", "20", "--minutes", "5").exit_code == 0
    assert run(space.root, "train", "--steps", "60", "--minutes", "5").exit_code == 0
    after = measure_nearness(space)
    assert 1 - after < 0.8 * (1 - before)
    notes = [json.loads(line) for line in space.log.read_text(encoding="utf-8").splitlines()]
    assert [note["step"] for note in notes] == [20, 40, 60]

    folder, data = tmp_path / "model", str(space.root.parent / "data")
    lessons = ["--lessons", str(space.root.parent / "lessons")]
    result = run(space.root, "all", "--data", data, *lessons, "--steps", "60", "--to", str(folder))
    assert result.exit_code == 0, result.output
    assert "MB" in result.output
    assert len(CrossEncoder(folder).read("Est-ce gratuit ?", [["It is free."]])[0]) == 1
    words = ["read", *lessons, "--to", str(folder), "--steps", "3", "--on"]
    assert "of 36 questions kept apart" in run(space.root, *words).output
    encoder = OnnxEncoder(folder)
    assert np.linalg.norm(encoder.encode(["La ville"])) == pytest.approx(1, abs=1e-4)
    measured = CliRunner().invoke(
        main, ["evaluate", "--onnx", str(folder), "--data", data, "--json"], catch_exceptions=False
    )
    scores = {score["measure"]: score["value"] for score in json.loads(measured.output)}
    assert scores["fr>en"] > 0.1


def test_exported_weights_are_trained_on(space: Workspace, tmp_path: Path) -> None:
    """A run may begin from a folder that another has written."""
    shutil.copy(space.root.parent / "recipe.json", tmp_path)
    (tmp_path / "teacher").symlink_to(space.root.parent / "teacher")
    exported, other = tmp_path / "model", Workspace(tmp_path / "work")
    run(space.root, "export", "--to", str(exported))
    shutil.copytree(space.root, other.root, ignore=shutil.ignore_patterns("*.pt", "token*", "st*"))
    assert run(other.root, "adopt", "--folder", str(exported)).exit_code == 0
    assert measure_nearness(other) == pytest.approx(measure_nearness(space), abs=1e-3)
    assert run(other.root, "train", "--steps", "3").exit_code == 0
    lacking = run(other.root, "adopt", "--folder", str(tmp_path))
    assert "model.safetensors is missing: run the command export first." in lacking.output


def test_a_step_out_of_turn_says_what_to_run(tmp_path: Path) -> None:
    """What is missing is named, with the command that makes it, in one line."""
    result = run(tmp_path / "work", "train")
    assert result.exit_code == 1
    assert "pairs.tsv is missing: run the command prepare first." in result.output


def test_the_figure_is_drawn(tmp_path: Path) -> None:
    """Ours and the published models are in the picture."""
    path = tmp_path / "figure.svg"
    result = run(
        tmp_path / "work", "figure", "--millions", "29", "--accuracy", "0.9", "--to", str(path)
    )
    assert result.exit_code == 0
    drawn = path.read_text(encoding="utf-8")
    assert "LaBSE" in drawn
    assert "strong-cities-fr-en (ours)" in drawn
