"""YAML front matter: what staff say of a page above its text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.errors import ReadError
from knowledge.models import Metadata
from knowledge.reasons import because

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
LONGEST = 20_000
"""Characters of front matter; more is a mistake, or an attack on the YAML reader."""


def split_front_matter(text: str, *, source: str) -> tuple[Metadata, str, int]:
    """Return a page's metadata, the text below them, and the number of lines above that text.

    Raises:
        ReadError: the front matter is not a YAML mapping.
    """
    found = _FRONT_MATTER.match(text[: LONGEST + 10])
    if found is None or (found[1] and not re.search(r"^[\w-]+[ \t]*:", found[1], re.M)):
        return Metadata(), text, 0
    values = _load(found[1] or "", source=source)
    metadata = Metadata(
        **{key: _line(values.get(key)) for key in ("url", "title", "city", "country", "retrieved")},
        names=_names(values),
    )
    return metadata, text[found.end() :], found[0].count("\n")


def _load(block: str, *, source: str) -> Mapping[str, object]:
    import yaml

    try:
        # BaseLoader leaves dates and numbers as written, and builds no object.
        values = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        problem = str(getattr(error, "problem", error))
        raise ReadError(because("page.not_yaml", page=source, problem=problem)) from error
    if not isinstance(values, dict):
        raise ReadError(because("page.not_lines", page=source))
    return values


def _names(values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the other names of a city: ``names``, and ``city_fr`` or ``name_en`` and the like."""
    listed = values.get("names") or ()
    several = listed if isinstance(listed, list) else [listed]
    named = [value for key, value in values.items() if re.fullmatch(r"(?:city|name)_\w+", key)]
    names = dict.fromkeys(filter(None, (_line(value) for value in (*several, *named))))
    return tuple(name for name in names if name != _line(values.get("city")))


def _line(value: object) -> str | None:
    """Return a value on one line, None where it is empty or not a single value."""
    return " ".join(value.split()) or None if isinstance(value, str) else None
