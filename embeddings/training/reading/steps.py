"""From the lessons to the int8 graph of the cross-encoder."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from embeddings.encoder import Encoder
from embeddings.onnx import ModelFiles, OnnxEncoder
from embeddings.training.graph import write_cross_graph
from embeddings.training.model import Student
from embeddings.training.pairs import Pair, load_pairs
from embeddings.training.reading.examples import Draw, Example, draw_translated
from embeddings.training.reading.loop import (
    ReadingRecipe,
    ReadingScores,
    measure_reading,
    train_reading,
)
from embeddings.training.reading.material import Lesson, keep_apart, read_lessons
from embeddings.training.reading.model import CrossStudent
from embeddings.training.reading.near import find_near
from embeddings.training.recipe import Recipe
from embeddings.training.steps import load_average, load_tokenizer, require
from embeddings.training.teacher import open_teacher
from embeddings.training.workspace import Workspace


def make_draw(
    lessons: Sequence[Lesson],
    pairs: Sequence[Pair],
    recipe: ReadingRecipe,
    encoder: Encoder | None,
) -> Callable[[float], Example]:
    """Return what draws examples: translations at first, then lessons more and more."""
    chance = random.Random(recipe.seed)  # noqa: S311
    near = find_near(lessons, encoder, recipe.near) if encoder else None
    draw_lesson = Draw(lessons, chance, near)

    def draw(used: float) -> Example:
        if pairs and chance.random() > used / recipe.translated:
            return draw_translated(pairs, chance)
        return draw_lesson()

    return draw


def learn_reading(
    student: Student,
    tokenizer: Tokenizer,
    lessons: Sequence[Lesson],
    pairs: Sequence[Pair],
    recipe: ReadingRecipe,
    *,
    encoder: Encoder | None,
    steps: int,
    minutes: float,
) -> tuple[CrossStudent, ReadingScores]:
    """Return a cross-encoder that began as the sentence encoder, and what it is worth.

    At first it learns to find the translations of `pairs`, if there are any. `encoder` tells which
    passages are near to a question.
    """
    torch.manual_seed(recipe.seed)
    tokenizer.no_truncation()
    learnt, apart = keep_apart(lessons, recipe.apart, recipe.seed)
    cross = CrossStudent(student, recipe.dropout)
    draw = make_draw(learnt, pairs, recipe, encoder)
    train_reading(cross, tokenizer, draw, recipe, steps=steps, minutes=minutes)
    return cross, measure_reading(cross, tokenizer, apart)


def train_cross(
    space: Workspace, recipe: Recipe, lessons: Path, folder: Path, *, steps: int, minutes: float
) -> tuple[ReadingScores, Path]:
    """Train from the workspace's student, write the graph beside its own, and say what it does."""
    held = list(read_lessons(lessons))
    pairs = load_pairs(require(space.pairs, "prepare"))
    joined = [pair for pair in pairs if pair.source in recipe.joined] or pairs
    student = load_average(space, open_teacher(recipe.teacher))
    cross, scores = learn_reading(
        student,
        load_tokenizer(space),
        held,
        joined,
        ReadingRecipe(),
        encoder=OnnxEncoder(folder),
        steps=steps,
        minutes=minutes,
    )
    return scores, export_cross(cross, folder)


def export_cross(cross: CrossStudent, folder: Path) -> Path:
    """Write the int8 graph into a model folder, and return its path."""
    weights = {name: value.float().numpy() for name, value in cross.body.state_dict().items()}
    weights["embeddings.word_embeddings.weight"] = cross.table.weight.detach().numpy()
    weights["head.weight"] = cross.head.weight.detach().numpy()
    config = cross.body.config
    model = write_cross_graph(
        weights, layers=config.num_hidden_layers, heads=config.num_attention_heads
    )
    path = ModelFiles(folder).cross_graph
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString())
    return path
