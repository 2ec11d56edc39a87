"""Templates of every reply, in French and English."""

from prompts.render import render

__all__ = ["render"]
