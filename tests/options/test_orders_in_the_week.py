"""Orders as the compiled week reads them: the same numbers as the table, triggers, off-ramps and states."""

from __future__ import annotations

import functools
from typing import Any

import numba
import numpy as np
import pytest

from riobravo.options import instruments
from riobravo.options.catalogue import load_catalogue
from riobravo.options.records import make_plan, make_programme, parameters_of
from riobravo.options.schedule import lever_table
from riobravo.options.schema import Option
from riobravo.study import load_study
from riobravo.validation import check
from riobravo.world import orders
from riobravo.world.levers import LEVERS
from riobravo.world.outcomes import NATIONAL, PLACE

_LEVER = {lever.name: k for k, lever in enumerate(LEVERS)}
STUDY = load_study()
_set_levers, _check_conditions = orders.set_levers, orders.check_conditions
HOMICIDES = PLACE["homicides"]
ARRESTS = {"instrument": "arrests", "multiply_by": 2}
FALLEN = {"outcome": "homicides", "direction": "below", "change_percent": -20}
RISEN = {"outcome": "homicides", "direction": "above", "change_percent": 20}
NOT_FALLEN = {"outcome": "homicides", "direction": "above", "change_percent": -20, "at": 1}


@functools.cache
def _follow() -> Any:
    def follow(plan: Any, option: int, member: int, national: Any, first: int, step: float, out: Any) -> None:
        """Set the levers of every week while the given readings come in."""
        met = plan.met[member, option]
        per_quarter = int(13 / step)
        for number in range(out.shape[0]):
            _set_levers(plan.values, plan.neutral, plan.orders[member, option], met, step, number)
            out[number] = plan.values
            if (number + 1) % per_quarter == 0 and national.shape[0] > 0:
                place = first + (number + 1) // per_quarter - 1
                _check_conditions(met, plan.conditions[member, option], national, 4, first, place)

    return numba.njit(follow)


@pytest.fixture(autouse=True)
def _every_mechanism_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {name for one in instruments.load_instruments().values() for name in one.mechanisms}
    monkeypatch.setattr(instruments, "existing_mechanisms", lambda: frozenset(wanted))


def _option(*orders: dict[str, Any]) -> Option:
    return check({"id": "mine", "orders": list(orders)}, Option)


