"""Text to unit vectors."""

from embeddings.encoder import Encoder, Kind, load_encoder
from embeddings.errors import EmbeddingError

__all__ = ["EmbeddingError", "Encoder", "Kind", "load_encoder"]
