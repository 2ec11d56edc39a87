"""The student: the teacher's body over a table of its own."""

import copy
from pathlib import Path
from typing import Any

import torch

from embeddings.training.teacher import Teacher, pool_mean


class Student(torch.nn.Module):
    """Token ids to unit vectors."""

    shared: torch.Tensor

    def __init__(self, body: torch.nn.Module, table: torch.Tensor, shared: torch.Tensor) -> None:
        """Take a BERT body, input vectors (pieces, e), and which of them are the teacher's."""
        super().__init__()
        self.body: Any = body
        rows, width = table.shape
        self.table = torch.nn.Embedding(rows, width, sparse=True, _weight=table.clone())
        self.register_buffer("shared", shared)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """Return unit vectors (n, d) of token ids (n, tokens)."""
        outputs = self.body(inputs_embeds=self.table(ids), attention_mask=mask)
        return pool_mean(outputs.last_hidden_state, mask)


def make_student(teacher: Teacher, table: torch.Tensor, shared: torch.Tensor) -> Student:
    """Return a student with a copy of the teacher's body, without dropout."""
    body = copy.deepcopy(teacher.body).requires_grad_(True)
    body.pooler = None
    # Torch's fused attention is slow backwards on short texts: on a CPU it takes half of a step.
    body.set_attn_implementation("eager")
    body.embeddings.word_embeddings = torch.nn.Embedding(1, table.shape[1]).requires_grad_(False)
    for module in body.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    return Student(body.train(), table, shared)


def save_student(student: Student, path: Path) -> None:
    """Write a student's weights."""
    torch.save(student.state_dict(), path)


def load_student(teacher: Teacher, state: dict[str, torch.Tensor]) -> Student:
    """Return a student with these weights."""
    student = make_student(teacher, state["table.weight"], state["shared"])
    student.load_state_dict(state)
    return student
