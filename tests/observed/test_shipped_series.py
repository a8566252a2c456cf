"""The shipped series are what their publishers published, and their checksums say so."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from riobravo.errors import DataError, InputError
from riobravo.observed import (
    adjacency,
    data_hash,
    describe,
    geometry,
    group_map,
    load,
    load_catalogue,
    population,
    security_totals,
    state_months,
    states,
)

IDS = tuple(load_catalogue().entries)


def test_every_file_has_a_checksum_and_every_checksum_a_file() -> None:
    catalogue = load_catalogue()
    (layer,) = catalogue.layers
    files = {path.name: path for path in layer.folder.iterdir()}
    assert {entry.file for entry in catalogue.entries.values()} == set(files)
    actual = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    assert actual == layer.checksums


@pytest.mark.parametrize("series_id", IDS)
def test_every_series_loads_verified_and_covers_what_the_catalogue_says(series_id: str) -> None:
    table = load(series_id)
    assert table.verified
    assert table.rows > 0
    assert all(len(values) == table.rows for values in table.columns.values())
    promised = table.entry.coverage
    assert table.coverage == (None if promised is None else (promised.start, promised.end))
    assert table.gaps == ()


@pytest.mark.parametrize(
    ("series_id", "column", "year", "total"),
    [
        ("sesnsp-victims", "intentional_homicide", 2018, 33_742),
        ("sesnsp-victims", "intentional_homicide", 2019, 34_723),
        ("sesnsp-victims", "intentional_homicide", 2022, 30_979),
        ("sesnsp-victims", "intentional_homicide", 2023, 29_721),
        ("inegi-registered", "homicides", 2011, 27_212),
        ("inegi-occurrence", "homicides", 2018, 34_426),
        ("inegi-occurrence", "homicides", 2022, 31_048),
    ],
)
def test_state_months_add_up_to_the_published_year(
    series_id: str, column: str, year: int, total: int
) -> None:
    panel = state_months(series_id, column)
    of_the_year = panel.months.astype("datetime64[Y]") == np.datetime64(str(year), "Y")
    assert panel.values[of_the_year].sum() == total


def test_inegi_registered_2010_including_unknown_states() -> None:
    table = load("inegi-registered-national")
    in_2010 = table["date"].astype("datetime64[Y]") == np.datetime64("2010", "Y")
    assert table["homicides"][in_2010].sum() == 25_757


@pytest.mark.parametrize(
    ("states_id", "column", "national_id"),
    [
        ("sesnsp-victims", "intentional_homicide", "sesnsp-victims-national"),
        ("sesnsp-victims", "feminicide", "sesnsp-feminicide-victims-national"),
        ("inegi-occurrence", "homicides", "inegi-occurrence-national"),
    ],
)
def test_states_add_up_to_the_nation(states_id: str, column: str, national_id: str) -> None:
    national = load(national_id)
    order = np.argsort(national["date"])
    np.testing.assert_array_equal(
        state_months(states_id, column).values.sum(axis=1), national["homicides"][order]
    )


def test_a_panel_has_consecutive_months_and_puts_states_in_the_order_of_their_codes() -> None:
    panel = state_months("sesnsp-victims", "intentional_homicide")
    assert panel.values.shape == (108, 32)
    assert str(panel.months[0]) == "2015-01"
    assert np.all(np.diff(panel.months.astype(np.int64)) == 1)
    np.testing.assert_array_equal(panel.values[0, :3], [7, 52, 17])
    np.testing.assert_array_equal(panel.values[-1, -2:], [3, 47])


def test_the_three_homicide_measures_are_separate_series() -> None:
    ids = ("sesnsp-victims", "sesnsp-offences", "inegi-registered", "inegi-occurrence")
    columns = ("intentional_homicide", "intentional_homicide", "homicides", "homicides")
    in_2016 = [
        state_months(one, column, date(2017, 1, 1), since=date(2016, 1, 1)).values.sum()
        for one, column in zip(ids, columns, strict=True)
    ]
    assert in_2016 == [22_541, 20_148, 24_558, 24_613]


def test_security_totals_are_those_of_the_published_trends() -> None:
    totals = security_totals()
    np.testing.assert_array_equal(totals.years, np.arange(2012, 2022))
    assert (totals.homicides[0], totals.missing[0], totals.arrests[0]) == (25_967, 10_760, 102_535)
    assert (totals.missing[-1], totals.arrests[-1]) == (22_470, 119_252)
    np.testing.assert_array_equal(security_totals(date(2016, 6, 1)).years, np.arange(2012, 2016))


def test_population_of_the_states_adds_up_to_the_nation_in_every_year() -> None:
    table = load("population")
    nation = table["state_code"] == "MX"
    for year, persons in zip(table["year"][nation], table["population_midyear"][nation], strict=True):
        assert population(int(year)).sum() == persons


def test_population_outside_its_years_names_the_coverage() -> None:
    with pytest.raises(DataError, match="1970 to 2050"):
        population(2051)


def test_states_carry_their_codes_names_and_iso_codes() -> None:
    found = states()
    assert [state.code for state in found] == [f"{number:02d}" for number in range(1, 33)]
    assert (found[8].name, found[8].iso) == ("Ciudad de México", "MX-CMX")
    assert found[14].name == "México"


def test_adjacency_has_65_borders_both_ways() -> None:
    borders = adjacency()
    assert borders.sum() == 130
    np.testing.assert_array_equal(borders, borders.T)
    assert not borders.diagonal().any()
    assert borders[1, 25]
    assert np.flatnonzero(borders[2]).tolist() == [1]


def test_the_group_map_has_the_published_counts() -> None:
    groups = group_map()
    assert len(groups.keys) == len(groups.names) == len(groups.home) == 150
    assert (len(groups.rivalries), groups.rivalries[:, 2].sum()) == (92, 179)
    assert (len(groups.alliances), groups.alliances[:, 2].sum()) == (91, 163)
    for ties in (groups.rivalries, groups.alliances):
        assert np.all(ties[:, 0] < ties[:, 1])
        assert ties[:, 1].max() < 150
    assert groups.vintage == 2020


def test_groups_keep_lasting_distinct_identities_and_trimmed_names() -> None:
    groups = group_map()
    assert len(set(groups.identities.tolist())) == 150
    assert int(groups.identities.max()) < 2**63
    assert all(name == name.strip() for name in groups.names)
    jalisco = groups.short_names.index("CJNG")
    assert (groups.keys[jalisco], groups.home[jalisco] + 1) == ("N10025", 14)


@pytest.mark.parametrize("kind", ["map", "hex"])
def test_outlines_carry_two_digit_codes(kind: str) -> None:
    topology = geometry("map" if kind == "map" else "hex")
    (collection,) = topology["objects"].values()
    codes = sorted(outline["id"] for outline in collection["geometries"])
    assert codes == [state.code for state in states()]
    assert all(one["properties"]["state_code"] == one["id"] for one in collection["geometries"])


def test_a_caller_cannot_change_what_others_read() -> None:
    geometry()["objects"].clear()
    assert geometry()["objects"]
    with pytest.raises(ValueError, match="read-only"):
        load("arrests-year")["value"][0] = 0
    columns: Any = load("arrests-year").columns
    with pytest.raises(TypeError):
        columns["value"] = np.zeros(1)


def test_an_unknown_series_is_answered_with_the_closest_one() -> None:
    with pytest.raises(InputError, match="did you mean `sesnsp-victims`"):
        load("sesnsp-victim")


@pytest.mark.parametrize(
    ("series_id", "column"),
    [("ucdp-state-month", "events"), ("population", "population_midyear"), ("states", "x")],
)
def test_only_complete_monthly_series_give_a_panel(series_id: str, column: str) -> None:
    with pytest.raises(InputError, match="no row for each state and month"):
        state_months(series_id, column)


def test_an_unknown_column_is_answered_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="intentional_homicide, intentional_homicide_firearm"):
        state_months("sesnsp-victims", "homicides")


def test_blank_cells_are_never_read_as_zero() -> None:
    with pytest.raises(DataError, match="2015-01 has no value for state 01"):
        state_months("sesnsp-offences", "of_which_attempted_homicide")


def test_the_hash_of_series_depends_on_the_set_and_not_on_order() -> None:
    one = data_hash(["sesnsp-victims", "population"])
    assert one == data_hash(["population", "sesnsp-victims", "population"])
    assert one != data_hash(["population"])


def test_series_without_clear_terms_say_so() -> None:
    unclear = {one["id"] for one in describe() if one["redistribution"] == "unclear"}
    assert unclear == {"group-map", "missing-persons-year", "arrests-year"}
    listed = {one["id"]: one for one in describe()}
    assert listed["group-map"]["licence"] == "none declared"
    header = Path(load("group-map").path).read_text(encoding="utf-8").partition("\nvintage")[0]
    assert "NONE DECLARED" in header
    assert "BACRIM 2020" in header
