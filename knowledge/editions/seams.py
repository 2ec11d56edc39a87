"""What a refresh talks to: an encoder, a progress bar, and the code that reads and cuts pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import EditionError
from knowledge.models import CleanedPage, Page, Passage, Profile


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """What it is loaded by."""

    @property
    def digest(self) -> str:
        """Digest of all that decides its vectors."""

    @property
    def dimension(self) -> int:
        """Components of a vector."""

    def encode(
        self, texts: Sequence[str], *, kind: Literal["query", "passage"] = "passage"
    ) -> NDArray[np.float32]:
        """Return float32 of shape (len(texts), dimension), unit length."""


EncoderLoader = Callable[[str], Encoder]


class CrossEncoder(Protocol):
    """Reads a question and a passage together."""

    def read(self, question: str, passages: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """Return, for each passage, the log-odds that a sentence answers: float32 (sentences,)."""


class Progress(Protocol):
    """Hears how far a long work has come."""

    def __call__(self, done: int, total: int) -> None:
        """Take note that ``done`` texts of ``total`` are embedded."""


def stay_quiet(done: int, total: int) -> None:
    """Take no note of progress."""


class PageReader(Protocol):
    """Reads the bytes of a page."""

    def __call__(self, data: bytes, *, source: str, media_type: str | None = None) -> Page:
        """Return the page; a ReadError says why it can't be read."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The code from bytes to passages.

    Attributes:
        read: from bytes to a page.
        chrome: the lines that pages share because they are their site's.
        clean: from a page to a profile, without those lines.
        split: from a profile to its passages.
        digest: changes whenever that code does.
    """

    read: PageReader
    chrome: Callable[[Sequence[Page]], Collection[str]]
    clean: Callable[[Page, Collection[str]], CleanedPage]
    split: Callable[[Profile], tuple[Passage, ...]]
    digest: str


def default_pipeline() -> Pipeline:
    """Return the project's own readers, cleaning and passages."""
    from knowledge.pages import chrome_lines, clean_pages, split_passages
    from knowledge.readers import read_bytes

    def clean(page: Page, chrome: Collection[str]) -> CleanedPage:
        # One at a time, so that a page is cleaned alike whether or not others changed with it.
        return clean_pages([page], chrome)[0]

    return Pipeline(read_bytes, chrome_lines, clean, split_passages, _code_digest())


@cache
def _code_digest() -> str:
    import knowledge.pages
    import knowledge.readers

    total = sha256()
    for package in (knowledge.readers, knowledge.pages):
        for folder in package.__path__:
            for path in sorted(Path(folder).rglob("*")):
                if path.is_file() and path.suffix != ".pyc":
                    total.update(path.read_bytes())
    return total.hexdigest()


def load_bundled(name: str | None = None) -> Encoder:
    """Load an encoder once per process: the bundled one, or another by name or folder.

    Raises:
        EditionError: there is no such encoder, or it can't be used.
    """
    from embeddings.onnx import BUNDLED_NAME

    return _load(None if name == BUNDLED_NAME else name)


@cache
def _load(name: str | None) -> Encoder:
    from embeddings import EmbeddingError, load_encoder

    try:
        encoder: Encoder = load_encoder(name)
    except EmbeddingError as error:
        raise EditionError(str(error)) from error
    return encoder


@cache
def load_cross_encoder() -> CrossEncoder:
    """Load the bundled cross-encoder once per process.

    Raises:
        EditionError: its files can't be used.
    """
    from embeddings import EmbeddingError
    from embeddings.cross import CrossEncoder as Bundled

    try:
        return Bundled()
    except EmbeddingError as error:
        raise EditionError(str(error)) from error
