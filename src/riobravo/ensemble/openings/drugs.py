"""Where drug markets start: overdose deaths by class, and seizures by place, as they were last observed."""

from __future__ import annotations

import datetime
import math
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from riobravo.errors import DataError
from riobravo.observed.table import Table, load
from riobravo.world.drugs.fields import COCAINE, DRUGS, FENTANYL, METHAMPHETAMINE

DEATHS: Final = "us-overdose-12-months"
PRESS: Final = "us-overdose-press"
SEIZURES: Final = "cbp-seizures"
_CLASSES: Final = {
    "deaths_all": "all_drug_overdose",
    "deaths_opioids": "synthetic_opioids_T40.4",
    "deaths_methamphetamine": "psychostimulants_T43.6",
    "deaths_cocaine": "cocaine_T40.5",
}
_SEIZED: Final = (FENTANYL, METHAMPHETAMINE, COCAINE)
_KILOGRAMS_PER_POUND: Final = 0.45359237
_MONTH: Final = np.timedelta64(1, "M")
_YEAR: Final = np.timedelta64(12, "M")


def fill_drugs(
    drugs: NDArray[np.void],
    market: NDArray[np.void],
    date: datetime.date,
    as_of: datetime.date | None = None,
    overlay: Path | None = None,
) -> None:
    """Set the start of drug markets from what the series hold as of a date.

    What they do not hold by then keeps the value of its field. Seizures later than the first day of
    the simulation are not used; deaths are, up to `as_of`: the simulation then follows their observed
    fall or rise before it goes on by itself.

    Args:
        drugs: the record of the nation's drugs, (1,), changed in place.
        market: the records of the classes of drugs, (4,), changed in place.
        date: first day of the simulation.
        as_of: day from which on no observation is used; that first day if None.
        overlay: folder with newer series, laid over the shipped one.
    """
    known = as_of or date
    tables = [_known(series, known, overlay) for series in (DEATHS, PRESS)]
    sums = {name: _sums(tables, label) for name, label in _CLASSES.items()}
    _fill_deaths(drugs, sums, np.datetime64(date, "M"))
    seizures = _known(SEIZURES, min(date, known), overlay)
    if seizures is not None:
        _fill_seizures(drugs, market, seizures)


def reach_of_deaths(
    date: datetime.date, as_of: datetime.date | None = None, overlay: Path | None = None
) -> float | None:
    """Return the years from a date to the middle of the last sum of deaths, None if none is known.

    Args:
        date: first day of the simulation.
        as_of: day from which on no observation is used; that first day if None.
        overlay: folder with newer series, laid over the shipped one.
    """
    tables = [_known(series, as_of or date, overlay) for series in (DEATHS, PRESS)]
    months = _sums(tables, _CLASSES["deaths_all"])
    return _years(max(months), np.datetime64(date, "M")) if months else None


def _known(series: str, date: datetime.date, overlay: Path | None) -> Table | None:
    """Return what a series holds before a date, None if it starts later."""
    try:
        return load(series, date, overlay=overlay)
    except DataError as error:
        if error.field == "as_of":
            return None
        raise


def _fill_deaths(
    drugs: NDArray[np.void], sums: dict[str, dict[np.datetime64, float]], date: np.datetime64
) -> None:
    """Set levels, the trend, and how long it is known.

    A sum over twelve months tells the rate half a year before its end. Where sums reach beyond the
    first day, the rate of that day lies between two of them, on a line in logarithms, and the trend
    leads to the last one. Where they end before it, the last yearly change carries them there. Classes
    that end earlier than all deaths keep their shares.
    """
    if any(not months for months in sums.values()):
        return
    last = min(max(months) for months in sums.values())
    every = sums["deaths_all"]
    if any(last not in months for months in sums.values()) or last - _YEAR not in every:
        return
    months = sorted(every)
    middles = np.array([_years(month, date) for month in months])
    logs = np.log([every[month] for month in months])
    if middles[-1] > 0.0:
        level = float(np.interp(0.0, middles, logs))
        trend = (logs[-1] - level) / middles[-1]
    else:
        trend = logs[-1] - math.log(every[months[-1] - _YEAR])
        level = logs[-1] - trend * middles[-1]
    for name, of_class in sums.items():
        drugs[name] = math.exp(level) * of_class[last] / every[last]
    drugs["trend"] = trend
    drugs["trend_known"] = max(middles[-1], 0.0)


def _years(month: np.datetime64, date: np.datetime64) -> float:
    """Return the years from a date to the middle of the twelve months that end with a month."""
    return float((month + _MONTH - date) / _YEAR) - 0.5


def _sums(tables: list[Table | None], label: str) -> dict[np.datetime64, float]:
    sums: dict[np.datetime64, float] = {}
    for table in tables:
        if table is not None:
            rows = table["indicator"] == label
            values = table["deaths_12mo_reported"][rows].astype(float)
            sums |= dict(zip(table["month_ending"][rows], values, strict=True))
    return sums


def _fill_seizures(drugs: NDArray[np.void], market: NDArray[np.void], table: Table) -> None:
    """Set fentanyl seized in a year, and where each class crosses: as if seizures were like flows.

    At the south-western border the port officers (OFO) seize at ports and the Border Patrol between
    them; what is seized at coasts and inland stands for sea, air and mail.
    """
    recent = table["date"] > table["date"].max() - 12 * _MONTH
    pounds = table["lbs"].astype(float)
    border = table["region"] == "southwest_border"
    inland = table["region"] == "coastal_interior"
    ports = table["component"] == "OFO"
    for k in _SEIZED:
        rows = recent & (table["drug"] == DRUGS[k])
        if len(np.unique(table["date"][rows])) < 12:
            continue
        total = pounds[rows & (border | inland)].sum()
        market["start_ports"][k] = pounds[rows & border & ports].sum() / total
        market["start_sea"][k] = pounds[rows & inland].sum() / total
        if k == FENTANYL:
            drugs["seized_start"] = pounds[rows].sum() * _KILOGRAMS_PER_POUND
