"""Zero: nothing happens. It shows what a score says about series that are mostly nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


# All baselines are called alike; this one needs no luck.
def forecast(history: Floats, steps: int, draws: int, random: np.random.Generator) -> Floats:  # noqa: ARG001
    """Return zeros, (draws, steps, units)."""
    return np.zeros((draws, steps, history.shape[1]))
