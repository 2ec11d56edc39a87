"""What the student is to minimise."""

import torch
from torch.nn import functional

SCALE = 20.0
TEACHER_SCALE = 40.0


def match_teacher(
    found: torch.Tensor,
    wanted: torch.Tensor,
    others: torch.Tensor,
    *,
    cosine: float = 5.0,
    contrast: float = 0.5,
) -> torch.Tensor:
    """Return how far unit vectors are from the teacher's, and how confusable with others.

    The first term is one minus the cosine. The second is the cross-entropy of the student's
    similarities to `others` against the teacher's, both through a softmax; the teacher's is
    sharper, so that near misses are pushed off, while translations of one text share.

    Args:
        found: The student's vectors, of shape (n, d).
        wanted: The teacher's vectors of the same texts, of shape (n, d).
        others: The teacher's vectors of any texts, of shape (m, d), those of `wanted` included.
        cosine: Weight of the first term.
        contrast: Weight of the second.
    """
    distance = 1 - (found * wanted).sum(dim=-1)
    with torch.no_grad():
        share = functional.softmax(TEACHER_SCALE * wanted @ others.T, dim=-1)
    confusion = functional.cross_entropy(SCALE * found @ others.T, share)
    return cosine * distance.mean() + contrast * confusion
