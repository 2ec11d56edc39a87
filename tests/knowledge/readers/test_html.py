"""HTML becomes blocks: nothing of a page's content is lost, its furniture is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.models import Block
from knowledge.readers.html import blocks_of_html

PROSE = (
    "The committee meets each month in the old customs house, and its minutes are public to all."
)


def read(html: str) -> list[tuple[str, str]]:
    """Return kind and text of each block."""
    return [(block.kind, block.text) for block in blocks_of_html(html)[0]]


def regions(html: str) -> dict[str, str | None]:
    """Return the region of each block by its text, beside enough prose of the page's own."""
    blocks: tuple[Block, ...] = blocks_of_html(html + f"<main>{f'<p>{PROSE}</p>' * 4}</main>")[0]
    return {block.text: block.region for block in blocks if block.text != PROSE}


def test_reads_headings_paragraphs_and_items() -> None:
    """Each element gives its block, inline markup none."""
    html = (
        "<h1>Testville, <em>Belgium</em></h1><div>Text <b>bold</b>, <a href=x>link</a>."
        "<p>Second</p>tail</div><ul><li>SSP<ul><li>Sted1</li></ul></li><li><p>a</p><p>b</p></li></ul>"
    )
    assert read(html) == [
        ("heading", "Testville, Belgium"),
        ("paragraph", "Text bold, link."),
        ("paragraph", "Second"),
        ("paragraph", "tail"),
        ("item", "SSP"),
        ("item", "Sted1"),
        ("item", "a"),
        ("paragraph", "b"),
    ]


def test_keeps_definition_lists() -> None:
    """A definition list is the key information: label and value on a line each."""
    html = "<dl><dt>City</dt><dd>Testville</dd><dt>Population</dt><dd><p>41,300</p></dd></dl>"
    assert read(html) == [("row", "City\nTestville"), ("row", "Population\n41,300")]


def test_makes_a_long_definition_a_section() -> None:
    """A definition of a paragraph's length is text under its term."""
    long = " ".join(["word"] * 50)
    assert read(f"<dl><dt>Term</dt><dd>{long}</dd></dl>") == [
        ("heading", "Term"),
        ("paragraph", long),
    ]


def test_reads_tables() -> None:
    """Two cells are label and value, an empty corner counts, a layout table is paragraphs."""
    long = " ".join(["word"] * 50)
    html = (
        "<table><tr><th>City</th><td>Test<br>ville</td></tr><tr><th></th><th>2022</th><th>2023</th>"
        f"</tr><tr><td>Walk<td>1<td><p>2</p><p>b</p></table><table><tr><td>{long}<td>Side</table>"
    )
    assert read(html) == [
        ("row", "City\nTest ville"),
        ("row", "2022 | 2023"),
        ("row", "Walk | 1 | 2 b"),
        ("paragraph", long),
        ("paragraph", "Side"),
    ]


def test_parts_lines_that_breaks_part() -> None:
    """Breaks part labels with values and addresses, not the lines of prose."""
    assert read("<p>City: Testville<br>Country: Belgium</p>") == [
        ("paragraph", "City: Testville"),
        ("paragraph", "Country: Belgium"),
    ]
    assert read(f"<p>{PROSE}<br>{PROSE}</p>") == [("paragraph", f"{PROSE} {PROSE}")]


def test_takes_a_short_bold_paragraph_for_a_heading() -> None:
    """A paragraph all in bold stands for a heading, a bold word does not."""
    html = "<p><strong>Local overview</strong></p><p><b>Bold</b> start of it</p><p><b>Ends.</b></p>"
    assert [kind for kind, _ in read(html)] == ["heading", "paragraph", "paragraph"]


def test_parts_tags_and_links() -> None:
    """Links side by side do not run together; in a list of tags, each is an item."""
    assert read("<p><a>One</a><a>Two</a></p>") == [("paragraph", "One Two")]
    html = "<div class=post-tags>Mots clés <a>Travail social</a><a>Sport</a></div>"
    assert read(html) == [("paragraph", "Mots clés"), ("item", "Travail social"), ("item", "Sport")]
    assert read("<p>on <a rel=tag>Sport</a></p>")[-1] == ("item", "Sport")


