"""`riobravo validate`, `forecast` and `score`: shapes, round trip, and refusals in one line."""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pytest
from pyarrow import parquet

import riobravo
from commands.running import call, refusal
from riobravo import api
from riobravo.analysis.hindcasts import STATUSES
from riobravo.credibility.preregistration import load_registration
from riobravo.credibility.validation import HEADLINE
from riobravo.forecasting.archive import HOME, check_archive, load_archive
from riobravo.forecasting.scoring import score_forecast

NAMES = [one.name for one in load_registration().series]


def forecast(folder: Path, *words: str, series: str = "us-overdose-deaths") -> Path:
    out = folder / "out.parquet"
    result = call(
        "forecast", "--as-of", "2021-06-30", "--series", series, "--draws", "50", "--out", str(out), *words
    )
    assert result.exit_code == 0, result.output
    return out


def test_validation_as_json_has_exactly_the_promised_shape() -> None:
    result = call("validate", "--json")
    assert result.exit_code == 0, result.output
    printed = json.loads(result.stdout)
    assert set(printed) == {"series"}
    assert list(printed["series"]) == NAMES
    for one in printed["series"].values():
        assert set(one) == {"origins", "models", "skill_vs"}
        assert len(one["origins"]) >= 30
        assert {"pooled", "nowcast", *load_registration().baselines} <= set(one["models"])
        for row in one["models"].values():
            assert tuple(row) == HEADLINE
        for row in one["skill_vs"].values():
            assert set(row) == {"estimate", "low", "high"}
            assert row["low"] <= row["estimate"] <= row["high"]


def test_validation_of_one_series_and_of_an_unknown_one() -> None:
    printed = json.loads(call("validate", "--series", "us-overdose-deaths", "--json").stdout)
    assert list(printed["series"]) == ["us-overdose-deaths"]
    assert "did you mean `us-overdose-deaths`" in refusal(call("validate", "--series", "us-overdose-death"))


def test_people_are_told_first_where_it_loses() -> None:
    shown = call("validate").stdout
    assert shown.startswith("Where it loses")
    verdicts = [word for line in shown.splitlines() for word in line.split()[:1] if word in STATUSES]
    assert len(verdicts) == len(load_registration().falsifiers)
    assert verdicts == sorted(verdicts, key=STATUSES.index)


def test_a_forecast_has_every_draw_of_every_state_and_month(tmp_path: Path) -> None:
    out = forecast(tmp_path, "--months", "6", series="sesnsp-homicides")
    table = parquet.read_table(out)
    assert table.column_names == ["series", "state_code", "date", "draw", "value"]
    assert table.num_rows == 50 * 6 * 32
    assert sorted(set(table["state_code"].to_pylist())) == [f"{code:02d}" for code in range(1, 33)]
    dates = sorted({str(day) for day in table["date"].to_pylist()})
    assert dates[0] == "2021-07-01"
    assert dates[-1] == "2021-12-01"
    assert min(table["value"].to_pylist()) >= 0.0
    about = json.loads(table.schema.metadata[b"riobravo"])
    assert about["known_until"] == "2021-05"
    assert sum(about["weights"]) == pytest.approx(1.0, abs=0.002)


def test_draws_are_joint_over_months(tmp_path: Path) -> None:
    table = parquet.read_table(forecast(tmp_path, "--months", "12", "--draws", "200", "--model", "nowcast"))
    values = np.array(table["value"]).reshape(12, 200)
    assert np.corrcoef(values[10], values[11])[0, 1] > 0.9


def test_the_same_words_give_the_same_draws(tmp_path: Path) -> None:
    one, other = (forecast(tmp_path, "--seed", "3").read_bytes() for _ in range(2))
    assert hashlib.sha256(one).digest() == hashlib.sha256(other).digest()


def test_the_last_day_of_a_month_counts_as_its_end(tmp_path: Path) -> None:
    for day, first in (("2021-06-30", "2021-07"), ("2021-06-29", "2021-06"), ("2021-07-15", "2021-07")):
        table = api.forecast(day, "us-overdose-deaths", months=1, draws=10)
        assert str(table["date"][0].as_py())[:7] == first


