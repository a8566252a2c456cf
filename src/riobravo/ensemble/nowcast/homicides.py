"""The nowcast of homicides: log rates of the states, updated month by month up to the last observed one.

The process is the one that the simulation goes on with (G12): a national shock that all states share and a
lasting shock of each state, both returning to the mean of the series with the half-lives that
`ensemble.shocks` estimates, and independent weekly shocks as noise. What the filter knows after the last
month is the start: members draw nation and states jointly from it. A shock in force on that day fades in the
simulation, which is the trend of a state that its history tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from riobravo.ensemble.shocks import Shocks
from riobravo.world.state import STATES
from riobravo.world.streams import draw_table

Floats = NDArray[np.float64]

# Half-lives are limited to ten years, so that older months say hardly anything about the present.
_MONTHS: Final = 120
_WEEKS_PER_MONTH: Final = 52.0 / 12.0
# Where weekly shocks cannot be told from chance they still are something.
_LEAST: Final = 0.01


@dataclass(frozen=True)
class HomicideNowcast:
    """What is known of log homicides per week.

    Args:
        usual: mean of each state over the series, log victims per week, (32,).
        mean: shocks in force, of the nation first and then of the states, (33,).
        covariance: how well they are known, (33, 33).
        noise: standard deviation of monthly noise, log.
    """

    usual: Floats = field(repr=False)
    mean: Floats = field(repr=False)
    covariance: Floats = field(repr=False)
    noise: float

    @property
    def level(self) -> Floats:
        """Expected victims per week of each state, (32,)."""
        spread = self.covariance[0, 0] + 2.0 * self.covariance[0, 1:] + np.diag(self.covariance)[1:]
        return np.asarray(np.exp(self._log(self.mean[None])[0] + 0.5 * spread))

    def draw(self, seed: int, first: int, count: int) -> tuple[Floats, Floats]:
        """Return levels and shocks of some members.

        Args:
            seed: study seed.
            first: number of the first member.
            count: number of members.

        Returns:
            Victims per week, (count, 32), and log shocks in force, states first and the nation in the
            last place, (count, 33).
        """
        names = ["nation", *(f"state {code:02d}" for code in range(1, STATES + 1))]
        normal = np.ascontiguousarray(draw_normal(seed, names, first, count).T)
        root = np.linalg.cholesky(self.covariance + 1e-12 * np.eye(STATES + 1))
        # Row by row, so that the numbers of a member do not depend on how many are drawn with it.
        shocks = self.mean + np.stack([root @ row for row in normal])
        return np.exp(self._log(shocks)), np.roll(shocks, -1, axis=1)

    def _log(self, shocks: Floats) -> Floats:
        # Weekly shocks leave the expected number as it is, so the mean of logarithms lies below its log.
        return np.asarray(self.usual + shocks[:, :1] + shocks[:, 1:] + 0.5 * self.noise**2)


def nowcast_homicides(months: NDArray[np.datetime64], victims: Floats, shocks: Shocks) -> HomicideNowcast:
    """Update nation and states with every observed month.

    Args:
        months: datetime64[M], consecutive, (months,).
        victims: monthly victims by state, (months, 32).
        shocks: the process.
    """
    from riobravo.forecasting.nowcast import month_lengths, run_filter

    months, victims = months[-_MONTHS:], victims[-_MONTHS:]
    length = month_lengths(months)
    logs = np.log((victims + 0.5) / length[:, None])
    usual = logs.mean(axis=0)
    half_lives = np.array([shocks.national_shock_half_life, shocks.state_shock_half_life]) / _WEEKS_PER_MONTH
    step = np.sqrt(1.0 - 0.5 ** (2.0 / half_lives))
    spreads = np.maximum(np.array([shocks.national_shock_sd, shocks.state_shock_sd]) * step, 1e-4)
    noise = max(shocks.weekly_shock_sd / np.sqrt(_WEEKS_PER_MONTH), _LEAST)
    process = np.log(np.array([*half_lives, *spreads, noise]))
    now = run_filter(logs - usual, usual, length, process)
    return HomicideNowcast(usual - np.log(_WEEKS_PER_MONTH), now.mean, now.covariance, float(noise))


def draw_normal(seed: int, names: Sequence[str], first: int, count: int) -> Floats:
    """Return one standard normal number per member for each of some named quantities, (names, count)."""
    from scipy.special import ndtri

    uniform = draw_table(seed, [f"nowcast {name}" for name in names], first, count)
    return np.asarray(ndtri(uniform), dtype=np.float64)
