"""Firearms: an account that closes, cuts that take time, and a border that feels them more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.told import FOUNDATION, drive, told, with_means
from riobravo.world.groups.border import BORDER
from world.driving import levers

ON = with_means("firearms")
YEARS = 4
FLOWS_IN = ("southbound_firearms", "other_firearms")
FLOWS_OUT = ("worn_firearms", "seized_firearms")
# With a stock this large nothing moves it much within a year.
_BOUNDS: dict[str, tuple[float, float]] = {
    "firearms_southbound": (20_000.0, 800_000.0),
    "us_origin_share": (0.2, 1.0),
    "firearm_life": (1.0, 40.0),
    "firearms_seized": (1_000.0, 60_000.0),
    "firearm_substitution": (0.0, 1.0),
}


def test_the_stock_stands_still_without_options() -> None:
    run = drive(weeks=104, on=ON)
    stock = run["group_firearms"][0, 0]
    np.testing.assert_allclose(stock, stock[0], rtol=1e-9)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    parameters=st.fixed_dictionaries({name: st.floats(*ends) for name, ends in _BOUNDS.items()}),
    stop=st.floats(-100.0, 100.0),
    arrests=st.floats(0.0, 10.0),
)
def test_every_firearm_is_accounted_for(parameters: dict[str, Any], stop: float, arrests: float) -> None:
    run = drive(levers(52, firearms_stop=stop, arrests=arrests), weeks=52, reading=1, on=ON, **parameters)
    stock = run["group_firearms"][0, 0]
    come = sum(run[name][0, 0] for name in FLOWS_IN) / 52.0
    gone = sum(run[name][0, 0] for name in FLOWS_OUT) / 52.0
    np.testing.assert_allclose(np.diff(stock), (come - gone)[1:], rtol=1e-6, atol=1e-4 * stock[0] / 1e4)
    assert stock.min() >= 0.0
    assert all(run[name].min() >= 0.0 for name in (*FLOWS_IN, *FLOWS_OUT))


def test_a_cut_acts_with_the_lag_of_the_stock() -> None:
    weeks = 52 * YEARS
    run = drive(
        levers(weeks), levers(weeks, firearms_stop=80.0), weeks=weeks, on=ON, firearm_substitution=0.1
    )
    deaths, stock = run["group_deaths"][0], run["group_firearms"][0]
    fall = 1.0 - deaths[1] / deaths[0]
    assert np.all(np.diff(stock[1]) < 0.0)
    assert 0.0 < fall[0] < 0.15 * fall[-1]
    assert run["southbound_firearms"][0, 1, 0] == pytest.approx(0.2 * run["southbound_firearms"][0, 0, 0])


def test_a_shorter_life_makes_a_cut_faster() -> None:
    table = levers(104, firearms_stop=50.0)
    stock = [
        drive(table, weeks=104, on=ON, firearm_life=life)["group_firearms"][0, 0] for life in (3.0, 12.0)
    ]
    assert stock[0][-1] / stock[0][0] < stock[1][-1] / stock[1][0]


def test_border_states_feel_it_more_and_more_firearms_raise_deaths() -> None:
    options = (levers(104), levers(104, firearms_stop=-100.0))
    run = drive(*options, weeks=104, on=ON)
    deaths = run["state_group_deaths"][0, :, -1]
    homicides = run["state_homicides"][0, :, -1].sum(axis=1)
    rise = deaths[1] / deaths[0] - 1.0
    assert rise[BORDER].min() > rise[~BORDER].max() > 0.0
    assert homicides[1] > homicides[0]
    same = drive(*options, weeks=104, on=ON, firearm_inland_share=1.0)["state_group_deaths"][0, :, -1]
    assert np.ptp(same[1] / same[0]) < 0.02


def test_full_substitution_leaves_the_stock_as_it_is() -> None:
    run = drive(levers(104), levers(104, firearms_stop=60.0), weeks=104, on=ON, firearm_substitution=1.0)[
        "group_firearms"
    ][0]
    np.testing.assert_allclose(run[1], run[0], rtol=1e-12)


def test_fear_of_dealers_acts_like_a_stop() -> None:
    fear = drive(weeks=104, on=ON, opening=told(economy={"dealer_compliance": 0.3}))
    stop = drive(levers(104, firearms_stop=30.0), weeks=104, on=ON)
    np.testing.assert_allclose(fear["group_firearms"], stop["group_firearms"], rtol=1e-12)


def test_when_off_a_stop_changes_nothing() -> None:
    run = drive(levers(52), levers(52, firearms_stop=90.0), weeks=52, on=FOUNDATION)
    assert np.array_equal(run.national[0, 0], run.national[0, 1])
    assert not run["southbound_firearms"].any()
    assert np.all(run.last.local["lethality"] == 1.0)
