"""Errors of the replies' texts.

PromptError
├── TemplateError   a reply has no template, or its template asks for what it lacks
└── MismatchError   a quote's text is not the one its digest was made from: it is not shown
"""


class PromptError(Exception):
    """The reply can't be written."""


class TemplateError(PromptError):
    """A reply and its template don't fit."""


class MismatchError(PromptError):
    """A quote's text differs from its digest."""
