"""Editions that stay, going back to one of them, and which one was switched to when."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from knowledge.editions.edition import open_edition, open_folder
from knowledge.editions.layout import Changes, Manifest, read_manifest
from knowledge.editions.locks import refresh_lock, unused_edition
from knowledge.editions.publishing import switch_to
from knowledge.editions.storage import Home, read_current, remove_folder
from knowledge.errors import DamagedEditionError, EditionError, NoEditionError, RefreshError
from knowledge.reasons import Reason, because

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EditionSummary:
    """An edition in the list.

    Attributes:
        damage: why it can't be used, None where its manifest is whole.
    """

    id: str
    created: str
    current: bool
    profiles: int = 0
    passages: int = 0
    changes: Changes = field(default_factory=Changes)
    forced: bool = False
    score: float | None = None
    damage: Reason | None = None


def list_editions(home: Path) -> list[EditionSummary]:
    """Return the editions of a home, newest first."""
    try:
        current = read_current(home)
    except NoEditionError:
        return []
    return [_summarize(Home(home), name, current) for name in reversed(Home(home).edition_ids())]


def _summarize(home: Home, name: str, current: str) -> EditionSummary:
    try:
        told = read_manifest(home.folder(name))
    except DamagedEditionError as error:
        return EditionSummary(name, "", name == current, damage=error.reason)
    return EditionSummary(
        id=name,
        created=told.created,
        current=name == current,
        profiles=told.profiles,
        passages=told.passages,
        changes=told.changes,
        forced=told.forced,
        score=told.score,
    )


def rollback(home: Path, edition: str | None = None, *, wait: float = 0.0) -> Manifest:
    """Go back to an edition in one step.

    Args:
        home: folder of the deployment.
        edition: its id; the newest whole one before the current where None.
        wait: seconds to wait for a refresh to end.

    Raises:
        RefreshError: there is no such edition, or none to go back to.
        DamagedEditionError: the edition named is damaged.
        LockedError: a refresh is under way.
    """
    from knowledge.citations.archive import archive_superseded

    place = Home(home)
    with refresh_lock(home, wait=wait):
        target = open_folder(place.folder(_choose(place, edition)))
        try:
            archive_superseded(home, open_edition(home), target)
        except EditionError as error:
            log.warning("Citations of the current edition can't be kept: %s", error)
        left = read_current(home)
        switch_to(place, target.id)
        record_switch(place, target.id, "rolled back", left=left)
        return target.manifest


def _choose(home: Home, edition: str | None) -> str:
    current = read_current(home.path)
    known = home.edition_ids()
    if edition is not None:
        if edition not in known:
            raise RefreshError(because("edition.unknown", edition=edition))
        return edition
    for name in reversed([each for each in known if each < current]):
        try:
            open_folder(home.folder(name))
        except DamagedEditionError as error:
            log.warning("%s", error)
        else:
            return name
    raise RefreshError(because("edition.first", edition=current))


def record_switch(home: Home, edition: str, how: str, left: str | None = None) -> None:
    """Note in the history that an edition was switched to; a full disk does not undo that.

    Args:
        home: the deployment.
        edition: what serves now.
        how: "published", "rolled back" or "found".
        left: what staff went back from.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    line = {"edition": edition, "at": now, "how": how} | ({"left": left} if left else {})
    try:
        with home.history.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
    except OSError as error:
        log.warning("The history of editions can't be written: %s", error)


def read_history(home: Home) -> list[dict[str, str]]:
    """Return every switch, oldest first; lines cut short are passed over."""
    try:
        lines = home.history.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    switches = []
    for line in lines:
        try:
            switch = json.loads(line)
        except ValueError:
            continue
        if isinstance(switch, dict) and isinstance(switch.get("edition"), str):
            switches.append(switch)
    return switches


def undone_editions(home: Home) -> set[str]:
    """Return the editions that staff went back from and did not return to."""
    undone = set[str]()
    for switch in read_history(home):
        left = switch.get("left")
        if left and left > switch["edition"]:
            undone.add(left)
        undone.discard(switch["edition"])
    return undone


def remove_unpublished(home: Home) -> None:
    """Remove editions that a killed refresh finished but never switched to.

    Only for who holds the lock.
    """
    try:
        current = read_current(home.path)
    except NoEditionError:
        current = ""
    if not home.history.exists():
        for name in home.edition_ids():
            record_switch(home, name, "found")
    known = {switch["edition"] for switch in read_history(home)}
    if current and current not in known:
        record_switch(home, current, "published")
    for name in home.edition_ids():
        if name not in known and name != current:
            _remove_unused(home, name)


def prune(home: Home, kept: int) -> list[str]:
    """Remove all but the newest editions; what is current or in use stays.

    Args:
        home: the deployment.
        kept: editions that stay, the current one among them; at least one.

    Returns:
        The ids of those that were removed.
    """
    current = read_current(home.path)
    others = [name for name in home.edition_ids() if name != current]
    spare = others[: max(0, len(others) - (max(kept, 1) - 1))]
    return [name for name in spare if _remove_unused(home, name)]


def _remove_unused(home: Home, name: str) -> bool:
    with unused_edition(home.folder(name)) as unused:
        if not unused:
            return False
        try:
            remove_folder(home, home.folder(name))
        except OSError as error:
            log.warning("Edition %s can't be removed: %s", name, error)
            return False
    return True
