"""Tables behind the figures: rows to read, to sort and to download."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from riobravo.analysis.words import number, percent, short_frequency
from riobravo.report.contrasts import Contrast, Spread


@dataclass(frozen=True)
class Cell:
    """One cell: what is shown, and the value that sorting and the CSV file use."""

    text: str
    value: float | str

    @property
    def sort_key(self) -> str:
        """The value as text for the page's sorting; empty when there is no number."""
        if isinstance(self.value, str):
            return self.value
        return f"{self.value:.10g}" if math.isfinite(self.value) else ""


@dataclass(frozen=True)
class Table:
    """A table with one header row.

    Attributes:
        columns: header texts, with the unit where there is one.
        rows: cells, one per column.
        note: one line under the table.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def split(self) -> tuple[tuple[str, Table], ...]:
        """Make one table per value of the first column, in the order of the rows."""
        names = dict.fromkeys(row[0].text for row in self.rows)
        return tuple(
            (
                name,
                Table(
                    self.columns[1:],
                    tuple(row[1:] for row in self.rows if row[0].text == name),
                    self.note,
                ),
            )
            for name in names
        )

    def csv(self, comments: Sequence[str] = ()) -> str:
        """Write the table as CSV, numbers to six significant digits.

        Args:
            comments: lines put before the header, each with a leading `#`.
        """
        stream = io.StringIO()
        for comment in comments:
            stream.write(f"# {' '.join(comment.split())}\n")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([_plain(cell.value) for cell in row])
        return stream.getvalue()

    def csv_link(self, comments: Sequence[str] = ()) -> str:
        """Give the CSV text as a `data:` address for a download link."""
        return "data:text/csv;charset=utf-8," + quote(self.csv(comments), safe="")


def _plain(value: float | str) -> str:
    if isinstance(value, str):
        # A leading sign of a formula would be executed by spreadsheet programs.
        return f"'{value}" if value[:1] in ("=", "+", "-", "@") else value
    return f"{value:.6g}" if math.isfinite(value) else ""


def words_cell(text: str) -> Cell:
    """Make a cell of a text."""
    return Cell(text, text)


def number_cell(value: float, error: float, finest: float, *, signed: bool = False) -> Cell:
    """Make a cell of a number, shown to its Monte Carlo error."""
    return Cell(number(value, error, finest, signed=signed), value)


def spread_cells(found: Spread, finest: float, *, signed: bool = False) -> tuple[Cell, ...]:
    """Make the cells of the five quantiles of a spread."""
    return tuple(
        number_cell(value, error, finest, signed=signed)
        for value, error in zip(found.quantiles, found.errors, strict=True)
    )


def contrast_cells(found: Contrast, finest: float) -> tuple[Cell, ...]:
    """Make the cells of a paired difference: quantiles, median in percent, worlds lower, higher."""
    return (
        *spread_cells(found.difference, finest, signed=True),
        Cell(
            percent(found.relative.median, found.relative.median_error),
            found.relative.median,
        ),
        Cell(short_frequency(found.lower, found.worlds), 100 * found.lower / found.worlds),
        Cell(short_frequency(found.higher, found.worlds), 100 * found.higher / found.worlds),
        number_cell(found.difference.median_error, found.difference.median_error, finest / 10),
    )


QUANTILE_COLUMNS = ("5%", "25%", "median", "75%", "95%")
CONTRAST_COLUMNS = (
    *QUANTILE_COLUMNS,
    "median, %",
    "worlds of 100 lower",
    "worlds of 100 higher",
    "Monte Carlo error of the median",
)
