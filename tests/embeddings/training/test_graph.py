"""The int8 graph against the arithmetic it stands for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from transformers import BertConfig, BertModel

from embeddings.onnx import OnnxEncoder
from embeddings.training.graph import quantise_blocks, quantise_rows
from embeddings.training.teacher import encode_tokens
from tests.embeddings.toy import HEADS, LAYERS, WIDE, WIDTH, make_folder, make_weights


def test_rows_come_back_within_half_a_step() -> None:
    """A row's rounding is at most half its scale, whatever its size."""
    chance = np.random.default_rng(1)
    sizes = np.array([[1], [9], [1e-3], [0], [1]])
    table = (chance.normal(size=(5, 8)) * sizes).astype(np.float32)
    values, scale = quantise_rows(table)
    assert (np.abs(values * scale - table) <= scale / 2 + 1e-5 * sizes).all()


def test_blocks_come_back_within_half_a_step() -> None:
    """A block's rounding is at most half its scale, around a zero of 128."""
    weight = np.random.default_rng(1).normal(size=(3, 64)).astype(np.float32)
    blocks, scales = quantise_blocks(weight)
    back = ((blocks.astype(np.float32) - 128) * scales[..., None]).reshape(weight.shape)
    assert np.abs(back - weight).max() <= scales.max() / 2 + 1e-6


def test_the_graph_is_the_model(tmp_path: Path) -> None:
    """Its vectors are those of transformers' BERT with the same weights, to 0.98 in cosine."""
    weights = make_weights()
    config = BertConfig(
        vocab_size=len(weights["embeddings.word_embeddings.weight"]),
        hidden_size=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=WIDE,
        max_position_embeddings=64,
    )
    model = BertModel(config, add_pooling_layer=False).train(False)
    found = model.load_state_dict(
        {k: torch.from_numpy(v) for k, v in weights.items()}, strict=False
    )
    assert not found.unexpected_keys
    encoder = OnnxEncoder(make_folder(tmp_path / "model"))
    texts = ["the city has a centre", "la ville", "help line for young people ?"]
    rows = [encoding.ids for encoding in encoder._tokenizer.encode_batch(texts)]
    wanted = encode_tokens(model, rows).numpy()
    assert (encoder.encode(texts) * wanted).sum(axis=1).min() > 0.98
