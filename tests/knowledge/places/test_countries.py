"""Countries by name."""

import pytest

from knowledge.places.countries import Countries, inflect, open_countries
from knowledge.places.spelling import fold_name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Danemark", "DK"),
        ("Denmark", "DK"),
        ("Pays-Bas", "NL"),
        ("The Netherlands", "NL"),
        ("Holland", "NL"),
        ("Royaume-Uni", "GB"),
        ("UK", "GB"),
        ("Scotland", "GB"),
        ("États-Unis", "US"),
        ("USA", "US"),
        ("Côte d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("République tchèque", "CZ"),
        ("Turkey", "TR"),
        ("Macédoine du Nord", "MK"),
        ("Bosnia and Herzegovina", "BA"),
        ("Bosnie-Herzégovine", "BA"),
        ("RDC", "CD"),
        ("Kosovo", "XK"),
        ("Russian Federation", "RU"),
    ],
)
def test_country_has_the_same_code_in_both_languages(name: str, code: str) -> None:
    """Pages name a country in French or English, in full or in short."""
    assert open_countries().code(name) == code


def test_country_in_no_table_is_known_by_its_own_name() -> None:
    """An invented country has its folded name for a code; no name, none."""
    assert open_countries().code("Exempleland") == "exempleland"
    assert open_countries().code(None) is None
    assert open_countries().code("") is None
    assert open_countries().country("exempleland") is None


def test_adjective_is_no_name_of_a_country() -> None:
    """A page whose country reads "danois" does not name Denmark."""
    assert open_countries().code("danois") == "danois"


@pytest.mark.parametrize(
    ("adjective", "code"),
    [
        ("danoises", "DK"),
        ("belge", "BE"),
        ("tunisiennes", "TN"),
        ("grecque", "GR"),
        ("turques", "TR"),
        ("Danish", "DK"),
        ("Belgians", "BE"),
        ("néerlandaise", "NL"),
        ("coréenne", "KR"),
    ],
)
def test_adjective_stands_for_its_country(adjective: str, code: str) -> None:
    """The four French forms and the English one are known."""
    found = open_countries().named(fold_name(adjective))
    assert found is not None
    assert (found.code, found.adjective) == (code, True)


@pytest.mark.parametrize(
    ("adjective", "forms"),
    [
        ("danois", ["danois", "danois", "danoise", "danoises"]),
        ("italien", ["italien", "italiens", "italienne", "italiennes"]),
        ("belge", ["belge", "belges", "belge", "belges"]),
        ("grec/grecque", ["grec", "grecs", "grecque", "grecques"]),
    ],
)
def test_french_adjectives_are_inflected(adjective: str, forms: list[str]) -> None:
    """A feminine that no rule gives is written beside the masculine."""
    assert list(inflect(adjective)) == forms


def test_acronym_keeps_its_capitals() -> None:
    """A country's short form remembers how it is written: "us" is a word."""
    us = open_countries().named("us")
    assert us is not None
    assert us.written == "US"


def test_table_names_every_country_of_the_adjectives() -> None:
    """No adjective belongs to a country that the table lacks."""
    countries = open_countries()
    codes = {found.code for found in countries._names.values()}
    assert all(countries.country(code) for code in codes)
    assert len(codes) > 240


def test_first_name_of_a_table_stays() -> None:
    """A name that two countries share is that of the first one."""
    countries = Countries("AA\tSame\tMême\tTown\nBB\tSame\tMême\tTown", "")
    assert countries.code("Même") == "AA"
