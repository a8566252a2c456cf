"""Where drug markets start, and that nothing observed later is used."""

from __future__ import annotations

import datetime
import math
from typing import Any

import pytest

from riobravo.ensemble.openings.drugs import fill_drugs
from riobravo.world.drugs.fields import COCAINE, FENTANYL, METHAMPHETAMINE
from riobravo.world.state import new_tables

_DAY = datetime.date


def _fill(date: datetime.date, as_of: datetime.date | None = None) -> Any:
    return _fill_all(date, as_of)[0]


def _fill_all(date: datetime.date, as_of: datetime.date | None = None) -> tuple[Any, Any]:
    tables = new_tables()
    fill_drugs(tables["drugs"], tables["market"], date, as_of)
    return tables["drugs"][0], tables["market"]


def test_the_last_sum_is_carried_by_its_last_yearly_change() -> None:
    """Twelve months to December 2019: 71,130, and 67,904 a year before, seen from January 2020."""
    drugs = _fill(_DAY(2020, 1, 1))
    trend = drugs["trend"]
    assert drugs["deaths_all"] == pytest.approx(71_130.0 * math.exp(0.5 * trend))
    assert drugs["deaths_opioids"] / drugs["deaths_all"] == pytest.approx(36_603 / 71_130)
    assert drugs["trend_known"] == 0.0


def test_later_observations_are_used_only_as_of_a_later_date() -> None:
    """As of 2024 nothing of the fall is known; as of 2026 it is followed for a year and a half."""
    early, late = _fill(_DAY(2024, 1, 1), _DAY(2024, 1, 1)), _fill(_DAY(2024, 1, 1), _DAY(2026, 1, 1))
    assert early["trend"] > -0.05
    assert early["trend_known"] == 0.0
    assert late["trend"] == pytest.approx(math.log(68_632 / late["deaths_all"]) / 1.5)
    assert late["trend_known"] == pytest.approx(1.5)
    assert 80_391 < late["deaths_all"] < 107_543


def test_before_the_series_the_fields_keep_their_values() -> None:
    """Nothing is known of 2014."""
    drugs, market = _fill_all(_DAY(2014, 1, 1))
    assert drugs == new_tables()["drugs"][0]
    assert (market == new_tables()["market"]).all()


def test_seizures_tell_where_each_class_crosses() -> None:
    """Most fentanyl is seized at ports, most cocaine at coasts; shares stay below one together."""
    drugs, market = _fill_all(_DAY(2024, 1, 1))
    assert market["start_ports"][FENTANYL] > 0.8
    assert market["start_sea"][COCAINE] > market["start_sea"][METHAMPHETAMINE]
    assert 10_000 < drugs["seized_start"] < 14_000
    together = market["start_ports"] + market["start_sea"]
    assert ((together > 0.0) & (together < 1.0)).all()