def _follow_option(
    option: Option, before: list[float], after: list[float], *, step: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """Return the levers by week, and when conditions were met, while homicides go as given by quarter."""
    plan = make_plan([option], STUDY, {}, 1)
    national = np.zeros((len(before) + len(after), len(NATIONAL)))
    national[:, HOMICIDES] = [*before, *after]
    out = np.zeros((int(13 * len(after) / step), len(LEVERS)))
    _follow()(plan, 0, 0, national, len(before), step, out)
    return out, plan.met[0, 0]


@pytest.mark.parametrize("name", list(load_catalogue()))
def test_the_week_reads_the_numbers_of_the_table_to_the_last_bit(name: str) -> None:
    option = load_catalogue()[name]
    generator = np.random.default_rng(len(name))
    draws = {parameter: generator.random(3) for parameter in sorted(parameters_of(option))}
    plan = make_plan([load_catalogue()["kingpin-kill"], option], STUDY, draws, 3)
    table = lever_table(option, STUDY, 260, draws, 3)
    for member in range(3):
        out = np.zeros((260, len(LEVERS)))
        _follow()(plan, 1, member, np.zeros((0, len(NATIONAL))), 0, 1.0, out)
        np.testing.assert_array_equal(out, table[member])


def test_intensity_ramps_and_sets_reach_the_week() -> None:
    tariff = {"instrument": "tariff", "amount": 20, "exempt_percent": 40, "start": 1}
    steps = [{"from": 0.5, "value": 0.5}, {"from": 2, "value": 0.25}]
    option = _option(tariff | {"ramp_years": 1, "intensity": steps, "end": 3})
    table = lever_table(option, STUDY, 260, {}, 1)[0]
    out, _ = _follow_option(option, [], [1.0] * 20)
    np.testing.assert_array_equal(out, table)
    assert table[103, _LEVER["tariff"]] == pytest.approx(10.0, rel=0.02)
    assert set(table[104:156, _LEVER["tariff"]]) == {5.0}
    assert set(table[52:156, _LEVER["tariff_exempt"]]) == {40.0}
    assert not table[156:, _LEVER["tariff"]].any()


def test_an_ultimatum_is_one_week_and_says_what_is_demanded() -> None:
    option = _option({"instrument": "ultimatum", "demand": "transfers", "start": 0.5})
    table = lever_table(option, STUDY, 52, {}, 1)[0]
    assert np.flatnonzero(table[:, _LEVER["ultimatum"]]).tolist() == [26]
    assert table[26, _LEVER["demand"]] == 3.0


def test_targets_and_consent_choose_the_lever() -> None:
    raids = {"instrument": "raids", "per_year": 12}
    option = _option(
        raids | {"consent": "without-consent", "target": "labs"},
        {"instrument": "strikes_on_leaders", "per_year": 5, "consent": "without-consent"},
        {"instrument": "surveillance_flights", "consent": "without-consent"},
    )
    levers = lever_table(option, STUDY, 1, {}, 1)[0, 0]
    moved = {lever.name: levers[k] for k, lever in enumerate(LEVERS) if levers[k] != lever.neutral}
    assert moved == {
        "lab_raids_without_consent": 12.0,
        "leader_strikes_without_consent": 5.0,
        "surveillance_without_consent": 1.0,
    }


def test_faster_crossings_lower_the_wait() -> None:
    table = lever_table(_option({"instrument": "trade_facilitation", "amount": 3}), STUDY, 1, {}, 1)
    assert table[0, 0, _LEVER["waiting"]] == -3.0


def test_a_trigger_starts_the_order_after_the_reading_that_meets_it() -> None:
    option = _option(ARRESTS | {"trigger": RISEN})
    out, met = _follow_option(option, [100.0] * 4, [100.0, 130.0, 130.0, 130.0, 130.0])
    # Over the last year homicides are 107.5, 115, 122.5: it is met after three quarters and a half.
    assert met.tolist() == [1.0]
    assert np.flatnonzero(out[:, 0] == 2.0).tolist() == list(range(52, 65))
    out, met = _follow_option(option, [100.0] * 4, [100.0] * 6)
    assert np.isinf(met).all()
    assert (out[:, 0] == 1.0).all()


def test_flows_are_compared_to_the_year_before_the_start() -> None:
    option = _option(ARRESTS | {"trigger": RISEN})
    _, met = _follow_option(option, [60.0, 80.0, 100.0, 120.0], [110.0, 110.0])
    assert met.tolist() == [0.5]  # 110 against 90 over the last four quarters


def test_a_trigger_waits_for_its_start_lag_and_ramp() -> None:
    option = _option(ARRESTS | {"trigger": RISEN, "start": 1, "lag_years": 0.5, "ramp_years": 1})
    out, met = _follow_option(option, [100.0] * 4, [200.0] * 12)
    assert met.tolist() == [1.0]
    assert (out[:78, 0] == 1.0).all()
    assert out[103, 0] == pytest.approx(1.5, abs=0.01)
    assert (out[130:, 0] == 2.0).all()


def test_a_trigger_with_a_latest_date_lapses() -> None:
    late = [100.0] * 4 + [200.0] * 4
    _, met = _follow_option(_option(ARRESTS | {"trigger": RISEN | {"by": 1}}), [100.0] * 4, late)
    assert np.isinf(met).all()
    _, met = _follow_option(_option(ARRESTS | {"trigger": RISEN | {"by": 1.25}}), [100.0] * 4, late)
    assert met.tolist() == [1.25]


def test_what_has_not_happened_by_a_date_starts_an_order_then() -> None:
    option = _option(ARRESTS | {"trigger": NOT_FALLEN})
    out, met = _follow_option(option, [100.0] * 4, [100.0] * 6)
    assert met.tolist() == [1.0]
    assert np.flatnonzero(out[:, 0] == 2.0)[0] == 52
    # Fallen by then: nothing, even if it rises again afterwards.
    _, met = _follow_option(option, [100.0] * 4, [70.0] * 4 + [300.0] * 4)
    assert np.isinf(met).all()
    # Fallen only later than that: the order goes on.
    _, met = _follow_option(option, [100.0] * 4, [100.0] * 4 + [10.0] * 4)
    assert met.tolist() == [1.0]


def test_an_off_ramp_ends_an_order_once_it_acts() -> None:
    option = _option(ARRESTS | {"off_ramp": FALLEN})
    out, met = _follow_option(option, [100.0] * 4, [60.0] * 6)
    assert met.tolist() == [0.5 + 0.25]
    assert np.flatnonzero(out[:, 0] == 2.0).tolist() == list(range(39))


def test_an_off_ramp_is_not_checked_before_the_trigger_has_fired() -> None:
    option = _option(ARRESTS | {"trigger": RISEN, "off_ramp": FALLEN | {"change_percent": -10}})
    readings = [50.0] * 4 + [500.0] * 4 + [50.0] * 8
    out, met = _follow_option(option, [100.0] * 4, readings)
    trigger, off_ramp = met
    assert trigger == 1.25
    assert off_ramp == 3.0
    acting = np.flatnonzero(out[:, 0] == 2.0)
    assert (acting[0], acting[-1]) == (65, 155)


def test_half_a_step_changes_no_date() -> None:
    option = _option(ARRESTS | {"trigger": RISEN, "off_ramp": FALLEN, "ramp_years": 1})
    readings = [130.0] * 6 + [50.0] * 6
    whole, met = _follow_option(option, [100.0] * 4, readings)
    half, met_half = _follow_option(option, [100.0] * 4, readings, step=0.5)
    np.testing.assert_array_equal(met, met_half)
    np.testing.assert_allclose(half.reshape(len(whole), 2, -1).mean(axis=1), whole, atol=0.006)


def test_levers_stay_within_their_bounds_when_triggered_orders_meet() -> None:
    treatment = {"instrument": "treatment", "amount": 50}
    option = _option(treatment, treatment | {"trigger": RISEN})
    out, _ = _follow_option(option, [100.0] * 4, [200.0] * 4)
    assert out[:, _LEVER["treatment"]].max() == 75.0


def test_only_states_that_are_named_are_in_the_mask() -> None:
    programme = make_programme(_option(ARRESTS | {"states": ["02", "25"]}), STUDY, {}, 1)
    assert np.flatnonzero(programme.masks[0]).tolist() == [1, 24]
    assert (lever_table(_option(ARRESTS | {"states": ["02"]}), STUDY, 4, {}, 1)[0, :, 0] == 1.0).all()
