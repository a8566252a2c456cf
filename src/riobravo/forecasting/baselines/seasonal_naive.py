"""Seasonal naive: the same month of the last known year, with the errors this made in the past."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from riobravo.forecasting.baselines.past_errors import draw_around

Floats = NDArray[np.float64]


def point(history: Floats, ends: NDArray[np.int64], lead: int) -> Floats:
    """Return the value of the same calendar month in the last year known, (origins, units)."""
    back = 12 * -(-lead // 12)
    return np.asarray(history[ends + lead - back])


def forecast(history: Floats, steps: int, draws: int, random: np.random.Generator) -> Floats:
    """Return draws, (draws, steps, units)."""
    return draw_around(point, history, steps, draws, random, needs=12)
