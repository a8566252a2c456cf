"""The nowcast of homicides by state: where the states stand at the origin, and how they move together.

For state s and month t, with y the count and d the length of the month in average months:

    log((y_st + 1/2) / d_t) = m_s + n_t + u_st + e_st,   var e_st = 1 / (d_t lambda_st) + r^2
    n_t  = a n_{t-1}  + q v_t          the nation, shared by all states
    u_st = b u_{st-1} + p w_st         the state by itself
    lambda_st = exp(m_s + n_t + u_st)

v and w are standard normal. m_s is the mean of the left side over the window. The five numbers a, b (as
half-lives), q, p and r maximise the likelihood of the window up to its last December, with weak priors:
half-lives around 36 months, spreads around 0.1 (both within a factor of two in two cases of three). A Kalman
filter updates nation and states month by month; the counting variance uses the rate predicted before the
count is seen. Forecast months draw nation and states jointly from the filter, move them on, and draw
counts from Poisson(d lambda exp(r e - k)), where k takes off half the variance of the shocks still to come,
so that shocks do not raise the expected number.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from riobravo.forecasting.known import Floats, Months, Panel

_LOG_PRIOR: Final = np.log([36.0, 36.0, 0.1, 0.1, 0.1])
_PRIOR_SPREAD: Final = 0.7
_LOWEST: Final = np.log([1.0, 1.0, 1e-3, 1e-3, 1e-3])
_HIGHEST: Final = np.log([600.0, 600.0, 2.0, 2.0, 2.0])
_AVERAGE_MONTH: Final = 365.25 / 12.0


@dataclass(frozen=True)
class Filtered:
    """What the filter knows after the last month.

    Args:
        mean: nation and deviations of the states, (1 + states,).
        covariance: theirs, (1 + states, 1 + states).
        likelihood: log-likelihood of the window.
    """

    mean: Floats
    covariance: Floats
    likelihood: float


def forecast(known: Panel, steps: int, draws: int, random: np.random.Generator, window: int) -> Floats:
    """Return joint draws of counts, (draws, steps, states).

    Args:
        known: what was known.
        steps: months after the last known one.
        draws: number of draws.
        random: where chance comes from.
        window: months that are used at most.
    """
    values, months = known.values[-window:], known.months[-window:]
    parameters = _estimate(values, months)
    length = month_lengths(months)
    logs = np.log((values + 0.5) / length[:, None])
    level = logs.mean(axis=0)
    now = run_filter(logs - level, level, length, parameters)
    keep, spread, noise = _unpack(parameters, values.shape[1])
    root = np.linalg.cholesky(now.covariance + 1e-10 * np.eye(len(now.mean)))
    state = now.mean + random.standard_normal((draws, len(now.mean))) @ root.T
    coming = known.months[-1] + np.arange(1, steps + 1)
    lengths = month_lengths(coming)
    out = np.empty((draws, steps, values.shape[1]))
    passed = np.zeros(len(now.mean))
    for step in range(steps):
        state = state * keep + spread * random.standard_normal(state.shape)
        passed = passed * keep**2 + spread**2
        log_rate = level + state[:, :1] + state[:, 1:] - 0.5 * (passed[0] + passed[1:])
        log_rate += noise * random.standard_normal(log_rate.shape) - 0.5 * noise**2
        # The cap is far above anything seen and keeps a wild draw from leaving the numbers.
        out[:, step] = random.poisson(np.exp(np.minimum(log_rate, 12.0)) * lengths[step])
    return out


def run_filter(logs: Floats, level: Floats, length: Floats, parameters: Floats) -> Filtered:
    """Update nation and states month by month.

    Args:
        logs: deviations of the log rates from their level, (months, states).
        level: the level, (states,).
        length: lengths of the months.
        parameters: logs of the two half-lives in months and the three spreads.
    """
    states = logs.shape[1]
    keep, spread, noise = _unpack(parameters, states)
    mean = np.zeros(states + 1)
    covariance = np.diag(spread**2 / (1.0 - keep**2))
    likelihood = 0.0
    for now, days in zip(logs, length, strict=True):
        mean = mean * keep
        covariance = covariance * np.outer(keep, keep)
        covariance[np.diag_indices(states + 1)] += spread**2
        predicted = mean[0] + mean[1:]
        rate = np.maximum(np.exp(np.minimum(level + predicted, 12.0)) * days, 0.5)
        cross = covariance[:, :1] + covariance[:, 1:]
        total = cross[:1] + cross[1:]
        total[np.diag_indices(states)] += 1.0 / rate + noise**2
        error = now - predicted
        factor = np.linalg.cholesky(total)
        whitened = np.linalg.solve(factor, np.column_stack([error, cross.T]))
        likelihood -= np.log(np.diag(factor)).sum() + 0.5 * float(whitened[:, 0] @ whitened[:, 0])
        mean = mean + whitened[:, 1:].T @ whitened[:, 0]
        covariance = covariance - whitened[:, 1:].T @ whitened[:, 1:]
    return Filtered(mean, covariance, likelihood)


def month_lengths(months: Months) -> Floats:
    """Return the lengths of months in average months."""
    days = (months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")
    return np.asarray(days.astype(np.float64) / _AVERAGE_MONTH)


def _unpack(parameters: Floats, states: int) -> tuple[Floats, Floats, float]:
    half_lives = np.exp(parameters[:2])
    keeps, spreads = 0.5 ** (1.0 / half_lives), np.exp(parameters[2:4])
    shape = [1, states]
    return np.repeat(keeps, shape), np.repeat(spreads, shape), float(np.exp(parameters[4]))


def _estimate(values: Floats, months: Months) -> Floats:
    """Return the parameters from the window up to its last December, or all of a short window."""
    numbers = months.astype(np.int64) % 12
    decembers = np.flatnonzero(numbers == 11)
    end = int(decembers[-1]) + 1 if len(decembers) and decembers[-1] >= 35 else len(months)
    content = np.ascontiguousarray(values[:end])
    return _maximise(content.tobytes(), content.shape, str(months[0]))


@lru_cache(maxsize=128)
def _maximise(content: bytes, shape: tuple[int, int], first: str) -> Floats:
    values = np.frombuffer(content).reshape(shape)
    length = month_lengths(np.datetime64(first, "M") + np.arange(shape[0]))
    logs = np.log((values + 0.5) / length[:, None])
    level = logs.mean(axis=0)

    def misfit(parameters: NDArray[np.float64]) -> float:
        inside = np.clip(parameters, _LOWEST, _HIGHEST)
        prior = 0.5 * (((parameters - _LOG_PRIOR) / _PRIOR_SPREAD) ** 2).sum()
        return float(prior - run_filter(logs - level, level, length, inside).likelihood)

    found = minimize(
        misfit, _LOG_PRIOR, method="Nelder-Mead", options={"maxfev": 160, "xatol": 0.02, "fatol": 0.02}
    )
    return np.asarray(found.x, dtype=np.float64)
