"""The linear pool: draws of several forecasts mixed by weights learned from earlier origins alone.

The CRPS of a mixture of forecasts X_i with weights w is a quadratic form,

    sum_i w_i E|X_i - y|  -  1/2 sum_ij w_i w_j E|X_i - X_j|,

so the two kinds of means are kept for each origin and horizon, and any weights can be tried later.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from riobravo.forecasting.known import Floats
from riobravo.forecasting.scores import mean_distance, spread_of_sorted


def components(parts: list[Floats], observed: Floats) -> tuple[Floats, Floats]:
    """Return the means that the score of any mixture is made of, averaged over units.

    Args:
        parts: one forecast each, (draws, horizons, units), in order along the draws.
        observed: (horizons, units).

    Returns:
        E|X_i - y|, (horizons, parts); E|X_i - X_j|, (horizons, parts, parts).
    """
    count = len(parts)
    error = np.stack([np.abs(part - observed).mean(axis=(0, 2)) for part in parts], axis=1)
    apart = np.empty((observed.shape[0], count, count))
    for i in range(count):
        apart[:, i, i] = spread_of_sorted(parts[i]).mean(axis=1)
        for j in range(i):
            apart[:, i, j] = apart[:, j, i] = mean_distance(parts[i], parts[j]).mean(axis=1)
    return error, apart


class Weights:
    """Weights of a pool, learned from one origin after the other.

    Args:
        count: number of parts.
        prior: how many earlier origins equal weights count for.
        step: fineness of the weights that are tried.
    """

    def __init__(self, count: int, prior: float, step: float) -> None:
        steps = round(1.0 / step)
        grid = [one for one in product(range(steps + 1), repeat=count) if sum(one) == steps]
        self._grid = np.array(grid, dtype=np.float64) / steps
        self._prior = prior
        self._past: list[tuple[np.datetime64, Floats, Floats]] = []

    def add(self, origin: np.datetime64, error: Floats, apart: Floats) -> None:
        """Remember what an origin's forecasts scored, by horizon from 1; see `components`."""
        self._past.append((origin, error, apart))

    def at(self, known_until: np.datetime64) -> Floats:
        """Return the weights from targets that are known, (parts,).

        Args:
            known_until: last month whose figure is published; later targets are not looked at.
        """
        count = self._grid.shape[1]
        equal = np.full(count, 1.0 / count)
        error, apart, used = np.zeros(count), np.zeros((count, count)), 0
        for origin, some_error, some_apart in self._past:
            seen = int((known_until - origin).astype(np.int64))
            if seen >= 1 and len(some_error):
                error += some_error[:seen].mean(axis=0)
                apart += some_apart[:seen].mean(axis=0)
                used += 1
        if not used:
            return equal
        value = self._grid @ error - 0.5 * np.einsum("gi,ij,gj->g", self._grid, apart, self._grid)
        best = self._grid[int(value.argmin())]
        return np.asarray((used * best + self._prior * equal) / (used + self._prior))


def mix(parts: list[Floats], weights: Floats, draws: int, random: np.random.Generator) -> Floats:
    """Return a mixture of forecasts; each draw is a whole joint draw of one part.

    Args:
        parts: (draws, steps, units) each.
        weights: their weights.
        draws: number of draws.
        random: chooses the draws.
    """
    counts = np.floor(np.asarray(weights) * draws).astype(np.int64)
    counts[int(np.argmax(weights))] += draws - int(counts.sum())
    chosen = []
    for part, count in zip(parts, counts, strict=True):
        again = count > len(part)
        chosen.append(part[random.choice(len(part), size=int(count), replace=bool(again))])
    return np.concatenate(chosen)
