"""Write a BERT encoder as an int8 ONNX graph, from token ids to unit vectors.

Weights are int8 in blocks (onnxruntime's MatMulNBits). Activations are rounded by each row's
blocks where a kernel does so at all, never by a whole batch: a text's vector cannot depend on
its neighbours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

CONTRIB = "com.microsoft"
BLOCK = 32
ZERO = 128
# Level 4 of MatMulNBits: activations in int8 by block of a row, products in int32.
ACCURACY = 4

Weights = Mapping[str, NDArray[np.float32]]


def quantise_rows(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round a table (n, d) to int8 with a scale (n, 1) for each row."""
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.clip(np.rint(table / scale), -127, 127).astype(np.int8), scale


def quantise_blocks(weight: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Round a linear layer's weight (n, k) to uint8 blocks (n, k / 32, 32), zero at 128.

    Returns:
        The blocks and their scales, of shape (n, k / 32).
    """
    blocks = weight.reshape(len(weight), -1, BLOCK)
    scales = np.maximum(np.abs(blocks).max(axis=2) / 127, 1e-12).astype(np.float32)
    rounded = np.clip(np.rint(blocks / scales[..., None]), -127, 127) + ZERO
    return rounded.astype(np.uint8), scales


@dataclass(slots=True)
class GraphWriter:
    """Collects nodes and constants; each method adds a node and returns its output's name."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def hold(self, name: str, values: NDArray[Any]) -> str:
        """Add a constant."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(
        self, kind: str, inputs: Sequence[str], output: str, *, domain: str = "", **settings: Any
    ) -> str:
        """Add a node of one output."""
        self.nodes.append(
            helper.make_node(kind, list(inputs), [output], output, domain=domain, **settings)
        )
        return output

    def linear(self, source: str, weights: Weights, layer: str, output: str) -> str:
        """Add a linear layer with weights in blocks of int8."""
        weight = weights[f"{layer}.weight"]
        return self.multiply(source, weight, weights[f"{layer}.bias"], output)

    def multiply(
        self, source: str, weight: NDArray[np.float32], bias: NDArray[np.float32], output: str
    ) -> str:
        """Add a product with a weight (n, k) in blocks of int8, and its bias (n)."""
        blocks, scales = quantise_blocks(weight)
        held = [
            self.hold(f"{output}.blocks", blocks),
            self.hold(f"{output}.scales", scales.reshape(-1)),
        ]
        size, width = weight.shape
        product = self.add(
            "MatMulNBits",
            [source, *held],
            f"{output}.product",
            domain=CONTRIB,
            K=width,
            N=size,
            bits=8,
            block_size=BLOCK,
            accuracy_level=ACCURACY,
        )
        return self.add("Add", [product, self.hold(f"{output}.bias", bias)], output)

    def normalise(self, source: str, weights: Weights, layer: str, output: str) -> str:
        """Add a layer normalisation."""
        held = [
            self.hold(f"{output}.scale", weights[f"{layer}.weight"]),
            self.hold(f"{output}.shift", weights[f"{layer}.bias"]),
        ]
        return self.add("LayerNormalization", [source, *held], output, axis=-1, epsilon=1e-12)


def write_embeddings(writer: GraphWriter, weights: Weights, *, typed: bool = False) -> str:
    """Add the sum of the token, position and type vectors, normalised.

    All tokens are of the first type unless `typed`, where the input `token_type_ids` tells.
    """
    table, scales = quantise_rows(weights["embeddings.word_embeddings.weight"])
    held = writer.hold("table", table), writer.hold("table.scales", scales)
    rows = writer.add("Gather", [held[0], "input_ids"], "rows")
    scale = writer.add("Gather", [held[1], "input_ids"], "rows.scales")
    cast = writer.add("Cast", [rows], "rows.float", to=TensorProto.FLOAT)
    tokens = writer.add("Mul", [cast, scale], "tokens")
    kinds = weights["embeddings.token_type_embeddings.weight"]
    positions = weights["embeddings.position_embeddings.weight"] + kinds[0]
    if typed:
        differences = writer.hold("types", kinds - kinds[0])
        types = writer.add("Gather", [differences, "token_type_ids"], "types.rows")
        tokens = writer.add("Add", [tokens, types], "tokens.typed")
    shape = writer.add("Shape", ["input_ids"], "length", start=1, end=2)
    zero = writer.hold("zero", np.array([0], np.int64))
    places = writer.add("Slice", [writer.hold("positions", positions), zero, shape], "places")
    both = writer.add("Add", [tokens, places], "placed")
    return writer.normalise(both, weights, "embeddings.LayerNorm", "embedded")


def write_layer(writer: GraphWriter, weights: Weights, number: int, source: str, heads: int) -> str:
    """Add one layer of the transformer."""
    base, name = f"encoder.layer.{number}", f"layer{number}"
    parts = [f"{base}.attention.self.{part}" for part in ("query", "key", "value")]
    weight = np.concatenate([weights[f"{part}.weight"] for part in parts])
    bias = np.concatenate([weights[f"{part}.bias"] for part in parts])
    packed = writer.multiply(source, weight, bias, f"{name}.packed")
    split = [f"{name}.query", f"{name}.key", f"{name}.value"]
    writer.nodes.append(helper.make_node("Split", [packed], split, num_outputs=3, axis=-1))
    attended = writer.add(
        "MultiHeadAttention",
        [*split, "", "mask"],
        f"{name}.attended",
        domain=CONTRIB,
        num_heads=heads,
    )
    projected = writer.linear(
        attended, weights, f"{base}.attention.output.dense", f"{name}.projected"
    )
    summed = writer.add("Add", [projected, source], f"{name}.summed")
    middle = writer.normalise(
        summed, weights, f"{base}.attention.output.LayerNorm", f"{name}.middle"
    )
    wide = writer.linear(middle, weights, f"{base}.intermediate.dense", f"{name}.wide")
    bent = writer.add("Gelu", [wide], f"{name}.bent", domain=CONTRIB)
    narrow = writer.linear(bent, weights, f"{base}.output.dense", f"{name}.narrow")
    added = writer.add("Add", [narrow, middle], f"{name}.added")
    return writer.normalise(added, weights, f"{base}.output.LayerNorm", f"{name}.out")


def write_pooling(writer: GraphWriter, source: str) -> str:
    """Add the mean over the mask, brought to unit length."""
    weight = writer.add("Cast", ["attention_mask"], "weight", to=TensorProto.FLOAT)
    last = writer.hold("last", np.array([-1], np.int64))
    column = writer.add("Unsqueeze", [weight, last], "weight.column")
    weighted = writer.add("Mul", [source, column], "weighted")
    one = writer.hold("one", np.array([1], np.int64))
    # The length of the sum is that of the mean but for its scale, which normalising undoes.
    total = writer.add("ReduceSum", [weighted, one], "total", keepdims=0)
    length = writer.add("ReduceL2", [total, last], "total.length", keepdims=1)
    return writer.add("Div", [total, length], "sentence_embedding")


def write_body(
    writer: GraphWriter, weights: Weights, *, layers: int, heads: int, typed: bool = False
) -> str:
    """Add a BERT body, from token ids to the vectors of its last layer."""
    writer.add("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    state = write_embeddings(writer, weights, typed=typed)
    for number in range(layers):
        state = write_layer(writer, weights, number, state, heads)
    return state


def write_graph(weights: Weights, *, layers: int, heads: int) -> onnx.ModelProto:
    """Return the int8 graph of a BERT encoder with these weights."""
    writer = GraphWriter()
    state = write_body(writer, weights, layers=layers, heads=heads)
    size = weights["embeddings.word_embeddings.weight"].shape[1]
    return finish_graph(
        writer, ("input_ids", "attention_mask"), write_pooling(writer, state), ["texts", size]
    )


def write_cross_graph(weights: Weights, *, layers: int, heads: int) -> onnx.ModelProto:
    """Return the int8 graph of a BERT cross-encoder that scores each token by `head`."""
    writer = GraphWriter()
    state = write_body(writer, weights, layers=layers, heads=heads, typed=True)
    head = writer.hold("head", np.ascontiguousarray(weights["head.weight"].T))
    column = writer.add("MatMul", [state, head], "scores.column")
    last = writer.hold("last", np.array([-1], np.int64))
    output = writer.add("Squeeze", [column, last], "scores")
    inputs = ("input_ids", "attention_mask", "token_type_ids")
    return finish_graph(writer, inputs, output, ["texts", "tokens"])


def finish_graph(
    writer: GraphWriter, names: Sequence[str], output: str, shape: Sequence[str | int]
) -> onnx.ModelProto:
    """Return the graph of what was written, from rows of integers to one output."""
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
        for name in names
    ]
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, list(shape))]
    graph = helper.make_graph(writer.nodes, "encoder", inputs, outputs, writer.constants)
    operators = [helper.make_opsetid("", 18), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=operators, ir_version=9)
