"""ETS of log(1 + y) from statsmodels: level, damped trend and seasons, chosen by the corrected AIC.

Candidates: error and level; with damped trend; for single series of at least 36 months both of these with
seasons. At most the last `WINDOW` months are used.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from riobravo.errors import InputError

Floats = NDArray[np.float64]
WINDOW: Final = 120


def forecast(history: Floats, steps: int, draws: int, random: np.random.Generator) -> Floats:
    """Return draws, (draws, steps, units).

    Raises:
        InputError: statsmodels is not installed.
    """
    logs = np.log1p(history[-WINDOW:])
    out = np.empty((draws, steps, logs.shape[1]))
    for unit in range(logs.shape[1]):
        fitted = _fit(logs[:, unit].tobytes(), logs.shape[1] == 1)
        paths = fitted.simulate(steps, anchor="end", repetitions=draws, rng=random)
        out[:, :, unit] = np.asarray(paths).reshape(steps, draws).T
    return np.maximum(np.expm1(np.minimum(out, 30.0)), 0.0)


@lru_cache(maxsize=64)
def _fit(content: bytes, single: bool) -> Any:
    """Return the fitted model; the last fits are kept because every seed asks for the same."""
    try:
        from statsmodels.tsa.exponential_smoothing.ets import ETSModel
    except ImportError:
        raise InputError(
            "the baseline ets needs statsmodels, which is not installed.",
            field="ets",
            fix="install riobravo[baselines].",
        ) from None
    logs = np.frombuffer(content)
    seasons: list[str | None] = [None, "add"] if single and len(logs) >= 36 else [None]
    best: Any = None
    with warnings.catch_warnings():
        # It warns of fits that do not converge; the best of those that give a number counts.
        warnings.simplefilter("ignore")
        for trend in (None, "add"):
            for season in seasons:
                model = ETSModel(
                    logs,
                    trend=trend,
                    damped_trend=trend is not None,
                    seasonal=season,
                    seasonal_periods=12 if season else None,
                    initialization_method="heuristic",
                )
                fitted = model.fit(disp=False)
                if np.isfinite(fitted.aicc) and (best is None or fitted.aicc < best.aicc):
                    best = fitted
    return best
