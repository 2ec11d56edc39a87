"""The list of sources that staff keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import RefusedSourceError
from knowledge.sources.listing import (
    Source,
    add_source,
    parse_source,
    read_sources,
    remove_source,
)

KEPT = """\
# Our network
- https://cities.example/sitemap.xml  # the whole site

# Members are listed by hand:
- index: https://cities.example/members/
  match: /city/*
# Older pages:
- /srv/pages
"""


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("pages/a.txt", Source("pages/a.txt")),
        ("file:///srv/pages", Source("/srv/pages")),
        ("index:https://x.example/c/ match=/c/*", Source("https://x.example/c/", "index", "/c/*")),
        ("sitemap:https://x.example/s", Source("https://x.example/s", "sitemap")),
        ("list:https://x.example/l.txt", Source("https://x.example/l.txt", "list")),
        ("bundled", Source("bundled")),
    ],
)
def test_a_source_is_read_from_text(text: str, source: Source) -> None:
    """One string says what a source is, and is given back by it."""
    assert parse_source(text) == source
    assert parse_source(str(source)) == source


def test_a_file_is_filed_under_its_whole_path(tmp_path: Path) -> None:
    """The same file is the same source from wherever it is named."""
    assert Source("a.txt").root == str(Path.cwd() / "a.txt")
    assert Source("https://x.example/a").root == "https://x.example/a"


@pytest.mark.parametrize("text", ["", "index:", "ftp://x.example/a", "javascript://x"])
def test_an_unusable_source_is_refused(text: str) -> None:
    """Nothing, or another scheme, is no source."""
    with pytest.raises(RefusedSourceError, match=r"is empty: give|no http or https address"):
        parse_source(text)


def test_the_file_is_read_as_staff_wrote_it(tmp_path: Path) -> None:
    """Strings and mappings, comments between them."""
    path = tmp_path / "sources.yaml"
    assert read_sources(path) == ()
    path.write_text(KEPT)
    assert read_sources(path) == (
        Source("https://cities.example/sitemap.xml"),
        Source("https://cities.example/members/", "index", "/city/*"),
        Source("/srv/pages"),
    )


def test_adding_leaves_the_rest_alone(tmp_path: Path) -> None:
    """A new source goes to the end, once; comments and order stay."""
    path = tmp_path / "sources.yaml"
    path.write_text(KEPT.rstrip("\n"))
    added = Source("https://x.example/c/", "index", "/c/*: #")
    assert add_source(path, added)
    assert not add_source(path, added)
    assert path.read_text().startswith(KEPT)
    assert read_sources(path)[-1] == added


def test_the_first_source_makes_the_file(tmp_path: Path) -> None:
    """A new file explains itself."""
    path = tmp_path / "home" / "sources.yaml"
    assert add_source(path, Source("a: b.txt"))
    assert path.read_text().startswith("# What `citybot refresh` reads")
    assert read_sources(path) == (Source("a: b.txt"),)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("https://cities.example/members/", ["# Older pages:", "/srv/pages", "sitemap.xml"]),
        ("/srv/pages", ["match", "sitemap.xml", "# Our network"]),
        ("https://cities.example/sitemap.xml", ["# Our network", "match", "/srv/pages"]),
    ],
)
def test_removing_leaves_the_rest_alone(tmp_path: Path, name: str, left: list[str]) -> None:
    """Only the lines of the source itself go."""
    path = tmp_path / "sources.yaml"
    path.write_text(KEPT)
    assert remove_source(path, parse_source(name))
    text = path.read_text()
    assert name not in text
    assert all(each in text for each in left)
    assert len(read_sources(path)) == 2
    assert not remove_source(path, parse_source(name))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: [", "can't be read"),
        ("name: x", "is not a list"),
        ("- 7", "entry 1: give a file"),
        ("- a.txt\n- index: 3", "entry 2: give a file"),
        ("- index: https://x.example/\n  sitemap: https://x.example/", "entry 1"),
        ('- "a\\x00b"\n- [a]', "entry 2"),
        ("\x00", "can't be read"),
    ],
)
def test_a_mistake_is_located(tmp_path: Path, text: str, reason: str) -> None:
    """An entry that can't be used is named by its number, on one line."""
    path = tmp_path / "sources.yaml"
    path.write_text(text)
    with pytest.raises(RefusedSourceError, match=reason) as caught:
        read_sources(path)
    assert "\n" not in str(caught.value)


def test_an_empty_file_is_no_source(tmp_path: Path) -> None:
    """A file of comments alone lists nothing."""
    (tmp_path / "sources.yaml").write_text("# none yet\n")
    assert read_sources(tmp_path / "sources.yaml") == ()
