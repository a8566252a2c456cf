"""Intervals by moving blocks of origins: neighbouring origins share their targets and are no new evidence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def block_indices(count: int, block: int, resamples: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Return resamples of the numbers 0 to count - 1 in blocks of neighbours, (resamples, count).

    Args:
        count: number of origins.
        block: origins per block; a longer block than there are origins means one block.
        resamples: how many.
        random: where chance comes from.
    """
    block = min(block, count)
    blocks = -(-count // block)
    starts = random.integers(0, count - block + 1, size=(resamples, blocks))
    places = starts[:, :, None] + np.arange(block)
    return np.asarray(places.reshape(resamples, -1)[:, :count], dtype=np.int64)


def skill(
    scores: Floats, reference: Floats, block: int, resamples: int, level: float, seed: int
) -> dict[str, float]:
    """Return 1 - score / reference with its interval; above zero is better than the reference.

    Args:
        scores: sum of scores of each origin, (origins,).
        reference: the same of the reference, on the same targets.
        block: origins per block.
        resamples: number of resamples.
        level: probability of the interval.
        seed: fixes the resamples.

    Returns:
        estimate, low and high.
    """
    places = block_indices(len(scores), block, resamples, np.random.default_rng(seed))
    many = 1.0 - scores[places].sum(axis=1) / reference[places].sum(axis=1)
    tail = 0.5 * (1.0 - level)
    low, high = np.quantile(many, [tail, 1.0 - tail])
    return {
        "estimate": float(1.0 - scores.sum() / reference.sum()),
        "low": float(low),
        "high": float(high),
    }
