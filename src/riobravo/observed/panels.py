"""Series in the shapes the simulator reads: complete panels, with errors instead of holes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riobravo.errors import DataError, InputError
from riobravo.observed.checks import is_contiguous
from riobravo.observed.table import Table, load

Months = NDArray[np.datetime64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class StateMonths:
    """A complete panel of states and months.

    Args:
        months: datetime64[M] (months,), consecutive.
        values: float64 (months, 32), in the unit of the series.
    """

    months: Months
    values: Floats = field(repr=False)


@dataclass(frozen=True)
class SecurityTotals:
    """Yearly totals of Mexico over the years that all three series cover.

    Args:
        years: int64 (years,).
        homicides: float64 (years,), deaths, INEGI, by year of registration.
        missing: float64 (years,), persons registered missing.
        arrests: float64 (years,), all arrests.
    """

    years: NDArray[np.int64]
    homicides: Floats
    missing: Floats
    arrests: Floats


def state_months(
    series_id: str,
    column: str,
    as_of: date | None = None,
    *,
    since: date | None = None,
    overlay: Path | None = None,
) -> StateMonths:
    """Return one measure of a monthly series as a complete panel of states.

    Args:
        series_id: a monthly series with a row for each state, such as `sesnsp-victims`.
        column: one of its counts.
        as_of: only months that began before this date are kept.
        since: months before this date are left out, for a series with an early gap.
        overlay: folder laid over the shipped one.

    Raises:
        InputError: the series has no such panel or column.
        DataError: a state-month is missing, or `as_of` is outside the coverage.
    """
    table = load(series_id, as_of, overlay=overlay)
    entry = table.entry
    if entry.frequency != "month" or entry.complete != "states":
        raise InputError(
            f"the series {series_id} has no row for each state and month.",
            field="series",
            fix="use sesnsp-victims, sesnsp-offences, inegi-registered or inegi-occurrence.",
        )
    counts = [one.name for one in entry.columns if one.type == "count"]
    if column not in counts:
        raise InputError(
            f"the series {series_id} has no count {column}.",
            field="column",
            fix=f"use one of: {', '.join(counts)}.",
        )
    dates, values = table[entry.name_of("month")], table[column].astype(np.float64)
    codes = table[entry.name_of("state")].astype(np.int64)
    if since is not None:
        keep = dates >= np.datetime64(since, "D")
        dates, values, codes = dates[keep], values[keep], codes[keep]
    months, rows = np.unique(dates, return_inverse=True)
    panel = np.full((len(months), 32), np.nan)
    panel[rows, codes - 1] = values
    _check_panel(table, column, months, panel)
    return StateMonths(months, panel)


def population(year: int, *, overlay: Path | None = None) -> Floats:
    """Return the mid-year population of the states, observed or projected.

    Args:
        year: calendar year.
        overlay: folder laid over the shipped one.

    Returns:
        float64 (32,), persons.

    Raises:
        DataError: the year is outside the series.
    """
    table = load("population", overlay=overlay)
    keep = (table["year"] == year) & (table["state_code"] != "MX")
    if not keep.any():
        first, last = table.coverage or ("", "")
        raise DataError(
            f"there is no population for {year}; the series covers {first} to {last}.",
            file=table.path,
            field="year",
            fix="choose a year inside the coverage.",
        )
    persons = np.zeros(32)
    index = table["state_code"][keep].astype(np.int64) - 1
    persons[index] = table["population_midyear"][keep]
    return persons


def security_totals(as_of: date | None = None, *, overlay: Path | None = None) -> SecurityTotals:
    """Return yearly homicides, missing persons and arrests over their common years.

    Homicides are the published totals of the catalogue; the compilation that the other two come
    from has 35,625 for 2021 where the series has 35,700.

    Args:
        as_of: only years that had ended before this date are kept.
        overlay: folder laid over the shipped one.

    Raises:
        DataError: a series cannot be used, or the three have no year in common.
    """
    ids = ("inegi-registered-year", "missing-persons-year", "arrests-year")
    tables = [load(series_id, as_of, overlay=overlay) for series_id in ids]
    years = tables[0]["year"]
    for table in tables[1:]:
        years = np.intersect1d(years, table["year"])
    if not len(years):
        raise DataError(
            "homicides, missing persons and arrests have no year in common.",
            file=tables[0].path,
            fix="add the rows that are missing.",
        )
    homicides, missing, arrests = (_pick(table, years) for table in tables)
    return SecurityTotals(years, homicides, missing, arrests)


def _pick(table: Table, years: NDArray[np.int64]) -> Floats:
    values = dict(zip(table["year"].tolist(), table["value"].tolist(), strict=True))
    return np.array([values[year] for year in years.tolist()], dtype=np.float64)


def _check_panel(table: Table, column: str, months: Months, panel: Floats) -> None:
    if not len(months):
        raise DataError("no month is left.", file=table.path, field="since", fix="choose an earlier date.")
    if not is_contiguous(months):
        place = int(np.flatnonzero(np.diff(months.astype(np.int64)) > 1)[0])
        raise DataError(
            f"no rows between {months[place]} and {months[place + 1]}.",
            file=table.path,
            field=column,
            fix="add the months, or read only what lies on one side of the gap.",
        )
    if np.isnan(panel).any():
        row, state = np.argwhere(np.isnan(panel))[0]
        raise DataError(
            f"{months[row]} has no value for state {state + 1:02d}.",
            file=table.path,
            field=column,
            fix="fill the cell, or choose another column or period.",
        )
