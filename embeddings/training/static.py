"""Learn static token vectors whose sum lands near the teacher's vector of a text."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from embeddings.training.losses import match_teacher


def flatten(rows: Sequence[NDArray[np.int32]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all token ids in one array, and where each text starts, with the end appended."""
    starts = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    return np.concatenate(rows).astype(np.int64), starts


def gather(
    flat: NDArray[np.int64], starts: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the tokens of some texts in one tensor, and where each starts."""
    pieces = [flat[starts[row] : starts[row + 1]] for row in rows]
    offsets = np.zeros(len(rows), np.int64)
    np.cumsum([len(piece) for piece in pieces[:-1]], out=offsets[1:])
    return torch.from_numpy(np.concatenate(pieces)), torch.from_numpy(offsets)


def train_static(
    texts: Sequence[NDArray[np.int32]],
    targets: NDArray[np.float16],
    target_rows: NDArray[np.int64],
    size: int,
    *,
    epochs: int,
    rate: float,
    seed: int,
    batch: int = 1024,
) -> NDArray[np.float32]:
    """Return a vector for each token, float32 of shape (size, d).

    Args:
        texts: Token ids of each text.
        targets: The teacher's vectors, float16 of shape (m, d).
        target_rows: Which of these each text is to land on.
        size: The number of tokens.
        epochs: Passes over the texts.
        rate: The highest learning rate of Adam.
        seed: Orders the texts and draws the first vectors.
        batch: Texts a step.
    """
    from tqdm import tqdm

    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    flat, starts = flatten(texts)
    table = torch.nn.EmbeddingBag(size, targets.shape[1], mode="sum")
    torch.nn.init.normal_(table.weight, std=0.02)
    optimiser = torch.optim.Adam(table.parameters(), lr=rate, fused=True)
    total = epochs * -(-len(texts) // batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / (total + 1))
    bar = tqdm(total=total, unit="step", desc="static")
    for _ in range(epochs):
        order = chance.permutation(len(texts))
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            found = functional.normalize(table(*gather(flat, starts, rows)), dim=-1)
            wanted = torch.from_numpy(targets[target_rows[rows]]).float()
            loss = match_teacher(found, wanted, wanted)
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            optimiser.step()
            schedule.step()
            bar.update()
            bar.set_postfix(loss=f"{loss.item():.3f}", refresh=False)
    bar.close()
    vectors: NDArray[np.float32] = table.weight.detach().numpy()
    return vectors
