"""Scores of forecasts given as draws. The draws stand on the first axis everywhere.

CRPS and energy score are the fair ones: unbiased in the number of draws.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fair_crps(draws: Floats, observed: Floats) -> Floats:
    """Return E|X - y| - E|X - X'| / 2, unbiased in the number of draws, in the unit of y.

    Args:
        draws: (draws, ...), at least two.
        observed: (...).
    """
    return crps_of_sorted(np.sort(draws, axis=0), observed)


def crps_of_sorted(ordered: Floats, observed: Floats) -> Floats:
    """Return the fair CRPS of draws that are already in order; see `fair_crps`."""
    error = np.abs(ordered - observed).mean(axis=0)
    return np.asarray(error - 0.5 * spread_of_sorted(ordered), dtype=np.float64)


def spread_of_sorted(ordered: Floats) -> Floats:
    """Return the mean distance between two different draws, (...), from draws in order."""
    count = ordered.shape[0]
    ranks = 2.0 * np.arange(1, count + 1) - count - 1.0
    total = np.tensordot(ranks, ordered, axes=(0, 0))
    return np.asarray(2.0 * total / (count * (count - 1.0)), dtype=np.float64)


def mean_distance(one: Floats, other: Floats) -> Floats:
    """Return the mean distance between a draw of one forecast and a draw of another, (...).

    Args:
        one: (m, ...), in order along the draws.
        other: (n, ...), in order along the draws.
    """
    m, n = one.shape[0], other.shape[0]
    both = np.sort(np.concatenate([one, other]), axis=0)

    def total(ordered: Floats) -> Floats:
        count = ordered.shape[0]
        ranks = 2.0 * np.arange(1, count + 1) - count - 1.0
        return np.asarray(np.tensordot(ranks, ordered, axes=(0, 0)), dtype=np.float64)

    return np.asarray((total(both) - total(one) - total(other)) / (m * n), dtype=np.float64)


def covered(ordered: Floats, observed: Floats, share: float) -> NDArray[np.bool_]:
    """Return whether the central interval holds the observation, its ends included, (...).

    Args:
        ordered: draws in order, (draws, ...).
        observed: (...).
        share: probability of the interval, such as 0.9.
    """
    tail = 0.5 * (1.0 - share)
    low, high = quantile(ordered, tail), quantile(ordered, 1.0 - tail)
    return np.asarray((low <= observed) & (observed <= high), dtype=np.bool_)


def quantile(ordered: Floats, probability: float) -> Floats:
    """Return a quantile of draws in order, interpolated between draws."""
    place = probability * (ordered.shape[0] - 1)
    below = int(np.floor(place))
    above = min(below + 1, ordered.shape[0] - 1)
    return np.asarray(ordered[below] + (place - below) * (ordered[above] - ordered[below]))


def pit(draws: Floats, observed: Floats, random: np.random.Generator) -> Floats:
    """Return the randomised probability integral transform, (...): uniform if calibrated.

    Args:
        draws: (draws, ...).
        observed: (...).
        random: breaks ties between the observation and the draws.
    """
    below = (draws < observed).sum(axis=0)
    equal = (draws == observed).sum(axis=0)
    jitter = random.random(observed.shape)
    return np.asarray((below + jitter * (equal + 1.0)) / (draws.shape[0] + 1.0), dtype=np.float64)


def energy_score(draws: Floats, observed: Floats) -> float:
    """Return E|X - y| - E|X - X'| / 2 with Euclidean distance between joint states.

    The second mean is taken over draws that follow each other, which are independent.

    Args:
        draws: (draws, units), joint.
        observed: (units,).
    """
    error = np.sqrt(((draws - observed) ** 2).sum(axis=1)).mean()
    apart = np.sqrt(((draws - np.roll(draws, 1, axis=0)) ** 2).sum(axis=1)).mean()
    return float(error - 0.5 * apart)


def brier(probability: Floats, happened: NDArray[np.bool_]) -> float:
    """Return the mean squared error of probabilities."""
    return float(np.mean((probability - happened) ** 2))


def reliability(
    probability: Floats, happened: NDArray[np.bool_], edges: tuple[float, ...] = (0.0, 0.05, 0.2, 0.5, 1.0)
) -> list[dict[str, float]]:
    """Return how often an event happened beside how probable it was said to be.

    Args:
        probability: what was said.
        happened: what came.
        edges: ends of the classes of probability.

    Returns:
        For each class that occurs: low, high, cases, said (mean probability), happened (share).
    """
    rows = []
    for low, high in pairwise(edges):
        inside = (probability >= low) & ((probability < high) | (high == edges[-1]))
        if inside.any():
            rows.append(
                {
                    "low": low,
                    "high": high,
                    "cases": float(inside.sum()),
                    "said": float(probability[inside].mean()),
                    "happened": float(happened[inside].mean()),
                }
            )
    return rows
