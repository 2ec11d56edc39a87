"""DOCX becomes blocks by the styles of its paragraphs; nothing outside it is loaded."""

from __future__ import annotations

import pytest

from knowledge.errors import ReadError
from knowledge.readers.docx import LARGEST_UNPACKED, blocks_of_docx
from tests.knowledge.readers.documents import paragraph, write_docx


def read(body: str) -> list[tuple[str, str, int | None]]:
    """Return kind, text and level of each block."""
    blocks = blocks_of_docx(write_docx(body), source="page.docx")
    return [(block.kind, block.text, block.level) for block in blocks]


def row(*cells: str) -> str:
    """Return a table's row."""
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def test_reads_styles() -> None:
    """Headings have their level, lists are items, short bold paragraphs are headings."""
    body = (
        paragraph("Testville (Belgium)", "Title")
        + paragraph("Overview", "Heading2")
        + paragraph("Text.")
        + paragraph("SSP", "ListBullet")
        + "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Sted1</w:t></w:r></w:p>"
        + paragraph("Money", bold=True)
        + paragraph("")
        + paragraph("Contents 3", "TOC1")
    )
    assert read(body) == [
        ("heading", "Testville (Belgium)", 1),
        ("heading", "Overview", 2),
        ("paragraph", "Text.", None),
        ("item", "SSP", None),
        ("item", "Sted1", None),
        ("heading", "Money", None),
    ]


def test_reads_tables() -> None:
    """Two cells are label and value, more stay on a line, one is a paragraph."""
    table = (
        f"<w:tbl>{row('City', 'Testville')}{row('a', 'b', 'c')}{row('Alone', '')}{row('')}</w:tbl>"
    )
    assert [(kind, text) for kind, text, _ in read(table)] == [
        ("row", "City\nTestville"),
        ("row", "a | b | c"),
        ("paragraph", "Alone"),
    ]


def test_reads_changes_controls_and_breaks() -> None:
    """Insertions and content controls are read, deletions are not, a break parts lines."""
    body = (
        "<w:p><w:r><w:t>Was </w:t></w:r><w:del><w:r><w:delText>bad</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>good</w:t></w:r></w:ins><w:r><w:tab/><w:t>so</w:t><w:br/><w:t>Next</w:t>"
        f"</w:r></w:p><w:sdt><w:sdtContent>{paragraph('Inside')}</w:sdtContent></w:sdt>"
    )
    assert [text for _, text, _ in read(body)] == ["Was good so", "Next", "Inside"]


def test_reads_a_fallback_once() -> None:
    """A text box that is stored twice, for old readers, is read once."""
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    run = "<w:r><w:t>Box</w:t></w:r>"
    alternate = f"<mc:AlternateContent {mc}><mc:Choice>{run}</mc:Choice><mc:Fallback>{run}</mc:Fallback></mc:AlternateContent>"  # noqa: E501
    assert [text for _, text, _ in read(f"<w:p>{alternate}</w:p>")] == ["Box"]


def test_loads_no_external_entity(tmp_path_factory: pytest.TempPathFactory) -> None:
    """An entity that names a file stays unread."""
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("hidden words")
    doctype = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    blocks = blocks_of_docx(write_docx(paragraph("Says: &x;"), doctype=doctype), source="a.docx")
    assert "hidden" not in "".join(block.text for block in blocks)


def test_expands_no_entity_bomb() -> None:
    """Entities within entities are refused, not grown."""
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE r [<!ENTITY e0 "ha">{nested}]>'
    bomb = write_docx(paragraph("Says: &e8;"), doctype=doctype)
    with pytest.raises(ReadError, match=r"^a\.docx is a damaged DOCX \(XMLSyntaxError\)"):
        blocks_of_docx(bomb, source="a.docx")


def test_refuses_a_bomb_before_unpacking() -> None:
    """A document that unpacks to far more than it may is refused by its directory alone."""
    bomb = write_docx(paragraph("x"), parts={"word/media/a.bin": bytes(LARGEST_UNPACKED + 1)})
    with pytest.raises(
        ReadError, match=r"^a\.docx unpacks to \d+ bytes, more than \d+: refused\.$"
    ):
        blocks_of_docx(bomb, source="a.docx")


@pytest.mark.parametrize("data", [b"PK\x03\x04 not a zip", write_docx("<w:p>")])
def test_refuses_damaged_documents(data: bytes) -> None:
    """Damage of any kind is one clear line."""
    with pytest.raises(ReadError, match=r"^a\.docx is a damaged DOCX[^\n]*: save it again\.$"):
        blocks_of_docx(data, source="a.docx")
