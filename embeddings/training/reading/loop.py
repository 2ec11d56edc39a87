"""Train the cross-encoder and measure it on lessons kept apart."""

import math
import random
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from embeddings.training.loop import set_pace
from embeddings.training.reading.examples import Example, list_examples
from embeddings.training.reading.material import Lesson
from embeddings.training.reading.model import CrossStudent, measure_loss, pack_batch


@dataclass(frozen=True, slots=True)
class ReadingRecipe:
    """The numbers of a run: the defaults are those of the shipped weights.

    Attributes:
        translated: Part of the run by whose end no more translated sentences are sought.
        near: Passages of others that are kept as near to a question.
    """

    seed: int = 20
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    dropout: float = 0.1
    batch_tokens: int = 4096
    pool: int = 512
    warm_up: float = 0.05
    translated: float = 0.4
    near: int = 8


def draw_batches(
    draw: Callable[[], Example], tokens: int, pool: int, chance: random.Random
) -> Iterator[list[Example]]:
    """Yield batches of examples of like length, about `tokens` of them, without end."""
    while True:
        drawn = sorted((draw() for _ in range(pool)), key=measure_length)
        batches: list[list[Example]] = [[]]
        for example in drawn:
            if measure_length(example) * (len(batches[-1]) + 1) > tokens:
                batches.append([])
            batches[-1].append(example)
        chance.shuffle(batches)
        yield from (batch for batch in batches if batch)


def measure_length(example: Example) -> int:
    """Return about how many tokens an example has."""
    return min(256, (len(example.question) + sum(map(len, example.sentences))) // 4 + 3)


def train_reading(
    student: CrossStudent,
    tokenizer: Tokenizer,
    draw: Callable[[float], Example],
    recipe: ReadingRecipe,
    *,
    steps: int,
    minutes: float,
) -> None:
    """Train until the steps or minutes are used; `draw` is told which part of them is."""
    from tqdm import tqdm

    chance, used, began = random.Random(recipe.seed), 0.0, time.monotonic()  # noqa: S311
    body = [weight for weight in student.body.parameters() if weight.requires_grad]
    groups = [
        {"params": body, "base": recipe.rate},
        {"params": list(student.head.parameters()), "base": recipe.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, lr=0.0, weight_decay=recipe.decay, fused=True)
    losses: deque[float] = deque(maxlen=100)
    batches = draw_batches(lambda: draw(used), recipe.batch_tokens, recipe.pool, chance)
    student.train()
    with tqdm(total=100, desc="read", bar_format="{desc} {percentage:3.0f}% {postfix}") as bar:
        step = 0
        while (used := max(step / steps, (time.monotonic() - began) / 60 / minutes)) < 1:
            batch = pack_batch(tokenizer, next(batches))
            with torch.autocast("cpu", torch.bfloat16):
                scores = student(batch)
            loss = measure_loss(scores, batch.right)
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(body, 1.0)
            for group in optimiser.param_groups:
                group["lr"] = set_pace(used, recipe.warm_up) * group["base"]
            optimiser.step()
            losses.append(float(loss.detach()))
            step += 1
            if step % 20 == 0:
                bar.n = int(100 * used)
                bar.set_postfix(step=step, loss=round(sum(losses) / len(losses), 4))
    student.eval()


@dataclass(frozen=True, slots=True)
class ReadingScores:
    """What a cross-encoder does on lessons kept apart.

    Attributes:
        told: chance that an answered question gets more than an unanswered one (area under the
            ROC curve).
        sentence: share of answered questions whose best sentence states the answer.
    """

    told: float
    sentence: float
    examples: int


def measure_reading(
    student: CrossStudent, tokenizer: Tokenizer, lessons: Sequence[Lesson]
) -> ReadingScores:
    """Ask every question of some lessons, in all four directions."""
    examples = sorted(list_examples(lessons), key=measure_length)
    odds, right = np.empty(len(examples)), 0
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(examples), 32):
            chosen = examples[start : start + 32]
            scores = student(pack_batch(tokenizer, chosen)).float()
            best = scores[:, 1:].argmax(dim=1).tolist()
            odds[start : start + len(chosen)] = (scores[:, 1:].amax(dim=1) - scores[:, 0]).numpy()
            right += sum(at in each.answer for at, each in zip(best, chosen, strict=True))
    answered = np.array([bool(each.answer) for each in examples], bool)
    return ReadingScores(
        measure_area(odds[answered], odds[~answered]),
        right / max(1, int(answered.sum())),
        len(examples),
    )


def measure_area(above: NDArray[np.float64], below: NDArray[np.float64]) -> float:
    """Return the share of pairs in which the first is above the second, halves for ties."""
    if not len(above) or not len(below):
        return math.nan
    below = np.sort(below)
    low, high = np.searchsorted(below, above, "left"), np.searchsorted(below, above, "right")
    return float((low + high).mean() / 2 / len(below))
