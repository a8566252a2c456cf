"""Places that cannot be written to: one line, and earlier results untouched."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.running import FEW, files_below, limit_files, mounted, refusal, run

COMPARE = ("compare", "status-quo", "prevention")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB, where this process may mount one."""
    with mounted(tmp_path / "disk", "256k") as folder:
        yield folder


@pytest.mark.parametrize("place", ["file", "file/below", "/proc/riobravo"])
def test_a_report_that_has_no_place_is_refused_before_the_work(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    line = refusal(run("brief", "--out", place, "--members", "100000", folder=tmp_path))
    assert line.startswith(f"{place}: the result cannot be written")
    assert files_below(tmp_path) == {"file": b"mine"}


@pytest.mark.parametrize("place", ["file/worlds.csv", "/proc/worlds.csv"])
def test_a_table_that_has_no_place_is_refused_before_the_work(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    line = refusal(run(*COMPARE, "--members", "100000", "--save", place, folder=tmp_path))
    assert "cannot be written" in line
    assert files_below(tmp_path) == {"file": b"mine"}


def check_earlier_table_survives(folder: Path, *, limited: bool) -> None:
    table = folder / "worlds.csv"
    assert run(*COMPARE, *FEW, "--save", str(table)).returncode == 0
    before = files_below(folder)
    assert list(before) == ["worlds.csv"]
    many = ("--members", "200", "--years", "1", "--save", str(table))
    result = run(*COMPARE, *many, before=limit_files if limited else None)
    assert result.returncode == 2
    assert result.stdout == ""
    *_, line = result.stderr.splitlines()
    assert "the result cannot be written" in line
    assert "Traceback" not in result.stderr
    assert files_below(folder) == before


def test_a_file_that_may_not_grow_leaves_the_earlier_one(tmp_path: Path) -> None:
    check_earlier_table_survives(tmp_path, limited=True)


def test_a_full_disk_leaves_the_earlier_file(small_disk: Path) -> None:
    check_earlier_table_survives(small_disk, limited=False)


@pytest.mark.parametrize("words", [("evidence",), ("mechanisms", "--json"), (*COMPARE, *FEW)])
def test_a_reader_that_goes_away_is_no_error_to_talk_about(words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        result = run(*words, stdout=writing)
    finally:
        os.close(writing)
    assert result.returncode != 0
    for word in ("Traceback", "Exception ignored", "BrokenPipe", "error"):
        assert word not in result.stderr


def test_output_cut_short_by_head_shows_no_traceback() -> None:
    command = f"{sys.executable} -m riobravo evidence --json | head -n 1"
    result = subprocess.run(
        ["bash", "-c", command], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert result.stdout == "[\n"
    assert result.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", [("mechanisms", "--json"), ("evidence",), ("--version",)])
def test_output_to_a_full_disk_is_one_line(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        result = run(*words, stdout=full.fileno())
    assert result.returncode == 2
    assert result.stderr == "error: No space left on device.\n"
