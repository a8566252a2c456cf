"""What has to be simulated for a claim, and how its test reads the simulated worlds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, order=True)
class Setting:
    """Circumstances that all compared options share.

    Args:
        off: ids of mechanisms that are turned off, sorted.
        start: month in which the options start, `YYYY-MM`; the study's if empty.
        as_of: day from which on nothing observed is used, `YYYY-MM-DD`; the study's if empty.
    """

    off: tuple[str, ...] = ()
    start: str = ""
    as_of: str = ""


HERE_AND_NOW = Setting()


@dataclass(frozen=True)
class Demand:
    """One option that a test has to see, on one outcome.

    Args:
        option: id of the option.
        outcome: name of the outcome.
        years: years after the start that are needed.
        setting: circumstances.
    """

    option: str
    outcome: str
    years: int
    setting: Setting = HERE_AND_NOW


class Worlds(Protocol):
    """Simulated worlds as a test sees them: the same members under every option and setting."""

    @property
    def members(self) -> int:
        """Number of worlds."""

    def yearly(self, option: str, outcome: str, setting: Setting, states: tuple[str, ...]) -> Floats:
        """Return an outcome by year, (members, years); states restricts outcomes by state."""

    def quarterly(self, option: str, outcome: str, setting: Setting) -> Floats:
        """Return an outcome by quarter after the start, per year, (members, quarters)."""

    def last_observed_year(self, setting: Setting) -> float:
        """Return the homicides of the last twelve observed months."""

    def parameter(self, name: str) -> Floats:
        """Return a ledger parameter by member, (members,)."""

    def uniform(self, name: str) -> Floats:
        """Return a random number in (0, 1) for each member, (members,)."""
