"""Where pages come from: files, folders, archives and the web, within bounds."""

from knowledge.sources.collecting import collect
from knowledge.sources.documents import (
    Document,
    Failure,
    Found,
    Known,
    Limits,
    Listing,
    Unchanged,
)
from knowledge.sources.listing import (
    BUNDLED,
    Source,
    add_source,
    parse_source,
    read_sources,
    remove_source,
)

__all__ = [
    "BUNDLED",
    "Document",
    "Failure",
    "Found",
    "Known",
    "Limits",
    "Listing",
    "Source",
    "Unchanged",
    "add_source",
    "collect",
    "parse_source",
    "read_sources",
    "remove_source",
]
