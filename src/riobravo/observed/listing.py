"""The observed series as plain values, for the command line and for anything else that lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from riobravo.errors import DataError
from riobravo.observed.catalogue import Catalogue, load_catalogue
from riobravo.observed.entry import SeriesEntry
from riobravo.observed.table import Table, load

LAST_ROWS = 5


def describe(as_of: date | None = None, *, overlay: Path | None = None) -> list[dict[str, Any]]:
    """Return every series with what its file holds.

    A series whose file cannot be used is listed with its `problem` instead of failing.

    Args:
        as_of: counts and coverage are those of the rows that may be used on this date.
        overlay: folder laid over the shipped one.

    Returns:
        One mapping of JSON values per series, in the order of the catalogue.

    Raises:
        DataError: a catalogue cannot be used as written.
    """
    catalogue = load_catalogue(overlay)
    listed = []
    for entry in catalogue.entries.values():
        try:
            table = load(entry.id, as_of, overlay=overlay)
            listed.append(_describe(catalogue, entry, table))
        except DataError as error:
            listed.append({**_describe(catalogue, entry, None), "problem": str(error)})
    return listed


def describe_series(
    series_id: str, as_of: date | None = None, *, overlay: Path | None = None
) -> dict[str, Any]:
    """Return one series with its columns, caveats and last rows.

    Args:
        series_id: its id.
        as_of: the date it is seen from.
        overlay: folder laid over the shipped one.

    Raises:
        InputError: there is no such series.
        DataError: its file cannot be used, or `as_of` is outside its coverage.
    """
    catalogue = load_catalogue(overlay)
    entry = catalogue.entry(series_id)
    table = load(series_id, as_of, overlay=overlay)
    last = range(max(0, table.rows - LAST_ROWS), table.rows)
    rows = [{name: _plain(values[row]) for name, values in table.columns.items()} for row in last]
    return {**_describe(catalogue, entry, table), "last_rows": rows}


def _describe(catalogue: Catalogue, entry: SeriesEntry, table: Table | None) -> dict[str, Any]:
    fields = entry.model_dump(mode="json", exclude={"coverage"})
    start, end = _used_span(entry, table)
    return {
        **fields,
        "coverage_start": start,
        "coverage_end": end,
        "gaps": [list(gap) for gap in table.gaps] if table else [],
        "rows": table.rows if table else None,
        "sha256": table.sha256 if table else None,
        "verified": table.verified if table else False,
        "folder": _folder(catalogue, entry),
        "problem": None,
    }


def _used_span(entry: SeriesEntry, table: Table | None) -> tuple[str | None, str | None]:
    if table is None or entry.period is None:
        return None, None
    periods = table[entry.period.name]
    return str(periods.min()), str(periods.max())


def _folder(catalogue: Catalogue, entry: SeriesEntry) -> str | None:
    try:
        return catalogue.layer(entry).name
    except DataError:
        return None


def _plain(value: Any) -> str | int | float | None:
    if isinstance(value, np.datetime64):
        return str(value)
    plain: str | int | float = value.item()
    return None if isinstance(plain, float) and np.isnan(plain) else plain
