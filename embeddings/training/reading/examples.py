"""Draw what the cross-encoder learns from: a question, sentences, and which of them answer."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from embeddings.training.pairs import Pair, misspell
from embeddings.training.reading.material import LANGUAGES, Asked, Lesson

ELSEWHERE: Final = 0.15
"""Share of questions that are asked of another lesson's passage."""
WITHOUT_ANSWER: Final = 0.15
"""Share of answered questions whose answer is taken out of the passage."""
EXTENDED: Final = 0.3
"""Share of passages that are followed or preceded by sentences of another lesson."""
SHORTENED: Final = 0.25
"""Share of passages of which only some sentences stand."""
CARELESS: Final = 0.2
"""Share of questions typed without accents and capitals, or with a slip."""
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

    def __init__(self, lessons: Sequence[Lesson], chance: random.Random) -> None:
        """Take the lessons, and where chance comes from."""
        self.lessons, self.chance = lessons, chance
        self.questions = [(lesson, asked) for lesson in lessons for asked in lesson.questions]
        groups = [
            (sort_of(asked.wordings["en"]), bool(asked.answer)) for _, asked in self.questions
        ]
        counts, sorts = Counter(groups), Counter(name for name, _ in groups)
        weights = (sorts[group[0]] / counts[group] for group in groups)
        self.reach = list(accumulate(weights))

    def __call__(self) -> Example:
        """Return an example of one of four directions, the passage varied."""
        (picked,) = self.chance.choices(self.questions, cum_weights=self.reach)
        return draw_example(*picked, self.lessons, self.chance)


def draw_example(
    lesson: Lesson, asked: Asked, lessons: Sequence[Lesson], chance: random.Random
) -> Example:
    """Return a question of a lesson in one of four directions, the passage varied."""
    question = asked.wordings[chance.choice(LANGUAGES)]
    tongue = chance.choice(LANGUAGES)
    if chance.random() < CARELESS:
        question = type_carelessly(question, chance)
    if chance.random() < ELSEWHERE:
        return Example(question, chance.choice(lessons).sentences[tongue], ())
    texts, answer = lesson.sentences[tongue], set(asked.answer)
    rows = list(range(len(texts)))
    if answer and chance.random() < WITHOUT_ANSWER:
        rows = [row for row in rows if row not in answer]
        answer = set()
    if chance.random() < SHORTENED:
        rows = [row for row in rows if row in answer or chance.random() < 0.6]
    marked = [(texts[row], row in answer) for row in rows]
    if chance.random() < EXTENDED or not marked:
        other = [(text, False) for text in chance.choice(lessons).sentences[tongue]]
        marked = [*other, *marked] if chance.random() < 0.5 else [*marked, *other]
    return Example(
        question,
        tuple(text for text, _ in marked),
        tuple(at for at, (_, right) in enumerate(marked) if right),
    )


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
