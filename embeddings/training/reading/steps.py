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
from embeddings.training.reading.material import APART, Lesson, read_lessons
from embeddings.training.reading.model import CrossStudent
from embeddings.training.reading.near import find_near
from embeddings.training.reading.unpack import restore_cross
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
    start: Path | None = None,
) -> CrossStudent:
    """Return a cross-encoder that began as the sentence encoder, or as the graph `start`.

    At first it learns to find the translations of `pairs`, if there are any. `encoder` tells which
    passages are near to a question.
    """
    torch.manual_seed(recipe.seed)
    tokenizer.no_truncation()
    cross = CrossStudent(student, recipe.dropout)
    if start is not None:
        restore_cross(cross, start)
    draw = make_draw(lessons, pairs, recipe, encoder)
    train_reading(cross, tokenizer, draw, recipe, steps=steps, minutes=minutes)
    return cross


def train_cross(
    space: Workspace,
    recipe: Recipe,
    lessons: Path,
    folder: Path,
    *,
    steps: int,
    minutes: float,
    go_on: bool = False,
) -> tuple[ReadingScores, Path]:
    """Train from the workspace's student, write the graph beside its own, and say what it does.

    Where it is to go on, it begins from the folder's own graph, and seeks no translations.
    """
    learnt, apart = list(read_lessons(lessons)), list(read_lessons(lessons / APART))
    pairs = load_pairs(require(space.pairs, "prepare"))
    joined = [pair for pair in pairs if pair.source in recipe.joined] or pairs
    student, tokenizer = load_average(space, open_teacher(recipe.teacher)), load_tokenizer(space)
    cross = learn_reading(
        student,
        tokenizer,
        learnt,
        [] if go_on else joined,
        ReadingRecipe(),
        encoder=OnnxEncoder(folder),
        steps=steps,
        minutes=minutes,
        start=require(ModelFiles(folder).cross_graph, "read") if go_on else None,
    )
    return measure_reading(cross, tokenizer, apart), export_cross(cross, folder)


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
