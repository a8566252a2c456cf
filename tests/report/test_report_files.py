"""An earlier report survives whatever happens to the next one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from riobravo.errors import OutputError
from riobravo.files import write_together


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_files_are_replaced_together_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_together(tmp_path, {"figures/a.csv": "1", "report.html": "old"})
    write_together(tmp_path, {"figures/a.csv": "2", "report.html": "new"})
    assert contents(tmp_path) == {"figures/a.csv": b"2", "report.html": b"new"}


def test_a_file_that_cannot_be_written_leaves_all_earlier_ones(tmp_path: Path) -> None:
    write_together(tmp_path, {"figures/a.csv": "1", "report.html": "old"})
    (tmp_path / "figures" / "b.csv").mkdir()
    before = contents(tmp_path)
    with pytest.raises(OutputError, match="Fix: choose a folder"):
        write_together(tmp_path, {"figures/a.csv": "2", "figures/b.csv": "2", "report.html": "new"})
    assert contents(tmp_path) == before


def test_text_that_cannot_be_encoded_leaves_the_earlier_file(tmp_path: Path) -> None:
    write_together(tmp_path, {"report.html": "old"})
    with pytest.raises(UnicodeEncodeError):
        write_together(tmp_path, {"report.html": "\ud800"})
    assert contents(tmp_path) == {"report.html": b"old"}


def test_a_file_in_place_of_the_folder_is_an_error_for_the_user(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="taken"):
        write_together(tmp_path / "taken", {"figures/a.csv": "1", "report.html": "new"})
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(not hasattr(os, "umask"), reason="modes of files are those of POSIX")
def test_others_may_read_the_report_as_the_user_allows(tmp_path: Path) -> None:
    write_together(tmp_path, {"report.html": "text"})
    plain = tmp_path / "plain"
    plain.write_text("text", encoding="utf-8")
    assert (tmp_path / "report.html").stat().st_mode == plain.stat().st_mode
