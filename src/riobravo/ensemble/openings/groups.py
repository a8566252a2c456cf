"""The means of armed groups at the start, from the observed series."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riobravo.dates import WEEKS_PER_YEAR
from riobravo.observed import state_months

_SERIES = "sesnsp-victims"
_MONTHS = 12


def fill_groups(local: NDArray[np.void], as_of: datetime.date, overlay: Path | None = None) -> None:
    """Set the recorded extortion of each state to that of the last observed year.

    Args:
        local: one record per state, (32,), changed in place.
        as_of: only months that began before this date are used.
        overlay: folder with newer series, laid over the shipped one.
    """
    victims = state_months(_SERIES, "extortion", as_of, overlay=overlay)
    local["extortion_level"] = victims.values[-_MONTHS:].sum(axis=0) / WEEKS_PER_YEAR
