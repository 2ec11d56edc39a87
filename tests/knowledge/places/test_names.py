"""Names of the cities that have profiles."""

from dataclasses import replace

import pytest

from knowledge.places.countries import open_countries
from knowledge.places.gazetteer import open_gazetteer
from knowledge.places.names import CityNames, ProfiledCity, own_names, spellings
from tests.knowledge.places.cities import profile


def gather(*profiles: tuple[str, str, str | None]) -> tuple[ProfiledCity, ...]:
    """Gather the cities of some profiles."""
    made = {slug: profile(slug, city, country) for slug, city, country in profiles}
    return CityNames(made, open_gazetteer(), open_countries()).cities


@pytest.mark.parametrize(
    ("city", "names"),
    [
        ("Testville", {"Testville"}),
        ("City of Testville", {"City of Testville", "Testville"}),
        ("Ville de Testville", {"Ville de Testville", "Testville"}),
        ("Commune d’Exempleville", {"Commune d’Exempleville", "Exempleville"}),
        ("Viborg Municipality", {"Viborg Municipality", "Viborg"}),
        (
            "Voorbeelde / Modèlevilliers",
            {"Voorbeelde / Modèlevilliers", "Voorbeelde", "Modèlevilliers"},
        ),
        ("Testville (Exempleville)", {"Testville (Exempleville)", "Testville", "Exempleville"}),
    ],
)
def test_official_words_and_double_names_are_taken_apart(city: str, names: set[str]) -> None:
    """The words "City of" and a slash hide no name."""
    assert set(own_names(profile("some-page", city, "France"))) - {"some page"} == names


def test_title_names_the_city_where_the_country_follows() -> None:
    """A title "City, Country" gives a name; any other title gives none."""
    made = replace(profile("x", "Testville", "France"), title="Exempleville, France")
    assert "Exempleville" in set(own_names(made))
    made = replace(made, title="Our plan, adopted in 2020")
    assert "Our plan" not in set(own_names(made))


def test_front_matter_gives_further_names() -> None:
    """Names that staff gave are names."""
    assert "Testopolis" in set(own_names(replace(profile("x", "T", None), names=("Testopolis",))))


def test_slug_names_the_city() -> None:
    """The words of a slug are a name; the language and the digits of a file are not."""
    assert "ville patron" in set(own_names(profile("ville-patron", "Your privacy", None)))
    assert "viborg" in set(own_names(profile("viborg-fr", "Your privacy", None)))
    assert set(own_names(profile("page-12", "Testville", None))) == {"Testville"}


def test_kept_source_adds_names_of_that_country() -> None:
    """A city in Denmark gets the names of the Danish place, not of a namesake."""
    (city,) = gather(("copenhagen", "Copenhague", "Danemark"))
    assert "Copenhagen" in city.names
    assert "Kopenhagen" in city.others
    assert city.country == "DK"


def test_pages_of_one_city_are_one_city() -> None:
    """A French and an English page of Antwerp are no two cities."""
    (city,) = gather(("antwerp", "Antwerp", "Belgium"), ("anvers", "Anvers", "Belgique"))
    assert city.profiles == ("antwerp", "anvers")


def test_cities_of_one_name_are_two() -> None:
    """A name in two countries is two cities, invented or not."""
    assert len(gather(("a", "Tripoli", "Liban"), ("b", "Tripoli", "Libya"))) == 2
    assert len(gather(("a", "Testville", "France"), ("b", "Testville", "Belgium"))) == 2


def test_shared_further_name_makes_no_single_city() -> None:
    """Two cities whose pages both name their province stay two."""
    made = [profile(slug, slug.title(), "Canada") for slug in ("testville", "exempleville")]
    named = {each.slug: replace(each, names=("Modelprovince",)) for each in made}
    assert len(CityNames(named, open_gazetteer(), open_countries()).cities) == 2


def test_province_in_brackets_is_not_the_place() -> None:
    """A city of the province does not lie where its capital does."""
    (city,) = gather(("testville", "Testville (Québec)", "Canada"))
    assert city.place is None
    assert "Québec" in city.names


def test_page_without_a_country_joins_its_namesake() -> None:
    """A page that gives no country is of the city that another page names so."""
    (city,) = gather(("a", "Testville", "France"), ("b", "Testville", None))
    assert (city.profiles, city.country) == (("a", "b"), "FR")


def test_country_is_known_by_the_city_where_there_is_one_of_the_name() -> None:
    """Without a country on the page, a name that only one place has gives it."""
    (city,) = gather(("kumanovo", "Kumanovo", None))
    assert city.country == "MK"
    (city,) = gather(("london", "London", None))
    assert city.place is None


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Le Cap", ["le cap", "au cap", "du cap"]),
        ("Les Épreuves", ["les epreuves", "aux epreuves", "des epreuves"]),
        ("La Haye", ["la haye"]),
        ("Le", ["le"]),
    ],
)
def test_articles_contract(name: str, keys: list[str]) -> None:
    """French contracts "à le" and "de le"."""
    assert list(spellings(name)) == keys
