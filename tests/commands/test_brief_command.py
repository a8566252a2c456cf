"""`riobravo brief`: the main job, and what is left when it is stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

import riobravo
from commands.running import FEW, PROGRAM, files_below, limit_files, run
from riobravo.study import load_study


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A folder with a report, and what was printed when it was written."""
    folder = tmp_path_factory.mktemp("brief") / "out"
    result = run("brief", "--json", "--members", "20", "--years", "1", "--out", str(folder))
    assert result.returncode == 0, result.stderr
    return folder, json.loads(result.stdout)


@pytest.mark.slow
def test_the_report_is_written(written: tuple[Path, dict[str, Any]]) -> None:
    folder, printed = written
    assert printed["report"] == str(folder / "report.html")
    assert sorted(file.name for file in folder.iterdir()) == ["figures", "report.html", "result.json"]
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.startswith(("<!doctype html>", "<!DOCTYPE html>"))
    assert "This is not a prediction" in page


@pytest.mark.slow
def test_python_gives_the_same_numbers(written: tuple[Path, dict[str, Any]]) -> None:
    _, printed = written
    expected = riobravo.summarise(riobravo.run_study(load_study().with_changes(members=20, years=1)))
    assert {name: printed[name] for name in expected} == expected


@pytest.mark.slow
def test_a_report_that_does_not_fit_leaves_the_earlier_one(
    written: tuple[Path, dict[str, Any]],
) -> None:
    folder, _ = written
    before = files_below(folder)
    assert len(before["report.html"]) > 100_000
    result = run("brief", *FEW, "--out", str(folder), before=limit_files)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "the result cannot be written (File too large)" in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
    assert files_below(folder) == before


@pytest.mark.slow
def test_people_get_a_table_and_the_place_of_the_report(tmp_path: Path) -> None:
    study = tmp_path / "my study.yaml"
    study.write_text(load_study().with_changes(members=3, years=1).dump_yaml())
    result = run("brief", str(study), folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert result.stdout.rstrip().endswith(f"Report: {Path('riobravo-report', 'report.html')}")
    page = (tmp_path / "riobravo-report" / "report.html").read_text(encoding="utf-8")
    assert "my study.yaml" in page


def test_stopping_leaves_the_earlier_report(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "overview.csv").write_text("earlier")
    (tmp_path / "report.html").write_text("earlier")
    before = files_below(tmp_path)
    words = ("brief", "--members", "4000", "--years", "1", "--threads", "1")
    with subprocess.Popen(
        [*PROGRAM, *words, "--out", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"COLUMNS": "120"},
    ) as process:
        assert process.stderr is not None
        # The first lines are written when the worlds begin to run.
        told = f"{len(load_study().options)} options, 1 year"
        while told not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=120)
    assert process.returncode == 130
    assert output == ""
    assert errors == "stopped; nothing was written.\n"
    assert files_below(tmp_path) == before
