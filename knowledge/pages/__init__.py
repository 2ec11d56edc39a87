"""A page cleaned: chrome removed, facts and tags found, passages cut."""

from knowledge.pages.cleaned import chrome_lines, clean_pages
from knowledge.pages.languages import detect_language
from knowledge.pages.passages import split_passages
from knowledge.pages.tags import tag_names

__all__ = ["chrome_lines", "clean_pages", "detect_language", "split_passages", "tag_names"]
