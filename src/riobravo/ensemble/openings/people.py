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
    months = [monthly_encounters(one, date, overlay)[-_MONTHS:] for one in ("All", "Mexico")]
    if any(len(one) < _MONTHS for one in months):
        return
    everyone, mexico = (float(one.sum()) / WEEKS_PER_YEAR for one in months)
    records["start_from_mexico"] = mexico
    records["start_from_elsewhere"] = everyone - mexico
    records["encounters"] = everyone


def monthly_encounters(
    citizenship: str, date: datetime.date, overlay: Path | None = None
) -> NDArray[np.float64]:
    """Return encounters between ports at the southwest border by month; empty if none are known.

    Args:
        citizenship: `All` or `Mexico`.
        date: only earlier months are used.
        overlay: folder with newer series, laid over the shipped one.
    """
    table = observed_before(ENCOUNTERS, date, overlay)
    if table is None:
        return np.zeros(0)
    rows = (table["source"] == _BOOK) & (table["region"] == _BORDER) & (table["component"] == "USBP")
    rows &= table["citizenship"] == citizenship
    order = np.argsort(table["date"][rows], kind="stable")
    return np.asarray(table["encounters"][rows][order], dtype=np.float64)
