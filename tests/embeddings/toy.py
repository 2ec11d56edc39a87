"""A tiny encoder's files, made in place: no trained weights are needed to test how they run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.training.graph import write_graph
from embeddings.training.vocabulary import SPECIAL, make_tokenizer

WORDS = "the a city has une la ville centre for young people jeunes help aide line ? , . '".split()
WIDTH, WIDE, LAYERS, HEADS = 64, 128, 2, 4


def make_weights(seed: int = 0) -> dict[str, NDArray[np.float32]]:
    """Return random weights of a small BERT over `WORDS`, named as transformers names them."""
    chance = np.random.default_rng(seed)

    def draw(*shape: int) -> NDArray[np.float32]:
        return chance.normal(0, 0.3, shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": draw(len(SPECIAL) + len(WORDS), WIDTH),
        "embeddings.position_embeddings.weight": draw(64, WIDTH),
        "embeddings.token_type_embeddings.weight": draw(2, WIDTH),
    }
    norms = ["embeddings.LayerNorm"]
    for number in range(LAYERS):
        base = f"encoder.layer.{number}"
        shapes = {f"attention.self.{part}": (WIDTH, WIDTH) for part in ("query", "key", "value")}
        shapes["attention.output.dense"] = (WIDTH, WIDTH)
        shapes["intermediate.dense"] = (WIDE, WIDTH)
        shapes["output.dense"] = (WIDTH, WIDE)
        for name, shape in shapes.items():
            weights[f"{base}.{name}.weight"] = draw(*shape)
            weights[f"{base}.{name}.bias"] = draw(shape[0])
        norms += [f"{base}.attention.output.LayerNorm", f"{base}.output.LayerNorm"]
    for norm in norms:
        weights[f"{norm}.weight"] = np.float32(1) + draw(WIDTH) / np.float32(10)
        weights[f"{norm}.bias"] = draw(WIDTH) / np.float32(10)
    return weights


def make_folder(folder: Path, longest: int = 32) -> Path:
    """Write a folder that `OnnxEncoder` opens, and return it."""
    (folder / "onnx").mkdir(parents=True)
    graph = write_graph(make_weights(), layers=LAYERS, heads=HEADS)
    (folder / "onnx" / "model_int8.onnx").write_bytes(graph.SerializeToString())
    make_tokenizer([*SPECIAL, *WORDS]).save(str(folder / "tokenizer.json"))
    settings = {"max_seq_length": longest}
    (folder / "sentence_bert_config.json").write_text(json.dumps(settings))
    return folder


def make_teacher(folder: Path, texts: Iterable[str]) -> Path:
    """Write a small random BERT that knows the words of some texts, and return its folder."""
    import torch
    from transformers import BertConfig, BertModel

    from embeddings.training.export import write_folder
    from embeddings.training.vocabulary import count_words

    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    words = {*count_words(texts), *letters}
    pieces = [*SPECIAL, *sorted(words), *(f"##{letter}" for letter in letters)]
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=WIDE,
        max_position_embeddings=256,
        initializer_range=0.1,
    )
    write_folder(BertModel(config), make_tokenizer(pieces), folder)
    return folder
