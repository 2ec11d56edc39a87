"""PDF becomes blocks: paragraphs whole, headings told by their font, running lines apart."""

from __future__ import annotations

import textwrap

import pytest

from knowledge.errors import ReadError
from knowledge.readers.pdf import MOST_PAGES, blocks_of_pdf
from tests.knowledge.readers.documents import PrintedLine, lock_pdf, write_pdf

PROSE = (
    "The committee meets each month in the old customs house, and its minutes are public. "
    "Nine services have a chair there; the police have one as well but do not preside."
)


def page(number: int, *lines: PrintedLine) -> list[PrintedLine]:
    """Return a page with a header and its number."""
    header = (60.0, 800.0, 8, "F1", "Testville – Plan de prévention")
    return [header, *lines, (290.0, 20.0, 8, "F1", f"Page {number}")]


def column(text: str, top: float, x: float = 60, width: int = 60) -> list[PrintedLine]:
    """Return a paragraph as printed lines."""
    return [
        (x, top - 12 * at, 10, "F1", line) for at, line in enumerate(textwrap.wrap(text, width))
    ]


def read(*pages: list[PrintedLine]) -> list[tuple[str, str]]:
    """Return kind and text of each block that is no running line."""
    blocks = blocks_of_pdf(write_pdf(pages), source="plan.pdf")
    return [(block.kind, block.text) for block in blocks if block.region is None]


def test_reads_paragraphs_and_headings() -> None:
    """Gaps part paragraphs, larger and bolder fonts make headings."""
    lines = [(60.0, 760.0, 18, "F2", "Testville (Belgium)"), (60.0, 730.0, 10, "F2", "Overview")]
    assert read([*lines, *column(PROSE, 710), *column(PROSE, 640)]) == [
        ("heading", "Testville (Belgium)"),
        ("heading", "Overview"),
        ("paragraph", PROSE),
        ("paragraph", PROSE),
    ]


def test_sets_running_lines_apart() -> None:
    """Headers and page numbers are marked, and a sentence goes on over the page."""
    lines = column(PROSE, 700)
    pages = [
        page(1, *lines[:2]),
        page(2, *lines[2:]),
        page(3, (60, 700, 10, "F1", "The end of it.")),
    ]
    blocks = blocks_of_pdf(write_pdf(pages), source="plan.pdf")
    assert sum(block.region == "running" for block in blocks) == 6
    assert [block.text for block in blocks if block.region is None] == [PROSE, "The end of it."]


def test_reads_columns_one_after_the_other() -> None:
    """Two columns are not mixed."""
    lines = [*column(PROSE, 700, width=40), *column(PROSE[::-1], 700, x=320, width=40)]
    assert read(lines)[0] == ("paragraph", PROSE)


def test_undoes_hyphens() -> None:
    """A word cut at the line's end is whole again."""
    lines = [
        "La commune a mis en place un groupe de média-",
        "tion qui réunit chaque mois les écoles de la",
    ]
    printed: list[PrintedLine] = [
        (60, 700 - 12 * at, 10, "F1", line) for at, line in enumerate([*lines, "ville."])
    ]
    assert "groupe de médiation qui" in read(printed)[0][1]


def test_reads_bullets_and_tables() -> None:
    """A bullet set apart belongs to its line, cells side by side follow each other."""
    lines: list[PrintedLine] = [
        *column(PROSE, 760),
        (60, 700, 10, "F1", "•"),
        (80, 700, 10, "F1", "Lantern Walk"),
        (60, 660, 10, "F1", "City"),
        (200, 660, 10, "F1", "Testville"),
    ]
    assert read(lines)[1:] == [
        ("item", "Lantern Walk"),
        ("paragraph", "City"),
        ("paragraph", "Testville"),
    ]


def test_refuses_encrypted_documents() -> None:
    """A password is named as the reason, in one line."""
    locked = lock_pdf(write_pdf([column(PROSE, 700)]), "secret")
    with pytest.raises(
        ReadError, match=r"^plan\.pdf is encrypted: save it without a password first\.$"
    ):
        blocks_of_pdf(locked, source="plan.pdf")


def test_opens_documents_with_an_empty_password() -> None:
    """A document that only restricts printing is read."""
    locked = lock_pdf(write_pdf([column(PROSE, 700)]), "")
    assert [block.text for block in blocks_of_pdf(locked, source="plan.pdf")] == [PROSE]


def test_refuses_scans() -> None:
    """A document without text is named as such."""
    with pytest.raises(
        ReadError, match=r"^scan\.pdf holds no text, perhaps scans only: .*OCR first\.$"
    ):
        blocks_of_pdf(write_pdf([[], []]), source="scan.pdf")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n" + b"x" * 500, write_pdf([column(PROSE, 700)])[:-400]]
)
def test_refuses_damaged_documents(data: bytes) -> None:
    """Damage of any kind is one clear line."""
    with pytest.raises(ReadError, match=r"^plan\.pdf is a damaged PDF \(\w+\): export it again\.$"):
        blocks_of_pdf(data, source="plan.pdf")


def test_refuses_too_many_pages() -> None:
    """A document of very many pages is refused before its text is read."""
    with pytest.raises(
        ReadError, match=rf"^plan\.pdf has 401 pages, more than {MOST_PAGES}: split it\.$"
    ):
        blocks_of_pdf(write_pdf([[]] * (MOST_PAGES + 1)), source="plan.pdf")
