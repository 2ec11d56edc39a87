"""Bytes to clean Unicode text: encodings, NFC, no control characters."""

from __future__ import annotations

import codecs
import re
import unicodedata

from knowledge.errors import ReadError
from knowledge.reasons import because

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 stands before UTF-16, whose mark is the beginning of its own."""
WESTERN = frozenset(
    "àâäáãåæçéèêëîïíôöóõøœùûüúÿñßÀÂÄÁÅÆÇÉÈÊËÎÏÔÖØŒÙÛÜÑ«»\u2039\u203a‘’“”„–—…€£§°·•²³©®™½\u00a0"
)
"""What French and English text, with neighbours' names, has beyond ASCII in Windows-1252."""
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a UTF-16 pair, which some PDFs leave in their text and no file can hold."""
_BREAKING = frozenset(" \t\n")
_SPACES = re.compile("[ \t\n\u00a0\u202f]{2,}|[\t\n]")
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


def decode(data: bytes, *, source: str, declared: str | None = None) -> str:
    """Decode a page's bytes: by its mark, as UTF-8, as declared, else by what fits best.

    Raises:
        ReadError: the bytes are not text.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    unmarked = _unmarked_utf16(data)
    if unmarked is None and _is_binary(data):
        raise ReadError(because("page.not_text", page=source))
    for candidate in filter(None, (unmarked, "utf-8", _web_name(declared))):
        try:
            return data.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
    return _decode_legacy(data)


def _web_name(declared: str | None) -> str | None:
    """Return the encoding meant: pages that declare Latin-1 are in Windows-1252 (WHATWG, 4.2)."""
    latin = declared is not None and re.fullmatch(
        r"(?i)(?:iso[-_]?8859-?1|latin-?1|us-ascii)", declared
    )
    return "cp1252" if latin else declared


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half and odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if half and even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    """Say whether a file's bytes hold too many control bytes to be text; stray ones are dropped."""
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    return controls > max(2, 0.005 * len(data))


def _decode_legacy(data: bytes) -> str:
    text = data.decode("cp1252", errors="replace")
    if all(letter in WESTERN for letter in set(text) if ord(letter) > 127):
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return text if best is None else str(best)


def normalize(text: str) -> str:
    r"""Return text in NFC with ``\n`` line ends, no control or unseen formatting characters."""
    text = _UNSEEN.sub("", _LINE_BREAK.sub("\n", text))
    if _HALF.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Join the words of one line: a run of spaces becomes one, no-break where all are."""
    return _SPACES.sub(_one_space, text).strip()


def _one_space(spaces: re.Match[str]) -> str:
    return " " if set(spaces[0]) & _BREAKING else spaces[0][0]
