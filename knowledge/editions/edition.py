"""A published edition, opened for questions."""

from __future__ import annotations

import json
import logging
import os
import weakref
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.editions.layout import (
    CATALOG,
    KEYS,
    PASSAGES,
    PROFILES,
    SEARCH,
    Manifest,
    read_manifest,
)
from knowledge.editions.locks import hold_edition
from knowledge.editions.records import Profiles, Records, parse_passage, parse_profile
from knowledge.editions.seams import (
    CrossEncoder,
    Encoder,
    EncoderLoader,
    load_bundled,
    load_cross_encoder,
)
from knowledge.editions.storage import Home, read_current, stamp
from knowledge.errors import DamagedEditionError, EditionError
from knowledge.models import Hit, Passage
from knowledge.reasons import because

if TYPE_CHECKING:
    from knowledge.search import Index

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """A profile in the edition's catalog: what can be known of it without reading it.

    Attributes:
        since: the edition in which this version first stood.
        since_date: that edition's date (ISO 8601).
    """

    slug: str
    city: str
    country: str | None
    title: str
    names: tuple[str, ...]
    since: str
    since_date: str


class Edition:
    """One edition: it never changes, and stays on disk as long as this object lives.

    Attributes:
        folder: where its files are.
        manifest: all that it says of itself.
        fallback: why it serves in place of the current one; None where it is the current one.
    """

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        *,
        load: EncoderLoader = load_bundled,
        fallback: str | None = None,
    ) -> None:
        from knowledge.search import open_index

        self.folder = folder
        self.manifest = manifest
        self.fallback = fallback
        self._load = load
        self.catalog = _read_catalog(folder)
        self.profiles = Profiles(Records(folder / PROFILES, parse_profile), self.catalog)
        self.passages: Sequence[Passage] = Records(folder / PASSAGES, parse_passage)
        self.index: Index = open_index(folder / SEARCH)

    @property
    def id(self) -> str:
        """Name of the edition."""
        return self.manifest.id

    @property
    def created(self) -> str:
        """When it was made (ISO 8601 UTC)."""
        return self.manifest.created

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder it was built with.

        Raises:
            EditionError: the encoder of that name is another one by now.
        """
        encoder = self._load(self.manifest.encoder.name)
        if encoder.digest != self.manifest.encoder.digest:
            raise EditionError(because("edition.encoder", edition=self.id, encoder=encoder.name))
        return encoder

    @cached_property
    def cross_encoder(self) -> CrossEncoder:
        """What reads a question and a passage together; no edition is built with it.

        Raises:
            EditionError: its files can't be used.
        """
        return load_cross_encoder()

    def search(
        self, question: str, *, profiles: Collection[str] | None = None, k: int = 5
    ) -> list[Hit]:
        """Return the best passages, best first.

        Args:
            question: as it was asked.
            profiles: only these cities' passages, all where None.
            k: how many at most.
        """
        vector = self.encoder.encode([question], kind="query")[0]
        return self.index.search(question, vector, profiles=profiles, k=k)

    def keys(self) -> NDArray[np.uint8]:
        """Return the key of each stored vector: uint8 of shape (units, 16)."""
        keys: NDArray[np.uint8] = np.load(self.folder / KEYS)
        return keys


def _read_catalog(folder: Path) -> dict[str, Entry]:
    rows = json.loads((folder / CATALOG).read_bytes())
    return {row["slug"]: Entry(**row | {"names": tuple(row["names"])}) for row in rows}


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Check every file of an edition against its manifest.

    Raises:
        DamagedEditionError: a file is missing or differs; names the first one.
    """
    for path, stated in manifest.files.items():
        try:
            whole = stamp(folder / path) == stated
        except OSError:
            whole = False
        if not whole:
            raise DamagedEditionError(because("edition.file", edition=folder.name, file=path))


def open_folder(
    folder: Path, *, load: EncoderLoader = load_bundled, fallback: str | None = None
) -> Edition:
    """Open the edition in a folder, and keep the folder from being removed meanwhile.

    Raises:
        DamagedEditionError: a file is missing or differs from the manifest.
    """
    try:
        handle = hold_edition(folder)
    except OSError as error:
        raise DamagedEditionError(because("edition.absent", edition=folder.name)) from error
    try:
        manifest = read_manifest(folder)
        verify_files(folder, manifest)
        edition = Edition(folder, manifest, load=load, fallback=fallback)
    except BaseException:
        os.close(handle)
        raise
    weakref.finalize(edition, os.close, handle)
    return edition


def open_edition(home: Path, *, load: EncoderLoader = load_bundled) -> Edition:
    """Open the current edition, or the last good one where the current one is damaged.

    Args:
        home: folder of the deployment.
        load: gives the encoder that an edition names.

    Raises:
        NoEditionError: nothing is published yet.
        DamagedEditionError: the current edition is damaged, and so are all before it.
    """
    current = read_current(home)
    try:
        return open_folder(Home(home).folder(current or "(unnamed)"), load=load)
    except DamagedEditionError as error:
        if read_current(home) != current:
            return open_edition(home, load=load)
        return _open_last_good(home, current, error, load)


def _open_last_good(
    home: Path, current: str, damage: DamagedEditionError, load: EncoderLoader
) -> Edition:
    known = [each for each in Home(home).edition_ids() if each != current]
    earlier = [each for each in known if each < current]
    for name in reversed(earlier or known):
        try:
            edition = open_folder(Home(home).folder(name), load=load, fallback=damage.reason)
        except DamagedEditionError as error:
            log.warning("%s", error)
            continue
        log.warning("%s Edition %s serves in its place.", damage, name)
        return edition
    raise damage
