"""Read a cross-encoder's weights back from its int8 graph, to train on from them."""

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from embeddings.errors import DamagedModelError
from embeddings.training.graph import ZERO
from embeddings.training.reading.model import CrossStudent

Arrays = dict[str, NDArray[np.float32]]


def restore_rows(held: Arrays, name: str) -> NDArray[np.float32]:
    """Return the weight (n, k) that `quantise_blocks` rounded."""
    scales = held[f"{name}.scales"].reshape(-1, 1)
    blocks = held[f"{name}.blocks"].astype(np.float32) - ZERO
    return (blocks.reshape(len(scales), -1) * scales).reshape(len(blocks), -1)


def restore_norm(held: Arrays, name: str, layer: str) -> Arrays:
    """Return the two weights of a layer normalisation, by their names in the transformer."""
    return {f"{layer}.weight": held[f"{name}.scale"], f"{layer}.bias": held[f"{name}.shift"]}


def restore_layer(held: Arrays, number: int) -> Arrays:
    """Return the weights of one layer, by their names in the transformer."""
    name, base = f"layer{number}", f"encoder.layer.{number}"
    found: Arrays = {}
    packed, bias = restore_rows(held, f"{name}.packed"), held[f"{name}.packed.bias"]
    for part, rows, shift in zip(
        ("query", "key", "value"), np.split(packed, 3), np.split(bias, 3), strict=True
    ):
        found[f"{base}.attention.self.{part}.weight"] = rows
        found[f"{base}.attention.self.{part}.bias"] = shift
    for short, layer in (
        ("projected", "attention.output.dense"),
        ("wide", "intermediate.dense"),
        ("narrow", "output.dense"),
    ):
        found[f"{base}.{layer}.weight"] = restore_rows(held, f"{name}.{short}")
        found[f"{base}.{layer}.bias"] = held[f"{name}.{short}.bias"]
    found |= restore_norm(held, f"{name}.middle", f"{base}.attention.output.LayerNorm")
    return found | restore_norm(held, f"{name}.out", f"{base}.output.LayerNorm")


def restore_cross(student: CrossStudent, path: Path) -> None:
    """Give a cross-encoder the weights of a graph that `export_cross` wrote.

    Raises:
        DamagedModelError: the file is no such graph.
    """
    try:
        model = onnx.load_model_from_string(path.read_bytes())
        held = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
        weights = {
            "embeddings.position_embeddings.weight": held["positions"],
            "embeddings.token_type_embeddings.weight": held["types"],
            **restore_norm(held, "embedded", "embeddings.LayerNorm"),
        }
        for number in range(student.body.config.num_hidden_layers):
            weights |= restore_layer(held, number)
        kept = student.body.state_dict()
        student.body.load_state_dict(
            kept | {name: torch.tensor(values) for name, values in weights.items()}
        )
        with torch.no_grad():
            student.table.weight.copy_(torch.tensor(held["table"] * held["table.scales"]))
            student.head.weight.copy_(torch.tensor(held["head"].T))
    # Protobuf raises bare exceptions of its own kinds for a file that it can't parse.
    except Exception as error:
        raise DamagedModelError(
            f"{path} is no cross-encoder of this shape ({str(error)[:120]}): "
            "run the command read without --on."
        ) from error
