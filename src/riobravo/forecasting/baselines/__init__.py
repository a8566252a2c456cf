"""Baselines: simple forecasts that any model has to be shown beside. One file each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from riobravo.forecasting.baselines import (
    climatology,
    conflictology,
    ets,
    last_value,
    linear_trend,
    seasonal_naive,
    smoothing,
    smoothing_pool,
    zero,
)

Floats = NDArray[np.float64]
# Called with history (months, units), steps, draws and chance; gives (draws, steps, units).
Baseline = Callable[[Floats, int, int, np.random.Generator], Floats]

BASELINES: Final[dict[str, Baseline]] = {
    "zero": zero.forecast,
    "last-value": last_value.forecast,
    "seasonal-naive": seasonal_naive.forecast,
    "linear-trend": linear_trend.forecast,
    "conflictology-12": conflictology.forecast_12,
    "conflictology-36": conflictology.forecast_36,
    "nb-climatology-6": climatology.forecast_6,
    "nb-climatology-12": climatology.forecast_12,
    "exponential-smoothing": smoothing.forecast,
    "smoothing-nb12-pool": smoothing_pool.forecast,
    "ets": ets.forecast,
}
