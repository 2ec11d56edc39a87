"""Parts of a site go as parts: missions, forms, menus, teasers."""

from __future__ import annotations

import pytest

from knowledge.models import Block
from knowledge.pages.draft import Draft
from knowledge.pages.furniture import drop_furniture

PROSE = "The committee meets each month in the old customs house, and its minutes are public."


def keep(*blocks: tuple[str, str]) -> list[str]:
    """Return the texts that remain of blocks given as kind and text."""
    draft = Draft([Block(kind, text, at) for at, (kind, text) in enumerate(blocks, 1)])  # type: ignore[arg-type]  # kinds are spelled out below
    drop_furniture(draft, "Testville")
    return [block.text for block in draft.blocks]


def test_drops_a_mission_of_bare_verbs() -> None:
    """A heading, bare verbs and paragraphs that open with one are a network's mission."""
    mission = [
        ("paragraph", verb) for verb in ("Connecter", "Construire", "Informer", "Porter la voix")
    ]
    prose = [("paragraph", "Offrir un soutien direct aux villes."), ("paragraph", PROSE)]
    assert keep(("heading", "Nos métiers"), *mission, *prose) == [PROSE]


def test_drops_a_mission_without_a_heading_s_shape() -> None:
    """A line above the verbs goes with them, heading or not; prose above them stays."""
    verbs = [("paragraph", verb) for verb in ("Connecter", "Construire", "Informer", "Innover")]
    assert keep(("paragraph", PROSE), ("paragraph", "Nos métiers"), *verbs) == [PROSE]
    assert keep(("paragraph", PROSE), *verbs) == [PROSE, *(verb for _, verb in verbs)]


def test_drops_an_english_mission() -> None:
    """The same in English."""
    mission = [
        ("paragraph", verb) for verb in ("Connect", "Build", "Inform", "Innovate", "Empower")
    ]
    assert keep(("heading", "What we do"), *mission, ("heading", "Work"), ("paragraph", PROSE)) == [
        "Work",
        PROSE,
    ]


def test_keeps_a_city_s_own_section_of_that_name() -> None:
    """“What we do” above prose is the city's."""
    blocks = [("heading", "Ce que nous faisons"), ("paragraph", PROSE)]
    assert keep(*blocks) == ["Ce que nous faisons", PROSE]


def test_drops_a_form_with_its_short_body() -> None:
    """What stands under a form's heading goes, but for facts and what names the city."""
    assert keep(
        ("heading", "Mailing List"),
        ("paragraph", "It costs nothing."),
        ("paragraph", "Testville has a letter of its own."),
        ("row", "Population\n41,300"),
        ("paragraph", "Privacy policy"),
    ) == ["Testville has a letter of its own.", "Population\n41,300"]


def test_keeps_what_is_too_long_for_a_form() -> None:
    """A heading about a newsletter above a page of prose takes only itself along."""
    assert keep(("heading", "Newsletter"), *[("paragraph", PROSE)] * 8) == [PROSE] * 8


def test_drops_teasers_with_their_lists() -> None:
    """Links to other pages go; the page's own list under "Click here" stays."""
    assert keep(
        ("paragraph", "Click here to read more about these projects"),
        ("item", "SSP"),
        ("heading", "Voir aussi"),
        ("item", "Marchés et foires"),
        ("heading", "Work"),
        ("paragraph", PROSE),
        ("row", "Read more: Ten walks to take"),
    ) == ["SSP", "Work", PROSE]


def test_drops_runs_of_links() -> None:
    """A list of which half are links of sites is a menu; a city's list is not."""
    menu = [("item", text) for text in ("Accueil", "Les régions", "Contact", "Twitter")]
    own = [("item", text) for text in ("Library", "Youth club", "Mosque")]
    assert keep(*menu, ("paragraph", PROSE), *own) == [PROSE, "Library", "Youth club", "Mosque"]


def test_keeps_items_that_only_happen_to_repeat() -> None:
    """An item that two lists share is no link, nor is a short one beside a long one."""
    long = ("item", "A first point that is far longer than any link of a menu ever is")
    blocks = [long, ("item", "Second"), ("paragraph", PROSE), long, ("item", "Second")]
    assert keep(*blocks) == [text for _, text in blocks]
    assert keep(("item", "Contact"), ("item", "Twitter"), ("paragraph", PROSE)) == [PROSE]


@pytest.mark.parametrize("heading", ["Contact", "Ressources", "Documentation", "CONTACT"])
def test_keeps_headings_that_sites_have_too(heading: str) -> None:
    """A heading with text under it is the city's, one with nothing under it the site's."""
    assert keep(("heading", heading), ("paragraph", PROSE)) == [heading, PROSE]
    assert keep(("heading", heading), ("heading", "Work"), ("paragraph", PROSE)) == ["Work", PROSE]


def test_drops_what_stands_between_lines_of_the_site() -> None:
    """A short loose line among lines of the site is one of them, unless it says more."""
    around = ("paragraph", "Back to top")
    assert keep(around, ("paragraph", "All our city sheets"), ("paragraph", "© 2023 Network")) == []
    assert keep(around, ("paragraph", "Office: 555-0119"), around) == ["Office: 555-0119"]


def test_drops_an_advertisement_s_text_without_a_heading() -> None:
    """Between two lines of an advertisement a longer text goes, unless it is the city's."""
    ad = ("paragraph", "Join the network")
    assert keep(ad, ("paragraph", "It is open to all towns of the world, and free."), ad) == []
    own = "Testville has told all the towns around it to join the network as well."
    assert keep(ad, ("paragraph", own), ad, ("paragraph", PROSE)) == [own, PROSE]
    assert keep(ad, ("paragraph", PROSE), ("paragraph", PROSE)) == [PROSE, PROSE]
