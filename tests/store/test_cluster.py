"""A real scheduler and several worker processes give the same bytes, also when one of them is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import riobravo as rb
from commands.running import run
from riobravo.errors import OutputError
from store.small import CHUNK, content, small_study, stored

DASK = [sys.executable, "-m", "dask"]
Worker = subprocess.Popen[bytes]

pytestmark = pytest.mark.slow


@contextmanager
def processes() -> Iterator[list[Worker]]:
    """Hold processes that end with the test."""
    started: list[Worker] = []
    try:
        yield started
    finally:
        for one in reversed(started):
            one.kill()
            one.wait()


def start(*words: str, folder: Path, **environment: str) -> Worker:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        [*DASK, *words], cwd=folder, stdout=quiet, stderr=quiet, env=os.environ | environment
    )


def start_worker(address: str, folder: Path, **environment: str) -> Worker:
    words = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
    return start("worker", address, *words, folder=folder, **environment)


def start_scheduler(folder: Path, *words: str) -> tuple[str, Worker]:
    """Return the address of a scheduler, and its process."""
    place = folder / "scheduler.json"
    listen = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    process = start("scheduler", *listen, "--scheduler-file", str(place), *words, folder=folder)
    while not place.exists() or not place.read_text():
        assert process.poll() is None
        time.sleep(0.05)
    return json.loads(place.read_text())["address"], process


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[Worker]]]:
    """A scheduler without workers: its address, and a list of processes that end with the test."""
    with processes() as started:
        address, process = start_scheduler(tmp_path)
        started.append(process)
        yield address, started


@pytest.fixture
def cluster(scheduler: tuple[str, list[Worker]], tmp_path: Path) -> tuple[str, list[Worker]]:
    """A scheduler and three workers: the address, and the processes of the workers."""
    address, started = scheduler
    started += [start_worker(address, tmp_path) for _ in range(3)]
    return address, started[1:]


def test_without_workers_it_says_so_and_waits(
    scheduler: tuple[str, list[Worker]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("riobravo.store.cluster._SECONDS_ALONE", 0.5)
    address, started = scheduler

    def come(done: int, total: int, failed: int) -> None:
        if len(started) == 1:
            threading.Timer(3.0, lambda: started.append(start_worker(address, tmp_path))).start()

    rb.run(small_study(), tmp_path / "study", chunk=CHUNK, scheduler=address, progress=come)
    told = [one.message for one in caplog.records if one.name.startswith("riobravo")]
    assert told[0].startswith(f"No worker is connected to {address}; waiting for one.")
    assert told[1:] == [f"Workers connected to {address}: 1."]
    assert content(tmp_path / "study") == content(stored())


# Schedulers as they were: one did not know an argument that clients send now; the other only has a number.
OLD_IDENTITY = "def dask_setup(scheduler): scheduler.handlers['identity'] = lambda: {'type': 'Scheduler'}"
OLD_NUMBER = """
from distributed import versions
now = versions.get_versions()
now["packages"]["dask"] = "2025.1.0"
versions.get_versions = lambda *_: now
"""


def test_a_scheduler_of_another_age_is_one_line_and_nothing_is_begun(tmp_path: Path) -> None:
    (tmp_path / "old.py").write_text(OLD_IDENTITY)
    with processes() as started:
        address, process = start_scheduler(tmp_path, "--preload", "old.py")
        started.append(process)
        study, began = tmp_path / "study.yaml", time.monotonic()
        study.write_text(small_study().dump_yaml())
        result = run("run", str(study), "--out", str(tmp_path / "out"), "--scheduler", address)
    assert result.returncode == 2
    line = result.stderr.splitlines()[-1]
    assert line.startswith(f"error: scheduler: the Dask scheduler at `{address}` does not go with Dask ")
    assert "TypeError" in line
    assert "Traceback" not in result.stderr
    assert time.monotonic() - began < 20.0  # half a client would hang for thirty seconds
    assert not (tmp_path / "out").exists()


def test_other_versions_that_go_together_are_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "old.py").write_text(OLD_NUMBER)
    with processes() as started:
        address, process = start_scheduler(tmp_path, "--preload", "old.py")
        started += [process, start_worker(address, tmp_path)]
        rb.run(small_study(), tmp_path / "study", chunk=CHUNK, scheduler=address)
    told = [one.message for one in caplog.records if one.name.startswith("riobravo")]
    assert told[0].startswith("Versions here, at the scheduler and on its workers differ in dask: ")
    assert content(tmp_path / "study") == content(stored())


def test_ctrl_c_without_workers_does_not_wait_for_one(
    scheduler: tuple[str, list[Worker]], tmp_path: Path
) -> None:
    address, _ = scheduler

    def press(done: int, total: int, failed: int) -> None:
        threading.Timer(0.5, signal.raise_signal, (signal.SIGINT,)).start()

    with pytest.raises(KeyboardInterrupt):
        rb.run(small_study(), tmp_path / "study", chunk=CHUNK, scheduler=address, progress=press)
    assert rb.status(tmp_path / "study")["done"] == 0


def test_ctrl_c_keeps_what_the_workers_have_in_work(
    cluster: tuple[str, list[Worker]], tmp_path: Path
) -> None:
    address, workers = cluster
    folder = tmp_path / "study"
    seen: list[int] = []

    def press(done: int, total: int, failed: int) -> None:
        seen.append(done)
        if len(seen) == 2:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        rb.run(small_study(members=44), folder, chunk=1, scheduler=address, progress=press)
    status = rb.status(folder)
    shards = list((folder / "worlds.zarr" / "national").glob("c.*"))
    assert status["done"] == seen[-1] == 3 * len(shards)
    assert 2 <= len(shards) < 44
    assert all(one.poll() is None for one in workers)
    assert rb.resume(folder, scheduler=address)["done"] == 132


def test_a_worker_without_the_program_and_a_scheduler_that_goes_are_one_line(
    scheduler: tuple[str, list[Worker]], tmp_path: Path
) -> None:
    address, started = scheduler
    (tmp_path / "empty" / "riobravo").mkdir(parents=True)
    (tmp_path / "empty" / "riobravo" / "__init__.py").touch()
    started.append(start_worker(address, tmp_path, PYTHONPATH=str(tmp_path / "empty")))
    with pytest.raises(OutputError, match="ModuleNotFoundError"):
        rb.run(small_study(), tmp_path / "study", chunk=CHUNK, scheduler=address)
    started[1].kill()

    def kill(done: int, total: int, failed: int) -> None:
        if done:
            started[0].kill()

    started.append(start_worker(address, tmp_path))
    with pytest.raises(OutputError, match="the scheduler has gone"):
        rb.resume(tmp_path / "study", scheduler=address, progress=kill)
    rb.resume(tmp_path / "study")
    assert content(tmp_path / "study") == content(stored())


def test_workers_write_the_same_bytes_though_one_is_killed(
    cluster: tuple[str, list[Worker]], tmp_path: Path
) -> None:
    address, workers = cluster
    folder = tmp_path / "study"
    told: list[int] = []

    def kill_one(done: int, total: int, failed: int) -> None:
        told.append(done)
        if len(told) == 3:
            workers[0].send_signal(signal.SIGKILL)

    report = rb.run(small_study(members=44), folder, chunk=2, scheduler=address, progress=kill_one)
    assert report["state"] == "finished"
    assert report["failed"] == 0
    assert workers[0].wait() == -signal.SIGKILL
    assert all(one.poll() is None for one in workers[1:])
    alone = tmp_path / "alone"
    rb.run(small_study(members=44), alone, chunk=2)
    assert content(folder) == content(alone)


def test_a_study_begun_alone_ends_on_a_cluster_that_must_see_it(
    cluster: tuple[str, list[Worker]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, _ = cluster
    folder = tmp_path / "study"

    def stop(done: int, total: int, failed: int) -> None:
        if done > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rb.run(small_study(), folder, chunk=CHUNK, threads=1, progress=stop)
    rb.resume(folder, scheduler=address)
    assert content(folder) == content(stored())
    # Workers that do not find the study where it stands here stop it, and say so.
    (folder / "worlds.zarr" / "national" / "c.0.1.0.0").unlink()
    monkeypatch.setattr("riobravo.store.cluster.str", lambda _: "/nowhere", raising=False)
    with pytest.raises(OutputError, match="does not see the study"):
        rb.resume(folder, scheduler=address)
    assert rb.status(folder)["left"] == 9
