"""Negative-binomial climatology: mean and variance of the last 6 (or 12) months, by moments.

y ~ NB(mean m, variance v) where v > m, else Poisson(m); m and v of the last months of the unit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def draw_counts(history: Floats, steps: int, draws: int, random: np.random.Generator, window: int) -> Floats:
    """Return draws with the moments of the last `window` months, (draws, steps, units)."""
    recent = history[-window:]
    mean, variance = recent.mean(axis=0), recent.var(axis=0, ddof=1)
    shape = (draws, steps, history.shape[1])
    spread = variance > mean * (1.0 + 1e-9)
    size = np.where(spread, mean**2 / np.where(spread, variance - mean, 1.0), 1.0)
    rate = np.where(spread, random.standard_gamma(np.broadcast_to(size, shape)) / size * mean, mean)
    return np.asarray(random.poisson(rate), dtype=np.float64)


def forecast_6(history: Floats, steps: int, draws: int, random: np.random.Generator) -> Floats:
    """Return draws with the moments of the last 6 months, (draws, steps, units)."""
    return draw_counts(history, steps, draws, random, 6)


def forecast_12(history: Floats, steps: int, draws: int, random: np.random.Generator) -> Floats:
    """Return draws with the moments of the last 12 months, (draws, steps, units)."""
    return draw_counts(history, steps, draws, random, 12)
