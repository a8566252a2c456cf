"""Whatever interrupts a study, nothing is lost or doubled, and it ends the same, byte for byte."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import pytest

import riobravo as rb
from commands.running import PROGRAM, limit_files, mounted, run
from riobravo.errors import OutputError
from riobravo.store import journal
from riobravo.store.journal import Entry
from store.small import CHUNK, content, small_study, stored

# Kills of a study, by what it keeps.
KILLS = {"annual": 20, "summaries": 5}


@pytest.fixture(autouse=True)
def _check_the_model_is_left_alone() -> Iterator[None]:
    before = content(stored())
    yield
    assert content(stored()) == before


def copy(folder: Path, keep: str = "annual") -> Path:
    shutil.copytree(stored(keep), folder)
    return folder


def break_off(folder: Path, units: set[int]) -> None:
    """Leave a study as if some of its units had never been done."""
    entries = [entry for unit, entry in journal.read_journal(folder).items() if unit not in units]
    journal.rewrite_journal(folder, entries)
    for unit in units:
        (folder / "worlds.zarr" / "national" / f"c.0.{unit}.0.0").unlink()


def test_only_what_is_missing_is_simulated(tmp_path: Path) -> None:
    folder = copy(tmp_path / "study")
    break_off(folder, {1, 3})
    assert rb.status(folder)["state"] == "stopped"
    told: list[tuple[int, int, int]] = []
    report = rb.resume(folder, progress=lambda *numbers: told.append(numbers))
    assert report["runs_now"] == 15  # three worlds and two of the last unit, three options each
    assert [done for done, _, _ in told] in ([18, 27, 33], [18, 24, 33])
    assert content(folder) == content(stored())
    assert rb.resume(folder)["runs_now"] == 0


def test_running_again_goes_on_with_the_same_study(tmp_path: Path) -> None:
    folder = copy(tmp_path / "study")
    break_off(folder, {0})
    assert rb.run(small_study(), folder)["runs_now"] == 9
    assert content(folder) == content(stored())


def test_lost_and_cut_shards_are_simulated_again(tmp_path: Path) -> None:
    folder = copy(tmp_path / "study")
    shards = folder / "worlds.zarr" / "national"
    (shards / "c.0.0.0.0").unlink()
    (shards / "c.0.2.0.0").write_bytes(b"cut")
    assert rb.resume(folder)["runs_now"] == 18
    assert content(folder) == content(stored())


def test_a_power_cut_between_write_and_rename_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    code = f"""
import os
from pathlib import Path
from typing import BinaryIO
import riobravo as rb
from store.small import CHUNK, small_study
rename = Path.replace
def cut(self, target):
    if "c.0.2." in str(target):
        os._exit(9)
    return rename(self, target)
Path.replace = cut
rb.run(small_study(), {str(folder)!r}, chunk=CHUNK, threads=1)
"""
    search = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], check=False, env=os.environ | search)
    assert done.returncode == 9
    assert list(folder.rglob("*.part"))
    assert rb.status(folder)["done"] == 18
    assert rb.resume(folder)["runs_now"] == 15
    assert content(folder) == content(stored())


def test_a_power_cut_between_rename_and_journal_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "study"
    write = journal.append

    def cut(stream: BinaryIO, entry: Entry) -> None:
        if entry.unit == 2:
            raise KeyboardInterrupt
        write(stream, entry)

    monkeypatch.setattr("riobravo.store.running.append", cut)
    with pytest.raises(KeyboardInterrupt):
        rb.run(small_study(), folder, chunk=CHUNK, threads=1)
    monkeypatch.undo()
    assert rb.status(folder)["done"] == 18
    assert rb.resume(folder)["done"] == 33
    assert content(folder) == content(stored())


def test_a_kill_before_the_manifest_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    folder = copy(tmp_path / "study")
    (folder / "manifest.json").unlink()
    (folder / ".manifest.json.0123.part").write_text("cut")
    rb.run(small_study(), folder, chunk=CHUNK)
    assert content(folder) == content(stored())


@pytest.mark.parametrize(
    "stage", ["summaries.write_summary", "finishing.rewrite_journal", "beginning.shutil.rmtree"]
)
def test_a_kill_while_summaries_are_made_changes_nothing(
    stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "study"
    told = 0

    def arm(done: int, total: int, failed: int) -> None:
        nonlocal told
        told = done
        if done == total:
            monkeypatch.setattr(f"riobravo.store.{stage}", cut)

    with pytest.raises(KeyboardInterrupt):
        rb.run(small_study(), folder, keep="summaries", chunk=CHUNK, progress=arm)
    monkeypatch.undo()
    (folder / ".summary.zarr.0123.part").mkdir()
    assert rb.resume(folder)["runs_now"] == 0
    assert content(folder) == content(stored("summaries"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB, where this process may mount one."""
    with mounted(tmp_path / "disk", "1m") as folder:
        yield folder


def test_a_full_disk_stops_the_study_and_room_lets_it_go_on(small_disk: Path) -> None:
    folder, filler = small_disk / "study", small_disk / "filler"

    def fill(done: int, total: int, failed: int) -> None:
        if done >= 9 and not filler.exists():
            with contextlib.suppress(OSError), filler.open("wb") as stream:
                while True:
                    stream.write(b"0" * 1024)
                    stream.flush()

    with pytest.raises(OutputError, match="No space left on device"):
        rb.run(small_study(), folder, chunk=CHUNK, threads=1, progress=fill)
    done = rb.status(folder)["done"]
    assert 9 <= done < 33
    filler.unlink()
    assert rb.resume(folder)["runs_now"] == 33 - done
    assert content(folder) == content(stored())


