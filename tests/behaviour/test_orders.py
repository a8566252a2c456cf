"""Orders in real worlds: triggers, off-ramps and states act where, when and in which worlds they should."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riobravo.ensemble.runner import Worlds, run_worlds
from riobravo.options.records import make_plan
from riobravo.options.schema import Option
from riobravo.study import load_study
from riobravo.validation import check
from riobravo.world.levers import LEVERS, neutral_table
from riobravo.world.outcomes import PLACE, STATE_PLACE
from riobravo.world.state import STATES
from world.driving import FOUNDATION, Driven, drive, levers, small_opening

ARRESTS = {"instrument": "arrests", "multiply_by": 2}
ALL_STATES = [f"{s + 1:02d}" for s in range(STATES)]
QUIET = FOUNDATION._replace(noise=False, leader_removal=False, territory=False)


def _option(name: str, *orders: dict[str, Any]) -> Option:
    return check({"id": name, "orders": list(orders)}, Option)


def _run(*options: Option, members: int = 12, **changes: Any) -> Worlds:
    study = load_study().with_changes(options=["status-quo", *options], members=members, years=2, **changes)
    return run_worlds(study, threads=1)


def _drive(*options: Option, **given: Any) -> Driven:
    plan = make_plan(options, load_study(), {}, 1)
    tables = [neutral_table(given.get("weeks", 52))] * len(options)
    return drive(*tables, plan=plan, **given)


def _trigger(value: float, **more: Any) -> dict[str, Any]:
    return ARRESTS | {"trigger": {"outcome": "homicides", "direction": "above", "value": value, **more}}


def test_orders_and_a_table_of_the_same_levers_make_the_same_worlds() -> None:
    by_orders = _drive(_option("mine", ARRESTS | {"start": 0.5}), weeks=104)
    table = levers(104)
    table[26:, [lever.name for lever in LEVERS].index("arrests")] = 2.0
    by_table = drive(table, weeks=104)
    np.testing.assert_array_equal(by_orders.national, by_table.national)
    np.testing.assert_array_equal(by_orders.by_state, by_table.by_state)


def test_a_trigger_that_is_never_met_changes_nothing_and_one_that_always_is_acts_after_a_quarter() -> None:
    worlds = _run(
        _option("never", _trigger(1e9)),
        _option("always", _trigger(0.0)),
        _option("dated", ARRESTS | {"start": 0.25}),
    ).quarterly
    np.testing.assert_array_equal(worlds[1], worlds[0])
    np.testing.assert_array_equal(worlds[2], worlds[3])
    assert (worlds[2] != worlds[0]).any()


def test_a_trigger_is_met_in_some_worlds_and_not_in_others() -> None:
    quarterly = _run(_option("none"), members=40).quarterly
    last = quarterly.shape[2] - 8
    reached = quarterly[0, :, last - 3 : last + 1, PLACE["homicides"]].mean(axis=1)
    level = float(np.median(reached))
    worlds = _run(_option("some", _trigger(level, by=0.25)), members=40).quarterly
    acted = (worlds[1] != worlds[0]).any(axis=(1, 2))
    np.testing.assert_array_equal(acted, reached > level)
    assert 0 < acted.sum() < 40


def test_an_off_ramp_ends_an_order_in_the_worlds_that_reach_it() -> None:
    ends = {"outcome": "members", "direction": "below", "value": 1e9}
    worlds = _run(
        _option("ended", ARRESTS | {"off_ramp": ends}),
        _option("dated", ARRESTS | {"end": 0.25}),
    ).quarterly
    np.testing.assert_array_equal(worlds[1], worlds[2])


@pytest.mark.parametrize("name", ["arrests", "recruitment", "conflict"])
def test_an_order_for_all_states_is_an_order_for_the_country(name: str) -> None:
    order = {"instrument": name, "multiply_by": 1.5}
    ran = _drive(
        _option("country", order), _option("states", order | {"states": ALL_STATES}), on=QUIET, weeks=104
    )
    np.testing.assert_allclose(ran.national[:, 1], ran.national[:, 0], rtol=1e-9)


@pytest.mark.parametrize(
    ("name", "outcome"), [("arrests", "arrests"), ("recruitment", "recruits"), ("conflict", "group_deaths")]
)
def test_an_order_for_one_state_is_felt_by_presence(name: str, outcome: str) -> None:
    """Two equal groups, each wholly in its own state: an order for one of them has half the effect."""
    opening = small_opening([1.0, 1.0], [1, 24])
    order = {"instrument": name, "multiply_by": 1.2}
    ran = _drive(
        _option("none"),
        _option("one", order | {"states": ["02"]}),
        _option("country", order),
        opening=opening,
        on=QUIET,
        weeks=13,
        reading=13,
        home_presence=1.0,
    )
    none, one, country = ran[outcome][0, :, 0]
    assert country > none > 0
    assert (one - none) / (country - none) == pytest.approx(0.5, abs=0.03)


def test_conflict_that_falls_in_one_state_falls_there() -> None:
    order = {"instrument": "conflict", "multiply_by": 0.2, "states": ["02"]}
    ran = _drive(_option("none"), _option("one", order), on=QUIET, weeks=52, state_reading=52)
    deaths = ran.by_state[0, :, 0, STATE_PLACE["state_group_deaths"]]
    ratio = deaths[1] / deaths[0]
    assert ratio[1] < 0.35
    assert np.delete(ratio, 1).min() > 0.75


def test_states_with_luck_leave_the_account_of_every_group_closed() -> None:
    order = {"instrument": "arrests", "multiply_by": 5, "states": ALL_STATES[:10]}
    ran = _drive(_option("none"), _option("ten", order), weeks=52)
    change = ran["members"][0, :, -1] - ran["members"][0, :, 0]
    assert np.isfinite(ran.national).all()
    assert change[1] < change[0]


def test_prevention_by_state_runs_and_reaches_less_than_prevention_everywhere() -> None:
    study = load_study().with_changes(
        options=["status-quo", "prevention", "prevention-by-state"], members=8, years=5
    )
    recruits = run_worlds(study, threads=1).quarterly[:, :, :, PLACE["recruits"]].sum(axis=(1, 2))
    assert recruits[1] < recruits[2] < recruits[0]
