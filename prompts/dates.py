"""Dates as a reader writes them."""

from __future__ import annotations

from datetime import date

from prompts.replies import Language

MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def write_date(moment: str, language: Language) -> str:
    """Return an ISO 8601 date or time as a date in words: "1er mai 2026", "1 May 2026".

    A text that is no date comes back as it is.
    """
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return moment
    ordinal = "1er" if language == "fr" and day.day == 1 else str(day.day)
    # No-break spaces: a date is not broken over two lines.
    return f"{ordinal}\u00a0{MONTHS[language][day.month - 1]}\u00a0{day.year}"
