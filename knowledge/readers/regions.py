"""Parts of an HTML page: what markup, roles and class names say of the text inside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.models import Block, Region

INLINE = re.compile(
    r"a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|meter|q|"
    r"rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr|br"
)
CLOSED: frozenset[Region | None] = frozenset({"navigation", "footer", "form"})
"""Regions that nothing inside leaves again."""
_FRAMES = frozenset({"html", "body", "main", "article"})
_BY_TAG: Mapping[str, Region] = {
    "nav": "navigation",
    "menu": "navigation",
    "footer": "footer",
    "header": "header",
    "aside": "aside",
    "form": "form",
    "dialog": "form",
    "button": "form",
    "select": "form",
    "option": "form",
    "input": "form",
    "legend": "form",
}
_BY_ROLE: Mapping[str, Region] = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "contentinfo": "footer",
    "banner": "header",
    "search": "form",
    "form": "form",
    "dialog": "form",
    "alertdialog": "form",
}
_BY_NAME: Mapping[Region, re.Pattern[str]] = {
    "navigation": re.compile(
        r"\b(?:nav|navbar|menu|submenu|breadcrumbs?|pagination|pager|skip|skiplinks?|sr only|"
        r"visually hidden|screen reader text)\b"
    ),
    "footer": re.compile(r"\b(?:footer|copyright|colophon)\b"),
    "form": re.compile(
        r"\b(?:newsletter|mailchimp|subscribe|cookies?|consent|gdpr|share|sharing|sharedaddy|social|"
        r"searchform|login|comments?)\b"
    ),
}
_TAG_LISTS = re.compile(r"\b(?:tags?|tagcloud|keywords?|mots cles)\b")
LARGEST_SHARE = 0.5
"""Share of a page's words that a menu, footer or form may hold; beyond, it only wraps the page."""


def region_of(tag: str, attributes: Mapping[str, str]) -> tuple[Region | None, bool]:
    """Return the region an element opens, and whether only its class or id says so."""
    said = _BY_ROLE.get(attributes.get("role", "").lower()) or _BY_TAG.get(tag)
    if said or tag in _FRAMES or INLINE.fullmatch(tag):
        return said, False
    names = _names(attributes)
    named = next((region for region, words in _BY_NAME.items() if words.search(names)), None)
    return named, named is not None


def holds_tags(tag: str, attributes: Mapping[str, str]) -> bool:
    """Say whether each link in an element is a tag."""
    by_name = tag not in _FRAMES and _TAG_LISTS.search(_names(attributes)) is not None
    return by_name or attributes.get("rel") == "tag"


def _names(attributes: Mapping[str, str]) -> str:
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return re.sub(r"[-_]+", " ", names).lower()


def without_false_regions(found: Sequence[tuple[Block, bool]]) -> tuple[Block, ...]:
    """Take regions back that hold most of a page: a form or a class around everything.

    Args:
        found: blocks, each with whether only a class or id puts it in its region.
    """
    sizes = [len(block.text.split()) for block, _ in found]
    most = LARGEST_SHARE * sum(sizes)
    named = sum(size for size, (_, by_name) in zip(sizes, found, strict=True) if by_name)
    blocks = [replace(b, region=None) if by_name and named > most else b for b, by_name in found]
    for region in ("form", "footer", "header", "navigation"):
        inside = [s for s, block in zip(sizes, blocks, strict=True) if block.region == region]
        if sum(inside) > most and sum(size > 20 for size in inside) >= 3:
            blocks = [replace(b, region=None) if b.region == region else b for b in blocks]
    return tuple(blocks)
