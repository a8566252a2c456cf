"""Linear trend: a least-squares line through the last 24 months, with the errors it made in the past."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from riobravo.forecasting.baselines.past_errors import draw_around

Floats = NDArray[np.float64]
MONTHS: Final = 24


def point(history: Floats, ends: NDArray[np.int64], lead: int) -> Floats:
    """Return the line at the lead, (origins, units)."""
    length = min(MONTHS, int(ends.min()) + 1)
    time = np.arange(length) - 0.5 * (length - 1)
    windows = history[ends[:, None] + np.arange(-length + 1, 1)]
    slope = np.einsum("t,otu->ou", time, windows) / (time @ time)
    return np.asarray(windows.mean(axis=1) + slope * (0.5 * (length - 1) + lead))


def forecast(history: Floats, steps: int, draws: int, random: np.random.Generator) -> Floats:
    """Return draws, (draws, steps, units)."""
    return draw_around(point, history, steps, draws, random, needs=min(MONTHS, max(len(history) // 2, 2)))
