"""Editions: built aside, examined, switched to in one step, and kept for going back."""

from knowledge.editions.edition import Edition, EditionWatcher, open_edition, open_folder
from knowledge.editions.layout import Manifest
from knowledge.editions.publishing import publish_edition

__all__ = [
    "Edition",
    "EditionWatcher",
    "Manifest",
    "open_edition",
    "open_folder",
    "publish_edition",
]
