"""How wide a pool should be, learned from earlier origins alone.

In logs, x = log(1 + y), the draws of each month and unit are stretched about their median m:

    x' = m + k (x - m)

One factor k serves a series at an origin. It minimises the CRPS of x' over the targets of earlier origins
that were published by this origin, and is drawn to one in logs as if `prior` earlier origins had said one.
Order is kept within each month and unit, so that months and states move together as before.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from riobravo.forecasting.known import Floats
from riobravo.forecasting.scores import crps_of_sorted

FACTORS: Final = np.exp(np.linspace(np.log(0.4), np.log(3.0), 28))
# Far above any count; keeps a wild draw from leaving the numbers.
_HIGHEST_LOG: Final = 25.0


def stretch(draws: Floats, factor: float) -> Floats:
    """Return draws whose spread about the median is multiplied in logs.

    Args:
        draws: (draws, horizons, units), none below zero.
        factor: above zero; one changes nothing but rounding.
    """
    logs = np.log1p(draws)
    middle = np.median(logs, axis=0)
    wider = np.minimum(middle + factor * (logs - middle), _HIGHEST_LOG)
    return np.asarray(np.maximum(np.expm1(wider), 0.0), dtype=np.float64)


class Spread:
    """The factor of one pool, learned from one origin after the other.

    Args:
        prior: how many earlier origins the factor one counts for.
    """

    def __init__(self, prior: float) -> None:
        self._prior = prior
        self._past: list[tuple[np.datetime64, Floats]] = []

    def add(self, origin: np.datetime64, draws: Floats, observed: Floats) -> None:
        """Remember how every factor would have done at an origin.

        Args:
            origin: the origin.
            draws: the pool before it is stretched, (draws, horizons, units).
            observed: what came, (horizons, units).
        """
        logs = np.sort(np.log1p(draws[:, : len(observed)]), axis=0)
        middle, came = np.median(logs, axis=0), np.log1p(observed)
        scores = [
            crps_of_sorted(np.maximum(middle + k * (logs - middle), 0.0), came).mean(axis=1) for k in FACTORS
        ]
        self._past.append((origin, np.array(scores)))

    def at(self, known_until: np.datetime64) -> float:
        """Return the factor from targets that are known.

        Args:
            known_until: last month whose figure is published; later targets are not looked at.
        """
        total, used = np.zeros(len(FACTORS)), 0
        for origin, scores in self._past:
            seen = int((known_until - origin).astype(np.int64))
            if seen >= 1 and scores.shape[1]:
                total += scores[:, :seen].mean(axis=1)
                used += 1
        if not used:
            return 1.0
        best = float(np.log(FACTORS[int(total.argmin())]))
        return float(np.exp(best * used / (used + self._prior)))
