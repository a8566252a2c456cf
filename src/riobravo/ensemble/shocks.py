"""The size and persistence of shocks to homicides, estimated from the panel of victims.

Three kinds: national shocks that all states share, lasting shocks of single states, and shocks of single
weeks. The first two follow mean-reverting processes whose spread grows with the horizon; they are fitted to
the observed growth of twelve-month sums over one, two and three years. The third is what is left between
neighbouring months beyond chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riobravo.errors import DataError

Floats = NDArray[np.float64]

LEAST_MONTHS = 36
_WEEKS_PER_MONTH = 52.0 / 12.0
_HALF_LIVES = np.geomspace(13.0, 520.0, 60)


@dataclass(frozen=True)
class Shocks:
    """Sizes are standard deviations of log homicides; half-lives are in weeks."""

    national_shock_sd: float
    national_shock_half_life: float
    state_shock_sd: float
    state_shock_half_life: float
    weekly_shock_sd: float


def estimate_shocks(victims: Floats) -> Shocks:
    """Estimate the shocks from monthly victims by state.

    Args:
        victims: shape (months, 32), complete, at least 36 months.

    Raises:
        DataError: there are too few months.
    """
    months = victims.shape[0]
    if months < LEAST_MONTHS:
        raise DataError(
            f"the victims series has {months} months before the as-of date, too few to estimate"
            " how much homicides move.",
            field="as_of",
            fix=f"choose an as-of date with at least {LEAST_MONTHS} months before it.",
        )
    nation = victims.sum(axis=1)
    national_sd, national_half_life = _fit(np.log(_year_sums(nation[:, None])), np.ones(1))
    yearly = _year_sums(victims)
    shares = np.log((yearly + 0.5) / yearly.sum(axis=1, keepdims=True))
    state_sd, state_half_life = _fit(shares, victims.mean(axis=0))
    return Shocks(national_sd, national_half_life, state_sd, state_half_life, _weekly_spread(victims))


def _year_sums(panel: Floats) -> Floats:
    """Return sums over twelve months, shape (months - 11, columns)."""
    cumulated = np.cumsum(np.vstack([np.zeros((1, panel.shape[1])), panel]), axis=0)
    return np.asarray(cumulated[12:] - cumulated[:-12], dtype=np.float64)


def _fit(logs: Floats, weights: Floats) -> tuple[float, float]:
    """Return spread and half-life whose growth with the horizon is nearest to the observed growth."""
    horizons = [h for h in (12, 24, 36) if h + 12 <= logs.shape[0]] or [12]
    observed = np.array(
        [np.average(((logs[h:] - logs[:-h]) ** 2).mean(axis=0), weights=weights) for h in horizons]
    )
    weeks = np.array(horizons) * _WEEKS_PER_MONTH
    growth = 1.0 - 0.5 ** (2.0 * weeks[None, :] / _HALF_LIVES[:, None])
    variance = (growth * observed).sum(axis=1) / (growth**2).sum(axis=1)
    misfit = ((variance[:, None] * growth - observed) ** 2).sum(axis=1)
    # One horizon fits any half-life. The longest is taken: nothing returns that was not seen to return.
    best = len(_HALF_LIVES) - 1 if len(horizons) == 1 else int(np.argmin(misfit))
    return float(np.sqrt(variance[best])), float(_HALF_LIVES[best])


def _weekly_spread(victims: Floats) -> float:
    """Return the spread of weekly shocks behind the changes between neighbouring months."""
    level = 0.5 * (victims[1:] + victims[:-1])
    excess = 0.5 * (victims[1:] - victims[:-1]) ** 2 - level
    monthly = max(float(excess.sum() / (level**2).sum()), 0.0)
    return float(np.sqrt(monthly * _WEEKS_PER_MONTH))
