"""Nothing later than the as-of date is used, and dates outside the coverage are refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riobravo.errors import DataError
from riobravo.observed import load, state_months


@pytest.mark.parametrize(
    ("as_of", "last"),
    [
        (date(2019, 1, 1), "2018-12"),
        (date(2019, 1, 2), "2019-01"),
        (date(2019, 2, 1), "2019-01"),
        (date(2024, 1, 1), "2023-12"),
        (date(2015, 1, 2), "2015-01"),
    ],
)
def test_a_month_is_used_if_it_began_before_the_date(as_of: date, last: str) -> None:
    assert str(state_months("sesnsp-victims", "feminicide", as_of).months[-1]) == last


@given(st.dates(date(2015, 1, 2), date(2026, 12, 31)))
def test_no_used_month_begins_on_or_after_the_date_and_none_before_it_is_lost(as_of: date) -> None:
    months = state_months("sesnsp-victims", "intentional_homicide", as_of).months
    every = state_months("sesnsp-victims", "intentional_homicide").months
    np.testing.assert_array_equal(months, [one for one in every if one < np.datetime64(as_of, "D")])


@pytest.mark.parametrize(
    ("as_of", "last"),
    [(date(2016, 12, 31), 2015), (date(2017, 1, 1), 2016), (date(2017, 7, 1), 2016)],
)
def test_a_year_is_used_if_it_had_ended(as_of: date, last: int) -> None:
    assert load("arrests-year", as_of)["year"].max() == last


def test_a_day_is_used_if_it_lies_before_the_date() -> None:
    assert str(load("shock-dates", date(2008, 1, 21))["date"].max()) == "2007-05-01"
    assert str(load("shock-dates", date(2008, 1, 22))["date"].max()) == "2008-01-21"


@pytest.mark.parametrize("series_id", ["states", "adjacency", "state-map", "group-map"])
def test_undated_series_pass_whole(series_id: str) -> None:
    assert load(series_id, date(1900, 1, 1)).rows == load(series_id).rows


@pytest.mark.parametrize(
    ("series_id", "as_of", "coverage"),
    [
        ("sesnsp-victims", date(2015, 1, 1), "2015-01 to 2023-12"),
        ("sesnsp-victims", date(2027, 1, 2), "2015-01 to 2023-12"),
        ("arrests-year", date(2012, 12, 31), "2012 to 2021"),
        ("inegi-registered-year", date(2028, 1, 2), "1990 to 2023"),
        ("ucdp-state-month", date(1989, 1, 1), "1989-01 to 2021-12"),
    ],
)
def test_dates_outside_the_coverage_are_refused(series_id: str, as_of: date, coverage: str) -> None:
    with pytest.raises(DataError, match=coverage) as caught:
        load(series_id, as_of)
    assert caught.value.field == "as_of"
    assert caught.value.fix


def test_the_margin_after_the_last_month_is_exact() -> None:
    assert load("sesnsp-victims", date(2027, 1, 1)).rows == 3_456
    assert load("inegi-registered-year", date(2028, 1, 1)).rows == 34


def test_ended_series_may_be_used_at_any_later_date() -> None:
    assert load("inegi-registered", date(2030, 1, 1)).rows == 10_368


def test_the_time_of_day_does_not_matter() -> None:
    day = date(2019, 1, 1)
    noon = datetime(2019, 1, 1) + timedelta(hours=12)
    assert load("sesnsp-victims", noon).rows == load("sesnsp-victims", day).rows