def test_a_forecast_is_scored_against_the_file_of_the_series(tmp_path: Path) -> None:
    observed = Path(riobravo.__file__).parent / "observed/series/us_overdose_12mo_ending.csv"
    result = call("score", str(forecast(tmp_path)), "--observed", str(observed), "--json")
    assert result.exit_code == 0, result.output
    row = json.loads(result.stdout)["series"]["us-overdose-deaths"]
    assert row["months"] == row["cells"] == 12
    assert row["crps"] > 0.0
    assert 0.0 <= row["coverage90"] <= 1.0


def constructed(folder: Path, values: Any) -> Path:
    """Write a forecast of one month for two states with given draws, (draws, 2)."""
    draws = len(values)
    table = pyarrow.table(
        {
            "series": ["mine"] * 2 * draws,
            "state_code": ["01"] * draws + ["02"] * draws,
            "date": ["2030-01-01"] * 2 * draws,
            "draw": [*range(draws)] * 2,
            "value": [float(one) for one in np.asarray(values).T.ravel()],
        }
    )
    parquet.write_table(table, folder / "mine.parquet")
    return folder / "mine.parquet"


def test_scores_are_those_of_a_hand_calculation(tmp_path: Path) -> None:
    file = constructed(tmp_path, [[0, 10], [2, 10]])
    observed = tmp_path / "came.csv"
    observed.write_text("date,state_code,value\n2030-01-01,01,1\n2030-01-01,02,13\n2031-01-01,02,5\n")
    row = score_forecast(file, observed)["series"]["mine"]
    # State 01: mean |x - y| = 1, half the mean distance of two draws = 1; state 02: error 3.
    assert row["crps"] == pytest.approx((0.0 + 3.0) / 2)
    assert row["mean_ratio"] == pytest.approx(11 / 14)
    assert row["coverage90"] == pytest.approx(0.5)
    assert (row["cells"], row["months"]) == (2, 1)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("date,state_code,value\n2031-01-01,01,1\n", "no month of the forecast"),
        ("date,state_code\n2030-01-01,01\n", "no column value"),
        ("date,state_code,value\n2030-01-01,01,many\n", "not a number"),
        ("date,state_code,value\n2030-01-01,01,nan\n", "not a number"),
        ("date,state_code,value\n2030-01-01,01,-1\n", "at least zero"),
        ("date,state_code,value\n2030-1-1,01,1\n", "not a month"),
        ("date,state_code,value\n2030-01-01,33,1\n", "no code of a state"),
        ("month,state,victims\n2030-01-01,01,1\n", "no column date"),
        ("", "no column date"),
        ("date,state_code,value\n2030-01-01,01,1\n2030-01-01,01,2\n", "there twice"),
    ],
)
def test_observations_that_do_not_fit_are_refused(tmp_path: Path, content: str, says: str) -> None:
    observed = tmp_path / "came.csv"
    observed.write_text(content)
    line = refusal(call("score", str(constructed(tmp_path, [[0, 1], [1, 2]])), "--observed", str(observed)))
    assert says in line


def test_observations_may_be_partial_and_in_any_order(tmp_path: Path) -> None:
    file = constructed(tmp_path, [[0, 10], [2, 10]])
    observed = tmp_path / "came.csv"
    observed.write_text("value,extra,state_code,date\n13,x,2,2030-01\n,x,01,2030-01\n5,x,02,2029-12\n")
    row = score_forecast(file, observed)["series"]["mine"]
    assert row["cells"] == 1
    assert row["crps"] == pytest.approx(3.0)


