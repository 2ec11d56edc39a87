"""Sources that mean harm: one clear line each, little memory, and the others go on."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

HARMLESS = "Testville, Belgium\n\nBACKGROUND\n\nThe town has run a youth club since 2001.\n"
GROWTH = 120
"""Megabytes that a refresh of hostile pages may add to the process."""


def write_zip(path: Path, members: dict[str, bytes]) -> None:
    """Write a ZIP of some members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def encrypted_pdf() -> bytes:
    """Return a PDF that asks for a password."""
    from io import BytesIO

    from pypdf import PdfWriter

    writer, data = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(data)
    return data.getvalue()


def scanned_pdf() -> bytes:
    """Return a PDF without any text, as scans are."""
    from io import BytesIO

    from pypdf import PdfWriter

    writer, data = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(data)
    return data.getvalue()


def docx_with_entities() -> bytes:
    """Return a DOCX whose text is an external entity."""
    from io import BytesIO

    from docx import Document

    data, changed = BytesIO(), BytesIO()
    Document().save(data)
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = (
                    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
                    b'main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
                )
            new.writestr(name, content)
    return changed.getvalue()


def write_pages(folder: Path) -> None:
    """Write everything that means harm."""
    folder.mkdir()
    write_zip(folder / "bomb.zip", {"bomb.txt": bytes(600_000_000)})
    write_zip(folder / "out.zip", {"../out.txt": HARMLESS.encode()})
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(500_000_000)
    (folder / "deep.html").write_bytes(b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000)
    (folder / "locked.pdf").write_bytes(encrypted_pdf())
    (folder / "scan.pdf").write_bytes(scanned_pdf())
    (folder / "entity.docx").write_bytes(docx_with_entities())
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "empty.md").write_bytes(b" \n")
    (folder / "bad\x1b[2J\nname.txt").write_bytes(b"")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Give what a refresh of all of them said, in a process of its own."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "harmless.txt").write_text(HARMLESS)
    write_pages(root / "pages")
    command = [sys.executable, "-m", "tests.knowledge.editions.hostile", str(root)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    said: dict[str, Any] = json.loads(run.stdout)
    return said


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("bomb.txt", "unpacks to more than 20,000,000 bytes"),
        ("out.txt", "leads outside the archive"),
        ("huge.txt", "larger than 20,000,000 bytes"),
        ("locked.pdf", "password|encrypted"),
        ("scan.pdf", "no text|scan"),
        ("entity.docx", "no text|entit"),
        ("binary.txt", "not text|binary|can't be read"),
        ("empty.md", "empty"),
        ("bad\\u001b[2J\\u000aname.txt", "empty"),
    ],
)
def test_each_gets_one_clear_line(told: dict[str, Any], name: str, reason: str) -> None:
    """Each is named with its reason, on one line of printable characters."""
    import re

    said = told["failures"][name]
    assert re.search(reason, said), said
    assert said.isprintable()


def test_the_others_go_on(told: dict[str, Any]) -> None:
    """What is harmless is published, and nothing of the machine's own files with it."""
    assert "harmless" in told["profiles"]
    assert set(told["profiles"]) <= {"harmless", "deep"}


def test_memory_stays_bounded(told: dict[str, Any]) -> None:
    """Half a gigabyte of hostile pages costs little memory."""
    assert told["grown"] < GROWTH
