"""One filled reply of every kind, for the tests of templates."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from prompts.links import text_fragment
from prompts.replies import (
    Answer,
    Cell,
    CityChoice,
    CityList,
    Closest,
    Comparison,
    FactAnswer,
    FactLine,
    Language,
    NotFound,
    Quote,
    Reply,
    SmallTalk,
    Summary,
    WhichCity,
)


def make_quote(
    text: str = "A team has met since 2001.",
    *,
    start: int = 0,
    gap: bool = False,
    language: str = "en",
    section: str = "Local overview",
    url: str | None = "https://cities.example/testville",
    city: str = "Testville",
    shared: tuple[str, ...] = (),
) -> Quote:
    """Return a quote whose digest fits."""
    return Quote(
        text=text,
        profile=city.lower(),
        city=city,
        country="Belgique",
        section=section,
        language=language,
        url=url,
        start=start,
        end=start + len(text),
        sha256=sha256(text.encode()).hexdigest(),
        code=f"T{start:02}X",
        gap=gap,
        link=text_fragment(url, text) if url else None,
        shared=shared,
    )


def one_of_each(language: Language, quote: Quote | None = None) -> tuple[Reply, ...]:
    """Return filled replies that together take every branch of the templates."""
    quote = quote or make_quote(shared=("Villemodèle", "Essai"))
    twin = make_quote("Une équipe existe.", start=40, language="fr", url=None, section="Local")
    base: dict[str, Any] = {
        "question": "?",
        "edition": "e1",
        "edition_date": "2026-11-24T10:00:00Z",
    }
    said = Answer(language=language, quotes=(quote, twin), about="Aarhus", subject="SSP", **base)
    cells = (
        Cell("testville", "Testville", "Belgique", (quote,)),
        Cell("essai", "Essai", None),
    )
    facts = (FactLine("population", quote), FactLine("leader", twin))
    choices = (CityChoice("a", "Testville", "Belgique"), CityChoice("b", "Testville", None))
    summary: dict[str, Any] = {"profile": "testville", "city": "Testville", "country": "Belgique"}
    return (
        said,
        Answer(language=language, quotes=(twin,), urgent=True, hotline=quote, **base),
        Answer(language=language, quotes=(twin,), subject="SSP", **base),
        *(
            FactAnswer(
                language=language, quotes=(quote,), fact=fact, value="2001", city="Aarhus", **base
            )
            for fact in ("city", "country", "population", "leader", "role", "member_since")
        ),
        Closest(language=language, quotes=(quote,), **base),
        NotFound(language=language, **base),
        NotFound(language=language, city="Le Cap", **base),
        NotFound(language=language, city="Anvers", has_profile=False, nearest=("Gand",), **base),
        WhichCity(language=language, choices=choices, **base),
        WhichCity(language=language, **base),
        CityList(language=language, quotes=(quote,), cells=cells[:1], **base),
        CityList(language=language, quotes=(quote,), cells=cells[:1] * 2, **base),
        Comparison(language=language, quotes=(quote,), cells=cells, **base),
        Summary(
            language=language, facts=facts, leads=(quote, twin), tags=("A", "B"), **summary, **base
        ),
        Summary(language=language, facts=facts, **summary, **base),
        *(
            SmallTalk(language=language, talk=talk, **base)
            for talk in ("greeting", "thanks", "goodbye", "about")
        ),
    )
