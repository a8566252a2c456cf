"""Homicides: what they say about armed groups, through three registers that count differently.

    log y = log expected homicides + national shock + basis of the register + error

Expected homicides are those of the simulation without chance from 2012: recorded and linked deaths of
conflict between groups, and the rest. Four quarterly series are used beside each other and never joined:
victims in prosecutors' files (SESNSP, the basis of the model), offences in them (about 1.18 victims
each), and deaths by registration and by occurrence (INEGI), each with a basis of its own that may drift.
The deaths are the same, so the national shock is one. The rest has no trend of its own in the model, and
the shock is as large as the panel of victims says, so that only what groups do over many years can show.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Final

import numpy as np

from riobravo.credibility.calibration.block import UNKNOWN_LEVEL, Block, Floats, Values, fading, same
from riobravo.credibility.calibration.skeleton import Violence as Skeleton
from riobravo.credibility.calibration.skeleton import violence_skeleton
from riobravo.ensemble.shocks import estimate_shocks
from riobravo.errors import DataError
from riobravo.observed import state_months

_EPOCH: Final = np.datetime64("2000-01", "M")
_FIRST: Final = np.datetime64("2012-01", "M")
# Series, column, and what one of its counts is of a victim in prosecutors' files: log mean and spread.
REGISTERS: Final = (
    ("sesnsp-victims", "intentional_homicide", 0.0, 0.02),
    ("sesnsp-offences", "intentional_homicide", -float(np.log(1.18)), 0.05),
    ("inegi-registered", "homicides", 0.05, 0.1),
    ("inegi-occurrence", "homicides", 0.0, 0.1),
)
_BASIS_DRIFT, _BASIS_HALF_LIFE = 0.03, 36.0
_CHANCE, _OWN_CHANCE = 0.02, 0.02


class Violence(Block):
    """Quarterly homicides of the nation in four registers."""

    name = "violence"
    title = "Homicides in Mexico"
    parameters = ("initial_members", "linked_deaths", "recorded_share")
    series = tuple(one[0] for one in REGISTERS)
    measured = (
        "victims (SESNSP) as they are; offences (SESNSP) 1.18 victims each, 5 %; INEGI by registration and by"
        " occurrence on bases of their own, 10 %; every basis may drift by 3 %; the same deaths, never joined"
    )

    def __init__(
        self, y: Floats, when: Floats, register: np.ndarray, shock: tuple[float, float], skeleton: Skeleton
    ) -> None:
        super().__init__(y, when)
        self.register, self.skeleton = register, skeleton
        self.quarter = ((when - when.min()) / 3.0).round().astype(np.int64)
        self.start = int(when.min())
        one = same(register)
        basis = np.array([spread for *_, spread in REGISTERS])[register]
        sd, half_life = (np.array([value]) for value in shock)
        drift = fading(when, np.array([_BASIS_DRIFT]), np.array([_BASIS_HALF_LIFE]))[0]
        self.fixed = (
            UNKNOWN_LEVEL**2
            + fading(when, sd, half_life)[0]
            + one * (np.outer(basis, basis) + drift)
            + _CHANCE**2 * same(self.quarter)
            + _OWN_CHANCE**2 * np.eye(len(y))
        )[None]

    def mean(self, values: Values) -> Floats:
        """Return the simulated path without chance, on the basis of each register."""
        conflict = values["linked_deaths"] + values["recorded_share"]
        path = self.skeleton.read(values["initial_members"], conflict)
        basis = np.array([basis for *_, basis, _ in REGISTERS])[self.register]
        return np.asarray(path[:, self.quarter] + basis)

    # All blocks are asked alike.
    def covariance(self, values: Values) -> Floats:  # noqa: ARG002
        """Return the covariance of shock, bases and errors; no parameter of the block moves it."""
        return np.asarray(self.fixed)


def read_violence(as_of: datetime.date, overlay: Path | None = None) -> Violence:
    """Return the block from what was observed before a date.

    Raises:
        DataError: the series do not reach far enough.
    """
    y, when, register = [], [], []
    for place, (series, column, *_) in enumerate(REGISTERS):
        panel = state_months(series, column, as_of, since=_FIRST.astype(datetime.date), overlay=overlay)
        months = panel.months
        skip = int(-(months[0].astype(np.int64)) % 3)
        quarters = (len(months) - skip) // 3
        nation = panel.values.sum(axis=1)[skip : skip + 3 * quarters].reshape(-1, 3).sum(axis=1)
        y.append(np.log(nation))
        when.append((months[skip : skip + 3 * quarters : 3] - _EPOCH).astype(np.float64))
        register.append(np.full(quarters, place))
    if len(y[0]) < 16:
        raise DataError(
            "fewer than four years of homicides are known, too few to calibrate with.",
            field="as_of",
            fix="choose a later date.",
        )
    shocks = estimate_shocks(state_months(*REGISTERS[0][:2], as_of, overlay=overlay).values)
    weeks = 52.0 / 12.0
    together = np.concatenate(when)
    quarters = int((together.max() - together.min()) / 3.0) + 1
    return Violence(
        np.concatenate(y),
        together,
        np.concatenate(register),
        (shocks.national_shock_sd, shocks.national_shock_half_life / weeks),
        violence_skeleton(quarters),
    )
