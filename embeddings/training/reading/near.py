"""Find the passages that a question could be mistaken to be about."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder
from embeddings.training.reading.material import LANGUAGES, Lesson


def find_near(lessons: Sequence[Lesson], encoder: Encoder, count: int) -> NDArray[np.int64]:
    """Return, for each question of the lessons in turn, the rows of the nearest other lessons.

    Both languages count: a question and a passage are the sums of their vectors in each.

    Returns:
        int64 of shape (questions, count), or fewer columns where there are fewer lessons.
    """
    texts = [(" ".join(lesson.sentences[t]) for lesson in lessons) for t in LANGUAGES]
    passages = sum(encoder.encode(list(side), kind="passage") for side in texts)
    questions = sum(
        encoder.encode(
            [asked.wordings[t] for lesson in lessons for asked in lesson.questions], kind="query"
        )
        for t in LANGUAGES
    )
    cosines = np.asarray(questions) @ np.asarray(passages).T
    owners = np.repeat(np.arange(len(lessons)), [len(lesson.questions) for lesson in lessons])
    cosines[np.arange(len(owners)), owners] = -np.inf
    return np.argsort(-cosines, axis=1, kind="stable")[:, : min(count, len(lessons) - 1)]
