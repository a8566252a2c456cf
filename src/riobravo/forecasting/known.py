"""What was known at an origin: a panel cut at what had been published by then."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riobravo.credibility.preregistration import Published, Series
from riobravo.errors import DataError
from riobravo.observed import load, state_months
from riobravo.observed.checks import is_contiguous
from riobravo.observed.entry import STATE_CODES

Floats = NDArray[np.float64]
Months = NDArray[np.datetime64]


@dataclass(frozen=True)
class Panel:
    """A series as months and units.

    Args:
        months: datetime64[M] (months,), consecutive.
        values: float64 (months, units), in the unit of the series.
        codes: the units: codes of the states, MX or US.
    """

    months: Months
    values: Floats
    codes: tuple[str, ...]

    def until(self, last: np.datetime64) -> Panel:
        """Return a copy that ends with a month."""
        keep = self.months <= last
        return Panel(self.months[keep].copy(), self.values[keep].copy(), self.codes)

    def nation(self) -> Panel:
        """Return the sum over the units."""
        return Panel(self.months, self.values.sum(axis=1, keepdims=True), ("MX",))


def load_panel(series: Series, overlay: Path | None = None) -> Panel:
    """Return a whole series; for `nation` still by state, because its models need the states.

    Raises:
        DataError: the observed series is damaged, or has a hole.
    """
    if series.shape in {"states", "nation"}:
        found = state_months(series.observed, series.column, overlay=overlay)
        return Panel(found.months, found.values, STATE_CODES)
    table = load(series.observed, overlay=overlay)
    keep = np.ones(table.rows, dtype=bool)
    for column, value in series.where.items():
        keep &= table[column] == value
    dates = table[table.entry.name_of("month")][keep]
    values = table[series.column][keep].astype(np.float64)
    dates, values = dates[~np.isnan(values)], values[~np.isnan(values)]
    order = np.argsort(dates)
    if not is_contiguous(dates[order]):
        raise DataError(
            f"the series {series.name} has a missing or repeated month.",
            file=table.path,
            field=series.column,
            fix="add the months that are missing.",
        )
    return Panel(dates[order], values[order, None], ("US",))


def last_published(published: Published, origin: np.datetime64) -> np.datetime64:
    """Return the last month whose figure was published by the end of a month.

    Args:
        published: when figures of the series are published.
        origin: the month.
    """
    if published.lag_months is not None:
        return origin - np.timedelta64(published.lag_months, "M")
    year = origin.astype("datetime64[Y]").astype(int) + 1970
    number = int(origin.astype("datetime64[M]").astype(int)) % 12 + 1
    assert published.yearly_in_month is not None
    complete = year - 1 if number >= published.yearly_in_month else year - 2
    return np.datetime64(f"{complete}-12", "M")


def cut(panel: Panel, series: Series, origin: np.datetime64) -> Panel:
    """Return the panel as it was known at an origin; nothing later is in it.

    Raises:
        DataError: nothing was known yet.
    """
    known = panel.until(last_published(series.published, origin))
    if len(known.months) < 13:
        raise DataError(
            f"the series {series.name} has {len(known.months)} months published by {origin}, too few"
            " to forecast from.",
            field="as_of",
            fix="choose a later date.",
        )
    return known
