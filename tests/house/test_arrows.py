"""Which room may import which."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.sources import PACKAGES, importers, imports, modules

ARROWS = {
    "bot": {"bot", "knowledge", "prompts"},
    "knowledge": {"knowledge", "embeddings"},
    "embeddings": {"embeddings"},
    "prompts": {"prompts"},
}


@pytest.mark.parametrize("module", modules(), ids=Path.as_posix)
def test_a_room_imports_only_along_the_arrows(module: Path) -> None:
    """Bot knows knowledge and prompts, knowledge knows embeddings, and that is all."""
    rooms = {name.split(".")[0] for name in imports(module)} & {*PACKAGES, "tests"}
    assert rooms <= ARROWS[module.parts[0]]


def test_every_arrow_is_used() -> None:
    """The drawing shows no arrow that the code does not have."""
    drawn = {(room, other) for room, others in ARROWS.items() for other in others - {room}}
    found = {
        (module.parts[0], name.split(".")[0]) for module in modules() for name in imports(module)
    }
    assert drawn <= found


@pytest.mark.parametrize("library", ["faiss", "onnxruntime", "sentence_transformers"])
def test_one_module_alone_knows_a_heavy_library(library: str) -> None:
    """What is large or might be exchanged is known in one place."""
    runtime = {name for name in importers(library) if not name.startswith("embeddings/training/")}
    assert len(runtime) == 1


def test_only_the_channel_knows_telegram() -> None:
    """Answering knows no channel."""
    found = importers("telegram")
    assert found
    assert all(name.startswith("bot/telegram/") for name in found)
