"""Find passages: dense vectors and BM25, fused."""

from knowledge.search.index import Index, open_index, write_index
from knowledge.search.units import Unit, units

__all__ = ["Index", "Unit", "open_index", "units", "write_index"]
