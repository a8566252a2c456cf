"""Where people who move start: encounters of the last observed year, and who lives in each state."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from riobravo.dates import WEEKS_PER_YEAR
from riobravo.ensemble.openings.economy import observed_before
from riobravo.observed.panels import population

ENCOUNTERS: Final = "border-encounters"
_BOOK: Final = "DHS_OHSS_KHSM_USBP"  # one of the two sources of the file; they must not be added
_BORDER: Final = "Southwest Land Border"
_MONTHS: Final = 12


def fill_people(
    records: NDArray[np.void], local: NDArray[np.void], date: datetime.date, overlay: Path | None = None
) -> None:
    """Set the start of people who move from the series, as far as they reach before a date.

    What the series do not hold by then keeps the value of its field.

    Args:
        records: one record of people, (1,), changed in place.
        local: one record per state, (32,), changed in place.
        date: first day of the simulation; only earlier months are used.
        overlay: folder with newer series, laid over the shipped one.
    """
    local["population"] = population(date.year, overlay=overlay)
    table = observed_before(ENCOUNTERS, date, overlay)
    if table is None:
        return
    here = (table["source"] == _BOOK) & (table["region"] == _BORDER) & (table["component"] == "USBP")
    totals = {}
    for citizenship in ("All", "Mexico"):
        rows = here & (table["citizenship"] == citizenship)
        last = np.argsort(table["date"][rows], kind="stable")[-_MONTHS:]
        if len(last) < _MONTHS:
            return
        totals[citizenship] = float(table["encounters"][rows][last].sum()) / WEEKS_PER_YEAR
    records["start_from_mexico"] = totals["Mexico"]
    records["start_from_elsewhere"] = totals["All"] - totals["Mexico"]
    records["encounters"] = totals["All"]