def test_a_file_that_may_not_grow_is_one_line(tmp_path: Path) -> None:
    study = tmp_path / "study.yaml"
    study.write_text(small_study(members=200).dump_yaml())
    result = run("run", str(study), "--out", str(tmp_path / "out"), "--chunk", "200", before=limit_files)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "cannot be written" in result.stderr.splitlines()[-1]


def test_two_processes_do_not_run_one_study(tmp_path: Path) -> None:
    folder = copy(tmp_path / "study")
    break_off(folder, {1})
    from riobravo.store.lock import locked

    with locked(folder):
        assert rb.status(folder)["state"] == "running"
        result = run("resume", str(folder))
        assert result.returncode == 2
        assert "another process" in result.stderr
    assert rb.resume(folder)["state"] == "finished"


def test_who_only_asks_is_not_taken_for_somebody_at_work(tmp_path: Path) -> None:
    from riobravo.store.lock import _take

    folder = copy(tmp_path / "study")
    with (folder / "lock").open("rb") as asking:
        assert _take(asking.fileno(), share=True)
        assert rb.status(folder)["state"] == "finished"


@pytest.mark.parametrize("late", [0.0, 0.0003, 0.3])
def test_ctrl_c_keeps_the_units_in_work(
    late: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Pressed as soon as a unit begins, while this thread is still handing it out, or later."""
    from riobravo.store.unit import Workshop

    folder, do = tmp_path / "study", Workshop.do

    def press(self: Workshop, unit: int) -> Entry:
        time.sleep(late)
        signal.raise_signal(signal.SIGINT)
        time.sleep(0.1)
        return do(self, unit)

    monkeypatch.setattr(Workshop, "do", press)
    with pytest.raises(KeyboardInterrupt):
        rb.run(small_study(), folder, chunk=CHUNK, threads=1)
    assert "as soon as the units in work are on disk" in caplog.text
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert rb.status(folder)["done"] == 9
    monkeypatch.undo()
    rb.resume(folder)
    assert content(folder) == content(stored())


def test_ctrl_c_while_the_journal_is_written_keeps_the_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, write = tmp_path / "study", journal.append

    def press(stream: BinaryIO, entry: Entry) -> None:
        signal.raise_signal(signal.SIGINT)
        write(stream, entry)

    monkeypatch.setattr("riobravo.store.running.append", press)
    with pytest.raises(KeyboardInterrupt):
        rb.run(small_study(), folder, chunk=CHUNK, threads=1)
    assert rb.status(folder)["done"] == 9


def test_ctrl_c_twice_does_not_wait(tmp_path: Path) -> None:
    def press_twice(done: int, total: int, failed: int) -> None:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        raise AssertionError("the second one has to be raised")

    with pytest.raises(KeyboardInterrupt):
        rb.run(small_study(), tmp_path / "study", chunk=CHUNK, threads=1, progress=press_twice)
    assert rb.resume(tmp_path / "study")["done"] == 33


def test_a_study_runs_in_another_thread(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(rb.run, small_study(), tmp_path / "study", chunk=CHUNK, threads=1)
        assert call.result()["done"] == 33


def test_who_handles_ctrl_c_already_goes_on_to(tmp_path: Path) -> None:
    heard: list[int] = []

    def press(done: int, total: int, failed: int) -> None:
        signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        done = rb.run(small_study(), tmp_path / "study", chunk=CHUNK, threads=1, progress=press)["done"]
    finally:
        signal.signal(signal.SIGINT, before)
    assert done == 33
    assert heard == [signal.SIGINT] * 5


def test_it_can_be_read_while_it_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    seen: list[int] = []

    def look(done: int, total: int, failed: int) -> None:
        study = rb.open_study(folder)
        mean = study.summary("homicides", ())
        seen.append(int(mean["count"].values.sum()))
        assert study.batches().read_all().num_rows == done

    rb.run(small_study(), folder, chunk=CHUNK, threads=1, progress=look)
    assert seen == [0, 9, 18, 27, 33]


def test_resuming_a_finished_study_needs_no_simulation() -> None:
    code = f"import riobravo as rb, sys; rb.resume({str(stored())!r}); print('numba' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "False\n"


@pytest.mark.slow
@pytest.mark.parametrize("keep", KILLS)
def test_kills_at_random_moments_change_nothing(keep: str, tmp_path: Path) -> None:
    """Kill the process and all its threads again and again until the study is done."""
    study, folder = tmp_path / "study.yaml", tmp_path / "out"
    study.write_text(small_study(members=60).dump_yaml())
    whole = tmp_path / "whole"
    words = ("--keep", keep, "--chunk", "1")
    assert run("run", str(study), "--out", str(whole), *words).returncode == 0
    chance = random.Random(20260101)
    kills, most = 0, 0
    while True:
        process = subprocess.Popen(
            [*PROGRAM, "run", str(study), "--out", str(folder), *words, "--threads", "2"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if kills < KILLS[keep]:
            _wait_for_work(process, folder, most)
            time.sleep(chance.uniform(0.0, 0.15))
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                kills += 1
        code = process.wait()
        if (folder / "manifest.json").exists():
            done = rb.status(folder)["done"]
            assert done >= most
            most = done
        if code == 0:
            break
    assert kills >= KILLS[keep] / 2
    assert content(folder) == content(whole)


def _wait_for_work(process: subprocess.Popen[bytes], folder: Path, done: int) -> None:
    """Return when a process has put something on disk, so that kills hit the work and not the start."""
    path = folder / "journal"
    size = path.stat().st_size if path.exists() else 0
    while process.poll() is None and (not path.exists() or path.stat().st_size <= size):
        time.sleep(0.01)
