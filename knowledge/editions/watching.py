"""Follow the switch from edition to edition, without a restart."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from knowledge.editions.edition import Edition, open_edition
from knowledge.editions.seams import EncoderLoader, load_bundled
from knowledge.editions.storage import Home
from knowledge.errors import EditionError

log = logging.getLogger(__name__)


class EditionWatcher:
    """Gives the current edition to whoever asks, and follows each switch.

    A call costs one look at a small file. The first call after a switch opens the new edition;
    other threads go on with the old one meanwhile, and whoever holds the old one keeps it.

    Attributes:
        problem: why the current edition does not serve, None while it does.
    """

    def __init__(self, home: Path, *, load: EncoderLoader = load_bundled) -> None:
        self._home = home
        self._load = load
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._edition: Edition | None = None
        self.problem: str | None = None

    def current(self) -> Edition:
        """Return the edition to answer from.

        Raises:
            NoEditionError: nothing was ever published here.
            DamagedEditionError: no edition of the home is whole, and none was opened before.
        """
        seen = self._look()
        edition = self._edition
        if edition is not None and seen == self._seen:
            return edition
        if self._lock.acquire(blocking=edition is None):
            try:
                return self._follow(seen)
            finally:
                self._lock.release()
        return edition or self.current()

    def _look(self) -> tuple[int, int, int] | None:
        try:
            found = Home(self._home).current.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _follow(self, seen: tuple[int, int, int] | None) -> Edition:
        if self._edition is not None and seen == self._seen:
            return self._edition
        try:
            edition = open_edition(self._home, load=self._load)
        except EditionError as error:
            if self._edition is None:
                raise
            self._report(str(error))
        else:
            self._report(edition.fallback)
            self._edition = edition
        self._seen = seen
        return self._edition

    def _report(self, problem: str | None) -> None:
        if problem and problem != self.problem:
            log.warning("%s", problem)
        self.problem = problem
