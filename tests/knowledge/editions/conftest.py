"""What the tests of editions share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.editions.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Give a deployment of two invented cities, nothing published yet."""
    world = World(tmp_path)
    world.write("Alphaville", "The hotline answers at night. It is free.", "Population: 12 000")
    world.write("Betatown", "Teachers meet the police monthly. Parents come too.")
    return world
