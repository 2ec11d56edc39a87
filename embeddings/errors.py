"""Errors of the embeddings, by what the caller can do next.

EmbeddingError
├── EncoderNotFoundError    no encoder of this name or folder: name another
├── MissingExtraError       an optional part is not installed: install it
├── DamagedModelError       a model's files can't be used: put them back
└── TrainingError           a training command can't go on
    ├── TrainingDataError   the pairs can't be used: mend the data
    └── MissingStepError    an earlier step has not been run: run it first
"""


class EmbeddingError(Exception):
    """The encoder can't do what was asked."""


class EncoderNotFoundError(EmbeddingError):
    """There is no encoder of this name."""


class MissingExtraError(EmbeddingError):
    """An optional part of the installation is missing."""


class DamagedModelError(EmbeddingError):
    """A model's files can't be used."""


class TrainingError(EmbeddingError):
    """A training command can't go on."""


class TrainingDataError(TrainingError):
    """The training pairs can't be used."""


class MissingStepError(TrainingError):
    """An earlier training step has not been run."""