def test_a_nation_is_not_scored_against_some_of_its_states(tmp_path: Path) -> None:
    file = tmp_path / "nation.parquet"
    columns = {"series": ["mine"] * 2, "state_code": ["MX"] * 2, "date": ["2030-01-01"] * 2}
    parquet.write_table(pyarrow.table(columns | {"draw": [0, 1], "value": [30.0, 34.0]}), file)
    observed = tmp_path / "came.csv"
    rows = [f"2030-01-01,{code:02d},1" for code in range(32, 0, -1)]
    observed.write_text("\n".join(["date,state_code,value", *rows]) + "\n")
    assert score_forecast(file, observed)["series"]["mine"]["mean_ratio"] == pytest.approx(1.0)
    observed.write_text("\n".join(["date,state_code,value", *rows[:-1]]) + "\n")
    assert "31 of 32 states" in refusal(call("score", str(file), "--observed", str(observed)))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_registered_series_can_be_forecast(name: str) -> None:
    table = api.forecast("2015-12-31" if "inegi" in name else "2023-06-30", name, months=36, draws=20)
    series = load_registration().find(name)
    assert table.num_rows == 20 * 36 * (32 if series.shape == "states" else 1)
    assert np.isfinite(table["value"].to_numpy()).all()


def test_new_months_in_the_data_move_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(riobravo.__file__).parent / "observed/series/us_overdose_12mo_ending.csv"
    lines = source.read_text().splitlines()
    columns = lines[0].split(",")
    own = [row for row in lines[1:] if "all_drug_overdose" in row.split(",")]
    last = max(row.split(",")[columns.index("month_ending")] for row in own)
    later = np.datetime64(last[:7], "M") + np.arange(1, 4)
    row = next(row for row in own if last in row.split(","))
    made_up = [row.replace(last, f"{month}{last[7:]}") for month in later]
    (tmp_path / source.name).write_text("\n".join([*lines, *made_up]) + "\n")
    monkeypatch.setenv("RIOBRAVO_DATA", str(tmp_path))
    day = f"{later[-1] + 6}-01"
    table = api.forecast(day, "us-overdose-deaths", months=2, draws=20)
    about = json.loads(table.schema.metadata[b"riobravo"])
    assert about["known_until"] == str(later[-1])
    monkeypatch.delenv("RIOBRAVO_DATA")
    before = json.loads(
        api.forecast(day, "us-overdose-deaths", months=2, draws=20).schema.metadata[b"riobravo"]
    )
    assert before["known_until"] == last[:7]
    assert before["data"] != about["data"]


def test_files_that_are_no_forecast_are_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.parquet"
    text.write_text("hello")
    assert "not a Parquet file" in refusal(call("score", str(text), "--observed", str(text)))
    assert "no such file" in refusal(call("score", str(tmp_path / "none"), "--observed", str(text)))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--as-of", "yesterday", "--series", "us-overdose-deaths"), "not a date"),
        (("--as-of", "2015-06-30", "--series", "us-overdose-deaths"), "too few"),
        (("--as-of", "2021-06-30", "--series", "homicide"), "no forecast series"),
        (("--as-of", "2021-06-30", "--series", "us-overdose-deaths", "--months", "0"), "1 to 60"),
        (("--as-of", "2021-06-30", "--series", "us-overdose-deaths", "--model", "oracle"), "no model"),
        (("--as-of", "2021-06-30", "--series", "us-overdose-deaths", "--model", "simulation"), "no model"),
    ],
)
def test_forecasts_that_cannot_be_made_are_refused(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    assert says in refusal(call("forecast", *words, "--out", str(tmp_path / "out.parquet")))
    assert list(tmp_path.iterdir()) == []


def test_a_name_without_parquet_is_refused_before_any_work(tmp_path: Path) -> None:
    words = ("--as-of", "2021-06-30", "--series", "us-overdose-deaths", "--out", str(tmp_path / "out.csv"))
    assert ".parquet" in refusal(call("forecast", *words))


def test_forecasts_on_record_are_as_recorded() -> None:
    entries = load_archive()
    assert entries
    check_archive()
    assert {path.name for path in HOME.glob("*.parquet")} == {entry.file for entry in entries}
    for entry in entries:
        table = parquet.read_table(HOME / entry.file)
        months = sorted({str(day)[:7] for day in table["date"].to_pylist()})
        assert (months[0], months[-1]) == (entry.first, entry.last)
        assert set(table["series"].to_pylist()) == {entry.series}
        # The first month is the first that was not over by the end of that day.
        tomorrow = datetime.date.fromisoformat(entry.as_of) + datetime.timedelta(days=1)
        assert entry.first == tomorrow.isoformat()[:7]
        assert len(set(table["draw"].to_pylist())) == entry.draws
