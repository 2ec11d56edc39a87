"""Pages in, editions out, and the search between."""
