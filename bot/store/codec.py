"""Replies as JSON and back: a reply's buttons outlive the process that sent it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from prompts.replies import Reply


def encode_reply(reply: Reply) -> dict[str, Any]:
    """Return a reply as JSON, without the question: no one's words are kept."""
    return {"kind": reply.kind} | asdict(reply) | {"question": "", "id": None}


def decode_reply(content: Mapping[str, Any]) -> Reply:
    """Return the reply that was encoded; fields that a newer version dropped are left out.

    Raises:
        ValueError: its kind is unknown, or a field is missing.
    """
    model = _kinds().get(content.get("kind", ""))
    if model is None:
        raise ValueError(f"unknown kind of reply: {content.get('kind')!r}")
    try:
        reply = _decode(model, content)
    except TypeError as error:
        raise ValueError(f"a reply of kind {model.kind} can't be read: {error}") from None
    assert isinstance(reply, Reply)  # noqa: S101 - narrows what _decode built
    return reply


@cache
def _kinds() -> dict[str, type[Reply]]:
    found: dict[str, type[Reply]] = {}
    waiting = [Reply]
    while waiting:
        model = waiting.pop()
        found.setdefault(model.kind, model)
        waiting.extend(model.__subclasses__())
    return found


@cache
def _hints(model: type) -> dict[str, Any]:
    return get_type_hints(model)


def _decode(hint: Any, value: Any) -> Any:
    """Return a value as its annotation says: dataclasses and tuples are built anew."""
    if is_dataclass(hint) and isinstance(hint, type):
        names = {each.name for each in fields(hint)} & value.keys()
        return hint(**{name: _decode(_hints(hint)[name], value[name]) for name in names})
    if get_origin(hint) is tuple and value is not None:
        inner = get_args(hint)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_decode(inner[0], item) for item in value)
        return tuple(_decode(each, item) for each, item in zip(inner, value, strict=True))
    if get_origin(hint) in (Union, UnionType) and value is not None:
        options = [option for option in get_args(hint) if option is not type(None)]
        return _decode(options[0], value) if len(options) == 1 else value
    return value
