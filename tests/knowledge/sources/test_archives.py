"""Pages in a ZIP, also in one that means harm."""

from __future__ import annotations

import stat
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from knowledge.sources.archives import read_archive
from knowledge.sources.documents import Document, Failure, Found, Limits, Listing
from knowledge.sources.files import read_path


def pack(members: dict[str, bytes]) -> bytes:
    """Return a ZIP of the members."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def read(data: bytes, limits: Limits | None = None) -> list[Found]:
    """Return all that an archive gives, its listing left out."""
    found = read_archive(data, "pages.zip", "pages.zip", limits or Limits())
    return [each for each in found if not isinstance(each, Listing)]


def test_members_are_pages() -> None:
    """Each file in the archive is a page named after both; folders and clutter are none."""
    data = pack({"a.txt": b"A", "deep/b.txt": b"B", "__MACOSX/._a.txt": b"x", ".DS_Store": b"x"})
    assert read(data) == [
        Document("pages.zip/a.txt", "pages.zip", b"A"),
        Document("pages.zip/deep/b.txt", "pages.zip", b"B"),
    ]


def test_an_archive_in_a_folder_is_opened(tmp_path: Path) -> None:
    """Archives count as folders, by themselves and inside one."""
    (tmp_path / "pages.ZIP").write_bytes(pack({"a.txt": b"A"}))
    (tmp_path / "b.txt").write_bytes(b"B")
    found = [each for each in read_path(tmp_path, "r", Limits()) if isinstance(each, Document)]
    assert sorted(each.data for each in found) == [b"A", b"B"]
    alone = list(read_path(tmp_path / "pages.ZIP", "r", Limits()))
    assert alone[0] == Listing("r", 1)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../evil.txt", "leads outside"),
        ("a/../../evil.txt", "leads outside"),
        ("/etc/evil.txt", "leads outside"),
        ("..\\evil.txt", "leads outside"),
        ("C:/evil.txt", "leads outside"),
        ("a\nb\x1b[2J.txt", "control characters"),
        ("inner.zip", "archive inside an archive"),
    ],
)
def test_a_hostile_name_is_refused_alone(name: str, reason: str) -> None:
    """One bad member is named with its reason in printable letters; the others are read."""
    bad, good = read(pack({name: b"x", "good.txt": b"G"}))
    assert isinstance(bad, Failure)
    assert reason in bad.reason
    assert bad.source.isprintable()
    assert good == Document("pages.zip/good.txt", "pages.zip", b"G")


def test_a_link_is_refused() -> None:
    """A symbolic link in an archive is not followed."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    (failure,) = read(data.getvalue())
    assert isinstance(failure, Failure)
    assert "a link or a device" in failure.reason


def test_an_encrypted_member_is_refused() -> None:
    """A member with a password is named as such."""
    data = bytearray(pack({"a.txt": b"A"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (failure,) = read(bytes(data))
    assert isinstance(failure, Failure)
    assert "encrypted: pack it without a password" in failure.reason


def test_a_bomb_is_refused_in_little_memory() -> None:
    """A member that unpacks to 300 MB costs no more than the limit of a page."""
    bomb = pack({"bomb.txt": bytes(300_000_000), "good.txt": b"G"})
    assert len(bomb) < 500_000
    tracemalloc.start()
    bad, good = read(bomb, Limits(page_bytes=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(bad, Failure)
    assert "unpacks to more than 1,000,000 bytes" in bad.reason
    assert isinstance(good, Document)
    assert peak < 8_000_000


def test_many_small_bombs_are_refused_together() -> None:
    """The members of one archive have one limit in common."""
    data = pack({f"{number}.txt": bytes(1000) for number in range(10)})
    found = read(data, Limits(archive_bytes=3500))
    assert len([each for each in found if isinstance(each, Document)]) == 3
    assert isinstance(found[-1], Failure)
    assert "more than" in found[-1].reason


def test_refused_members_count_too() -> None:
    """Ten thousand bombs don't unpack for hours: what is refused uses up the common limit."""
    data = pack({f"{number}.txt": bytes(1000) for number in range(10)})
    found = read(data, Limits(archive_bytes=350, page_bytes=100))
    assert len(found) == 5
    assert isinstance(found[-1], Failure)
    assert found[-1].source == "pages.zip"


def test_an_archive_of_too_many_files_is_refused() -> None:
    """The number of members is bounded before any is unpacked."""
    (failure,) = read(pack({f"{n}.txt": b"" for n in range(5)}), Limits(archive_members=4))
    assert isinstance(failure, Failure)
    assert "holds 5 files: at most 4" in failure.reason


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not really", b"plain text"])
def test_what_is_no_archive_is_said(data: bytes) -> None:
    """Bytes that only claim to be a ZIP are one clear line."""
    (failure,) = read(data)
    assert isinstance(failure, Failure)
    assert "not a ZIP that can be opened" in failure.reason


def test_a_damaged_member_is_refused_alone() -> None:
    """A member whose bytes don't match its checksum is named; the others are read."""
    data = bytearray(pack({"a.txt": b"A" * 50, "good.txt": b"G"}))
    data[data.index(b"a.txt") + len("a.txt") + 1] ^= 0xFF
    bad, good = read(bytes(data))
    assert isinstance(bad, Failure)
    assert "can't be unpacked" in bad.reason
    assert isinstance(good, Document)
