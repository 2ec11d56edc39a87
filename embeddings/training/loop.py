"""The training loop: steps, schedule, average, checkpoints."""

import copy
import json
import math
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from embeddings.training.losses import match_teacher
from embeddings.training.model import Student
from embeddings.training.optimiser import RowAdam
from embeddings.training.sampling import Batch
from embeddings.training.teacher import Teacher, encode_tokens, pad_tokens


@dataclass(frozen=True, slots=True)
class Budget:
    """When training ends: after so many steps, or minutes of work, whichever is first."""

    steps: int
    minutes: float

    def measure(self, step: int, seconds: float) -> float:
        """Return the part of the budget that is used, 0 to 1 or more."""
        return max(step / self.steps, seconds / 60 / self.minutes)


def set_pace(used: float, warm_up: float) -> float:
    """Return the learning rate's factor: a linear start, then a cosine down to 0."""
    if used < warm_up:
        return used / warm_up
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (used - warm_up) / (1 - warm_up))))


class Trainer:
    """Trains a student; everything it needs to go on is in its checkpoint."""

    def __init__(
        self,
        student: Student,
        teacher: Teacher,
        targets: NDArray[np.float16],
        neighbours: NDArray[np.int32],
        *,
        body_rate: float,
        new_rate: float,
        shared_rate: float,
        bank: int,
        near: int,
        seed: int,
        device: str = "cpu",
    ) -> None:
        """Take the student to train, its teacher, and the teacher's vectors.

        Args:
            student: What is trained.
            teacher: What it learns from.
            targets: The teacher's vectors of short texts, of shape (m, d).
            neighbours: For each of these, rows of others near to it, of shape (m, k).
            body_rate: Learning rate of the transformer.
            new_rate: Learning rate of the pieces that are the student's own.
            shared_rate: Learning rate of the pieces that the teacher has too.
            bank: Vectors of other texts that a text is told from.
            near: How many of them are neighbours of the batch's texts, at most.
            seed: Decides which ones.
            device: Where it is trained.
        """
        self.student, self.teacher, self.device = student.to(device), teacher, device
        self.targets, self.neighbours = targets, neighbours
        self.bank, self.near, self.body_rate = bank, near, body_rate
        self.chance = np.random.default_rng(seed)
        rates = torch.where(student.shared, shared_rate, new_rate)
        self.rows = RowAdam(student.table.weight, rates.to(device))
        body = [weight for weight in student.body.parameters() if weight.requires_grad]
        self.optimiser = torch.optim.AdamW(
            body, lr=body_rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True
        )
        self.average = copy.deepcopy(student).requires_grad_(False)
        self.recent: deque[torch.Tensor] = deque(maxlen=24)
        self.step, self.seconds = 0, 0.0

    def find_targets(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the teacher's vectors of a batch, and those to tell them from."""
        if batch.targets is None:
            wanted = encode_tokens(self.teacher.body, batch.ask, self.device).clone()
            others = torch.cat([wanted, *self.recent])
            self.recent.append(wanted)
            return wanted, others
        near = self.neighbours[batch.targets].ravel()
        near = self.chance.permutation(near)[: self.near]
        drawn = self.chance.integers(len(self.targets), size=self.bank - len(near))
        drawn = np.concatenate([near, drawn])
        both = np.concatenate([self.targets[batch.targets], self.targets[drawn]])
        others = torch.from_numpy(both).to(self.device).float()
        return others[: len(batch.targets)], others

    def learn(self, batch: Batch, pace: float) -> float:
        """Make one step on a batch, and return its loss."""
        wanted, others = self.find_targets(batch)
        ids, mask = pad_tokens(batch.tokens)
        with torch.autocast(self.device, torch.bfloat16):
            found = self.student(
                ids.to(self.device), None if mask is None else mask.to(self.device)
            )
        loss = match_teacher(found, wanted, others)
        self.optimiser.zero_grad()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.optimiser.param_groups[0]["params"], 5.0)
        self.optimiser.param_groups[0]["lr"] = pace * self.body_rate
        self.optimiser.step()
        self.rows.step(pace)
        return float(loss.detach())

    @torch.no_grad()
    def update_average(self, every: int, horizon: int) -> None:
        """Move the average towards the student, each `every` steps, over about `horizon`."""
        if self.step % every:
            return
        weight = max(every / horizon, 1 / (1 + self.step / every))
        for mean, value in zip(self.average.parameters(), self.student.parameters(), strict=True):
            mean.lerp_(value, weight)

    def save(self, path: Path) -> None:
        """Write a checkpoint beside the last one, then put it in its place."""
        aside = path.with_suffix(".new")
        state: dict[str, Any] = {
            "student": self.student.state_dict(),
            "average": self.average.state_dict(),
            "rows": self.rows.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "chance": self.chance.bit_generator.state,
            "step": self.step,
            "seconds": self.seconds,
        }
        torch.save(state, aside)
        aside.replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state = torch.load(path, map_location=self.device, weights_only=False)
        self.student.load_state_dict(state["student"])
        self.average.load_state_dict(state["average"])
        self.rows.load_state_dict(state["rows"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.chance.bit_generator.state = state["chance"]
        self.step, self.seconds = state["step"], state["seconds"]


def train(
    trainer: Trainer,
    short: Iterator[Batch],
    long: Iterator[Batch],
    budget: Budget,
    *,
    long_every: int,
    warm_up: float,
    checkpoint: Path,
    log: Path,
    save_minutes: float = 10.0,
) -> None:
    """Train until the budget is used, with a bar, a log line each 20 steps, and checkpoints."""
    from tqdm import tqdm

    saved = time.monotonic()
    losses: dict[str, deque[float]] = {"short": deque(maxlen=50), "long": deque(maxlen=50)}
    with tqdm(total=100, desc="train", bar_format="{desc} {percentage:3.0f}% {postfix}") as bar:
        while (used := budget.measure(trainer.step, trainer.seconds)) < 1:
            began = time.monotonic()
            kind = "long" if trainer.step % long_every == long_every - 1 else "short"
            batch = next(long if kind == "long" else short)
            losses[kind].append(trainer.learn(batch, set_pace(used, warm_up)))
            trainer.step += 1
            trainer.update_average(5, 300)
            trainer.seconds += time.monotonic() - began
            if trainer.step % 20 == 0:
                means = {k: round(sum(v) / max(1, len(v)), 4) for k, v in losses.items()}
                note = {"step": trainer.step, "seconds": round(trainer.seconds, 1), **means}
                bar.n = int(100 * used)
                bar.set_postfix(note)
                with log.open("a", encoding="utf-8") as out:
                    out.write(json.dumps(note) + "\n")
            if time.monotonic() - saved > save_minutes * 60:
                trainer.save(checkpoint)
                saved = time.monotonic()
    trainer.save(checkpoint)
