"""Key facts are exact slices, from rows, titles and sentences in both languages."""

from __future__ import annotations

import pytest

from tests.knowledge.pages.samples import PAGE, facts_of, profile_of

HEAD = "Testville, Belgique\n\nBACKGROUND\n\n"


def test_slices_are_exact() -> None:
    """Value and quote are slices of the text, the value within its quote."""
    profile = profile_of(PAGE)
    assert [fact.kind for fact in profile.facts] == [
        "city",
        "country",
        "population",
        "leader",
        "role",
        "member_since",
    ]
    for fact in profile.facts:
        assert profile.text[fact.start : fact.end] == fact.value
        assert fact.quote_start <= fact.start < fact.end <= fact.quote_end
        assert "\n\n" not in profile.text[fact.quote_start : fact.quote_end]


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Testville has been a member of the SCN since December 2016.", "December 2016"),
        ("The town became a member in April 2019 and asked at once.", "April 2019"),
        ("It joined the network on 3 May 2020, two years later.", "3 May 2020"),
        ("It has belonged to the network since September 2016.", "September 2016"),
        ("The council entered the network in May 3, 2021.", "May 3, 2021"),
        ("In May 2019 the City joined the network, and in 2020 it had a plan.", "May 2019"),
        ("Membership dates from December 2019.", "December 2019"),
        ("Testville joined in July 2020.", "July 2020"),
        ("La ville est membre du réseau depuis mars 2018.", "mars 2018"),
        ("Elle a adhéré au réseau en juillet 2019.", "juillet 2019"),
        ("La commune est entrée dans le réseau le 1er mars 2019.", "1er mars 2019"),
        ("Nous sommes membres du réseau depuis 2022.", "2022"),
        ("L’adhésion au réseau remonte à décembre 2017.", "décembre 2017"),
        ("Depuis décembre 2018, elle est membre du réseau.", "décembre 2018"),
        ("Elle a signé la charte du réseau en décembre 2020.", "décembre 2020"),
        ("Le réseau de villes auquel elle appartient depuis mai 2021 est grand.", "mai 2021"),
        ("Membre depuis : octobre 2019", "octobre 2019"),
    ],
)
def test_finds_since_when_a_city_is_a_member(sentence: str, date: str) -> None:
    """A date counts beside the words for membership, before or after them."""
    assert facts_of(HEAD + sentence).get("member_since") == date


@pytest.mark.parametrize(
    "sentence",
    [
        "The office opened in 2021 and joined the network in October of that year.",
        "Twelve members of the team have worked here since the start.",
        "Volunteers who joined in March 2020 are still there.",
        "Le réseau électrique date de 1950.",
        "Families joined the club in 2020.",
        "La ville est membre du Forum depuis 2016.",
        "It has been a member of the UN Forum since 2016.",
    ],
)
def test_takes_no_other_date_for_it(sentence: str) -> None:
    """Dates of other things are left alone."""
    assert "member_since" not in facts_of(HEAD + sentence)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Testville has a population of 41,300 people.", "41,300"),
        ("Testville, Czechia. Population 103,000, two breweries.", "103,000"),
        ("Testville est une station de 14 600 habitants l’hiver.", "14 600"),
        ("Testville compte environ 7\u202f400 habitants.", "7\u202f400"),
        ("Testville, a city of 149,000, lies on the coast.", "149,000"),
        ("Testville is home to 1.2 million people.", "1.2 million"),
    ],
)
def test_finds_the_population(sentence: str, value: str) -> None:
    """A number of inhabitants counts in a sentence about the city."""
    assert facts_of(HEAD + sentence)["population"] == value


def test_takes_no_country_s_population() -> None:
    """A number in the national overview is not the city's."""
    text = (
        f"{HEAD}It lies on the coast.\n\nNATIONAL OVERVIEW\n\nBelgium has 11,700,000 inhabitants."
    )
    assert "population" not in facts_of(text)


@pytest.mark.parametrize(
    ("text", "leader", "role"),
    [
        ("Mayor: withheld. Office: room 12.", "withheld", None),
        (
            "Direction politique locale\u00a0: Maire (nom non communiqué)",
            "Maire (nom non communiqué)",
            "Maire",
        ),
        ("Mayor/Governor: office vacant", "office vacant", None),
        ("Leader: City Manager (name withheld)", "City Manager (name withheld)", "City Manager"),
        (
            "Population : 4 100\nMairesse (nom non communiqué)",
            "Mairesse (nom non communiqué)",
            "Mairesse",
        ),
        ("The office is in room 9. Maire : nom non communiqué.", "nom non communiqué", None),
    ],
)
def test_finds_who_leads(text: str, leader: str, role: str | None) -> None:
    """A leader is told by a row, by the office alone among rows, or by a sentence."""
    facts = facts_of(HEAD + text)
    assert (facts.get("leader"), facts.get("role")) == (leader, role)


def test_finds_the_leader_of_a_section_about_it() -> None:
    """A name under a heading about leadership is the leader's."""
    rows = "prénom: withheld\n\nRôle: Mayor of Testville"
    text = f"{HEAD}It lies.\n\nLOCAL POLITICAL LEADERSHIP\n\n{rows}"
    assert facts_of(text)["leader"] == "withheld"
    assert facts_of(text)["role"] == "Mayor of Testville"
    assert "leader" not in facts_of(f"{HEAD}It lies.\n\nPARTNERS\n\nNom : withheld")


def test_takes_city_and_country_from_the_title() -> None:
    """Where no row says them, the title does."""
    facts = facts_of("Testville (Proefstad), Belgique\n\nIt lies on the coast.")
    assert (facts["city"], facts["country"]) == ("Testville", "Belgique")
