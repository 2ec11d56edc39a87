"""Small pages to refresh from."""

from __future__ import annotations

from pathlib import Path

PAGE = """\
---
city: Testville
country: Belgium
url: https://cities.example/testville
---
# Testville

## Background

The town hall has run a prevention team since {year}. The team meets every week with the schools,
the police and the social services, and decides together whom it can help and who calls the family.

## Local overview

A hotline answers parents every evening of the week, and a coach visits those who ask for it.
{more}
"""


def write_page(folder: Path, *, year: int = 2001, more: str = "", name: str = "testville") -> Path:
    """Write the page of an invented city, and return its path."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    path.write_text(PAGE.format(year=year, more=more), "utf-8")
    return path
