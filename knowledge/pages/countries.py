"""Names of countries in French and English, brought to the English one."""

from __future__ import annotations


def country_named(text: str) -> str | None:
    """Return the English name of the country a text names, None where it names none.

    >>> country_named("Danemark"), country_named("Viborg")
    ('Denmark', None)
    """
    from knowledge.places.countries import open_countries

    countries = open_countries()
    code = countries.code(text)
    country = countries.country(code) if code else None
    return country.english if country else None
