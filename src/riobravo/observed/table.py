"""One observed series as columns, verified, and cut at the date it is seen from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riobravo.errors import DataError
from riobravo.observed.catalogue import Catalogue, load_catalogue
from riobravo.observed.checks import (
    Span,
    check_complete,
    check_coverage,
    find_coverage,
    find_gaps,
)
from riobravo.observed.content import Stamp, read_content, stamp
from riobravo.observed.entry import SeriesEntry
from riobravo.observed.groups import read_groups
from riobravo.observed.parsing import Columns, parse_columns
from riobravo.observed.topology import read_topology


@dataclass(frozen=True)
class Table:
    """The rows of one series that may be used.

    Args:
        entry: what the catalogue says about it.
        path: the file it was read from.
        sha256: checksum of that file.
        verified: whether the catalogue records this checksum; `False` if it records none.
        columns: read-only arrays of equal length, by name.
        rows: their length.
        coverage: first and last period in the whole file, as text; `None` if undated.
        gaps: whole periods missing inside the coverage, first and last of each stretch.
        as_of: the date it is seen from; `None` means all rows.
    """

    entry: SeriesEntry
    path: Path
    sha256: str
    verified: bool
    columns: Mapping[str, NDArray[Any]] = field(repr=False)
    rows: int
    coverage: Span | None
    gaps: tuple[Span, ...]
    as_of: date | None

    def __getitem__(self, column: str) -> NDArray[Any]:
        return self.columns[column]


def load(series_id: str, as_of: date | None = None, *, overlay: Path | None = None) -> Table:
    """Load a series as it may be used on a date.

    Args:
        series_id: its id in the catalogue.
        as_of: only months that began, days that lay and years that had ended before this date
            are kept; undated series are kept whole. `None` keeps everything.
        overlay: folder laid over the shipped one; see `load_catalogue`.

    Raises:
        InputError: there is no such series.
        DataError: the file is missing, altered or malformed, or `as_of` is outside its coverage.
    """
    catalogue = load_catalogue(overlay)
    entry = catalogue.entry(series_id)
    day = as_of.date() if isinstance(as_of, datetime) else as_of
    path, recorded = _locate(catalogue, entry)
    return _load(entry, path, stamp(path), recorded, day)


def load_unverified(entry: SeriesEntry, path: Path) -> Table:
    """Load and check a whole file without comparing its checksum, in order to accept it."""
    return _load(entry, path, stamp(path), None, None)


def data_hash(ids: Iterable[str], *, overlay: Path | None = None) -> str:
    """Return one SHA-256 over the files of several series.

    Args:
        ids: the series, in any order.
        overlay: folder laid over the shipped one.

    Returns:
        64 hexadecimal digits; the same for the same bytes, whatever folder they are in.
    """
    catalogue = load_catalogue(overlay)
    total = hashlib.sha256()
    for series_id in sorted(set(ids)):
        path, _ = _locate(catalogue, catalogue.entry(series_id))
        total.update(f"{series_id} {read_content(path, stamp(path)).sha256}\n".encode())
    return total.hexdigest()


def _locate(catalogue: Catalogue, entry: SeriesEntry) -> tuple[Path, str | None]:
    layer = catalogue.layer(entry)
    return layer.folder / entry.file, layer.checksums.get(entry.file)


@lru_cache(maxsize=256)
def _load(entry: SeriesEntry, path: Path, at: Stamp, recorded: str | None, as_of: date | None) -> Table:
    actual = read_content(path, at).sha256
    if recorded is not None and actual != recorded:
        raise DataError(
            f"the file was altered: its SHA-256 is {actual}, the catalogue has {recorded}.",
            file=path,
            fix="put the original back, or, if the change is meant, run "
            f"`riobravo data --accept {entry.id}`.",
        )
    columns, coverage, gaps = _read(entry, path, at)
    if as_of is not None and coverage is not None:
        columns = _cut(entry, columns, coverage, as_of, path)
    rows = len(next(iter(columns.values())))
    return Table(
        entry,
        path,
        actual,
        recorded is not None,
        MappingProxyType(columns),
        rows,
        coverage,
        gaps,
        as_of,
    )


@lru_cache(maxsize=64)
def _read(entry: SeriesEntry, path: Path, at: Stamp) -> tuple[Columns, Span | None, tuple[Span, ...]]:
    if entry.format == "groups":
        columns = read_groups(path, at).columns()
    elif entry.format == "topojson":
        columns = {"state_code": np.array(read_topology(path, at).codes)}
    else:
        columns = parse_columns(entry, path, at)
        check_complete(entry, columns, path)
        check_coverage(entry, columns, path)
    return _freeze(columns), find_coverage(entry, columns), find_gaps(entry, columns)


def _cut(entry: SeriesEntry, columns: Columns, coverage: Span, as_of: date, path: Path) -> Columns:
    assert entry.period is not None
    periods = columns[entry.period.name]
    annual = entry.period.type == "year"
    keep = periods < (as_of.year if annual else np.datetime64(as_of, "D"))
    span = f"the series {entry.id} covers {coverage[0]} to {coverage[1]}"
    if not keep.any():
        raise DataError(
            f"{span}: nothing is known as of {as_of}.",
            file=path,
            field="as_of",
            fix="choose a later date.",
        )
    if entry.margin_months is not None:
        last = np.datetime64(coverage[1], "M") + (12 if annual else 1)
        if np.datetime64(as_of, "D") > last + entry.margin_months:
            raise DataError(
                f"{span}: {as_of} is more than {entry.margin_months} months after its end.",
                file=path,
                field="as_of",
                fix="choose an earlier date, or add the later rows.",
            )
    return _freeze({name: values[keep] for name, values in columns.items()})


def _freeze(columns: Columns) -> Columns:
    for values in columns.values():
        values.flags.writeable = False
    return columns
