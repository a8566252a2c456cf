"""The equal pool of exponential smoothing and the 12-month negative-binomial climatology."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from riobravo.forecasting.baselines import climatology, smoothing

Floats = NDArray[np.float64]


def forecast(history: Floats, steps: int, draws: int, random: np.random.Generator) -> Floats:
    """Return draws, half of them from each, (draws, steps, units)."""
    half = draws // 2
    one = smoothing.forecast(history, steps, half, random)
    other = climatology.forecast_12(history, steps, draws - half, random)
    return np.concatenate([one, other])
