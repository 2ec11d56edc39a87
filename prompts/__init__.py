"""Templates of every reply, in French and English."""
