"""A page is read by its bytes, its name and what a server says of it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from knowledge.errors import ReadError
from knowledge.models import digest
from knowledge.readers import read_bytes, read_file
from knowledge.readers.reading import LARGEST, MARKDOWN
from tests.knowledge.readers.documents import paragraph, write_docx, write_pdf

HTML = b"<!doctype html><html><body><h1>Testville</h1><p>Text</p></body></html>"
PDF = write_pdf([[(60, 700, 10, "F1", "Testville has a committee of nine.")]])


@pytest.mark.parametrize(
    ("data", "source", "media_type", "expected"),
    [
        (b"Testville", "a.txt", None, "text/plain"),
        (b"Testville", "a", None, "text/plain"),
        (b"# Testville", "a.md", None, "text/markdown"),
        (b"# Testville", "https://x.example/a", "text/markdown; charset=utf-8", "text/markdown"),
        (HTML, "a.txt", None, "text/html"),
        (b"\xef\xbb\xbf \n<!-- x -->" + HTML, "a", None, "text/html"),
        (b"<p>Testville", "a.htm", None, "text/html"),
        (b"<p>Testville", "https://x.example/?a=b", "text/html", "text/html"),
        (PDF, "a.txt", "application/octet-stream", "application/pdf"),
        (
            write_docx(paragraph("Testville")),
            "a.bin",
            None,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_tells_the_format(data: bytes, source: str, media_type: str | None, expected: str) -> None:
    """The bytes tell first, then the server, then the name."""
    page = read_bytes(data, source=source, media_type=media_type)
    assert page.media_type == expected
    assert "Testville" in page.blocks[0].text


def test_describes_the_page(tmp_path: Path) -> None:
    """A page knows its source, slug, digest and front matter, and counts lines from its top."""
    path = tmp_path / "viborg-fr.txt"
    path.write_text("---\ncity: Testville\n---\n\nBACKGROUND\n", encoding="utf-8")
    page = read_file(path)
    assert (page.source, page.slug, page.metadata.city) == (str(path), "viborg-fr", "Testville")
    assert page.sha256 == digest(path.read_text(encoding="utf-8"))
    assert [(block.text, block.line) for block in page.blocks] == [("BACKGROUND", 5)]


def test_takes_the_address_for_the_page_s() -> None:
    """A page from the web has its address, unless it says another."""
    assert read_bytes(b"Text", source="https://x.example/a").metadata.url == "https://x.example/a"
    assert read_bytes(b"---\nurl: https://y.example/\n---\nText", source="https://x.example/a").metadata.url == "https://y.example/"  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    "html",
    [
        "<meta charset='windows-1252'><p>l’été</p>",
        "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>l’été</p>",
    ],
)
def test_believes_what_a_page_declares(html: str) -> None:
    """An encoding declared in the page is used where the bytes are no UTF-8."""
    page = read_bytes(html.encode("cp1252"), source="a.html")
    assert page.blocks[0].text == "l’été"


def test_believes_what_a_server_declares() -> None:
    """A server's encoding counts too."""
    page = read_bytes(
        "Привет, город".encode("koi8-r"), source="a", media_type="text/plain; charset=koi8-r"
    )
    assert page.blocks[0].text == "Привет, город"


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"--- ... ---", b"<html><script>x</script>"]
)
def test_refuses_empty_pages(data: bytes) -> None:
    """A page without a letter is named as such."""
    with pytest.raises(
        ReadError, match=r"^a\.txt (?:is empty|holds no text): give a page with text\.$"
    ):
        read_bytes(data, source="a.txt")


def test_refuses_other_archives() -> None:
    """A ZIP that is no DOCX is refused by the DOCX reader."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(ReadError, match=r"^a\.zip is a damaged DOCX"):
        read_bytes(out.getvalue(), source="a.zip")


def test_refuses_by_size_before_reading(tmp_path: Path) -> None:
    """A file of 500 MB is refused by its size; not a byte of it is read."""
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    with pytest.raises(
        ReadError, match=r"big\.txt has 500,000,000 bytes, more than 20,000,000: give"
    ):
        read_file(path)


def test_bounds_each_format() -> None:
    """Formats that take more memory have bounds of their own, and callers theirs."""
    with pytest.raises(ReadError, match=r"^a\.md has 500,001 bytes, more than 500,000"):
        read_bytes(b"x" * (LARGEST[MARKDOWN] + 1), source="a.md")
    with pytest.raises(ReadError, match=r"^a\.txt has 11 bytes, more than 10"):
        read_bytes(b"x" * 11, source="a.txt", largest=10)


def test_names_what_can_t_be_opened(tmp_path: Path) -> None:
    """A missing file and a folder get one clear line each."""
    with pytest.raises(
        ReadError, match=r"nothing\.txt can't be read \(No such file or directory\): "
    ):
        read_file(tmp_path / "nothing.txt")
    with pytest.raises(ReadError, match=r" is not a file: give a page, or a folder of pages\.$"):
        read_file(tmp_path)
    with pytest.raises(ReadError, match=r"^a�b\.txt can't be read"):
        read_file(Path("a\0b.txt"))


def test_shows_names_on_one_line(tmp_path: Path) -> None:
    """Control characters in a name do not reach the message, and a long one is cut."""
    path = tmp_path / "a\x1b[31m\nb.txt"
    path.write_bytes(b"")
    with pytest.raises(ReadError, match=r"a�\[31m�b\.txt is empty"):
        read_file(path)
    with pytest.raises(ReadError, match=r"^x{120}…x{56}\.txt is empty"):
        read_bytes(b"", source="x" * 999 + ".txt")