def test_leaves_scripts_and_heads_out() -> None:
    """Nothing unseen is read."""
    html = "<head><style>p{}</style></head><script>x</script>ok<svg><title>t</title></svg><!--c-->"
    assert read(html) == [("paragraph", "ok")]


@pytest.mark.parametrize(
    ("html", "region"),
    [
        ("<nav>x</nav>", "navigation"),
        ("<div role=navigation>x</div>", "navigation"),
        ("<ul class='main-menu'><li>x</li></ul>", "navigation"),
        ("<footer><p>x</p></footer>", "footer"),
        ("<div id=page_footer>x</div>", "footer"),
        ("<form><label>x</label></form>", "form"),
        ("<div class='cookie-banner'><p>x</p></div>", "form"),
        ("<p>text</p><button>x</button>", "form"),
        ("<aside>x</aside>", "aside"),
        ("<header><div>x</div></header>", "header"),
        ("<nav><form>x</form></nav>", "navigation"),
        ("<p class=intro>x</p>", None),
        ("<span class=menu>x</span>", None),
    ],
)
def test_marks_regions(html: str, region: str | None) -> None:
    """Elements, roles, classes and ids say what part of the page a text is in."""
    assert regions(html)["x"] == region


@pytest.mark.parametrize(
    "wrapper", ["<form>{}</form>", "<div class=has-menu>{}</div>", "<footer>{}</footer>"]
)
def test_disbelieves_regions_around_everything(wrapper: str) -> None:
    """A form or a class around the whole page says nothing."""
    html = wrapper.format(f"<p>{PROSE} {PROSE}</p>" * 4)
    assert {block.region for block in blocks_of_html(html)[0]} == {None}


def test_knows_its_address_and_title() -> None:
    """The canonical address is the page's; its title counts where no heading says it."""
    head = "<title>Testville – Network</title><link rel=canonical href='https://x.example/t'>"
    metadata = blocks_of_html(f"<head>{head}</head><p>text</p>")[1]
    assert (metadata.url, metadata.title) == ("https://x.example/t", "Testville")
    assert blocks_of_html(f"<head>{head}</head><h1>T</h1>")[1].title is None
    og = "<meta property='og:url' content='ftp://x'>"
    assert blocks_of_html(f"<head>{og}</head><p>text</p>")[1].url is None


def test_composes_letters_over_entities() -> None:
    """A letter and an accent given apart become one letter."""
    assert read("<p>e&#769;t<b>e</b>&#769;</p>") == [("paragraph", "été")]


def test_numbers_lines() -> None:
    """A block knows about which line of the source it stands on."""
    blocks = blocks_of_html("<html>\n<body>\n<p>a</p>\n\n<p>b</p>\n</body>")[0]
    assert [block.line for block in blocks] == [3, 5]


def test_stands_deep_nesting() -> None:
    """A hundred thousand levels are read as any others."""
    deep = "<div>" * 100_000 + "deep" + "</div>" * 100_000 + "<p>after</p>"
    assert read(deep) == [("paragraph", "deep"), ("paragraph", "after")]


def test_reads_many_lines_in_portions() -> None:
    """A page of very many lines is fed in portions and loses none of them."""
    assert len(read("<p>a\n" * 60_000)) == 60_000


@given(
    st.lists(
        st.sampled_from(
            "<p> <b> </b> <li> <ul> </ul> <td> <tr> <table> </table> <dt> <dd> <br> <a> </a> <h2> "
            "</h2> <form> </form> word &amp; é".split()
        )
    )
)
def test_reads_any_soup(parts: list[str]) -> None:
    """Any order of tags is read, and every word is kept."""
    text = " ".join(block.text for block in blocks_of_html("<body>" + " ".join(parts))[0])
    assert text.split().count("word") == parts.count("word")
