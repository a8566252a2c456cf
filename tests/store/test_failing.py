"""A run that fails becomes a row; the ensemble goes on, and the failed run can be run again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray
from numpy.typing import NDArray

import riobravo as rb
from commands.running import call
from riobravo.ensemble.job import Job
from riobravo.errors import InputError
from riobravo.world.outcomes import PLACE
from store.small import CHUNK, content, small_study, stored

BAD = {2, 3, 10}
simulate = Job.simulate


def raising(self: Job, first: int, count: int, weekly: Any = None) -> Any:
    """Simulate, but for some members raise."""
    if BAD & set(range(first, first + count)):
        raise FloatingPointError("the world came apart")
    return simulate(self, first, count, weekly)


def leaving_bounds(self: Job, first: int, count: int, weekly: Any = None) -> Any:
    """Simulate, but let the second option leave its bounds where the groups begin large."""
    quarterly, by_state, refused = simulate(self, first, count, weekly)
    large = self.members.take(first, count).values["initial_members"] > 200_000.0
    quarterly[large, 1, 9, PLACE["homicides"]] = np.nan
    return quarterly, by_state, refused


def values(folder: Path) -> NDArray[np.float32]:
    national: NDArray[np.float32] = xarray.open_zarr(folder / "worlds.zarr")["national"].values
    return national


def test_a_run_that_raises_is_a_row_and_all_others_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Job, "simulate", raising)
    folder = tmp_path / "study"
    report = rb.run(small_study(), folder, chunk=CHUNK)
    assert report["state"] == "finished"
    assert report["failed"] == 9
    assert report["failures"]["reasons"] == [
        {
            "reason": "FloatingPointError: the world came apart",
            "runs": 9,
            "options": "arrests-doubled, kingpin-kill, status-quo",
        }
    ]
    failed = rb.open_study(folder).failures()
    assert failed is not None
    assert set(failed["run"].to_pylist()) == BAD
    assert set(failed["seed"].to_pylist()) == {"41"}
    drawn = dict(zip(failed["run"].to_pylist(), failed["initial_members"].to_pylist(), strict=True))
    from riobravo.ensemble.job import prepare_job

    expected = prepare_job(small_study()).members.take(0, 11).values["initial_members"]
    assert drawn == {run: expected[run] for run in BAD}
    monkeypatch.undo()
    whole, some = values(stored()), values(folder)
    gone = np.isin(np.arange(11), list(BAD))
    assert np.isnan(some[:, gone]).all()
    assert np.array_equal(some[:, ~gone], whole[:, ~gone])
    assert rb.open_study(folder).summary("homicides")["count"].values.tolist() == [[8.0]] * 3


def test_what_failed_can_be_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Job, "simulate", raising)
    folder = tmp_path / "study"
    rb.run(small_study(), folder, chunk=CHUNK)
    failed = content(folder)
    assert rb.rerun_failed(folder)["failed"] == 9
    assert content(folder) == failed
    assert rb.resume(folder)["runs_now"] == 0
    monkeypatch.undo()
    report = rb.rerun_failed(folder)
    assert report["runs_now"] == 9
    assert report["failed"] == 0
    assert content(folder) == content(stored())
    assert rb.rerun_failed(folder)["runs_now"] == 0


def test_a_finished_study_tells_what_failed_without_simulating(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Job, "simulate", raising)
    folder = tmp_path / "study"
    told = rb.run(small_study(), folder, chunk=CHUNK)
    ask = f"print(rb.resume({str(folder)!r})['failures'], 'numpy' in sys.modules)"
    code = f"import riobravo as rb, sys; {ask}"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == f"{told['failures']} False\n"
    # What is written down and does not fit any more is worked out again.
    (folder / "failures" / "summary.json").write_text('{"failed": 1}')
    assert rb.status(folder)["failures"] == told["failures"]


def test_leaving_bounds_fails_one_option_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Job, "simulate", leaving_bounds)
    folder = tmp_path / "study"
    report = rb.run(small_study(members=60), folder, chunk=7)
    drawn = _job().members.take(0, 60).values["initial_members"] > 200_000.0
    assert report["failed"] == drawn.sum() > 5
    found = report["failures"]
    assert found["reasons"][0]["reason"] == "homicides left its bounds"
    assert found["reasons"][0]["options"] == "kingpin-kill"
    # What is matched to the size of groups differs as much as the size itself; nothing else does.
    apart = {one["parameter"]: one for one in found["where"]}
    assert apart["initial_members"]["distance"] == 1.0
    assert apart["initial_members"]["failed"][0] > 200_000.0 > apart["initial_members"]["all"][0]
    assert len(apart) < 5
    some = values(folder)
    assert np.isnan(some[1, drawn]).all()
    assert not np.isnan(some[[0, 2]]).any()
    rows = rb.open_study(folder).failures()
    assert rows is not None
    assert rows["reason"][0].as_py() == "homicides was nan in quarter 10 of the simulation"
    shown = call("status", str(folder))
    assert "homicides left its bounds, under kingpin-kill" in shown.stdout
    assert "initial_members" in shown.stdout


def _job() -> Job:
    from riobravo.ensemble.job import prepare_job

    return prepare_job(small_study(members=60))


def test_failures_reach_summaries_and_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Job, "simulate", raising)
    folder, file = tmp_path / "study", tmp_path / "failed.csv"
    rb.run(small_study(), folder, chunk=CHUNK, keep="summaries")
    assert rb.open_study(folder).summary("homicides")["count"].values.tolist() == [[8.0]] * 3
    assert rb.status(folder)["failed"] == 9
    assert rb.export(folder, file, form="csv", what="failures") == 9
    assert file.read_text().startswith('"run","option","seed","kind","outcome","reason",')
    with pytest.raises(InputError, match="summaries only"):
        rb.rerun_failed(folder)


def test_a_broken_machine_is_no_failure_of_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(self: Job, first: int, count: int, weekly: Any = None) -> Any:
        if first >= CHUNK:
            raise MemoryError
        return simulate(self, first, count, weekly)

    monkeypatch.setattr(Job, "simulate", no_memory)
    folder = tmp_path / "study"
    with pytest.raises(MemoryError):
        rb.run(small_study(), folder, chunk=CHUNK, threads=1)
    monkeypatch.undo()
    assert rb.status(folder)["failed"] == 0
    assert rb.resume(folder)["failed"] == 0
    assert content(folder) == content(stored())
