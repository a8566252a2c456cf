"""`riobravo compare`: the shape of its answer, and the same numbers whichever way one asks."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

import riobravo
from commands.running import FEW, call, refusal, run

OPTIONS = ["status-quo", "arrests-doubled", "kingpin-capture"]
OUTCOMES = {
    "homicides",
    "group_deaths",
    "members",
    "groups",
    "recruits",
    "arrests",
    "exits",
    "leader_removals",
    "contested_states",
}
LEVEL = {"mean", "q05", "q25", "q50", "q75", "q95", "mcse", "difference"}
DIFFERENCE = {"mean", "q05", "q50", "q95", "mcse", "probability_lower"}

STUDY = """name: mine
title: A study with an option of its own
start: 2026-01
years: 1
members: 4
worldview: force
options:
  - status-quo
  - id: arrests-surge
    title: A surge of arrests
    summary: Half as many arrests again.
    orders:
      - instrument: arrests
        multiply_by: 1.5
parameters:
  initial_members: 115000
"""


@pytest.fixture(scope="module")
def printed() -> str:
    result = run("compare", *OPTIONS, "--members", "20", "--years", "2", "--seed", "5", "--json")
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def answer(printed: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(printed)
    return loaded


def test_the_answer_has_exactly_the_promised_shape(answer: dict[str, Any]) -> None:
    assert set(answer) == {
        *("seed", "members", "start", "options", "outcomes", "worldview"),
        *("envelope", "conclusions", "made_from"),
    }
    assert answer["seed"] == 5
    assert answer["members"] == 20
    assert answer["start"] == "2026-01"
    assert answer["options"] == OPTIONS
    assert set(answer["outcomes"]) >= OUTCOMES
    for outcome in answer["outcomes"].values():
        assert set(outcome) == {"unit", "horizons"}
        assert outcome["unit"]
        assert list(outcome["horizons"]) == ["1", "2"]
        for options in outcome["horizons"].values():
            assert list(options) == OPTIONS
            for cell in options.values():
                assert set(cell) == LEVEL
                assert set(cell["difference"]) == DIFFERENCE


def test_quantiles_are_in_order_and_the_reference_differs_from_itself_by_nothing(
    answer: dict[str, Any],
) -> None:
    for outcome in answer["outcomes"].values():
        for options in outcome["horizons"].values():
            for cell in options.values():
                quantiles = [cell[name] for name in ("q05", "q25", "q50", "q75", "q95")]
                assert quantiles == sorted(quantiles)
                assert 0.0 <= cell["difference"]["probability_lower"] <= 1.0
            itself = options["status-quo"]["difference"]
            assert set(itself.values()) == {0.0}


def test_python_gives_the_same_numbers(answer: dict[str, Any]) -> None:
    result = riobravo.compare(OPTIONS, members=20, years=2, seed=5)
    expected = riobravo.summarise(result)
    assert {name: answer[name] for name in expected} == expected


def test_a_second_run_gives_the_same_bytes_with_other_threads_and_chunks(printed: str) -> None:
    words = ("compare", *OPTIONS, "--members", "20", "--years", "2", "--seed", "5", "--json")
    assert run(*words, "--threads", "1", "--chunk", "7").stdout == printed


def test_the_command_that_the_result_names_gives_the_same_answer(answer: dict[str, Any]) -> None:
    result = riobravo.compare(OPTIONS, members=20, years=2, seed=5)
    program, *words = result.attrs["command"].split()
    assert program == "riobravo"
    assert json.loads(run(*words, "--json").stdout) == answer


def test_a_single_option_is_compared_to_the_status_quo() -> None:
    result = run("compare", "prevention", *FEW, "--json")
    assert json.loads(result.stdout)["options"] == ["status-quo", "prevention"]


def test_messages_go_beside_the_answer() -> None:
    result = run("compare", "prevention", *FEW, "--json")
    json.loads(result.stdout)
    assert "2 options, 1 year" in result.stderr


def test_people_get_a_table_that_says_what_it_is_not() -> None:
    result = run("compare", "prevention", *FEW)
    assert result.returncode == 0
    for part in ("Homicides", "Armed groups", "prevention", "4 worlds", "Not a prediction"):
        assert part in result.stdout


def test_start_and_as_of_are_taken() -> None:
    words = ("--start", "2020-01", "--as-of", "2019-06-01")
    result = run("compare", "prevention", *FEW, *words, "--json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["start"] == "2020-01"


@pytest.mark.parametrize("worldview", [(), ("--worldview", "pool")], ids=["its own", "pool"])
def test_an_option_written_out_in_a_study_is_named_by_its_id(
    tmp_path: Path, worldview: tuple[str, ...]
) -> None:
    (tmp_path / "my study.yaml").write_text(STUDY, encoding="utf-8")
    words = ("compare", "arrests-surge", "--study", "my study.yaml", *worldview, "--json")
    result = run(*words, "--save", "worlds.parquet", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    answer = json.loads(result.stdout)
    assert answer["options"] == ["status-quo", "arrests-surge"]
    assert answer["worldview"] == ("pool" if worldview else "force")
    arrests = answer["outcomes"]["arrests"]["horizons"]["1"]["arrests-surge"]
    assert arrests["difference"]["q05"] > 0
    metadata = parquet.read_schema(tmp_path / "worlds.parquet").metadata
    program, *again = shlex.split(metadata[b"command"].decode())
    assert program == "riobravo"
    assert run(*again, "--json", folder=tmp_path).stdout == result.stdout


def test_an_unknown_option_beside_a_study_is_refused_with_the_names_of_both(tmp_path: Path) -> None:
    path = tmp_path / "study.yaml"
    path.write_text(STUDY, encoding="utf-8")
    line = refusal(call("compare", "arrests-surg", "--study", str(path), *FEW))
    assert "did you mean `arrests-surge`" in line
    assert "kingpin-capture" in line
