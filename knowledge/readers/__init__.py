"""Pages in: plain text, Markdown, HTML, PDF and DOCX become blocks."""

from knowledge.readers.reading import LARGEST_FILE, read_bytes, read_file
from knowledge.readers.slugs import slug_of

__all__ = ["LARGEST_FILE", "read_bytes", "read_file", "slug_of"]
