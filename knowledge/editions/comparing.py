"""The pages that will stand beside those that stand: what changes, and what goes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from knowledge.editions.content import Choice, Content, mark_shared, old_passages
from knowledge.editions.differences import same_knowledge
from knowledge.editions.duplicates import find_duplicates
from knowledge.editions.edition import Edition
from knowledge.editions.gathering import Gathered, Stored
from knowledge.editions.layout import Changes
from knowledge.editions.naming import Named, name_pages
from knowledge.editions.reports import Estimate, Report, describe_changes
from knowledge.editions.seams import Encoder, Pipeline
from knowledge.editions.vectors import missing_units, stored_rows, unit_keys
from knowledge.models import CleanedPage
from knowledge.reasons import Reason, because


@dataclass(frozen=True, slots=True)
class RefreshPlan:
    """All that a refresh will publish.

    Attributes:
        report: the plan in words.
        changes: profiles that differ, by slug.
        content: what the new edition will hold.
        previous: the current edition, None where there is none.
    """

    report: Report
    changes: Changes
    content: Content
    previous: Edition | None

    @property
    def has_work(self) -> bool:
        """Whether there is anything to publish."""
        return bool(self.changes or self.report.notes)

    def to_json(self) -> dict[str, Any]:
        """Return the report for machines."""
        return self.report.to_json()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was gathered beside the current edition.

    Attributes:
        stored: the pages that the current edition was built from, by source.
        previous: the current edition, None where there is none.
        encoder: what the vectors would be made with.
    """

    gathered: Gathered
    stored: Mapping[str, Stored]
    previous: Edition | None
    pipeline: Pipeline
    encoder: Encoder

    def plan(self) -> RefreshPlan:
        """Return what a refresh would publish."""
        chrome = self.pipeline.chrome([p.page for p in self.gathered.pages.values() if p.page])
        mark = sha256("\n".join(sorted(chrome)).encode()).hexdigest()
        known = self._known_pages(mark)
        fresh = [
            self.pipeline.clean(each.page, chrome)
            for source, each in self.gathered.pages.items()
            if each.page and source not in known
        ]
        old = self.previous.profiles if self.previous else {}
        named = name_pages(self.gathered, [*known.values(), *fresh], old)
        chosen = {slug: self._choose(named[slug]) for slug in sorted(named)}
        changes = self._changes(chosen)
        content = self._content(named, chosen, changes, mark)
        return RefreshPlan(self._report(chosen, changes, content), changes, content, self.previous)

    def _known_pages(self, chrome: str) -> dict[str, CleanedPage]:
        """Return the pages that need no cleaning: same page, same code, same chrome.

        A profile that was handed in without its page is always one of them.
        """
        if self.previous is None:
            return {}
        told = self.previous.manifest
        alike = (told.pipeline, told.chrome) == (self.pipeline.digest, chrome)
        return {
            source: CleanedPage(self.previous.profiles[each.stamp.slug], ())
            for source, each in self.gathered.pages.items()
            if each.page is None or (alike and each.page is self._stored_page(source))
        }

    def _stored_page(self, source: str) -> object:
        stored = self.stored.get(source)
        return stored and stored.page

    def _choose(self, named: Named) -> Choice:
        """Return the old version where it says the same as the new one, so that nothing moves."""
        new, removals, previous = named.profile, named.cleaned.removals, self.previous
        old = previous.profiles.get(new.slug) if previous else None
        if previous is None or old is None or not same_knowledge(old, new):
            return Choice(new, self.pipeline.split(new), changed=True, removals=removals)
        passages = old_passages(previous, new.slug)
        if previous.manifest.pipeline != self.pipeline.digest:
            cut = self.pipeline.split(old)
            if cut != passages:
                return Choice(old, cut, changed=True, removals=removals)
        return Choice(old, passages, changed=False)

    def _changes(self, chosen: Mapping[str, Choice]) -> Changes:
        old = self.previous.profiles if self.previous else {}
        return Changes(
            added=tuple(slug for slug in chosen if slug not in old),
            changed=tuple(slug for slug, pick in chosen.items() if slug in old and pick.changed),
            removed=tuple(slug for slug in old if slug not in chosen),
        )

    def _content(
        self,
        named: Mapping[str, Named],
        chosen: Mapping[str, Choice],
        changes: Changes,
        chrome: str,
    ) -> Content:
        from knowledge.search import units

        passages = mark_shared([each for pick in chosen.values() for each in pick.passages])
        return Content(
            profiles=tuple(pick.profile for pick in chosen.values()),
            passages=passages,
            units=tuple(units(passages)),
            pages=tuple(page for slug in chosen if (page := named[slug].stored.page)),
            sources=tuple(named[slug].stored.stamp for slug in chosen),
            since=self._since(chosen, changes),
            pipeline=self.pipeline.digest,
            chrome=chrome,
        )

    def _since(self, chosen: Mapping[str, Choice], changes: Changes) -> dict[str, tuple[str, str]]:
        entries = self.previous.catalog if self.previous else {}
        return {
            slug: (entries[slug].since, entries[slug].since_date)
            for slug in chosen
            if slug in entries and slug not in changes.changed
        }

    def _report(self, chosen: Mapping[str, Choice], changes: Changes, content: Content) -> Report:
        gathered, previous = self.gathered, self.previous
        return Report(
            edition=previous.id if previous else None,
            profiles=describe_changes(changes, chosen, previous, gathered.dropped),
            unchanged=len(chosen) - len(changes.added) - len(changes.changed),
            missing=tuple(each for each in gathered.missing if each.slug in chosen),
            failures=tuple(gathered.failures),
            duplicates=find_duplicates(content.profiles, {*changes.added, *changes.changed}),
            estimate=self._estimate(content),
            notes=self._notes(),
        )

    def _estimate(self, content: Content) -> Estimate:
        keys = unit_keys(content.units, self.encoder.digest)
        texts = len(missing_units(keys, stored_rows(self.previous)))
        rate = self.previous.manifest.rate if self.previous else None
        return Estimate(texts, len(keys) - texts, round(texts / rate, 1) if rate else None)

    def _notes(self) -> tuple[Reason, ...]:
        if self.previous is None:
            return ()
        notes = []
        if self.previous.manifest.encoder.digest != self.encoder.digest:
            name = self.encoder.name
            notes.append(because("refresh.encoder", encoder=name))
        if self.previous.fallback:
            notes.append(because("refresh.fallback", problem=self.previous.fallback))
        return tuple(notes)
