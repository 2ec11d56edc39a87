"""What every command works with: the settings, the editions, and the answering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from bot.settings import Settings
from knowledge.errors import NoEditionError

if TYPE_CHECKING:
    from bot.answering.answer import Answerer
    from bot.evaluation.examiner import GoldenExaminer
    from knowledge.editions import Edition, EditionWatcher

EncoderLoader = Callable[[str | None], Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """The settings and what is opened with them.

    Attributes:
        load: gives the encoder of a name; the knowledge's own where None.
    """

    settings: Settings
    load: EncoderLoader | None = None

    def watch(self) -> EditionWatcher:
        """Return what follows the current edition."""
        from knowledge.editions import EditionWatcher

        return EditionWatcher(self.settings.home, **self.loading())

    def edition(self, name: str | None = None) -> Edition:
        """Return an edition by its id, or the current one.

        Raises:
            EditionError: there is no such edition, or it can't be used.
        """
        from knowledge.editions import open_folder
        from knowledge.editions.storage import Home

        if name is None:
            return self.watch().current()
        return open_folder(Home(self.settings.home).folder(name), **self.loading())

    def answerer(self) -> Answerer:
        """Return the answering, on an edition built from the bundled profiles if there is none."""
        from bot.answering.answer import Answerer

        watcher = self.watch()
        try:
            watcher.current()
        except NoEditionError:
            self.publish_bundled()
        return Answerer(watcher.current, self.settings)

    def publish_bundled(self) -> None:
        """Publish the profiles that come with the project."""
        from knowledge.editions import publish_samples

        home = self.settings.home
        click.echo(f"No edition yet: building one from the bundled profiles in {home} …", err=True)
        publish_samples(home, self.encoder())

    def encoder(self) -> Any:
        """Return the encoder of the settings."""
        from knowledge.editions.seams import load_bundled

        return (self.load or load_bundled)(self.settings.encoder)

    def examiner(self) -> GoldenExaminer:
        """Return who asks the golden questions: the bundled ones and those of the home."""
        from bot.evaluation.examiner import GoldenExaminer

        return GoldenExaminer(self.settings)

    def loading(self) -> dict[str, Any]:
        """Return the loader of encoders as an argument, where one was handed in."""
        return {} if self.load is None else {"load": self.load}


def open_desk() -> Desk:
    """Return the desk of the command that runs now.

    Raises:
        SettingsError: a setting can't be used.
    """
    make: Callable[[], Desk] = click.get_current_context().find_root().obj
    return make()
