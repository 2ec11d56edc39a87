"""Quotes checked, and those of one passage brought together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256

from prompts.errors import MismatchError
from prompts.replies import Quote

LARGEST_SEAM = 2
"""Characters between two slices that follow each other: one space, or a paragraph's end."""
GAP = "[…]"


@dataclass(frozen=True, slots=True)
class Citation:
    """What one passage is quoted for.

    Attributes:
        pieces: the slices in order, with ``[…]`` as a piece where something was left out.
        quotes: the slices' quotes; the first gives the city, section and link.
    """

    pieces: tuple[str, ...]
    quotes: tuple[Quote, ...]

    @property
    def first(self) -> Quote:
        """The quote that says where the passage stands."""
        return self.quotes[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the quotes, each once."""
        return tuple(dict.fromkeys(quote.code for quote in self.quotes if quote.code))


def cite(quotes: Iterable[Quote]) -> tuple[Citation, ...]:
    """Bring the quotes of one passage together, in the order given."""
    groups: list[list[Quote]] = []
    for quote in quotes:
        if groups and continues(groups[-1][-1], quote):
            groups[-1].append(quote)
        else:
            groups.append([quote])
    return tuple(Citation(pieces(group), tuple(group)) for group in groups)


def continues(before: Quote, quote: Quote) -> bool:
    """Tell whether a quote goes on in the passage of the one before it."""
    same = (before.profile, before.section) == (quote.profile, quote.section)
    apart = quote.start - before.end
    return same and (0 <= apart <= LARGEST_SEAM or (quote.gap and apart >= 0))


def pieces(group: Sequence[Quote]) -> tuple[str, ...]:
    """Return the slices of one passage with its gaps."""
    found = [group[0].text]
    for quote in group[1:]:
        found += [GAP, quote.text] if quote.gap else [quote.text]
    return tuple(found)


def quotes_in(value: object) -> Iterator[Quote]:
    """Yield every quote that a reply holds, however deep."""
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from quotes_in(each)
    elif is_dataclass(value):
        for part in fields(value):
            yield from quotes_in(getattr(value, part.name))


def check(quotes: Iterable[Quote]) -> None:
    """Refuse a quote whose text is not the one its digest was made from.

    Raises:
        MismatchError: names the profile, its characters and the citation's code.
    """
    for quote in quotes:
        if sha256(quote.text.encode()).hexdigest() != quote.sha256:
            raise MismatchError(
                f"The quote {quote.code} from {quote.profile} (characters {quote.start} to "
                f"{quote.end}) differs from its digest and is not shown: refresh the profile."
            )
