"""Behaviours: they are read or refused with a reason, and what does not hold is found and can be replayed."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import riobravo.api
from riobravo.cli import app
from riobravo.credibility.checking.accounts import ACCOUNTS, Account, gap
from riobravo.credibility.checking.behaviour import FOLDER, behaviour_schema, load_behaviours
from riobravo.credibility.checking.demands import Must
from riobravo.credibility.checking.inputs import Input, ends, find_input, matrix
from riobravo.credibility.checking.judging import judge_everywhere
from riobravo.credibility.checking.worlds import Bench, Readings
from riobravo.errors import InputError
from riobravo.reading import read_yaml
from riobravo.study import load_study
from riobravo.world.levers import LEVERS
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import PLACE, STATE_PLACE

SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "behaviours.schema.json"
NAMES = ("neutral", "tariff=high", "arrests=low+invasion=high", "random-3", "random-12")


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench(load_study().with_changes(years=1))


@pytest.fixture(scope="module")
def few(bench: Bench) -> list[Input]:
    return [find_input(name, seed=bench.study.seed) for name in NAMES]


@pytest.fixture(scope="module")
def readings(bench: Bench, few: list[Input]) -> Readings:
    return bench.run_inputs(few, lambda _: None)


def test_shipped_behaviours_cover_every_table() -> None:
    shipped = load_behaviours()
    assert len(shipped) > 60
    assert len({one.id for one in shipped}) == len(shipped)
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {
        "every-world",
        *(mechanism.table for mechanism in MECHANISMS),
    }
    sentences = [one.behaviour.it for one in shipped]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_the_published_schema_is_current_and_accepts_what_is_shipped() -> None:
    import importlib

    published = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert published == behaviour_schema(), (
        "run `riobravo check --schema > docs/schema/behaviours.schema.json`"
    )
    validator = importlib.import_module("jsonschema").Draft202012Validator(published)
    for path in FOLDER.glob("*.yaml"):
        assert not list(validator.iter_errors(read_yaml(path).data))


def test_the_matrix_holds_every_end_and_every_pair_of_ends() -> None:
    inputs = matrix()
    assert len({one.name for one in inputs}) == len(inputs)
    moved = {(lever, value) for one in inputs if one.part == "ends" for lever, value in one.levers.items()}
    wanted = {(one.name, end) for one in LEVERS for end in (one.low, one.high) if end != one.neutral}
    assert moved == wanted
    pairs = {frozenset(one.levers.items()) for one in inputs if one.part == "pairs"}
    points = [(lever, value) for lever, _, value in ends()]
    assert pairs == {frozenset((a, b)) for a, b in combinations(points, 2) if a[0] != b[0]}
    spread = [one for one in inputs if one.part in ("random", "bounds")]
    assert len(spread) == 1000
    for lever in LEVERS:
        values = np.array([one.levers[lever.name] for one in spread])
        assert values.min() >= lever.low
        assert values.max() <= lever.high
        assert values.min() < lever.low + 0.05 * (lever.high - lever.low)
        assert values.max() > lever.high - 0.05 * (lever.high - lever.low)


def test_an_input_run_alone_gives_the_same_bits(bench: Bench, few: list[Input], readings: Readings) -> None:
    for place in (2, 3):
        alone = bench.run_inputs([few[place]], lambda _: None)
        assert np.array_equal(alone.national[0], readings.national[place])
        assert np.array_equal(alone.by_state[0], readings.by_state[place])


@pytest.mark.parametrize(
    ("account", "outcome"),
    [
        ("people", "exits"),
        ("drugs", "drug_used"),
        ("drug routes", "flow_by_sea"),
        ("money", "fuel_theft_income"),
        ("trade", "trade_farm"),
        ("firearms", "worn_firearms"),
        ("displaced people", "returned_people"),
        ("states", "disappearances"),
    ],
)
def test_accounts_close_and_notice_one_in_a_hundred_that_is_missing(
    account: Account, outcome: str, readings: Readings
) -> None:
    assert gap(account, readings).max() == 0.0
    national = readings.national.copy()
    national[1, :, PLACE[outcome]] *= 0.99
    broken = gap(account, replace(readings, national=national))
    assert broken[1].max() > 0.0
    assert broken[[0, 2, 3, 4]].max() == 0.0


def test_every_account_is_tampered_with_above() -> None:
    assert len(ACCOUNTS) == 8


def test_numbers_that_are_none_and_values_out_of_bounds_are_found_with_their_input(
    readings: Readings,
) -> None:
    must = Must.model_validate(
        {"no_nan": True, "homicides": {"at_least": 0}, "state_homicides": {"at_most": 1e9}}
    )
    assert judge_everywhere(must, readings, NAMES) == []
    national, by_state = readings.national.copy(), readings.by_state.copy()
    national[4, -1, PLACE["members"]] = np.nan
    national[2, 3, PLACE["homicides"]] = -1.0
    by_state[0, 0, STATE_PLACE["state_homicides"], 7] = 2e9
    found = judge_everywhere(must, Readings(national, by_state, readings.before), NAMES)
    assert [(one.what, one.inputs) for one in found] == [
        ("no_nan", (NAMES[4],)),
        ("homicides", (NAMES[2],)),
        ("state_homicides", (NAMES[0],)),
    ]
    assert "members" in found[0].says
    assert "-1" in found[1].says


FILE = """\
describe: Mine
behaviours:
  - it: Fewer recruits mean fewer members.
    given: {levers: {recruitment: 0.5}, years: 1, worlds: 8}
    must:
      members: {lower: 1, median: {between: [-40, -1], of: percent, source: my own}}
  - it: The sky falls.
    given: {levers: {recruitment: 0.5}, years: 1, worlds: 8}
    must: {members: {higher: 0.5}, homicides: {at_most: 1}}
  - it: Nobody is arrested, whatever is done.
    inputs: [neutral]
    must: {arrests: {at_most: 0}}
