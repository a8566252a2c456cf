"""Results for other programs: Parquet, CSV and NetCDF, read back by other programs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pytest
import xarray
from pyarrow import csv, parquet

import riobravo as rb
from commands.running import call, files_below, refusal
from riobravo.errors import OutputError
from riobravo.files import write_together
from store.small import MEMBERS, OPTIONS, stored


def homicides() -> np.ndarray:
    return rb.open_study(stored()).outcome("homicides").values[:, :, -1]


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_rows_hold_every_run(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"worlds.{form}"
    assert rb.export(stored(), file, form=form) == len(OPTIONS) * MEMBERS
    table = parquet.read_table(file) if form == "parquet" else csv.read_csv(file)
    assert table.column_names[:3] == ["option", "run", "time"]
    frame = table.select(["option", "run", "homicides"]).to_pandas().set_index(["option", "run"])
    for place, option in enumerate(OPTIONS):
        found = frame.loc[option]["homicides"].sort_index().to_numpy(dtype=np.float32)
        assert np.array_equal(found, homicides()[place])


@pytest.mark.parametrize("write", [rb.export, lambda _, file: write_together(file.parent, {file.name: "x"})])
def test_a_pipe_or_device_is_not_replaced_by_a_file(
    write: Callable[[Path, Path], object], tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe.parquet"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="no plain file stands there"):
        write(stored(), pipe)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    goal, link = tmp_path / "far" / "goal.parquet", tmp_path / "link.parquet"
    goal.parent.mkdir()
    link.symlink_to(goal)
    rb.export(stored(), link)
    assert link.is_symlink()
    assert parquet.read_table(goal).num_rows == len(OPTIONS) * MEMBERS


def test_a_file_in_the_place_of_a_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    place = tmp_path / "file" / "worlds.parquet"
    assert refusal(call("export", str(stored()), "--out", str(place))).startswith(f"{place}: the file cannot")
    assert files_below(tmp_path) == {"file": b"mine"}


def test_parquet_names_study_and_units(tmp_path: Path) -> None:
    file = tmp_path / "worlds.parquet"
    rb.export(stored(), file)
    schema = parquet.read_schema(file)
    assert schema.field("homicides").metadata[b"unit"] == b"victims/year"
    assert schema.metadata[b"study_id"].decode() == rb.status(stored())["id"]


def test_duckdb_reads_the_file_and_the_study_itself(tmp_path: Path) -> None:
    file = tmp_path / "worlds.parquet"
    rb.export(stored(), file)
    query = "select avg(homicides) from {} where option = 'status-quo'"
    expected = homicides()[0].astype(np.float64).mean()
    with duckdb.connect() as database:
        row = database.execute(query.format(f"'{file}'")).fetchone()
        assert row is not None
        assert row[0] == pytest.approx(expected)
        batches = rb.open_study(stored()).batches()
        row = database.execute(query.format("batches")).fetchone()
        assert row is not None
        assert row[0] == pytest.approx(expected)
        del batches


def test_states_are_rows(tmp_path: Path) -> None:
    file = tmp_path / "states.parquet"
    assert rb.export(stored(states=True), file, what="states") == len(OPTIONS) * MEMBERS * 32
    table = parquet.read_table(file).to_pandas()
    worlds = xarray.open_zarr(stored(states=True) / "worlds.zarr")["by_state"]
    state = worlds["state"].values[7]
    row = table[(table.option == "kingpin-kill") & (table.run == 4) & (table.state == state)]
    place = {"option": "kingpin-kill", "run": 4, "state": state, "state_outcome": "state_homicides"}
    assert row["state_homicides"].item() == worlds.sel(place).values.item()


@pytest.mark.parametrize("keep", ["annual", "summaries"])
def test_summaries_are_rows(keep: str, tmp_path: Path) -> None:
    file = tmp_path / "summaries.csv"
    rb.export(stored(keep), file, form="csv", what="summaries")
    table = csv.read_csv(file).to_pandas().set_index(["outcome", "option"])
    row = table.loc[("homicides", "arrests-doubled")]
    apart = homicides()[2].astype(np.float64) - homicides()[0]
    assert row["difference_mean"].item() == pytest.approx(apart.mean())
    assert row["difference_q05"].item() == pytest.approx(np.quantile(apart, 0.05), rel=1e-6)
    assert row["count"].item() == MEMBERS


def test_netcdf_is_the_same_dataset(tmp_path: Path) -> None:
    file = tmp_path / "worlds.nc"
    assert rb.export(stored(states=True), file, form="netcdf") == len(OPTIONS) * MEMBERS
    with xarray.open_dataset(file, engine="h5netcdf") as found:
        worlds = xarray.open_zarr(stored(states=True) / "worlds.zarr")
        for name in ("national", "by_state"):
            assert found[name].dims == worlds[name].dims
            assert np.array_equal(found[name].values, worlds[name].values, equal_nan=True)
        assert list(found["outcome"].values) == list(worlds["outcome"].values)
        assert found.attrs["study_id"] == worlds.attrs["study_id"]


def test_a_study_that_still_runs_exports_what_it_has(tmp_path: Path) -> None:
    import shutil

    folder, file = tmp_path / "study", tmp_path / "worlds.parquet"
    shutil.copytree(stored(), folder)
    (folder / "worlds.zarr" / "national" / "c.0.0.0.0").unlink()
    rb.export(folder, file)
    assert set(parquet.read_table(file)["run"].to_pylist()) == set(range(3, MEMBERS))
