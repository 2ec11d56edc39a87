"""Pages in files and folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.sources.documents import Document, Failure, Limits, Listing, printable
from knowledge.sources.files import read_path


def test_a_file_is_one_page(tmp_path: Path) -> None:
    """The bytes of a file come under its own name."""
    path = tmp_path / "a.txt"
    path.write_text("Alphaville")
    assert list(read_path(path, "given", Limits())) == [Document(str(path), "given", b"Alphaville")]


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    """Files of a folder and those below it come sorted, hidden ones left out."""
    for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    listing, *found = read_path(tmp_path, "r", Limits())
    assert listing == Listing("r", 3)
    names = [Path(each.source).name for each in found if isinstance(each, Document)]
    assert names == ["a.txt", "b.txt", "c.txt"]


def test_links_that_lead_outside_are_named(tmp_path: Path) -> None:
    """A link to a file elsewhere is not read; a link to a folder is not entered."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "around").symlink_to(folder)
    (folder / "a.txt").write_text("a")
    (folder / "again.txt").symlink_to(folder / "a.txt")
    found = list(read_path(folder, "r", Limits()))
    failures = [each for each in found if isinstance(each, Failure)]
    assert [Path(each.source).name for each in failures] == ["out.txt"]
    assert "leads outside the folder" in failures[0].reason
    assert len(found) == 4


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    """A pipe is refused, not waited for."""
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    (failure,) = read_path(pipe, "r", Limits())
    assert isinstance(failure, Failure)
    assert "not a plain file" in failure.reason
    assert not failure.gone


def test_a_missing_file_is_gone(tmp_path: Path) -> None:
    """What is no longer there is said to be gone."""
    (failure,) = read_path(tmp_path / "no.txt", "r", Limits())
    assert isinstance(failure, Failure)
    assert failure.gone
    assert "no such file" in failure.reason


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    """A page of 500 MB is refused without reading more than the limit."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    (failure,) = read_path(path, "r", Limits(page_bytes=1000))
    assert isinstance(failure, Failure)
    assert "larger than 1,000 bytes" in failure.reason


def test_a_large_folder_is_refused(tmp_path: Path) -> None:
    """A folder with more files than the limit is named, not half read."""
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("x")
    (failure,) = read_path(tmp_path, "r", Limits(pages=3))
    assert isinstance(failure, Failure)
    assert "holds 4 files: at most 3" in failure.reason


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31m.txt", "a\u202eb.txt"])
def test_control_characters_in_names_do_not_act(tmp_path: Path, name: str) -> None:
    """A name can't break a line, colour a terminal or turn the text around."""
    (tmp_path / name).write_text("x")
    _, document = read_path(tmp_path, "r", Limits())
    assert isinstance(document, Document)
    assert document.source.isprintable()
    assert "\\u" in document.source


def test_printable_keeps_letters() -> None:
    """Accents and other scripts stay as they are."""
    assert printable("Créteil – Ærø, 東京") == "Créteil – Ærø, 東京"
