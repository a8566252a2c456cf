"""`riobravo data` prints what the library says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from observed.overlaid import JANUARY, append
from riobravo.commands.data import data
from riobravo.errors import DataError, InputError
from riobravo.observed import describe


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")


def test_the_list_names_every_series(capsys: pytest.CaptureFixture[str]) -> None:
    data()
    shown = capsys.readouterr().out
    for one in describe():
        assert one["id"] in shown
    assert "2015-01 to 2023-12" in shown
    assert "none declared" in shown


def test_json_is_what_the_library_returns(capsys: pytest.CaptureFixture[str]) -> None:
    data(json=True)
    assert json.loads(capsys.readouterr().out) == describe()


def test_one_series_is_shown_with_caveats_and_last_rows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data("sesnsp-victims", as_of="2019-01-01")
    shown = capsys.readouterr().out
    for caveat in next(one for one in describe() if one["id"] == "sesnsp-victims")["caveats"]:
        assert caveat in shown
    assert "2015-01 to 2018-12" in shown
    data("sesnsp-offences", json=True)
    (detail,) = json.loads(capsys.readouterr().out)
    assert detail["last_rows"][-1]["intentional_homicide"] == 32
    assert detail["last_rows"][-1]["of_which_attempted_homicide"] is None


def test_accepting_reports_the_new_coverage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append(tmp_path, JANUARY)
    data(overlay=tmp_path)
    assert "unverified" in capsys.readouterr().out
    data(accept="sesnsp-victims", overlay=tmp_path)
    shown = capsys.readouterr().out
    assert "recorded" in shown
    assert "sesnsp-victims: 2015-01 to 2024-01, 3,488 rows" in shown
    data(accept="sesnsp-victims", json=True, overlay=tmp_path)
    (done,) = json.loads(capsys.readouterr().out)
    assert done["before"] == done["sha256"]


def test_a_damaged_file_is_named_in_the_list_and_refused_in_detail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(tmp_path, JANUARY, recorded=True)
    data(overlay=tmp_path)
    assert "the file was altered" in capsys.readouterr().out
    with pytest.raises(DataError, match="altered"):
        data("sesnsp-victims", overlay=tmp_path)


@pytest.mark.parametrize("as_of", ["yesterday", "2024-02-30", ""])
def test_a_date_that_is_none_is_refused(as_of: str) -> None:
    with pytest.raises(InputError, match="not a date"):
        data(as_of=as_of)


def test_accepting_takes_no_date() -> None:
    with pytest.raises(InputError, match="give --accept alone"):
        data(accept="population", as_of="2024-01-01")
