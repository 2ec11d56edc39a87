"""From a reply to text, Telegram's HTML or Markdown, by the template of its kind and language."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from prompts.citations import check, cite, quotes_in
from prompts.dates import write_date
from prompts.errors import TemplateError
from prompts.names import of_city
from prompts.reasons import write_reason
from prompts.replies import Language
from prompts.styles import STYLES, StyleName

if TYPE_CHECKING:
    from jinja2 import Environment


class Message(Protocol):
    """Anything that a template can show: a frozen dataclass with a kind and a language."""

    kind: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def language(self) -> Language:
        """The language of its frame."""


def render(reply: Message, style: StyleName) -> str:
    """Write a reply in its language.

    The template of a kind is ``prompts/LANGUAGE/KIND.j2``; it sees the reply's fields.

    Args:
        reply: any dataclass with a kind and a language; the quotes in it are checked first.
        style: "text", "html" (the tags that Telegram takes) or "markdown".

    Raises:
        MismatchError: a quote's text is not the one its digest was made from.
        TemplateError: there is no such template, or it asks for what the reply lacks.
    """
    from jinja2 import TemplateNotFound, UndefinedError

    check(quotes_in(reply))
    name = f"{reply.language}/{reply.kind}.j2"
    values = {each.name: getattr(reply, each.name) for each in fields(reply)}
    try:
        return environment(style).get_template(name).render(values).strip("\n")
    except TemplateNotFound as error:
        raise TemplateError(f"There is no template {error.name}: add it to prompts/.") from error
    except UndefinedError as error:
        raise TemplateError(f"The template {name} can't be filled: {error}.") from error


@cache
def environment(style: StyleName) -> Environment:
    """Return the templates in one style; every value is escaped as that style needs."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    marks = STYLES[style]()
    made = Environment(
        loader=PackageLoader("prompts", "."),
        # Keeps Jinja from escaping what finalize has; the name of a file decides nothing.
        autoescape=True,
        finalize=marks.shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        bullet=marks.bullet,
        strong=marks.strong,
        emphasis=marks.emphasis,
        code=marks.code,
        link=marks.link,
        quotation=marks.quotation,
        cite=cite,
        write_date=write_date,
        write_reason=write_reason,
        of_city=of_city,
    )
    return made
