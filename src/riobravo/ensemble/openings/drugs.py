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

DEATHS: Final = "us-overdose-12-months"
SEIZURES: Final = "cbp-seizures"
_CLASSES: Final = {
    "deaths_all": "all_drug_overdose",
    "deaths_opioids": "synthetic_opioids_T40.4",
    "deaths_methamphetamine": "psychostimulants_T43.6",
    "deaths_cocaine": "cocaine_T40.5",
}
_SEIZED: Final = ("fentanyl", "methamphetamine", "cocaine")
_KILOGRAMS_PER_POUND: Final = 0.45359237
_MONTH: Final = np.timedelta64(1, "M")


def fill_drugs(records: NDArray[np.void], date: datetime.date, overlay: Path | None = None) -> None:
    """Set the start of drug markets from the series, as far as they reach before a date.

    What the series do not hold by then keeps the value of its field.

    Args:
        records: one record of drug markets, (1,), changed in place.
        date: first day of the simulation; only earlier months are used.
        overlay: folder with newer series, laid over the shipped one.
    """
    deaths = _known(DEATHS, date, overlay)
    if deaths is not None:
        _fill_deaths(records, deaths, date)
    seizures = _known(SEIZURES, date, overlay)
    if seizures is not None:
        _fill_seizures(records, seizures)


def _known(series: str, date: datetime.date, overlay: Path | None) -> Table | None:
    """Return what a series holds before a date, None if it starts later."""
    try:
        return load(series, date, overlay=overlay)
    except DataError as error:
        if error.field == "as_of":
            return None
        raise


def _fill_deaths(records: NDArray[np.void], table: Table, date: datetime.date) -> None:
    """Set levels and trend: twelve-month sums, carried by their last yearly change to the date.

    A sum over twelve months tells the rate half a year before its end.
    """
    sums = {name: _sums(table, label) for name, label in _CLASSES.items()}
    last = min(max(months) for months in sums.values() if months)
    before = last - 12 * _MONTH
    if any(before not in months or last not in months for months in sums.values()):
        return
    behind = (np.datetime64(date, "M") - last - _MONTH) / (12 * _MONTH) + 0.5
    records["trend"] = math.log(sums["deaths_all"][last] / sums["deaths_all"][before])
    for name, months in sums.items():
        trend = math.log(months[last] / months[before])
        records[name] = months[last] * math.exp(trend * behind)


def _sums(table: Table, label: str) -> dict[np.datetime64, float]:
    rows = table["indicator"] == label
    return dict(
        zip(table["month_ending"][rows], table["deaths_12mo_reported"][rows].astype(float), strict=True)
    )


def _fill_seizures(records: NDArray[np.void], table: Table) -> None:
    """Set fentanyl seized in a year, and where each class crosses: as if seizures were like flows.

    At the south-western border the port officers (OFO) seize at ports and the Border Patrol between
    them; what is seized at coasts and inland stands for sea, air and mail.
    """
    recent = table["date"] > table["date"].max() - 12 * _MONTH
    pounds = table["lbs"].astype(float)
    border = table["region"] == "southwest_border"
    inland = table["region"] == "coastal_interior"
    ports = table["component"] == "OFO"
    for drug in _SEIZED:
        rows = recent & (table["drug"] == drug)
        if len(np.unique(table["date"][rows])) < 12:
            continue
        total = pounds[rows & (border | inland)].sum()
        records[f"start_ports_{drug}"] = pounds[rows & border & ports].sum() / total
        records[f"start_sea_{drug}"] = pounds[rows & inland].sum() / total
        if drug == "fentanyl":
            records["seized_start"] = pounds[rows].sum() * _KILOGRAMS_PER_POUND
