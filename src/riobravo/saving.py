"""Saving results as tables: one row per option, world, year, state and outcome."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from riobravo.errors import OutputError
from riobravo.files import write_together

if TYPE_CHECKING:
    import pyarrow
    import xarray

SUFFIXES = (".csv", ".parquet", ".json")


def check_format(path: Path) -> None:
    """Refuse a file name whose ending names no known format.

    Raises:
        OutputError: the ending is not one of `SUFFIXES`.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise OutputError(
            f"the ending `{path.suffix}` names no known format.",
            file=path,
            fix=f"end the name in {', '.join(SUFFIXES)}.",
        )


def save(result: xarray.Dataset, path: Path) -> None:
    """Save a result: every world as CSV or Parquet, the summary as JSON.

    Args:
        result: what `compare` or `run_study` returned.
        path: file ending in .csv, .parquet or .json.

    Raises:
        OutputError: the format is unknown, or the file cannot be written.
    """
    check_format(path)
    match path.suffix.lower():
        case ".json":
            from riobravo.analysis.summary import summarise

            content: bytes = (json.dumps(summarise(result)) + "\n").encode()
        case ".csv":
            from pyarrow import csv

            buffer = io.BytesIO()
            csv.write_csv(make_table(result), buffer)
            content = buffer.getvalue()
        case _:
            from pyarrow import parquet

            buffer = io.BytesIO()
            parquet.write_table(make_table(result), buffer)
            content = buffer.getvalue()
    write_together(path.parent, {path.name: content})


def make_table(result: xarray.Dataset) -> pyarrow.Table:
    """Return yearly outcomes in long form; `state` is MX for the nation."""
    import pyarrow

    parts: list[dict[str, Any]] = []
    for name, array in result.data_vars.items():
        if array.dims[:3] != ("option", "member", "year"):
            continue
        axes = [np.asarray(result[dim].values) for dim in array.dims]
        if len(axes) == 3:
            axes.append(np.array(["MX"]))
        grids = np.meshgrid(*[np.arange(len(axis)) for axis in axes], indexing="ij")
        columns = {
            key: axis[grid.ravel()]
            for key, axis, grid in zip(("option", "member", "year", "state"), axes, grids, strict=True)
        }
        count = grids[0].size
        columns["outcome"] = np.full(count, str(name))
        columns["unit"] = np.full(count, array.attrs["units"])
        columns["value"] = np.asarray(array.values, dtype=np.float64).ravel()
        parts.append(columns)
    metadata = {key: str(value) for key, value in result.attrs.items()}
    table = pyarrow.table({key: np.concatenate([part[key] for part in parts]) for key in parts[0]})
    return table.replace_schema_metadata(metadata)
