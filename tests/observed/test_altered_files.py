"""A file that was damaged or does not fit is refused, with its place and what to do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from observed.overlaid import JANUARY, VICTIMS, append, change, copy, shipped_file
from riobravo.errors import DataError
from riobravo.observed import (
    adjacency,
    describe,
    geometry,
    group_map,
    load,
    load_catalogue,
    state_months,
    states,
)

GROUPS = "group_map_2020.yaml"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(place=st.integers(0, shipped_file(VICTIMS).stat().st_size - 1), bit=st.integers(0, 7))
def test_any_flipped_bit_is_noticed(tmp_path: Path, place: int, bit: int) -> None:
    target = copy(tmp_path, recorded=True)
    content = bytearray(target.read_bytes())
    content[place] ^= 1 << bit
    target.write_bytes(bytes(content))
    with pytest.raises(DataError) as caught:
        load("sesnsp-victims", overlay=tmp_path)
    recorded = load_catalogue().layers[-1].checksums[VICTIMS]
    assert caught.value.file == str(target)
    assert recorded in caught.value.message
    assert "riobravo data --accept sesnsp-victims" in str(caught.value.fix)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2015-01-01,02,52", "2015-01-01,02,-52", "whole number from 0, but the cell is `-52`"),
        ("2015-01-01,02,52", "2015-01-01,02,5.5", "whole number from 0, but the cell is `5.5`"),
        ("2015-01-01,02,52", "2015-01-01,02,many", "whole number from 0, but the cell is `many`"),
        ("2015-01-01,02,52", "2015-01-01,02,1_0", "whole number from 0, but the cell is `1_0`"),
        ("2015-01-01,02,52", "2015-01-01,02,nan", "whole number from 0, but the cell is `nan`"),
        ("2015-01-01,02,52", "2015-01-01,02,", "whole number from 0, but the cell is blank"),
        ("2015-01-01,02,", "2015-01-02,02,", "a month written as its first day"),
        ("2015-01-01,02,", "2015-13-01,02,", "a month written as its first day"),
        ("2015-01-01,02,", "01/01/2015,02,", "a month written as its first day"),
        ("2015-01-01,02,", "2015-01-01,2,", "a state code from 01 to 32"),
        ("2015-01-01,02,", "2015-01-01,33,", "a state code from 01 to 32"),
        ("2015-01-01,02,", "2015-01-01,01,", "there twice; the first is on line 2"),
        ("2015-01-01,02,52", "2015-01-01,02,52,1", "has 9 cells, but the header has 8"),
        ("2015-01-01,02,52", '2015-01-01,02,"5"2', "not valid CSV"),
        ("kidnapping", "kidnap", "the column kidnapping must occur once"),
        ("kidnapping", "extortion", "the column kidnapping must occur once"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    target, line = change(tmp_path, old, new)
    with pytest.raises(DataError, match=message) as caught:
        load("sesnsp-victims", overlay=tmp_path)
    assert (caught.value.file, caught.value.line) == (str(target), line)
    assert caught.value.fix


def test_text_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    target = copy(tmp_path)
    target.write_bytes(target.read_bytes().replace(b"2015-01-01,02", b"2015-01-01,\xff2", 1))
    with pytest.raises(DataError, match="UTF-8") as caught:
        load("sesnsp-victims", overlay=tmp_path)
    assert caught.value.line == 3


@pytest.mark.parametrize("content", ["", "\n\n", "date,state_code\n"])
def test_a_file_without_rows_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / VICTIMS).write_text(content)
    with pytest.raises(DataError):
        load("sesnsp-victims", overlay=tmp_path)


def test_an_unfinished_month_names_the_states_that_are_missing(tmp_path: Path) -> None:
    append(tmp_path, "\n".join(JANUARY.splitlines()[:30]) + "\n")
    with pytest.raises(DataError, match="2024-01 has no row for 31, 32"):
        load("sesnsp-victims", overlay=tmp_path)


def test_a_file_that_lost_its_last_months_is_refused(tmp_path: Path) -> None:
    target = copy(tmp_path)
    lines = target.read_text().splitlines()[:-32]
    target.write_text("\n".join(lines) + "\n")
    with pytest.raises(DataError, match="cover 2015-01 to 2023-11, but the series sesnsp-vict"):
        load("sesnsp-victims", overlay=tmp_path)


@pytest.mark.parametrize(
    ("month", "gap"),
    [("2024-02", ("2024-01", "2024-01")), ("2024-03", ("2024-01", "2024-02"))],
)
def test_a_missing_whole_month_is_a_gap_that_panels_refuse(
    tmp_path: Path, month: str, gap: tuple[str, str]
) -> None:
    append(tmp_path, JANUARY.replace("2024-01", month))
    assert load("sesnsp-victims", overlay=tmp_path).gaps == (gap,)
    with pytest.raises(DataError, match=f"no rows between 2023-12 and {month}"):
        state_months("sesnsp-victims", "feminicide", overlay=tmp_path)
    last = state_months("sesnsp-victims", "feminicide", since=date(2024, 1, 1), overlay=tmp_path)
    assert [str(one) for one in last.months] == [month]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: N10002", "id: N10001", "used twice"),
        ('state: "09"', 'state: "33"', "not a state code"),
        ('state: "09"', "state: 9", "must be text"),
        ("  - [N10001, N10015, 1]", "  - [N10001, N99999, 1]", "no group with the id N99999"),
        ("  - [N10001, N10015, 1]", "  - [N10001, N10001, 1]", "tied to itself"),
        ("  - [N10001, N10015, 1]", "  - [N10025, N10001, 1]", "there twice"),
        ("  - [N10001, N10015, 1]", "  - [N10001, N10015, 0]", "at least 1"),
        ("vintage: 2020", "vintage: &a 2020", "anchors"),
        ("groups:", "group:", "no such field"),
    ],
)
def test_a_wrong_group_map_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    target, line = change(tmp_path, old, new, GROUPS)
    with pytest.raises(DataError, match=message) as caught:
        group_map(overlay=tmp_path)
    assert caught.value.file == str(target)
    assert caught.value.line is not None
    if message in {"used twice", "not a state code", "tied to itself", "anchors"}:
        assert caught.value.line == line


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"objects": {"a": {"geometries": 1}}}'])
def test_outlines_that_are_not_topojson_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "mx_states.topojson").write_text(content)
    with pytest.raises(DataError, match="TopoJSON"):
        geometry(overlay=tmp_path)


def test_outlines_without_one_of_the_states_are_refused(tmp_path: Path) -> None:
    topology = geometry()
    del topology["objects"]["mx_states"]["geometries"][0]
    (tmp_path / "mx_states.topojson").write_text(json.dumps(topology))
    with pytest.raises(DataError, match="32 states"):
        geometry(overlay=tmp_path)


def test_a_state_cannot_border_itself(tmp_path: Path) -> None:
    append(tmp_path, "09,09\n", "mx_state_adjacency.csv")
    with pytest.raises(DataError, match="09 borders itself"):
        adjacency(overlay=tmp_path)


def test_the_table_of_states_must_be_whole(tmp_path: Path) -> None:
    change(tmp_path, "32,MX-ZAC,Zacatecas\n", "", "mx_states_lookup.csv")
    with pytest.raises(DataError, match="all 32 states"):
        states(overlay=tmp_path)


def test_the_listing_shows_a_damaged_series_beside_the_others(tmp_path: Path) -> None:
    target = append(tmp_path, JANUARY, recorded=True)
    listed = {one["id"]: one for one in describe(overlay=tmp_path)}
    assert str(target) in listed["sesnsp-victims"]["problem"]
    assert not listed["sesnsp-victims"]["verified"]
    assert [one for one in listed.values() if one["problem"]] == [listed["sesnsp-victims"]]
