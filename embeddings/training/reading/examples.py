"""Draw what the cross-encoder learns from: a question, sentences, and which of them answer."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.training.pairs import Pair, misspell
from embeddings.training.reading.material import LANGUAGES, Lesson

ELSEWHERE: Final = 0.2
"""Share of questions that are asked of another lesson's passage."""
NEAR: Final = 0.7
"""Share of these passages that are among the nearest to the question, where those are known."""
WITHOUT_ANSWER: Final = 0.1
"""Share of answered questions whose answer is taken out of the passage."""
EXTENDED: Final = 0.3
"""Share of passages that are followed or preceded by sentences of another lesson."""
SHORTENED: Final = 0.25
"""Share of passages of which only some sentences stand."""
SCATTERED: Final = 0.3
"""Share of passages with fragments between their sentences: headings, labels, rows of a table."""
MOST_WORDS: Final = 6
"""Words of a sentence that is a fragment, at most."""
CARELESS: Final = 0.2
"""Share of questions typed without accents and capitals, or with a slip."""
NAME: Final = re.compile(r"\s[\"“«]?[A-ZÀ-Þ]")
SORTS: Final = {
    "number": r"\bhow (many|much|often|long|old)\b|\bnumber\b|\bbudget|\bcost|\bshare\b|\bamount",
    "date": r"\bwhen\b|\bsince\b|\byear\b|\bdate\b|\bday\b",
    "contact": r"\bphone|\be-?mail|\bcontact|\baddress|\bcall\b|\breach\b",
    "body": r"\bwho\b|\bwhom\b|\bwhich (body|organi)",
    "reason": r"\bwhy\b",
    "place": r"\bwhere\b",
    "yes or no": r"^(is|are|was|were|do|does|did|can|may|must|will|has|have|should)\b",
}
"""What an English question asks for, the first that fits."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage, with the positions of the sentences that answer."""

    question: str
    sentences: tuple[str, ...]
    answer: tuple[int, ...]


def type_carelessly(question: str, chance: random.Random) -> str:
    """Return a question as typed in haste."""
    if chance.random() < 0.5:
        apart = unicodedata.normalize("NFD", question)
        bare = "".join(c for c in apart if not unicodedata.combining(c))
        return re.sub(r"\s*\?$", "", bare.lower())
    slipped = misspell(Pair("", question, ""), chance)
    return slipped.french if slipped else question


def sort_of(question: str) -> str:
    """Return what an English question asks for: a number, a date, a body or another sort.

    >>> sort_of("How many mediators work there?")
    'number'
    """
    low = question.lower()
    return next((name for name, pattern in SORTS.items() if re.search(pattern, low)), "other")


