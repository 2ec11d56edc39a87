"""How well an edition answers a set of questions."""
