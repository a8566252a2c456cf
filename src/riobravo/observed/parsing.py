"""From the bytes of a CSV file to typed columns; every error names the line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from riobravo.errors import DataError
from riobravo.observed.content import Stamp, read_content
from riobravo.observed.entry import STATE_CODES, Column, SeriesEntry
from riobravo.reading import decode

Columns = dict[str, NDArray[Any]]

_MONTH: Final = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])-01", re.ASCII)
_YEAR: Final = re.compile(r"[12]\d{3}", re.ASCII)
_COUNT: Final = re.compile(r"\d{1,15}", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,15}(\.\d{1,9})?", re.ASCII)
_EXPECTED: Final = {
    "month": "a month written as its first day, like 2023-12-01",
    "date": "a day like 2023-12-31",
    "year": "a year like 2023",
    "state": "a state code from 01 to 32, with its leading zero",
    "count": "a whole number from 0",
    "number": "a number from 0, with a decimal point if any",
    "text": "one of the texts listed in the catalogue, not blank",
}


@dataclass(frozen=True)
class Sheet:
    """The cells of a CSV file as text, with the line each row ends on."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


@lru_cache(maxsize=4)
def read_sheet(path: Path, at: Stamp) -> Sheet:
    """Read the cells of a CSV file, without blanks around them; empty lines are left out.

    Args:
        path: the file, UTF-8, comma separated, with a header.
        at: result of `stamp(path)`.

    Raises:
        DataError: the file is not CSV in UTF-8, or a row is too short or too long.
    """
    text = decode(read_content(path, at).data, path, DataError)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    try:
        for cells in reader:
            if cells:
                rows.append(tuple(cell.strip() for cell in cells))
                lines.append(reader.line_num)
    except csv.Error as error:
        raise DataError(
            f"this is not valid CSV: {error}.",
            file=path,
            line=reader.line_num,
            fix="check commas and quotes on this line.",
        ) from None
    if not rows:
        raise DataError("the file is empty.", file=path, line=1, fix="put the file back.")
    for row, line in zip(rows, lines, strict=True):
        if len(row) != len(rows[0]):
            raise DataError(
                f"the row has {len(row)} cells, but the header has {len(rows[0])}.",
                file=path,
                line=line,
                fix="complete the row; a cell with a comma needs quotes.",
            )
    return Sheet(rows[0], tuple(rows[1:]), tuple(lines[1:]))


def parse_columns(entry: SeriesEntry, path: Path, at: Stamp) -> Columns:
    """Read the columns of one series.

    Args:
        entry: the series; its filter, columns and key are applied.
        path: its file.
        at: result of `stamp(path)`.

    Returns:
        One array per column: `datetime64[M]`, `datetime64[D]` or int64 (years) for dates, int64
        for counts (float64 with NaN where blanks are allowed), float64 for numbers, text otherwise.

    Raises:
        DataError: a column is missing, a cell does not fit its type, or a key occurs twice.
    """
    sheet = read_sheet(path, at)
    for column in entry.columns:
        if sheet.header.count(column.name) != 1:
            found = ", ".join(sheet.header)
            raise DataError(
                f"the column {column.name} must occur once; the header has: {found}.",
                file=path,
                line=1,
                field=column.name,
                fix="correct the header, or the columns in the catalogue.",
            )
    rows, lines = _select(entry, sheet, path)
    texts = {
        column.name: [row[index] for row in rows]
        for column in entry.columns
        for index in [sheet.header.index(column.name)]
    }
    columns = {column.name: _convert(column, texts[column.name], lines, path) for column in entry.columns}
    _check_key(entry, texts, lines, path)
    return columns


def _select(entry: SeriesEntry, sheet: Sheet, path: Path) -> tuple[Sequence[tuple[str, ...]], Sequence[int]]:
    rows, lines = sheet.rows, sheet.lines
    if entry.filter is not None:
        index, value = sheet.header.index(entry.filter.column), entry.filter.value
        kept = [place for place, row in enumerate(rows) if row[index] == value]
        rows = tuple(rows[place] for place in kept)
        lines = tuple(lines[place] for place in kept)
    if not rows:
        wanted = f" with {entry.filter.column} {entry.filter.value}" if entry.filter else ""
        raise DataError(f"the file has no row{wanted}.", file=path, fix="put the rows back.")
    return rows, lines


def _convert(column: Column, texts: Sequence[str], lines: Sequence[int], path: Path) -> NDArray[Any]:
    fits = _test(column)
    bad = {text for text in set(texts) if not (fits(text) if text else column.blank)}
    if bad:
        place = next(index for index, text in enumerate(texts) if text in bad)
        seen = f"`{texts[place][:40]}`" if texts[place] else "blank"
        raise DataError(
            f"expected {_EXPECTED[column.type]}, but the cell is {seen}.",
            file=path,
            line=lines[place],
            field=column.name,
            fix="correct the cell.",
        )
    if column.type == "month":
        return np.array([text[:7] for text in texts], dtype="datetime64[M]")
    if column.type == "date":
        return np.array(texts, dtype="datetime64[D]")
    if column.type == "number" or (column.type == "count" and column.blank):
        return np.array([float(text) if text else np.nan for text in texts])
    if column.type in {"count", "year"}:
        return np.array([int(text) for text in texts], dtype=np.int64)
    return np.array(texts, dtype=np.str_)


def _test(column: Column) -> Callable[[str], bool]:
    if column.type == "date":
        return _is_day
    if column.type == "state":
        return {*STATE_CODES, *column.also}.__contains__
    if column.type == "text":
        return set(column.choices).__contains__ if column.choices else bool
    pattern = {"month": _MONTH, "year": _YEAR, "count": _COUNT, "number": _NUMBER}[column.type]
    return lambda text: pattern.fullmatch(text) is not None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_key(entry: SeriesEntry, texts: dict[str, list[str]], lines: Sequence[int], path: Path) -> None:
    keys = list(zip(*(texts[name] for name in entry.key), strict=True))
    if len(set(keys)) == len(keys):
        return
    first: dict[tuple[str, ...], int] = {}
    for key, line in zip(keys, lines, strict=True):
        if key in first:
            raise DataError(
                f"the row for {', '.join(part or 'blank' for part in key)} is there twice; "
                f"the first is on line {first[key]}.",
                file=path,
                line=line,
                field=", ".join(entry.key),
                fix="keep one of them.",
            )
        first[key] = line