class Draw:
    """Draws examples so that of each sort of question half are answered.

    Else the sort would tell: who writes questions that a passage does not answer asks for numbers
    more often than for anything else.
    """

    def __init__(
        self,
        lessons: Sequence[Lesson],
        chance: random.Random,
        near: NDArray[np.int64] | None = None,
    ) -> None:
        """Take the lessons, where chance comes from, and the lessons near to each question.

        Args:
            lessons: what is learnt.
            chance: decides.
            near: for each question of the lessons in turn, rows of other lessons, int64 of shape
                (questions, k); any other lesson is as good where None.
        """
        self.lessons, self.chance, self.near = lessons, chance, near
        self.questions = [(lesson, asked) for lesson in lessons for asked in lesson.questions]
        self.fragments = {tongue: collect_fragments(lessons, tongue) for tongue in LANGUAGES}
        groups = [
            (sort_of(asked.wordings["en"]), bool(asked.answer)) for _, asked in self.questions
        ]
        counts, sorts = Counter(groups), Counter(name for name, _ in groups)
        weights = (sorts[group[0]] / counts[group] for group in groups)
        self.reach = list(accumulate(weights))

    def __call__(self) -> Example:
        """Return an example of one of four directions, the passage varied."""
        chance = self.chance
        (row,) = chance.choices(range(len(self.questions)), cum_weights=self.reach)
        lesson, asked = self.questions[row]
        question, tongue = asked.wordings[chance.choice(LANGUAGES)], chance.choice(LANGUAGES)
        if chance.random() < CARELESS:
            question = type_carelessly(question, chance)
        if chance.random() < ELSEWHERE:
            marked = [(text, False) for text in self._pick_other(row).sentences[tongue]]
        else:
            marked = vary_passage(lesson.sentences[tongue], set(asked.answer), chance)
        if chance.random() < EXTENDED or not marked:
            other = [(text, False) for text in chance.choice(self.lessons).sentences[tongue]]
            marked = [*other, *marked] if chance.random() < 0.5 else [*marked, *other]
        if chance.random() < SCATTERED:
            scatter(marked, self.fragments[tongue], chance)
        return Example(
            question,
            tuple(text for text, _ in marked),
            tuple(at for at, (_, right) in enumerate(marked) if right),
        )

    def _pick_other(self, row: int) -> Lesson:
        # A question that names nothing might be answered by a passage near to it.
        named = NAME.search(self.questions[row][1].wordings["en"])
        if self.near is None or not named or self.chance.random() > NEAR:
            return self.chance.choice(self.lessons)
        return self.lessons[int(self.chance.choice(self.near[row].tolist()))]


def vary_passage(
    texts: Sequence[str], answer: set[int], chance: random.Random
) -> list[tuple[str, bool]]:
    """Return sentences of a passage, some perhaps left out, and whether each answers."""
    rows = list(range(len(texts)))
    if answer and chance.random() < WITHOUT_ANSWER:
        rows = [row for row in rows if row not in answer]
    if chance.random() < SHORTENED:
        rows = [row for row in rows if row in answer or chance.random() < 0.6]
    return [(texts[row], row in answer) for row in rows]


def collect_fragments(lessons: Sequence[Lesson], tongue: str) -> list[str]:
    """Return the short sentences of lessons, and the first words of longer ones as headings."""
    texts = [text for lesson in lessons for text in lesson.sentences[tongue]]
    short = [text for text in texts if len(text.split()) <= MOST_WORDS]
    headings = [" ".join(text.split()[:3]).rstrip(",;:") + "." for text in texts[::7]]
    return [*short, *headings]


def scatter(
    marked: list[tuple[str, bool]], fragments: Sequence[str], chance: random.Random
) -> None:
    """Put one to three fragments between sentences."""
    for _ in range(chance.randint(1, 3)):
        marked.insert(chance.randint(0, len(marked)), (chance.choice(fragments), False))


def draw_translated(pairs: Sequence[Pair], chance: random.Random) -> Example:
    """Return a sentence to be found again, in translation, among others of the other language.

    In a third of the examples it is not among them.
    """
    french = chance.random() < 0.5
    rows = [chance.randrange(len(pairs)) for _ in range(chance.randint(3, 7))]
    if chance.random() < 0.5:
        rows = [(rows[0] + step) % len(pairs) for step in range(len(rows))]
    place = chance.randrange(len(rows))
    sought = pairs[rows[place]]
    if missing := chance.random() < 1 / 3:
        rows.pop(place)
    passage = tuple(pairs[row].english if french else pairs[row].french for row in rows)
    words = (sought.french if french else sought.english).split()
    if len(words) > 6:
        start = chance.randrange(len(words) - 5)
        words = words[start : start + chance.randint(5, 16)]
    return Example(" ".join(words), passage, () if missing else (place,))


def list_examples(lessons: Sequence[Lesson]) -> Iterator[Example]:
    """Yield each question of each lesson in all four directions, as it stands."""
    for lesson in lessons:
        for asked in lesson.questions:
            for question in asked.wordings.values():
                for tongue in LANGUAGES:
                    yield Example(question, lesson.sentences[tongue], asked.answer)
