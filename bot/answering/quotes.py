"""Exact slices of a profile: which sentences, and proof that they stand there."""

from __future__ import annotations

import math
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from bot.answering.evidence import Evidence
from knowledge.citations import code_of
from knowledge.errors import QuoteError
from knowledge.models import Passage, Profile
from prompts.links import text_fragment
from prompts.replies import Quote

MOST_SENTENCES: Final = 3
NEAR_BEST: Final = 0.5
"""A sentence that scores at most this much less than the best one belongs to the answer too."""
NEIGHBOUR: Final = 0.05
"""What a sentence beside the best one scores more: it often goes on with the same thing."""


def choose_sentences(evidence: Evidence) -> list[tuple[int, int]]:
    """Return start and end of one to three sentences that answer, in order, neighbours joined."""
    best, scores = evidence.best, evidence.scores.tolist()
    worth = [score + NEIGHBOUR * (abs(i - best) == 1) for i, score in enumerate(scores)]
    worth[best] = math.inf
    near = [i for i, value in enumerate(worth) if value >= scores[best] - NEAR_BEST]
    chosen = sorted(sorted(near, key=lambda i: -worth[i])[:MOST_SENTENCES])
    return _join(evidence.passage, chosen)


def _join(passage: Passage, chosen: list[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for position, index in enumerate(chosen):
        start, end = passage.sentences[index]
        if position and chosen[position - 1] == index - 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def quote_passage(
    profiles: Mapping[str, Profile], passage: Passage, spans: list[tuple[int, int]]
) -> tuple[Quote, ...]:
    """Return the quotes of some spans of a passage."""
    profile = profiles[passage.profile]
    shared = tuple(profiles[slug].city for slug in passage.shared if slug in profiles)
    return tuple(
        make_quote(profile, span, passage.section, passage.language, gap=bool(n), shared=shared)
        for n, span in enumerate(spans)
    )


def make_quote(
    profile: Profile,
    span: tuple[int, int],
    section: str,
    language: str,
    *,
    gap: bool = False,
    shared: tuple[str, ...] = (),
) -> Quote:
    """Return the quote of ``profile.text[start:end]``."""
    start, end = span
    text = profile.text[start:end]
    return Quote(
        text=text,
        profile=profile.slug,
        city=profile.city,
        country=profile.country,
        section=section,
        language=language,
        url=profile.url,
        start=start,
        end=end,
        sha256=sha256(text.encode()).hexdigest(),
        code=code_of(profile.slug, text),
        gap=gap,
        link=text_fragment(profile.url, text) if profile.url else None,
        shared=shared,
    )


def check_quote(profiles: Mapping[str, Profile], quote: Quote) -> None:
    """Check a quote against the stored page.

    Raises:
        QuoteError: the page does not hold these words at this place.
    """
    profile = profiles.get(quote.profile)
    stored = profile.text[quote.start : quote.end] if profile else None
    if stored != quote.text or sha256(quote.text.encode()).hexdigest() != quote.sha256:
        message = (
            f"the quote {quote.code} differs from {quote.profile} at {quote.start}-{quote.end}: "
            "it is not shown; ask again, or run citybot refresh"
        )
        raise QuoteError(message)
