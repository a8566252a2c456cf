"""Draws around a point forecast from the errors that the same rule made in the past.

log(1 + y_{n+h}) = log(1 + f_{n,h}) + s e,   s = -1 or 1,   e from past origins at the same lead

Errors are those of the last `ORIGINS` months that were origins with a known target. Where fewer than
`LEAST` are known at a long lead, the errors of the longest lead that has enough are taken and grow with
the square root of the lead.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Called with history, numbers of the last known months, and the lead; gives (origins, units).
Point = Callable[[Floats, NDArray[np.int64], int], Floats]

ORIGINS: Final = 60
LEAST: Final = 8


def draw_around(
    point: Point, history: Floats, steps: int, draws: int, random: np.random.Generator, needs: int
) -> Floats:
    """Return draws around a point forecast, (draws, steps, units).

    Args:
        point: the rule.
        history: (months, units).
        steps: months ahead.
        draws: number of draws.
        random: where chance comes from.
        needs: months that the rule needs before its first forecast.
    """
    months, units = history.shape
    out = np.empty((draws, steps, units))
    errors, at = np.zeros((1, units)), 1
    for lead in range(1, steps + 1):
        ends = np.arange(max(needs - 1, months - lead - ORIGINS), months - lead)
        if len(ends) >= LEAST or (lead == 1 and len(ends)):
            said = np.maximum(point(history, ends, lead), 0.0)
            errors, at = np.log1p(history[ends + lead]) - np.log1p(said), lead
        now = np.log1p(np.maximum(point(history, np.array([months - 1]), lead)[0], 0.0))
        pick = random.integers(0, len(errors), size=(draws, units))
        error = np.take_along_axis(errors, pick, axis=0) * np.sqrt(lead / at)
        sign = np.where(random.random((draws, units)) < 0.5, -1.0, 1.0)
        out[:, lead - 1] = np.maximum(np.expm1(now + sign * error), 0.0)
    return out
