"""`riobravo compare --save`: files that other programs read, with the same numbers."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import xarray
from pyarrow import parquet

import riobravo
from commands.running import run

WORDS = ("compare", "status-quo", "prevention", "--members", "6", "--years", "2", "--json")
COLUMNS = ["option", "member", "year", "state", "outcome", "unit", "value"]


@pytest.fixture(scope="module")
def result() -> xarray.Dataset:
    return riobravo.compare(["status-quo", "prevention"], members=6, years=2)


def value(result: xarray.Dataset, row: dict[str, str]) -> float:
    """Return from the result the number that a row of a saved table names."""
    place: dict[str, str | int] = {
        "option": row["option"],
        "member": int(row["member"]),
        "year": int(row["year"]),
    }
    if row["state"] != "MX":
        place["state"] = row["state"]
    return float(result[row["outcome"]].sel(place))


def check_rows(result: xarray.Dataset, rows: list[dict[str, str]]) -> None:
    yearly = [array for array in result.data_vars.values() if "year" in array.dims]
    assert len(rows) == sum(array.size for array in yearly)
    for row in rows[::97]:
        assert float(row["value"]) == pytest.approx(value(result, row), rel=1e-12)
        assert row["unit"] == result[row["outcome"]].attrs["units"]


def test_csv_holds_every_world(result: xarray.Dataset, tmp_path: Path) -> None:
    file = tmp_path / "new" / "worlds.csv"
    assert run(*WORDS, "--save", str(file)).returncode == 0
    with file.open(newline="") as stream:
        reader = csv.DictReader(stream)
        rows = list(reader)
    assert reader.fieldnames == COLUMNS
    check_rows(result, rows)


def test_parquet_holds_every_world_and_how_to_make_it_again(result: xarray.Dataset, tmp_path: Path) -> None:
    file = tmp_path / "worlds.parquet"
    assert run(*WORDS, "--save", str(file)).returncode == 0
    table = parquet.read_table(file)
    assert table.column_names == COLUMNS
    check_rows(result, table.to_pylist())
    metadata = {key.decode(): text.decode() for key, text in table.schema.metadata.items()}
    assert metadata["command"] == result.attrs["command"]
    assert metadata["data_hash"] == result.attrs["data_hash"]


def test_json_holds_the_summary_that_is_printed(tmp_path: Path) -> None:
    file = tmp_path / "summary.json"
    printed = run(*WORDS, "--save", str(file))
    saved, shown = json.loads(file.read_text()), json.loads(printed.stdout)
    assert saved["outcomes"]
    assert saved == shown


def test_json_names_the_worldview(tmp_path: Path) -> None:
    file = tmp_path / "summary.json"
    assert run(*WORDS, "--worldview", "force", "--save", str(file)).returncode == 0
    assert json.loads(file.read_text())["worldview"] == "force"
