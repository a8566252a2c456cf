"""Where both publics start: the last polls that were known on a date."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from riobravo.observed.table import load

# Which field each series sets, and for how many years a poll says something about the start.
_FIELDS: Final = {
    "view-of-us": ("view_of_us", 4),
    "mexican-approval": ("approval", 1),
    "support-for-us-force": ("support_for_force_mexico", 2),
    "us-approval": ("us_approval", 1),
}
POLLS: Final = tuple(_FIELDS)
# Results appear within the month after the one they are dated to.
_DELAY: Final = np.timedelta64(31, "D")
_YEAR: Final = np.timedelta64(365, "D")


def fill_politics(records: NDArray[np.void], as_of: datetime.date, overlay: Path | None = None) -> None:
    """Set where both publics start from the last polls known on a date.

    What no recent poll tells keeps the value of its field.

    Args:
        records: one record of politics, (1,), changed in place.
        as_of: day from which on no poll is used.
        overlay: folder with newer series, laid over the shipped one.
    """
    for field, (percent, _) in last_polls(as_of, overlay).items():
        if percent is not None:
            records[field] = percent / 100.0


def last_polls(as_of: datetime.date, overlay: Path | None = None) -> dict[str, tuple[float | None, float]]:
    """Return the last poll known on a date for each field, in per cent, and its age in years.

    Where there is no recent poll, the poll is None and the age is that at which polls stop to count.

    Args:
        as_of: day from which on no poll is used.
        overlay: folder with newer series, laid over the shipped one.
    """
    day = np.datetime64(as_of, "D")
    found: dict[str, tuple[float | None, float]] = {}
    for series, (field, years) in _FIELDS.items():
        table = load(series, overlay=overlay)
        dates = table["date"]
        known = (dates + _DELAY <= day) & (dates > day - years * _YEAR)
        found[field] = (None, float(years))
        if known.any():
            last = np.argmax(np.where(known, dates.astype(np.int64), np.iinfo(np.int64).min))
            age = float((day - dates[last].astype("datetime64[D]")) / _YEAR)
            found[field] = (float(table["percent"][last]), age)
    return found
