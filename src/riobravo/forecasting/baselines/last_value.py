"""Last value: the last known month goes on, with the changes seen over the same lead in the past."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from riobravo.forecasting.baselines.past_errors import draw_around

Floats = NDArray[np.float64]


# All points are called alike; this one is the same for every lead.
def point(history: Floats, ends: NDArray[np.int64], lead: int) -> Floats:  # noqa: ARG001
    """Return the value of the last known month, (origins, units)."""
    return np.asarray(history[ends])


def forecast(history: Floats, steps: int, draws: int, random: np.random.Generator) -> Floats:
    """Return draws, (draws, steps, units)."""
    return draw_around(point, history, steps, draws, random, needs=1)
