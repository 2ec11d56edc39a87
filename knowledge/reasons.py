"""Why something could not be done: an English sentence that also says which one it is.

Whoever shows it to a reader of another language finds the words by the code and fills in the
values; for everyone else it is a plain string, on the command line, in JSON and in logs.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Self

from knowledge.sentences import SENTENCES

Value = str | float | tuple[str, ...]
"""What is filled into a sentence; a string may be a reason itself, a tuple is several."""


class Reason(str):
    """A sentence with its code.

    Attributes:
        code: which of the sentences it is, None for one that has none.
        values: what was filled into it, by name.
    """

    __slots__ = ("code", "values")
    code: str | None
    values: Mapping[str, Value]

    def __new__(
        cls, sentence: str, code: str | None = None, values: Mapping[str, Value] | None = None
    ) -> Self:
        """Keep the code beside the sentence."""
        made = super().__new__(cls, sentence)
        made.code = code
        made.values = values or {}
        return made


def because(code: str, **values: Value) -> Reason:
    """Return the reason of a code.

    Args:
        code: as in ``SENTENCES``.
        values: what the sentence asks for.
    """
    shown = {
        name: " ".join(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }
    return Reason(SENTENCES[code].format(**shown), code, values)


def system_reason(error: OSError) -> Reason:
    """Return what the system says of an error, without a path."""
    code = f"system.{errno.errorcode.get(error.errno or 0, '').lower()}"
    sentence = error.strerror or type(error).__name__
    return Reason(sentence, code if code in SENTENCES else None)
