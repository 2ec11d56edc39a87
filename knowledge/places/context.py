"""The words around a name, which tell a city from something else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from knowledge.places.spelling import Word, split_words

_SENTENCE_ENDS = '.?!:;«»“”"\n'
_HYPHENS = ("-", "\u2010", "\u2011")
_BREAKS = _SENTENCE_ENDS + ",()[]/"


@cache
def context_words(table: str) -> frozenset[str]:
    """Return a list of ``context.toml``."""
    return _tables()[table]


@cache
def _tables() -> dict[str, frozenset[str]]:
    source = resources.files(__package__) / "data" / "context.toml"
    tables = tomllib.loads(source.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in tables.items()}


@dataclass(frozen=True, slots=True)
class Question:
    """A question cut into words.

    Attributes:
        cased: whether capitals tell anything: not where all letters are of one case.
    """

    text: str
    words: tuple[Word, ...]
    cased: bool

    @classmethod
    def read(cls, text: str) -> Question:
        """Cut a text into words."""
        return cls(text, split_words(text), cased=text != text.lower() and text != text.upper())

    def spans(self, first: int, longest: int) -> Iterator[Span]:
        """Give the runs of words from a position on, longest first."""
        for count in range(min(longest, len(self.words) - first), 0, -1):
            yield Span(self, first, count)

    def key(self, first: int, count: int) -> str:
        """Return the folded name that words make together."""
        return " ".join(word.folded for word in self.words[first : first + count])

    def parted(self, position: int, marks: str = _BREAKS) -> bool:
        """Tell whether punctuation, or an end of the text, stands before a word."""
        if not 0 < position < len(self.words):
            return True
        between = self.text[self.words[position - 1].end : self.words[position].start]
        return any(mark in between for mark in marks)

    def hyphenated(self, position: int) -> bool:
        """Tell whether a hyphen joins a word to the one before."""
        if not 0 < position < len(self.words):
            return False
        return self.text[self.words[position - 1].end : self.words[position].start] in _HYPHENS

    def starts_sentence(self, position: int) -> bool:
        """Tell whether a word's capital may only be that of a sentence."""
        return self.parted(position, _SENTENCE_ENDS)

    def is_capital(self, position: int) -> bool:
        """Tell whether a word begins with a capital, in a text of both cases."""
        within = 0 <= position < len(self.words)
        return self.cased and within and self.words[position].text[0].isupper()

    def is_acronym(self, position: int) -> bool:
        """Tell whether a word is written in capitals only, in a text of both cases."""
        text = self.words[position].text
        return self.cased and len(text) > 1 and text.isupper()


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a question that may be a name."""

    question: Question
    first: int
    count: int

    @property
    def last(self) -> int:
        """Return the position after the last word."""
        return self.first + self.count

    @property
    def key(self) -> str:
        """Return the folded name."""
        return self.question.key(self.first, self.count)

    @property
    def start(self) -> int:
        """Return the first character in the text."""
        return self.question.words[self.first].start

    @property
    def end(self) -> int:
        """Return the character after the last one."""
        return self.question.words[self.last - 1].end

    @property
    def surface(self) -> str:
        """Return what stands in the text."""
        return self.question.text[self.start : self.end]

    def before(self, count: int = 1) -> str:
        """Return the folded words before, "" where there are fewer or a mark parts them."""
        if self.first < count or self.question.parted(self.first):
            return ""
        return self.question.key(self.first - count, count)

    def after(self) -> str:
        """Return the folded word after, "" where there is none or a mark parts it."""
        return "" if self.question.parted(self.last) else self.question.key(self.last, 1)

    @property
    def has_capital(self) -> bool:
        """Tell whether a word shows a capital that is not only that of a sentence."""
        skipped = 1 if self.question.starts_sentence(self.first) else 0
        positions = range(self.first + skipped, self.last)
        return any(self.question.is_capital(position) for position in positions)

    @property
    def may_have_capital(self) -> bool:
        """Tell whether the first word has a capital, be it that of a sentence."""
        return self.has_capital or self.question.is_capital(self.first)

    @property
    def is_acronym(self) -> bool:
        """Tell whether it is one word in capitals."""
        return self.count == 1 and self.question.is_acronym(self.first)

    @property
    def follows_title(self) -> bool:
        """Tell whether "Mayor", "Madame", … stands before, so that a person is named."""
        return self.before() in context_words("titles")

    @property
    def follows_locative(self) -> bool:
        """Tell whether the words before announce a place."""
        if self.before(2) in context_words("locative_pairs"):
            return True
        if self.before() not in context_words("locative"):
            return False
        governor = self.before(2).partition(" ")[0]
        return governor not in context_words("governing")

    @property
    def is_whole_name(self) -> bool:
        """Tell whether no capitalised neighbour belongs to the name: "Hamilton Foundation"."""
        question, before = self.question, self.first - 1
        joined_before = not question.parted(self.first) and question.is_capital(before)
        joined_after = not question.parted(self.last) and question.is_capital(self.last)
        named_before = joined_before and not question.starts_sentence(before)
        return not (named_before or joined_after or self.is_hyphenated)

    @property
    def is_hyphenated(self) -> bool:
        """Tell whether a hyphen joins it to a neighbour: "Atlantis" of "Atlantis-sur-Mer"."""
        return self.question.hyphenated(self.first) or self.question.hyphenated(self.last)

    @property
    def follows_weak(self) -> bool:
        """Tell whether the word before may announce a place, among other things."""
        return self.before() in context_words("weak")

    @property
    def closes_clause(self) -> bool:
        """Tell whether the text ends after it, or punctuation follows."""
        return self.question.parted(self.last)
