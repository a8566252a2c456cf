"""Both economies and migration start from what was observed by then, and from nothing later."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest

from riobravo.ensemble.openings.economy import fill_economy
from riobravo.ensemble.openings.people import fill_people
from riobravo.observed import load
from riobravo.world.state import new_tables


def _economy(date: datetime.date) -> Any:
    records = new_tables()["economy"]
    fill_economy(records, date)
    return records[0]


def _people(date: datetime.date) -> Any:
    tables = new_tables()
    fill_people(tables["people"], tables["local"], date)
    return tables["people"][0], tables["local"]


def test_the_start_of_2024_is_the_published_year_before() -> None:
    economy = _economy(datetime.date(2024, 1, 1))
    assert 52.0 * economy["start_north"] == pytest.approx(475_600.0, rel=0.02)
    assert 52.0 * economy["start_remittances"] == pytest.approx(63_300.0, rel=0.02)
    assert economy["start_exchange_rate"] == pytest.approx(17.5, abs=0.5)
    assert economy["review_in"] == 130.0
    people, local = _people(datetime.date(2024, 1, 1))
    assert 52.0 * people["encounters"] == pytest.approx(2_040_590.0, rel=1e-6)
    assert people["start_from_mexico"] + people["start_from_elsewhere"] == people["encounters"]
    assert local["population"].sum() == pytest.approx(131e6, rel=0.03)


def test_nothing_later_than_the_date_is_used() -> None:
    economy = _economy(datetime.date(2010, 1, 1))
    trade = load("us-mexico-goods-trade", datetime.date(2010, 1, 1))
    assert trade["date"].max() == np.datetime64("2009-12")
    assert 52.0 * economy["start_north"] == pytest.approx(trade["imports_musd"][-12:].sum())
    people, _ = _people(datetime.date(2010, 1, 1))
    assert 52.0 * people["encounters"] < 600_000.0


def test_what_was_not_observed_yet_keeps_its_default() -> None:
    people, _ = _people(datetime.date(1999, 6, 1))
    assert people["encounters"] == 30_000.0
