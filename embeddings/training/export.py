"""Write a student as a sentence-transformers folder, and that folder as an int8 graph."""

import copy
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from embeddings.training.model import Student

MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    {
        "idx": 2,
        "name": "2",
        "path": "2_Normalize",
        "type": "sentence_transformers.models.Normalize",
    },
]
LONGEST = 256


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def rebuild_body(student: Student, pooler: torch.nn.Module) -> Any:
    """Return the student's body with its table inside, in half precision."""
    body = copy.deepcopy(student.body).cpu()
    # Nothing reads the pooler, but a BERT folder without one is opened with a random one.
    body.pooler = copy.deepcopy(pooler)
    table = student.table.weight.detach().cpu()
    rows, width = table.shape
    body.embeddings.word_embeddings = torch.nn.Embedding(rows, width, 0, _weight=table)
    body.config.vocab_size = len(table)
    return body.half().eval()


def write_tokenizer(tokenizer: Tokenizer, folder: Path) -> None:
    """Write the tokenizer with the settings that transformers reads."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"))
    tokens = {f"{name}_token": f"[{name.upper()}]" for name in ("pad", "unk", "cls", "sep", "mask")}
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": LONGEST,
        "model_input_names": ["input_ids", "attention_mask"],
        **tokens,
    }
    write_json(folder / "tokenizer_config.json", settings)


def write_folder(body: Any, tokenizer: Tokenizer, folder: Path) -> None:
    """Write a BERT body and its tokenizer as a folder that sentence-transformers opens."""
    folder.mkdir(parents=True, exist_ok=True)
    body.save_pretrained(folder)
    write_tokenizer(tokenizer, folder)
    write_json(folder / "modules.json", MODULES)
    write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": body.config.hidden_size, "pooling_mode_mean_tokens": True},
    )
    write_json(folder / "2_Normalize" / "config.json", {})
    longest = min(LONGEST, body.config.max_position_embeddings)
    write_json(
        folder / "sentence_bert_config.json", {"max_seq_length": longest, "do_lower_case": False}
    )


def export_student(
    student: Student, pooler: torch.nn.Module, tokenizer: Tokenizer, folder: Path
) -> None:
    """Write the folder that `SentenceTransformer(folder)` opens, its weights in fp16."""
    write_folder(rebuild_body(student, pooler), tokenizer, folder)


def quantise_folder(folder: Path) -> Path:
    """Write `onnx/model_int8.onnx` beside the fp16 weights of a folder, and return its path."""
    from safetensors.numpy import load_file

    from embeddings.training.graph import write_graph

    weights = {
        name: values.astype(np.float32)
        for name, values in load_file(folder / "model.safetensors").items()
    }
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    model = write_graph(
        weights, layers=config["num_hidden_layers"], heads=config["num_attention_heads"]
    )
    path = folder / "onnx" / "model_int8.onnx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(model.SerializeToString())
    return path
