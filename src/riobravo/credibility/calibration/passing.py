"""Encounters and trade: how large their passing shocks are, and how fast these fade (H2 and E1).

    encounters: log y = level + season + rule + shock + chance
    imports:    log y = level + growth + season + shock + chance

Without options the simulated path of encounters is flat and that of trade grows at a rate, so the shock is
all else that moves. Encounters count crossings, not people: under the rule of March 2020 to May 2023 people
were sent back at once and tried again. How much that adds is not known; 30 % more, half to twice, is its
prior.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from riobravo.credibility.calibration.block import UNKNOWN_LEVEL, Block, Floats, Values, fading, same
from riobravo.errors import DataError
from riobravo.forecasting.nowcast import month_lengths
from riobravo.observed import load

FIRST: Final = np.datetime64("2012-01", "M")
_WEEKS_PER_MONTH: Final = 52.0 / 12.0
_EPOCH: Final = np.datetime64("2000-01", "M")
# The order under which people were expelled and tried again; both months are months of it.
_RULE: Final = (np.datetime64("2020-03", "M"), np.datetime64("2023-05", "M"))
_RULE_MEAN, _RULE_SD = 0.26, 0.35
_SEASON: Final = 0.15


class Passing(Block):
    """A monthly series that passing shocks move."""

    def __init__(self, months: np.ndarray, values: Floats) -> None:
        when = (months - _EPOCH).astype(np.float64)
        super().__init__(np.log(values / month_lengths(months)), when)
        seasons = months.astype(np.int64) % 12
        self.fixed = UNKNOWN_LEVEL**2 + _SEASON**2 * same(seasons)
        self.middle = np.zeros(len(when))

    def mean(self, values: Values) -> Floats:
        """Return expected logarithms: flat but for the rule."""
        count = len(next(iter(values.values())))
        return np.tile(self.middle, (count, 1))

    def covariance(self, values: Values) -> Floats:
        """Return the covariance of shocks, level, seasons and chance."""
        sd, half_life = (values[name] for name in self.parameters[:2])
        covariance = self.fixed + fading(self.when, sd, half_life / _WEEKS_PER_MONTH)
        diagonal = np.arange(len(self.when))
        covariance[:, diagonal, diagonal] += values["monthly_chance"][:, None] ** 2
        return covariance


class Encounters(Passing):
    """Encounters between ports at the southwest border, all nationalities."""

    name = "encounters"
    title = "Encounters at the border"
    parameters = ("encounter_shock_sd", "encounter_shock_half_life")
    series = ("border-encounters",)
    measured = (
        "crossings, not people: repeat crossings under the rule of March 2020 to May 2023 add an unknown"
        " factor, 1.3 within half to twice; seasons and level free; chance of single months fitted too"
    )
    errors: Mapping[str, tuple[float, float]] = {"monthly_chance": (0.05, 0.5)}

    def __init__(self, months: np.ndarray, values: Floats) -> None:
        super().__init__(months, values)
        ruled = (months >= _RULE[0]) & (months <= _RULE[1])
        self.middle = _RULE_MEAN * ruled.astype(np.float64)
        self.fixed = self.fixed + _RULE_SD**2 * np.outer(ruled, ruled)


class Imports(Passing):
    """US imports of goods from Mexico."""

    name = "imports"
    title = "US imports of goods from Mexico"
    parameters = ("trade_shock_sd", "trade_shock_half_life", "trade_growth")
    series = ("us-mexico-goods-trade",)
    measured = "Census basis, current dollars; level and seasons free; chance of single months fitted too"
    errors: Mapping[str, tuple[float, float]] = {"monthly_chance": (0.03, 0.5)}

    def mean(self, values: Values) -> Floats:
        """Return expected logarithms: growth, as in the simulation."""
        return np.asarray(np.outer(values["trade_growth"], self.when - self.when[0]) / 12.0)


def read_encounters(as_of: datetime.date, overlay: Path | None = None) -> Encounters:
    """Return the block of encounters from what was observed before a date.

    Raises:
        DataError: the series does not reach far enough.
    """
    table = load("border-encounters", as_of, overlay=overlay)
    rows = (table["source"] == "DHS_OHSS_KHSM_USBP") & (table["region"] == "Southwest Land Border")
    rows &= (table["component"] == "USBP") & (table["citizenship"] == "All")
    return Encounters(*_complete("border-encounters", table["date"][rows], table["encounters"][rows]))


def read_imports(as_of: datetime.date, overlay: Path | None = None) -> Imports:
    """Return the block of imports from what was observed before a date.

    Raises:
        DataError: the series does not reach far enough.
    """
    table = load("us-mexico-goods-trade", as_of, overlay=overlay)
    there = ~np.isnan(table["imports_musd"])
    return Imports(*_complete("us-mexico-goods-trade", table["date"][there], table["imports_musd"][there]))


def _complete(series: str, dates: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, Floats]:
    """Return months from 2012 on, in order."""
    months = dates.astype("datetime64[M]")
    order = np.argsort(months)
    months, values = months[order], values[order].astype(np.float64)
    keep = (months >= FIRST) & (values > 0.0)
    if keep.sum() < 48:
        raise DataError(
            f"the series {series} has {int(keep.sum())} months since 2012, too few to calibrate with.",
            field="as_of",
            fix="choose a later date.",
        )
    return months[keep], values[keep]
