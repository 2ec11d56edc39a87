"""Lessons for tests: a small town's clubs, each with its day and its price."""

from __future__ import annotations

import json
from pathlib import Path

from embeddings.training.reading.material import APART, Lesson, parse_lesson

DAYS = {"monday": "lundi", "friday": "vendredi", "sunday": "dimanche"}


def lesson_line(day: str) -> str:
    """Return the JSON line of a lesson about a club that meets on a day."""
    en = [f"The club meets on {day}.", "It is free for young people.", "The city has a help line."]
    fr = [
        f"Le club se réunit le {DAYS[day]}.",
        "Il est gratuit pour les jeunes.",
        "La ville a une ligne d'aide.",
    ]
    questions = [
        {"en": "On which day does the club meet?", "fr": "Quel jour le club ?", "answer": [0]},
        {"en": "Is it free?", "fr": "Est-ce gratuit ?", "answer": [1]},
        {"en": "Who pays for the line?", "fr": "Qui paie la ligne ?", "answer": []},
    ]
    return json.dumps({"en": en, "fr": fr, "questions": questions}, ensure_ascii=False)


def make_lessons() -> list[Lesson]:
    """Return a lesson for each day."""
    return [parse_lesson(lesson_line(day)) for day in DAYS]


def write_lessons(folder: Path) -> Path:
    """Write the lessons to a folder, to be learnt and measured on, and return it."""
    (folder / APART).mkdir(parents=True)
    text = "".join(lesson_line(day) + "\n" for day in DAYS)
    for place in (folder, folder / APART):
        (place / "clubs.jsonl").write_text(text, encoding="utf-8")
    return folder
