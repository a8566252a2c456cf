"""The nowcast of one number a month: level, fading drift and seasons, in logs; or a sum of twelve months.

    level_t = level_{t-1} + drift_{t-1} + q v_t
    drift_t = f drift_{t-1} + p w_t,    f given
    log y_t = level_t + season_t + r e_t             one number a month
    y_t     = x_t + x_{t-1} + ... + x_{t-11}         a sum of twelve, where x_t = level_t + r e_t

The rolling sum is modelled by the months inside it, in shares of the last observed mean month, because
differences of neighbouring sums are not months. A Kalman filter updates all of it; q, p and r maximise the
likelihood with weak priors (0.05, 0.01 and 0.05, within a factor of two in two cases of three). Seasons are
constant over the window, with prior spread 0.2.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from scipy.optimize import minimize

from riobravo.forecasting.known import Floats, Panel

_LOG_PRIOR: Final = np.log([0.05, 0.01, 0.05])
_PRIOR_SPREAD: Final = 0.7
_TINY: Final = 1e-4


def forecast(
    known: Panel, steps: int, draws: int, random: np.random.Generator, window: int, kept: float, rolling: bool
) -> Floats:
    """Return draws, (draws, steps, 1).

    Args:
        known: what was known.
        steps: months after the last known one.
        draws: number of draws.
        random: where chance comes from.
        window: months that are used at most.
        kept: share of the drift left after a month.
        rolling: whether each value is a sum of twelve months.
    """
    values = np.maximum(known.values[-window:, 0], 1.0)
    first = int(known.months[-window:][0].astype(np.int64)) % 12
    scale = values[-1] / 12.0
    series = values / scale if rolling else np.log(values)
    model = _Model(first, kept, rolling)
    spreads = np.exp(_maximise(series.tobytes(), first, kept, rolling))
    mean, covariance, _ = model.run(series, spreads)
    root = np.linalg.cholesky(covariance + 1e-9 * np.eye(len(mean)))
    state = mean + random.standard_normal((draws, len(mean))) @ root.T
    out = np.empty((draws, steps, 1))
    for step in range(steps):
        state = state @ model.transition.T + random.standard_normal((draws, 3)) @ model.shocks(spreads).T
        if rolling:
            out[:, step, 0] = np.maximum(state @ model.reading(0), 0.0) * scale
        else:
            noise = spreads[2] * random.standard_normal(draws)
            number = len(series) + step
            out[:, step, 0] = np.exp(np.minimum(state @ model.reading(number) + noise, 30.0))
    return out


class _Model:
    """State: level, drift, then twelve seasons or the last twelve months."""

    def __init__(self, first: int, kept: float, rolling: bool) -> None:
        self.first, self.rolling = first, rolling
        self.transition = np.eye(14)
        self.transition[0, 1] = 1.0
        self.transition[1, 1] = kept
        if rolling:
            self.transition[2:] = 0.0
            self.transition[2, :2] = 1.0
            self.transition[3:, 2:13] = np.eye(11)

    def shocks(self, spreads: Floats) -> Floats:
        """Return what three standard shocks do to the state, (14, 3)."""
        effect = np.zeros((14, 3))
        effect[0, 0], effect[1, 1] = spreads[0], spreads[1]
        if self.rolling:
            effect[2, 0], effect[2, 2] = spreads[0], spreads[2]
        return effect

    def reading(self, number: int) -> Floats:
        """Return how a month of the window reads the state, (14,)."""
        row = np.zeros(14)
        if self.rolling:
            row[2:] = 1.0
        else:
            row[0] = 1.0
            row[2 + (self.first + number) % 12] = 1.0
        return row

    def run(self, series: Floats, spreads: Floats) -> tuple[Floats, Floats, float]:
        """Return mean and covariance after the last month, and the log-likelihood."""
        mean = np.zeros(14)
        if self.rolling:
            mean[0] = mean[2] = series[0] / 12.0
            mean[3:] = series[0] / 12.0
            start = np.full(14, 0.15)
        else:
            mean[0] = series[:12].mean()
            start = np.full(14, 0.2)
            start[0] = 0.5
        start[1] = 0.02
        covariance = np.diag(start**2)
        effect = self.shocks(spreads)
        moved = effect @ effect.T
        noise = _TINY if self.rolling else float(spreads[2]) ** 2
        likelihood = 0.0
        for number, now in enumerate(series):
            if number:
                mean = self.transition @ mean
                covariance = self.transition @ covariance @ self.transition.T + moved
            row = self.reading(number)
            cross = covariance @ row
            variance = float(row @ cross) + noise
            error = float(now - row @ mean)
            likelihood -= 0.5 * (np.log(variance) + error * error / variance)
            mean = mean + cross * (error / variance)
            covariance = covariance - np.outer(cross, cross) / variance
        return mean, covariance, likelihood


@lru_cache(maxsize=512)
def _maximise(content: bytes, first: int, kept: float, rolling: bool) -> Floats:
    series = np.frombuffer(content)
    model = _Model(first, kept, rolling)

    def misfit(logs: Floats) -> float:
        prior = 0.5 * (((logs - _LOG_PRIOR) / _PRIOR_SPREAD) ** 2).sum()
        return float(prior - model.run(series, np.exp(np.clip(logs, -9.0, 1.0)))[2])

    found = minimize(
        misfit, _LOG_PRIOR, method="Nelder-Mead", options={"maxfev": 120, "xatol": 0.02, "fatol": 0.02}
    )
    return np.asarray(found.x, dtype=np.float64)
