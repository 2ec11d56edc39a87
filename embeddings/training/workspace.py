"""Where a training run keeps what it makes."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Workspace:
    """The files of one training run, each made by one command."""

    root: Path

    @property
    def pairs(self) -> Path:
        """Return the prepared pairs: source, French, English, tab separated."""
        return self.root / "pairs.tsv"

    @property
    def tokenizer(self) -> Path:
        """Return the student's tokenizer."""
        return self.root / "tokenizer.json"

    @property
    def teacher_vectors(self) -> Path:
        """Return the teacher's vectors of short English texts, float16."""
        return self.root / "teacher.npy"

    @property
    def neighbours(self) -> Path:
        """Return, for each teacher vector, the rows of others near to it, int32."""
        return self.root / "neighbours.npy"

    @property
    def teacher_rows(self) -> Path:
        """Return the pair that each teacher vector belongs to, int64."""
        return self.root / "teacher-rows.npy"

    @property
    def static(self) -> Path:
        """Return the static token vectors, float32."""
        return self.root / "static.npy"

    @property
    def start(self) -> Path:
        """Return the warm-started student."""
        return self.root / "start.pt"

    @property
    def checkpoint(self) -> Path:
        """Return the last checkpoint of training."""
        return self.root / "checkpoint.pt"

    @property
    def log(self) -> Path:
        """Return the training log, one JSON object a line."""
        return self.root / "log.jsonl"
