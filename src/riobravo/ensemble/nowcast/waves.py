"""A level and the passing wave on top of it, from the last twelve months of one series.

    log y_t = level + wave_t + e_t,   wave an Ornstein-Uhlenbeck process of the member's size and half-life

Twelve months cannot tell a high level from a lasting wave. The posterior under a flat prior on the level is
exact; members draw both jointly, so that a high level goes with a low wave and the present rate stays where
it is observed. Seasons and chance are `e`, whose size follows from the changes between neighbouring months.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_WEEKS_PER_MONTH: Final = 52.0 / 12.0
_MONTHS: Final = 12
_LEAST_NOISE: Final = 0.02
_LEAST_SD: Final = 1e-4


@dataclass(frozen=True)
class Wave:
    """The last months of a series.

    Args:
        logs: log of monthly values, (12,).
        changes: mean squared change between neighbouring months of the last years, log.
    """

    logs: Floats = field(repr=False)
    changes: float

    def draw(self, sd: Floats, half_life: Floats, normal: Floats) -> tuple[Floats, Floats]:
        """Return the level relative to the mean of the twelve months, and the log wave in force.

        Args:
            sd: standard deviation of the wave of each member, log, (m,).
            half_life: its half-life in weeks, (m,).
            normal: two standard normal numbers per member, (m, 2).
        """
        sd, keep = np.maximum(sd, _LEAST_SD), 0.5 ** (_WEEKS_PER_MONTH / half_life)
        noise = np.sqrt(np.maximum(0.5 * self.changes - sd**2 * (1.0 - keep), _LEAST_NOISE**2))
        lags = np.abs(np.subtract.outer(np.arange(_MONTHS), np.arange(_MONTHS)))
        shape = sd[:, None, None] ** 2 * keep[:, None, None] ** lags
        inverse = np.linalg.inv(shape + noise[:, None, None] ** 2 * np.eye(_MONTHS))
        weights = inverse.sum(axis=2)
        precision = weights.sum(axis=1)
        level = (weights * self.logs).sum(axis=1) / precision + normal[:, 0] / np.sqrt(precision)
        last = (shape[:, -1][:, None, :] * inverse).sum(axis=2)
        wave = (last * (self.logs - level[:, None])).sum(axis=1)
        left = np.maximum(sd**2 - (last * shape[:, -1]).sum(axis=1), 0.0)
        wave = wave + normal[:, 1] * np.sqrt(left)
        # The simulated mean is the level itself; that of logarithms lies half the variance below.
        return np.exp(level + 0.5 * sd**2) / np.exp(self.logs).mean(), wave


def read_wave(values: Floats) -> Wave | None:
    """Return the end of a monthly series, None if it has no twelve positive months.

    Args:
        values: monthly values, (months,).
    """
    if len(values) < _MONTHS or not (values[-5 * _MONTHS :] > 0.0).all():
        return None
    logs = np.log(values[-5 * _MONTHS :])
    return Wave(logs[-_MONTHS:], float((np.diff(logs) ** 2).mean()))
