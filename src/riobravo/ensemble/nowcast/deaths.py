"""How well the level and the trend of overdose deaths are known on the first day.

Counts are provisional: neighbouring sums over twelve months share most of their deaths and most of their
errors, so the error is one of the level and hardly averages out. Where sums end before the first day, the
trend goes on as in D4, and its wandering since the last observed middle of a year is added.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_MONTH: Final = 1.0 / 12.0
# The change of a sum over a year is the mean trend of that year, whose middle lies half a year back.
_BACK: Final = 0.5


def draw_deaths(
    reach: float, error: Floats, spread: Floats, half_life: Floats, normal: Floats
) -> tuple[Floats, Floats]:
    """Return errors of the log level and of the yearly trend.

    Args:
        reach: years from the first day to the middle of the last observed sum; negative if before it.
        error: standard error of the log of a sum, (m,).
        spread: standard deviation of the trend around its long-run level, per year, (m,).
        half_life: time in which the trend loses half its distance to that level, years, (m,).
        normal: two standard normal numbers per member, (m, 2).
    """
    if reach > 0.0:
        # The trend leads to the last sum, so it is wrong by the error of both ends.
        return error * normal[:, 0], error * np.sqrt(2.0) / max(reach, _BACK) * normal[:, 1]
    trend = 2.0 * error**2 + spread**2 * (1.0 - 0.5 ** (2.0 * _BACK / half_life))
    level, joint = error**2, np.zeros_like(error)
    keep = 0.5 ** (_MONTH / half_life)
    for _ in range(round(-reach / _MONTH)):
        level = level + 2.0 * _MONTH * joint + _MONTH**2 * trend
        joint = keep * (joint + _MONTH * trend)
        trend = keep**2 * trend + spread**2 * (1.0 - keep**2)
    first = np.sqrt(level)
    slope = np.divide(joint, first, out=np.zeros_like(first), where=first > 0.0)
    rest = np.sqrt(np.maximum(trend - slope**2, 0.0))
    return first * normal[:, 0], slope * normal[:, 0] + rest * normal[:, 1]
