"""Cleaning takes the site away and leaves the city, and reports what went."""

from __future__ import annotations

import pytest

from knowledge.pages import clean_pages
from knowledge.readers import read_bytes
from tests.knowledge.pages.samples import BODY, MENU, PAGE, clean

PROSE = (
    "The committee meets each month in the old customs house, and its minutes are public to all."
)
GOLDEN = """Testville, Belgique

BACKGROUND

Testville joined the network in March 2017. It sits where two canals meet, an hour from the coast.

LOCAL OVERVIEW

The Round Table meets every second Tuesday in the old customs house, where nine services sit.

Key Information

City
Testville

Country
Belgium

Population
41,300

Local political leadership:
Burgomaster (name withheld)

'MOTS CLÉS'

• Ecoles et éducation
• Travail de rue
• Interventions"""


def removed(text: str) -> dict[str, str]:
    """Return the reason for which each text was removed."""
    return {removal.text: removal.reason for removal in clean(text).removals}


def page(*parts: str) -> str:
    """Return a page with these parts between a title and prose."""
    return "\n\n".join(["Testville, Belgique", "BACKGROUND", PROSE, *parts, "OVERVIEW", PROSE])


def test_cleans_a_network_s_page() -> None:
    """Menu, second title, toggle, mission, forms and footer go; all else stays."""
    assert clean(PAGE).profile.text == GOLDEN


def test_reports_each_removal_with_reason_and_line() -> None:
    """Every line that went is in the report, by the line it stood on."""
    cleaned = clean(PAGE)
    lines = PAGE.split("\n")
    assert [removal.line for removal in cleaned.removals] == sorted(
        r.line for r in cleaned.removals
    )
    assert all(removal.text in lines[removal.line - 1] for removal in cleaned.removals)
    assert {removal.reason for removal in cleaned.removals} >= {
        "navigation",
        "title printed twice",
        "toggle",
        "mission of the network",
        "newsletter form",
        "membership advertisement",
        "copyright line",
    }


def test_keeps_every_line_it_does_not_report() -> None:
    """A line is in the text or in the report."""
    cleaned = clean(PAGE)
    gone = " ".join(removal.text for removal in cleaned.removals)
    kept = " ".join(cleaned.profile.text.split())
    for line in PAGE.split("\n"):
        plain = line.lstrip("• ")
        assert plain in kept or plain in gone or plain.startswith("Ecoles et éducation")


def test_takes_a_toggle_off_the_end_of_a_line() -> None:
    """A toggle glued to a line goes, its line stays; a caption above a toggle announces nothing."""
    text = page(
        "Links to projects in TestvilleEn lire moins",
        "Partners of the city:",
        "Read more »Show less",
    )
    cleaned = clean(text)
    assert "Links to projects in Testville\n" in cleaned.profile.text
    assert "Partners of the city" not in cleaned.profile.text
    assert "En lire moins" in removed(text)


@pytest.mark.parametrize(
    "line",
    [
        "To learn more, people read more.",
        "Pupils can read more",
        "The street workers know more and show less of it",
    ],
)
def test_leaves_words_that_only_look_like_toggles(line: str) -> None:
    """Words of a sentence are no toggles."""
    assert line in clean(page(line)).profile.text


def test_says_a_short_line_once() -> None:
    """A caption that repeats a value goes, a paragraph that repeats another stays."""
    text = page(
        PROSE, "Local political leadership:\nThe mayor of Testville", "The mayor of Testville"
    )
    cleaned = clean(text)
    assert cleaned.profile.text.count("The mayor of Testville") == 1
    assert cleaned.profile.text.count(PROSE) == 3
    assert removed(text)["The mayor of Testville"] == "said above already"


def test_drops_a_menu_only_where_it_is_one() -> None:
    """Lines above the title go with a menu; without one, or among prose, they stay."""
    text = f"The Testville Courier\n{MENU}\nTestville, Belgique\n\n{BODY}"
    assert removed(text)["The Testville Courier"] == "above the title"
    without_menu = f"Adopted in May\n\nTestville, Belgique\n\n{BODY}"
    assert "Adopted in May" in clean(without_menu).profile.text
    among_prose = f"• Contact\n\n{PROSE}\n\nTestville, Belgique\n\n{BODY}"
    assert PROSE in clean(among_prose).profile.text


def test_marks_regions_of_html() -> None:
    """Navigation, footers and forms of an HTML page go by their markup."""
    html = (
        f"<nav><a>Xyz</a></nav><main><h1>Testville, Belgium</h1><p>{PROSE}</p><p>{PROSE} Twice.</p>"
        "<aside><dl><dt>Population</dt><dd>41,300</dd></dl></aside></main>"
        "<form><label>Abc</label></form><footer>Impressum</footer>"
    )
    cleaned = clean_pages([read_bytes(html.encode(), source="t.html")])[0]
    reasons = {removal.text: removal.reason for removal in cleaned.removals}
    assert reasons == {"Xyz": "navigation", "Abc": "form", "Impressum": "footer"}
    assert "Population\n41,300" in cleaned.profile.text


def test_turns_an_empty_guessed_heading_into_text() -> None:
    """A short line with nothing under it is a line of the section it stands in."""
    profile = clean(f"Testville, Belgique\n\nOVERVIEW\n\n{PROSE}\n\nA short last line").profile
    assert profile.text[profile.sections[0].start :].endswith("A short last line")


def test_reads_a_page_of_chrome_alone() -> None:
    """A page that is all menu makes a profile without sections."""
    assert clean(MENU).profile.sections == ()


UNSPACED = f"""Skip to main content
Home
About us
News
Our cities
Contact
Search
Strong Example Network
Share this page
{PROSE}
What the city does
The city runs a youth club in each of its districts. They are open every day.
Staff are trained by the university.
Key facts
Population: 45,000 (2021)
Related cities
Proofville
Sampleton
Newsletter
Get our news by email
© 2024 Strong Example Network
"""


def test_cleans_a_page_without_bullets_or_empty_lines() -> None:
    """A menu of bare lines goes, and headings are told between lines of text."""
    profile = clean(UNSPACED, "testville.txt").profile
    assert profile.title == "Testville"
    assert [section.title for section in profile.sections] == [
        "Testville",
        "What the city does",
        "Key facts",
    ]
    assert "Home" not in profile.text
    assert "Proofville" not in profile.text
    assert profile.text.endswith("Population: 45,000 (2021)")


def test_keeps_an_encyclopedia_s_sections() -> None:
    """Marks of notes and of editing go, and take no section along."""
    html = (
        f"<h1>Testville</h1><h2>Histoire [<a>modifier</a>]</h2><p>{PROSE}<sup>[1]</sup></p>"
        "<table><tr><th>Population<br>municipale</th><td>12&nbsp;345 hab. (2021)</td></tr></table>"
    )
    cleaned = clean_pages([read_bytes(html.encode(), source="t.html")])[0]
    assert cleaned.removals == ()
    assert f"Histoire\n\n{PROSE}\n" in cleaned.profile.text
    assert {f.kind: f.value for f in cleaned.profile.facts}[
        "population"
    ] == "12\u00a0345 hab. (2021)"
