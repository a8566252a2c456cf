"""Lever tables: neutral outside the window, and shaped by ramp, lag, intensity and composition."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from riobravo.errors import InputError
from riobravo.options.catalogue import load_catalogue, load_runnable
from riobravo.options.schedule import check_schedule, lever_table, parameters_of
from riobravo.options.schema import Option
from riobravo.study import load_study
from riobravo.validation import check
from riobravo.world.levers import LEVERS, neutral_table

_PLACE = {lever.name: place for place, lever in enumerate(LEVERS)}
ARRESTS, RECRUITMENT = _PLACE["arrests"], _PLACE["recruitment"]
CAPTURE_MIDDLE, KILL_TOP = _PLACE["capture_middle"], _PLACE["kill_top"]
REMOVE_LARGEST = _PLACE["remove_largest"]
STUDY = load_study()
WEEKS = 5 * 52


def _option(*orders: dict[str, Any]) -> Option:
    return check({"id": "mine", "title": "Mine", "summary": "Words.", "orders": list(orders)}, Option)


def _table(*orders: dict[str, Any], members: int = 1, **draws: NDArray[np.float64]) -> NDArray[np.float64]:
    return lever_table(_option(*orders), STUDY, WEEKS, draws, members)


def test_the_status_quo_moves_nothing() -> None:
    table = lever_table(load_catalogue()["status-quo"], STUDY, WEEKS, {}, 3)
    assert table.shape == (3, WEEKS, len(LEVERS))
    np.testing.assert_array_equal(table, np.tile(neutral_table(WEEKS), (3, 1, 1)))


def test_an_order_acts_between_start_and_end_and_moves_one_lever() -> None:
    table = _table({"instrument": "arrests", "multiply_by": 2, "start": 1, "end": "2029-01"})[0]
    expected = neutral_table(WEEKS)
    expected[52:156, ARRESTS] = 2.0
    np.testing.assert_array_equal(table, expected)


def test_a_month_is_a_twelfth_of_a_year() -> None:
    by_month = _table({"instrument": "conflict", "cut_by": 0.4, "start": "2026-07"})
    by_years = _table({"instrument": "conflict", "cut_by": 0.4, "start": 0.5})
    np.testing.assert_array_equal(by_month, by_years)


def test_a_ramp_rises_evenly_to_full_strength() -> None:
    ramp = _table({"instrument": "arrests", "multiply_by": 3, "start": 1, "ramp_years": 2})
    arrests = ramp[0, :, ARRESTS]
    assert (arrests[:52] == 1).all()
    np.testing.assert_allclose(np.diff(arrests[52:156]), 2 / 104)
    np.testing.assert_allclose(arrests[52:156].mean(), 2.0)
    assert (arrests[156:] == 3).all()


def test_every_member_has_its_own_lag_and_cut() -> None:
    lag = np.array([0.0, 0.5, 2.0, 30.0])
    cut = np.array([0.1, 0.2, -0.1, 0.4])
    order = {"instrument": "recruitment", "cut_by": "prevention_cut", "lag_years": "prevention_lag"}
    table = _table(order, members=4, prevention_cut=cut, prevention_lag=lag)[:, :, RECRUITMENT]
    first = [0, 26, 104, WEEKS]
    for member in range(4):
        assert (table[member, : first[member]] == 1).all()
        np.testing.assert_allclose(table[member, first[member] :], 1 - cut[member])


def test_a_lag_does_not_delay_the_end() -> None:
    table = _table({"instrument": "arrests", "multiply_by": 2, "lag_years": 1, "end": 2})
    assert np.flatnonzero(table[0, :, ARRESTS] == 2).tolist() == list(range(52, 104))


def test_intensity_changes_in_steps_and_is_one_before_the_first() -> None:
    steps = [{"from": 1, "value": 0.5}, {"from": 2, "value": 0}, {"from": 3, "value": 2}]
    arrests = _table({"instrument": "arrests", "multiply_by": 3, "intensity": steps})[0, :, ARRESTS]
    assert arrests[::52].tolist() == [3.0, 2.0, 1.0, 5.0, 5.0]
    assert arrests[51::52].tolist() == [3.0, 2.0, 1.0, 5.0, 5.0]


def test_orders_on_one_rate_multiply_and_removals_add() -> None:
    removals = {"instrument": "leader_removals", "mode": "capture", "layer": "middle"}
    table = _table(
        {"instrument": "arrests", "multiply_by": 2},
        {"instrument": "arrests", "multiply_by": 3, "start": 1},
        removals | {"per_year": 4},
        removals | {"per_year": 6, "end": 1, "intensity": [{"from": 0, "value": 0.5}]},
        removals | {"per_year": 5, "mode": "kill", "layer": "top"},
    )[0]
    assert table[[0, 52], ARRESTS].tolist() == [2.0, 6.0]
    assert table[[0, 52], CAPTURE_MIDDLE].tolist() == [7.0, 4.0]
    assert (table[:, KILL_TOP] == 5).all()


def test_the_largest_group_loses_its_leader_in_one_week() -> None:
    order = {"instrument": "remove_largest_leader", "mode": "capture", "lag_years": "prevention_lag"}
    lag = np.array([0.0, 1.0, 1.0 + 1.9 / 52, 5.0, 80.0])
    table = _table(order, members=5, prevention_lag=lag)[:, :, REMOVE_LARGEST]
    weeks = [np.flatnonzero(row).tolist() for row in table]
    assert weeks == [[0], [52], [53], [], []]
    assert set(table.ravel()) == {0.0, 1.0}


def test_two_removals_in_one_week_never_turn_captures_into_a_kill() -> None:
    capture = {"instrument": "remove_largest_leader", "mode": "capture"}
    kill = {"instrument": "remove_largest_leader", "mode": "kill"}
    assert _table(capture, capture)[0, 0, REMOVE_LARGEST] == 1
    assert _table(capture, kill)[0, 0, REMOVE_LARGEST] == 2
    assert _table(kill, capture)[0, 0, REMOVE_LARGEST] == 2


@given(seed=st.integers(0, 2**32 - 1), name=st.sampled_from(list(load_runnable())))
def test_members_do_not_depend_on_their_order_or_company(seed: int, name: str) -> None:
    option = load_catalogue()[name]
    generator = np.random.default_rng(seed)
    draws = {name: generator.random(6) for name in sorted(parameters_of(option))}
    shuffle = generator.permutation(6)
    table = lever_table(option, STUDY, 60, draws, 6)
    shuffled = lever_table(option, STUDY, 60, {name: values[shuffle] for name, values in draws.items()}, 6)
    np.testing.assert_array_equal(shuffled, table[shuffle])
    alone = lever_table(option, STUDY, 60, {name: values[2:3] for name, values in draws.items()}, 1)
    np.testing.assert_array_equal(alone[0], table[2])


def test_a_longer_study_begins_like_a_shorter_one() -> None:
    order = {"instrument": "arrests", "multiply_by": 2, "start": 0.7, "ramp_years": 1, "end": 3}
    short = lever_table(_option(order), STUDY, 100, {}, 1)
    np.testing.assert_array_equal(_table(order)[:, :100], short)


def test_parameters_are_named() -> None:
    assert parameters_of(load_catalogue()["prevention"]) == {"prevention_cut", "prevention_lag"}
    assert parameters_of(load_catalogue()["arrests-doubled"]) == set()


@pytest.mark.parametrize(
    ("orders", "draws", "field", "words"),
    [
        ([{"instrument": "arrests", "cut_by": "no_such"}], {}, "orders.0.cut_by", "no_such"),
        (
            [{"instrument": "arrests", "multiply_by": 2, "lag_years": "prevention_lag"}],
            {"prevention_lag": np.array([-0.1])},
            "orders.0.lag_years",
            "negative",
        ),
        (
            [{"instrument": "arrests", "cut_by": "prevention_cut"}],
            {"prevention_cut": np.array([1.2])},
            "orders",
            "bring arrests to -0.2",
        ),
        (
            [{"instrument": "conflict", "multiply_by": 3}] * 2,
            {},
            "orders",
            "bring conflict to 9; it must stay within 0 and 5",
        ),
        (
            [{"instrument": "arrests", "multiply_by": 2, "lag_years": 3, "end": 2}],
            {},
            "orders.0.lag_years",
            "ends before it begins",
        ),
        (
            [
                {
                    "instrument": "arrests",
                    "multiply_by": 2,
                    "intensity": [{"from": "2020-01", "value": 1}],
                }
            ],
            {},
            "orders.0.intensity.0.from",
            "before the options start",
        ),
    ],
)
def test_schedules_that_cannot_be_kept_are_refused(
    orders: list[dict[str, Any]], draws: dict[str, NDArray[np.float64]], field: str, words: str
) -> None:
    with pytest.raises(InputError) as caught:
        lever_table(_option(*orders), STUDY, WEEKS, draws, 1)
    assert caught.value.field == field
    assert words in str(caught.value)


def test_orders_that_leave_the_bounds_only_together_are_refused_before_any_draw() -> None:
    order = {"instrument": "arrests", "multiply_by": 4, "start": 15}
    check_schedule(_option(order), STUDY)
    with pytest.raises(InputError, match="bring arrests to 16"):
        check_schedule(_option(order, order), STUDY)
    check_schedule(_option(order | {"end": 16}, order | {"start": 16}), STUDY)
