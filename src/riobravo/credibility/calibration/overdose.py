"""Overdose deaths: where their unexplained trend returns to, how fast, and how far it wanders (D4).

    log S_t = mean over twelve months of (level + drift) + error,   drift' = trend
    trend an Ornstein-Uhlenbeck process around `overdose_trend`

Published are sums over twelve months. Neighbouring sums share eleven months, so they are modelled as
sums: every third one is used, and chance of single months enters all sums that hold the month. One common
error stands for what provisional counts miss. The expected path is that of the simulation without chance,
started on its long-run trend. Points from the press are not used, so that the fall since 2023 stays a
test.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Final

import numpy as np

from riobravo.credibility.calibration.block import UNKNOWN_LEVEL, Block, Floats, Values, fading
from riobravo.credibility.calibration.skeleton import overdose_path
from riobravo.errors import DataError
from riobravo.observed import load

_EPOCH: Final = np.datetime64("2000-01", "M")
_MONTH: Final = 1.0 / 12.0
_EVERY: Final = 3
# Chance of single months, log: seasons and the week on which months end.
_CHANCE: Final = 0.03
_TINY: Final = 0.002


class Overdose(Block):
    """Sums over twelve months of all overdose deaths in the United States."""

    name = "overdose"
    title = "US overdose deaths"
    parameters = ("overdose_trend", "overdose_trend_half_life", "overdose_trend_spread")
    series = ("us-overdose-12-months",)
    measured = (
        "sums over twelve months, every third of them; errors of neighbouring sums are shared as their months"
        " are; what provisional counts miss is part of the free level"
    )

    def __init__(self, ends: np.ndarray, sums: Floats) -> None:
        super().__init__(np.log(sums), (ends - _EPOCH).astype(np.float64))
        first = int(self.when[0]) - 11
        self.months = np.arange(first, int(self.when[-1]) + 1, dtype=np.float64)
        places = self.when.astype(np.int64) - first
        mean = np.zeros((len(sums), len(self.months)))
        for row, place in enumerate(places):
            mean[row, place - 11 : place + 1] = 1.0 / 12.0
        self.average = mean
        self.from_trend = mean @ np.tril(np.ones((len(self.months),) * 2), -1) * _MONTH
        self.fixed = UNKNOWN_LEVEL**2 + _CHANCE**2 * mean @ mean.T + _TINY**2 * np.eye(len(sums))

    def mean(self, values: Values) -> Floats:
        """Return the simulated path without chance, averaged as the sums are."""
        return np.asarray(overdose_path(values["overdose_trend"], len(self.months)) @ self.average.T)

    def covariance(self, values: Values) -> Floats:
        """Return the covariance of the wandering trend, level and chance."""
        half_life = values["overdose_trend_half_life"] * 12.0
        trend = fading(self.months, values["overdose_trend_spread"], half_life)
        return np.asarray(self.fixed + np.matmul(self.from_trend, trend) @ self.from_trend.T)


def read_overdose(as_of: datetime.date, overlay: Path | None = None) -> Overdose:
    """Return the block from what was observed before a date.

    Raises:
        DataError: the series does not reach far enough.
    """
    table = load("us-overdose-12-months", as_of, overlay=overlay)
    rows = table["indicator"] == "all_drug_overdose"
    ends = table["month_ending"][rows].astype("datetime64[M]")
    order = np.argsort(ends)[::-1][::_EVERY][::-1]
    ends, sums = ends[order], table["deaths_12mo_reported"][rows][order].astype(np.float64)
    if len(ends) < 12:
        raise DataError(
            f"the series us-overdose-12-months has {len(ends)} quarters, too few to calibrate with.",
            field="as_of",
            fix="choose a later date.",
        )
    return Overdose(ends, sums)
