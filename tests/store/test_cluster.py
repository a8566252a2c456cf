"""A real scheduler and several worker processes give the same bytes, also when one of them is killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import riobravo as rb
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


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[Worker]]]:
    """A scheduler and three workers: the address, and the processes of the workers."""
    place = tmp_path / "scheduler.json"

    def start(*words: str) -> Worker:
        quiet = subprocess.DEVNULL
        return subprocess.Popen([*DASK, *words], cwd=tmp_path, stdout=quiet, stderr=quiet)

    with processes() as started:
        listen = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        started.append(start("scheduler", *listen, "--scheduler-file", str(place)))
        while not place.exists() or not place.read_text():
            assert started[0].poll() is None
            time.sleep(0.05)
        address = json.loads(place.read_text())["address"]
        words = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
        started += [start("worker", address, *words) for _ in range(3)]
        yield address, started[1:]


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
