"""How the simulation is compiled: its parts by two processes or one, with the same numbers."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from commands.running import mounted
from riobravo.world import compile as compiling
from riobravo.world import helper, parts
from riobravo.world.run import find_parts, run_chunk
from world.driving import drive

ENTRY: Any = run_chunk
# Says what came out of a simulation, and which parts this process compiled itself.
PROGRAM = """\
import hashlib, json, os, sys
from riobravo.world import helper, parts
from riobravo.world.run import find_parts, run_chunk
from world.driving import drive

processors, executable = json.loads(sys.argv[1])
helper.processors = lambda: processors
sys.executable = executable or sys.executable
national = drive(weeks=52).national
types = next(iter(run_chunk.overloads))
compiled = {parts.name_of(part) for part, _ in find_parts(*types) if sum(part.stats.cache_misses.values())}
versions = {len(part.overloads) for part, _ in find_parts(*types)}
numbers = hashlib.sha256(national.tobytes()).hexdigest()
print(json.dumps([numbers, sorted(compiled), sorted(versions), parts.is_compiled()]))
"""


def simulate(cache: Path, *, processors: int, executable: str | None = None, says: str = "") -> Any:
    environment = {**os.environ, "RIOBRAVO_CACHE": str(cache), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", PROGRAM, json.dumps([processors, executable])]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith(says)
    assert bool(done.stderr) == bool(says), done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def helped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Return a cache that two processes filled, and what the first simulation said."""
    cache = tmp_path_factory.mktemp("cache")
    return cache, simulate(cache, processors=2)


def some_parts() -> list[helper.Task]:
    drive(weeks=1)
    return list(find_parts(*next(iter(ENTRY.overloads))))


def numbers_here() -> str:
    return hashlib.sha256(drive(weeks=52).national.tobytes()).hexdigest()


def test_only_the_whole_simulation_counts_as_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = [run_chunk, *(part for part, _ in some_parts())]
    monkeypatch.setattr(parts, "cache_folder", lambda: tmp_path)
    assert not parts.is_compiled()
    (tmp_path / "streams.answer-1.py311.1.nbc").touch()
    assert not parts.is_compiled()
    # The names that Numba gives, from the files and functions of the entry and its parts.
    for place, function in enumerate(needed):
        assert not parts.is_compiled()
        code: Any = function
        folder = tmp_path / f"world_{place}"
        folder.mkdir()
        name = f"{Path(code.py_func.__code__.co_filename).stem}.{code.__name__}-1.py311.1.nbc"
        (folder / name).touch()
    assert parts.is_compiled()


def test_every_part_is_compiled_by_one_of_the_two() -> None:
    named = [parts.name_of(part) for part, _ in some_parts()]
    assert sorted(named) == sorted([*parts.OWN_PARTS, *parts.PARTS_OF_HELPER])


@pytest.mark.slow
def test_two_processes_share_the_parts(helped: tuple[Path, Any]) -> None:
    numbers, compiled, versions, is_compiled = helped[1]
    assert numbers == numbers_here()
    assert compiled == sorted(parts.OWN_PARTS)
    # The types foreseen are the types needed.
    assert versions == [1]
    assert is_compiled


@pytest.mark.slow
def test_a_helper_that_fails_leaves_its_parts_to_this_process(tmp_path: Path) -> None:
    numbers, compiled, versions, is_compiled = simulate(
        tmp_path, processors=2, executable=shutil.which("false")
    )
    assert numbers == numbers_here()
    assert compiled == sorted([*parts.OWN_PARTS, *parts.PARTS_OF_HELPER])
    assert versions == [1]
    assert is_compiled


@pytest.mark.slow
def test_a_part_that_is_gone_is_made_again(helped: tuple[Path, Any]) -> None:
    cache, (numbers, *_) = helped
    for file in cache.rglob("week.move_region-*"):
        file.unlink()
    assert simulate(cache, processors=1) == [numbers, ["week.move_region"], [1], True]
    assert simulate(cache, processors=1) == [numbers, [], [1], True]


@pytest.mark.slow
def test_a_full_disk_costs_time_and_no_result(helped: tuple[Path, Any], tmp_path: Path) -> None:
    _, (numbers, *_) = helped
    with mounted(tmp_path / "disk", "1m") as disk:
        told = simulate(disk, processors=2, says="The compiled simulation cannot be kept in " + str(disk))
    assert told[0] == numbers
    assert told[-1] is False


@pytest.mark.slow
def test_without_a_folder_to_write_to_it_is_said_and_nothing_stays_behind(
    helped: tuple[Path, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, (numbers, *_) = helped
    (tmp_path / "file").touch()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    told = simulate(
        tmp_path / "file", processors=1, says=f"The compiled simulation cannot be kept in {tmp_path / 'file'}"
    )
    assert told[0] == numbers
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.slow
def test_a_folder_that_can_only_be_read_serves(helped: tuple[Path, Any], tmp_path: Path) -> None:
    cache, (numbers, *_) = helped
    with mounted(tmp_path / "disk", "32m") as disk:
        shutil.copytree(cache, disk, dirs_exist_ok=True)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert simulate(disk, processors=2) == [numbers, [], [1], True]


def test_a_helper_ends_with_the_process_that_started_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helper, "cache_folder", lambda: tmp_path / "kernels" / compiling.kernel_hash())
    process = helper.start_helper(some_parts())
    assert process is not None
    assert process.stdin is not None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(3)
    # What the system does when this process ends, however it does.
    process.stdin.close()
    assert process.wait(60) == 1


def test_no_helper_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "cache_folder", lambda: tmp_path / "kernels" / compiling.kernel_hash())
    monkeypatch.setattr(helper, "processors", lambda: 2)
    process = helper.start_helper(some_parts())
    assert process is not None
    monkeypatch.setattr(helper, "start_helper", lambda _: process)
    with pytest.raises(KeyboardInterrupt), helper.helped(some_parts()):
        raise KeyboardInterrupt
    assert process.returncode not in {None, 0}


def test_on_one_processor_there_is_no_helper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "processors", lambda: 1)
    monkeypatch.setattr(helper, "start_helper", pytest.fail)
    with helper.helped(some_parts()):
        pass


@pytest.mark.parametrize("executable", ["/nowhere/python", "", None])
def test_a_helper_that_cannot_be_started_is_done_without(
    monkeypatch: pytest.MonkeyPatch, executable: str | None
) -> None:
    monkeypatch.setattr(helper, "processors", lambda: 2)
    monkeypatch.setattr(sys, "executable", executable)
    assert helper.start_helper(some_parts()) is None
    with helper.helped(some_parts()):
        pass
