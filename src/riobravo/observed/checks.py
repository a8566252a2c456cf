"""What the rows of a series cover, and whether they are all there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riobravo.errors import DataError
from riobravo.observed.entry import STATE_CODES, SeriesEntry
from riobravo.observed.parsing import Columns

Span = tuple[str, str]


def find_coverage(entry: SeriesEntry, columns: Columns) -> Span | None:
    """Return first and last period of the rows, as text; `None` for an undated series."""
    if entry.period is None:
        return None
    periods = columns[entry.period.name]
    return str(periods.min()), str(periods.max())


def find_gaps(entry: SeriesEntry, columns: Columns) -> tuple[Span, ...]:
    """Return the stretches of whole periods without any row inside the coverage.

    Args:
        entry: the series; only one that should have every period can have gaps.
        columns: its columns.

    Returns:
        First and last missing period of each stretch, as text.
    """
    if entry.period is None or entry.complete is None:
        return ()
    periods = np.unique(columns[entry.period.name])
    numbers = periods.astype(np.int64)
    return tuple(
        (str(periods[place] + 1), str(periods[place + 1] - 1))
        for place in np.flatnonzero(np.diff(numbers) > 1)
    )


def check_complete(entry: SeriesEntry, columns: Columns, path: Path) -> None:
    """Check that every period that has rows has one for each state.

    Raises:
        DataError: a state is missing; names the period and the states.
    """
    if entry.complete != "states" or entry.period is None:
        return
    column = next(one for one in entry.columns if one.type == "state")
    codes, periods = columns[column.name], columns[entry.period.name]
    wanted = {*STATE_CODES, *column.also}
    seen, counts = np.unique(periods, return_counts=True)
    for period in seen[counts != len(wanted)]:
        missing = sorted(wanted.difference(codes[periods == period].tolist()))
        raise DataError(
            f"{period} has no row for {', '.join(missing)}.",
            file=path,
            field=column.name,
            fix="add the rows, or remove the unfinished period.",
        )


def check_coverage(entry: SeriesEntry, columns: Columns, path: Path) -> None:
    """Check that the rows reach at least as far as the catalogue promises.

    Raises:
        DataError: rows are missing at either end.
    """
    found = find_coverage(entry, columns)
    if found is None or entry.coverage is None:
        return
    if found[0] > entry.coverage.start or found[1] < entry.coverage.end:
        raise DataError(
            f"the rows cover {found[0]} to {found[1]}, but the series {entry.id} promises "
            f"{entry.coverage.start} to {entry.coverage.end}.",
            file=path,
            fix="put the rows back, or give the new coverage in the catalogue.",
        )


def is_contiguous(months: NDArray[Any]) -> bool:
    """Tell whether sorted distinct months follow each other without a gap."""
    return bool(np.all(np.diff(months.astype(np.int64)) == 1))
