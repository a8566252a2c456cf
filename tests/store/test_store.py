"""What is on disk is what the simulation gives, and other programs read it."""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
import pytest
import xarray
import zarr

import riobravo as rb
from riobravo.errors import InputError
from store.small import CHUNK, MEMBERS, OPTIONS, content, small_study, stored


@functools.cache
def compared() -> xarray.Dataset:
    """Return the small study as the other commands simulate it."""
    return rb.run_study(small_study(), threads=1)


def kept(keep: str) -> xarray.DataArray:
    national: xarray.DataArray = xarray.open_zarr(stored(keep) / "worlds.zarr")["national"]
    return national


@pytest.mark.parametrize("outcome", ["homicides", "members", "mexican_gdp", "overdose_deaths"])
def test_years_and_quarters_are_those_of_a_comparison(outcome: str) -> None:
    annual = kept("annual").sel(outcome=outcome).values
    assert np.array_equal(annual, compared()[outcome].values.astype(np.float32))
    quarterly = kept("quarterly").sel(outcome=outcome)
    expected = compared()[f"{outcome}_quarterly"]
    assert np.array_equal(quarterly.values, expected.values.astype(np.float32))
    assert np.array_equal(quarterly["time"].values, expected["quarter"].values)


def test_every_outcome_of_a_comparison_is_kept() -> None:
    names = {str(name) for name, one in compared().data_vars.items() if one.dims[-1] == "year"}
    assert set(kept("annual")["outcome"].values) == names


def test_weeks_add_up_to_quarters_and_end_like_them() -> None:
    weekly = kept("weekly").values.astype(np.float64).reshape(len(OPTIONS), MEMBERS, 4, 13, -1)
    quarterly = kept("quarterly").values[:, :, -4:]
    flows = kept("weekly")["outcome_kind"].values == "flow"
    assert weekly[..., 12, ~flows] == pytest.approx(quarterly[..., ~flows], rel=1e-6)
    assert weekly.mean(axis=3)[..., flows] == pytest.approx(quarterly[..., flows], rel=1e-5, abs=1e-5)
    homicides = weekly[..., list(kept("weekly")["outcome"].values).index("homicides")]
    assert len(np.unique(homicides[0, 0])) > 40


def test_states_are_those_of_a_comparison() -> None:
    by_state = xarray.open_zarr(stored(states=True) / "worlds.zarr")["by_state"]
    assert by_state.dims == ("option", "run", "year", "state_outcome", "state")
    for name in by_state["state_outcome"].values:
        assert np.array_equal(by_state.sel(state_outcome=name).values, compared()[name].values)
    assert list(by_state["state"].values) == list(compared()["state"].values)


def test_plain_xarray_opens_it_with_names_units_and_origin() -> None:
    worlds = xarray.open_zarr(stored() / "worlds.zarr")
    national = worlds["national"]
    assert national.dims == ("option", "run", "time", "outcome")
    assert national.dtype == np.float32
    assert list(worlds["option"].values) == list(OPTIONS)
    assert str(national.sel(outcome="homicides")["outcome_unit"].values) == "victims/year"
    assert worlds.attrs["study_id"] == rb.status(stored())["id"]
    assert worlds.attrs["seed"] == "41"


def test_it_is_zarr_version_3_with_one_shard_per_unit() -> None:
    array = zarr.open_array(stored() / "worlds.zarr" / "national", mode="r")
    assert array.metadata.zarr_format == 3
    assert array.shards == (len(OPTIONS), CHUNK, 1, array.shape[3])
    assert array.chunks == (len(OPTIONS), CHUNK, 1, 1)
    shards = list((stored() / "worlds.zarr" / "national").glob("c.*"))
    assert len(shards) == -(-MEMBERS // CHUNK)


@pytest.mark.parametrize(("threads", "chunk"), [(1, CHUNK), (4, CHUNK), (2, 1), (1, 32)])
def test_threads_change_no_byte_and_chunks_no_number(threads: int, chunk: int, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    rb.run(small_study(), folder, chunk=chunk, threads=threads)
    if chunk == CHUNK:
        assert content(folder) == content(stored())
    again = xarray.open_zarr(folder / "worlds.zarr")["national"]
    assert np.array_equal(again.values, kept("annual").values)


@pytest.mark.parametrize("difference", [False, True])
@pytest.mark.parametrize("keep", ["annual", "summaries"])
def test_means_and_quantiles_are_those_of_all_runs(keep: str, difference: bool) -> None:
    values = kept("annual").sel(outcome="homicides").values.astype(np.float64)
    values = values - values[:1] if difference else values
    study = rb.open_study(stored(keep))
    summary = study.summary("homicides", [0.05, 0.5, 0.9], difference=difference)
    rel = 1e-12 if keep == "annual" else 1e-6
    assert summary["mean"].values == pytest.approx(values.mean(axis=1), rel=1e-12)
    assert summary["sd"].values == pytest.approx(values.std(axis=1, ddof=1), rel=1e-12)
    assert summary["minimum"].values == pytest.approx(values.min(axis=1))
    assert summary["maximum"].values == pytest.approx(values.max(axis=1))
    assert (summary["count"].values == MEMBERS).all()
    expected = np.moveaxis(np.quantile(values, [0.05, 0.5, 0.9], axis=1), 0, -1)
    assert summary["quantile"].values == pytest.approx(expected, rel=rel)
    if difference:
        assert summary["share_lower"].values == pytest.approx((values < 0).mean(axis=1))


def test_states_have_summaries_too(tmp_path: Path) -> None:
    folder = tmp_path / "summaries"
    rb.run(small_study(), folder, keep="summaries", states=True, chunk=CHUNK)
    whole = rb.open_study(stored(states=True)).mean("state_homicides")
    reduced = rb.open_study(folder).mean("state_homicides")
    assert reduced.dims == whole.dims == ("option", "year", "state")
    assert np.array_equal(reduced.values, whole.values)


def test_summaries_only_leaves_no_world() -> None:
    folder = stored("summaries")
    assert not (folder / "worlds.zarr").exists()
    assert rb.status(folder)["state"] == "finished"
    assert xarray.open_zarr(folder / "summary.zarr")["mean"].dims == ("outcome", "option", "time")
    with pytest.raises(InputError, match="summaries only"):
        rb.open_study(folder).dataset()


def test_a_study_can_say_what_to_keep(tmp_path: Path) -> None:
    folder = tmp_path / "quarterly"
    assert rb.run(small_study(keep="quarterly", members=1), folder)["keep"] == "quarterly"


def test_an_outcome_that_is_not_kept_is_named() -> None:
    study = rb.open_study(stored())
    with pytest.raises(InputError, match="homicides"):
        study.mean("homicide")
    with pytest.raises(InputError, match="0 to 1"):
        study.quantiles("homicides", [5])


def test_outcomes_of_a_mechanism_that_is_off_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "off"
    rb.run(small_study(mechanisms={"D4": False}, members=1), folder)
    assert "overdose_deaths" not in rb.open_study(folder).manifest.layout.outcomes
