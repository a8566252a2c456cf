"""Exponential smoothing of log(1 + y), with its own past errors, centred, drawn again along each path.

l_t = l_{t-1} + a e_t,   log(1 + y_t) = l_{t-1} + e_t

The weight a is the one with the smallest one-step errors over the last `WINDOW` months of the unit.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
WINDOW: Final = 120
WARM_UP: Final = 6
WEIGHTS: Final = np.arange(0.05, 1.0, 0.05)


def forecast(history: Floats, steps: int, draws: int, random: np.random.Generator) -> Floats:
    """Return draws, (draws, steps, units)."""
    logs = np.log1p(history[-WINDOW:])
    units = logs.shape[1]
    level = np.broadcast_to(logs[:WARM_UP].mean(axis=0), (len(WEIGHTS), units)).copy()
    errors = np.empty((len(logs), len(WEIGHTS), units))
    for number, now in enumerate(logs):
        errors[number] = now - level
        level += WEIGHTS[:, None] * errors[number]
    errors = errors[WARM_UP:]
    best = (errors**2).sum(axis=0).argmin(axis=0)
    unit = np.arange(units)
    own, weight = errors[:, best, unit], WEIGHTS[best]
    # Errors have mean zero by assumption; what the start of the window leaves in them would be a drift.
    own = own - own.mean(axis=0)
    paths = np.broadcast_to(level[best, unit], (draws, units)).copy()
    out = np.empty((draws, steps, units))
    for step in range(steps):
        pick = random.integers(0, len(own), size=(draws, units))
        error = np.take_along_axis(own, pick, axis=0)
        out[:, step] = np.maximum(np.expm1(paths + error), 0.0)
        paths += weight * error
    return out
