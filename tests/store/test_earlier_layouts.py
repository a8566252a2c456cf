"""Studies that earlier versions wrote still open, export and count as finished.

`layout-1.zip` was written by the first version of the store. When the layout changes again, a study of
the layout before joins it here.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

import riobravo as rb
from riobravo.store.migrations import SCHEMA

HERE = Path(__file__).parent
# What the version that wrote it said of it.
STUDY = "161f50f5665099f43ee6c27469b154e74b57e7688870faa170fd5482f5924929"
HOMICIDES = 42444.5419921875
STATE_HOMICIDES = 83762.77734470367


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A study of the first layout."""
    with zipfile.ZipFile(HERE / "layout-1.zip") as archive:
        archive.extractall(tmp_path / "study")
    return tmp_path / "study"


def test_every_earlier_layout_has_a_study_here() -> None:
    assert {path.name for path in HERE.glob("layout-*.zip")} == {
        f"layout-{schema}.zip" for schema in range(1, SCHEMA)
    }


def test_the_first_layout_opens_with_the_numbers_it_had(first: Path) -> None:
    assert json.loads((first / "manifest.json").read_text())["schema"] == 1
    study = rb.open_study(first)
    assert study.mean("homicides").values[1, 0] == HOMICIDES
    assert study.mean("state_homicides").values.sum() == pytest.approx(STATE_HOMICIDES)
    told = rb.status(first, verify=True)
    assert told["state"] == "finished"
    assert told["id"] == STUDY
    assert told["damaged"] == []


def test_the_first_layout_is_finished_and_exports(first: Path, tmp_path: Path) -> None:
    assert rb.resume(first)["runs_now"] == 0
    assert rb.export(first, tmp_path / "worlds.parquet") == 8