"""


def test_a_file_of_ones_own_is_checked_and_failures_end_with_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(FILE)
    result = CliRunner().invoke(app, ["check", str(path), "--json"])
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert [one["status"] for one in report["behaviours"]] == ["holds", "fails", "fails"]
    assert report["failed"] == 2
    _, second, third = report["behaviours"]
    assert {one["what"] for one in second["misses"]} == {"members", "homicides"}
    assert "in 0 of 8 worlds" in next(one["says"] for one in second["misses"] if one["what"] == "members")
    assert third["misses"][0]["inputs"] == ["neutral", "neutral@1"]
    assert third["misses"][0]["replay"].endswith("--replay neutral")
    again = riobravo.api.check([path], replay="neutral@1")
    assert [one["id"] for one in again["behaviours"]] == ["mine-3"]
    assert again["input"]["world"] == 1
    alone = riobravo.api.check([path], replay="mine-2")
    assert alone["behaviours"] == [second]
    shown = CliRunner().invoke(app, ["check", str(path)])
    assert shown.exit_code == 1
    assert "The sky falls." in shown.stdout
    assert "1 of 3 behaviours hold, 2 fail" in shown.stdout


def test_a_behaviour_gets_the_worlds_that_it_needs_even_when_checked_quickly(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(FILE.replace("worlds: 8", "worlds: 40", 1).replace(", worlds: 8", "", 1))
    report = riobravo.api.check([path], quick=True)
    assert [one["checked"] for one in report["behaviours"]] == [40, 32, 2]
    assert riobravo.api.check([path], replay="mine-2")["behaviours"][0]["checked"] == 64


def test_what_is_known_not_to_hold_is_shown_and_does_not_fail(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(FILE.replace("    must: {arrests", "    known: It is known.\n    must: {arrests"))
    report = riobravo.api.check([path], replay="mine-3")
    assert report["failed"] == 0
    assert report["behaviours"][0]["status"] == "known"
    shown = CliRunner().invoke(app, ["check", str(path), "--replay", "mine-3"])
    assert shown.exit_code == 0
    assert "It is known." in shown.stdout


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (
            "recruitment: 0.5}, years: 1, worlds: 8}\n    must:\n",
            "recruits: 0.5}}\n    must:\n",
            4,
            "no lever",
        ),
        ("{levers: {recruitment: 0.5}", "{levers: {recruitment: 50}", 4, "between 0 and 5"),
        ("members: {lower: 1,", "member: {lower: 1,", 6, "no outcome `member`"),
        ("members: {lower: 1,", "members: {less: 1,", 6, "no such field"),
        ("members: {lower: 1,", "members: {lower: 1, in_year: 3,", 6, "year 3 is not simulated"),
        ("[-40, -1]", "[-1, -40]", 6, "-1 is above -40"),
        ("arrests: {at_most: 0}", "arrests: {lower: 1}", 12, "a comparison needs `given`"),
        ("arrests: {at_most: 0}", "arrests: {}", 12, "nothing is demanded"),
        ("{arrests: {at_most: 0}}", "{}", 12, "nothing must hold"),
        ("{arrests: {at_most: 0}}", "{account: peopel}", 12, "people"),
        ("{levers: {recruitment: 0.5}", "{option: tarif-full", 4, "tariff-full"),
        ("inputs: [neutral]", "inputs: [some]", 11, "neutral"),
        ("describe: Mine", "describe: Mine\ndescribes: Mine", 2, "no such field"),
        ("it: The sky falls.", "it: The sky: falls.", 7, "YAML"),
    ],
)
def test_bad_files_are_refused_by_line_and_reason(
    old: str, new: str, line: int, words: str, tmp_path: Path
) -> None:
    assert old in FILE
    path = tmp_path / "mine.yaml"
    path.write_text(FILE.replace(old, new, 1))
    with pytest.raises(InputError) as caught:
        load_behaviours([path])
    assert caught.value.file == str(path)
    assert caught.value.line == line
    assert words in str(caught.value)
    result = CliRunner().invoke(app, ["check", str(path)])
    assert result.exit_code == 2


def test_names_that_cannot_be_told_apart_or_found_are_refused(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    paths = [tmp_path / "mine.yaml", tmp_path / "other" / "mine.yaml"]
    for path in paths:
        path.write_text(FILE)
    with pytest.raises(InputError, match="same name"):
        load_behaviours(paths)
    with pytest.raises(InputError, match=r"`tarif=high`.*did you mean tariff=high"):
        riobravo.api.check(paths[:1], replay="tarif=high")
    path = tmp_path / "wild.yaml"
    path.write_text(FILE.replace("years: 1, worlds", "parameters: {recruits: 1}, years: 1, worlds"))
    with pytest.raises(InputError, match=r"wild-1: parameters\.recruits"):
        riobravo.api.check([path], replay="wild-1")


@pytest.mark.slow
def test_all_shipped_behaviours_hold_save_those_that_are_known() -> None:
    report = riobravo.api.check(quick=True)
    assert [one["it"] for one in report["behaviours"] if one["status"] == "fails"] == []
