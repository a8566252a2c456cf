"""Forms that compare options, in worlds whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

from claims.constructed import ConstructedWorlds, make, one_year
from riobravo.claims.forms.form import Form

HOMICIDES: dict[str, object] = {"outcome": "homicides", "year": 1}
TEN: dict[str, object] = {"percent": 10}


def weak(form: Form, worlds: ConstructedWorlds) -> list[float]:
    return [float(one) for one in form.holds(worlds, "weak")]


def material(form: Form, worlds: ConstructedWorlds) -> list[float]:
    return [float(one) for one in form.holds(worlds, "material")]


def test_a_change_has_a_direction_and_a_material_size() -> None:
    form = make(form="change", option="a", direction="higher", material=TEN, **HOMICIDES)
    worlds = one_year(status_quo=[100, 100, 100, 100], a=[90, 100, 101, 110])
    assert weak(form, worlds) == [0, 0, 1, 1]
    assert material(form, worlds) == [0, 0, 0, 1]
    assert form.quantity(worlds).tolist() == [-10, 0, 1, 10]


def test_the_denial_of_a_change_holds_where_the_change_does_not() -> None:
    worlds = one_year(status_quo=[100, 100, 100], a=[90, 99, 101])
    form = make(
        form="change",
        option="a",
        direction="not_lower",
        weak=TEN,
        material={"percent": 0},
        **HOMICIDES,
    )
    assert weak(form, worlds) == [0, 1, 1]
    assert material(form, worlds) == [0, 0, 1]


def test_a_reference_of_zero_needs_no_division() -> None:
    form = make(form="change", option="a", direction="higher", material=TEN, **HOMICIDES)
    assert material(form, one_year(status_quo=[0, 0], a=[0, 1])) == [0, 1]


def test_a_period_is_the_mean_of_its_years() -> None:
    form = make(
        form="change",
        option="a",
        direction="higher",
        material={"amount": 2},
        outcome="homicides",
        year=2,
        period="through",
    )
    worlds = ConstructedWorlds(
        {("status-quo", "homicides"): [[0, 0, 9]], ("a", "homicides"): [[5, -1, 9]]}, members=1
    )
    assert material(form, worlds) == [1]


def test_no_effect_is_inside_a_band() -> None:
    form = make(form="no_effect", option="a", weak=TEN, material={"percent": 1}, **HOMICIDES)
    worlds = one_year(status_quo=[100, 100, 100], a=[100, 91, 111])
    assert weak(form, worlds) == [1, 1, 0]
    assert material(form, worlds) == [1, 0, 0]


def test_joint_probabilities_are_counted_world_by_world() -> None:
    parts = [
        {"form": "change", "option": "a", "direction": "higher", "material": TEN, **HOMICIDES},
        {"form": "change", "option": "b", "direction": "higher", "material": TEN, **HOMICIDES},
    ]
    worlds = one_year(status_quo=[1, 1, 1, 1], a=[2, 2, 0, 0], b=[2, 0, 2, 0])
    assert weak(make(form="all_of", parts=parts), worlds) == [1, 0, 0, 0]
    assert weak(make(form="any_of", parts=parts), worlds) == [1, 1, 1, 0]


def test_head_to_head_counts_outcomes_won_in_their_better_direction() -> None:
    form = make(form="head_to_head", option="a", against="b", outcomes=["homicides", "exits"], year=1)
    worlds = ConstructedWorlds(
        {
            ("a", "homicides"): [[1.0], [1.0], [3.0]],
            ("b", "homicides"): [[2.0], [2.0], [2.0]],
            ("a", "exits"): [[9.0], [1.0], [1.0]],
            ("b", "exits"): [[5.0], [5.0], [5.0]],
        },
        members=3,
    )
    assert form.quantity(worlds).tolist() == [1.0, 0.5, 0.0]
    assert weak(form, worlds) == [1, 1, 0]
    assert material(form, worlds) == [1, 0, 0]


def test_a_ranking_is_weak_for_the_best_and_material_for_the_order() -> None:
    form = make(form="ranking", options=["a", "b", "c"], better="lower", **HOMICIDES)
    worlds = one_year(status_quo=[0, 0, 0], a=[1, 1, 2], b=[2, 3, 1], c=[3, 2, 3])
    assert weak(form, worlds) == [1, 1, 0]
    assert material(form, worlds) == [1, 0, 0]


def test_the_only_option_and_any_option_of_a_set() -> None:
    worlds = one_year(status_quo=[100] * 4, a=[80, 80, 99, 99], b=[99, 80, 80, 99])
    only = make(form="only_option", option="a", among=["b"], direction="lower", material=TEN, **HOMICIDES)
    either = make(form="any_option", among=["a", "b"], direction="lower", material=TEN, **HOMICIDES)
    assert material(only, worlds) == [1, 0, 0, 0]
    assert material(either, worlds) == [1, 1, 1, 0]


def test_synergy_beats_the_best_part_and_the_sum_of_parts() -> None:
    form = make(form="synergy", bundle="ab", parts=["a", "b"], better="lower", **HOMICIDES)
    worlds = one_year(status_quo=[100] * 3, a=[90] * 3, b=[80] * 3, ab=[60, 75, 85])
    assert weak(form, worlds) == [1, 1, 0]
    assert material(form, worlds) == [1, 0, 0]
    assert form.quantity(worlds).tolist() == [10, -5, -15]


def test_the_order_of_instruments_compares_the_two_orders() -> None:
    form = make(
        form="order",
        option="a-first",
        reversed_option="b-first",
        direction="lower",
        material=TEN,
        **HOMICIDES,
    )
    worlds = one_year(status_quo=[100] * 3, a_first=[80, 88, 95], b_first=[95, 90, 90])
    assert weak(form, worlds) == [1, 1, 0]
    assert material(form, worlds) == [1, 0, 0]


def test_necessity_is_asked_only_where_the_bundle_works() -> None:
    form = make(form="necessity", option="ab", without="a", direction="lower", material=TEN, **HOMICIDES)
    worlds = one_year(status_quo=[100] * 3, ab=[80, 80, 99], a=[99, 85, 80])
    assert np.array_equal(form.holds(worlds, "material"), [1, 0, np.nan], equal_nan=True)


@pytest.mark.parametrize(
    ("pattern", "extra", "expected"),
    [
        ("monotone", {}, [1, 0, 0, 0]),
        ("threshold", {"threshold": 2}, [1, 0, 1, 0]),
        ("turns", {}, [0, 0, 1, 0]),
        ("never", {}, [0, 0, 0, 1]),
    ],
)
def test_dose_response(pattern: str, extra: dict[str, object], expected: list[float]) -> None:
    form = make(
        form="dose_response",
        doses=[{"dose": 1, "option": "one"}, {"dose": 2, "option": "two"}],
        pattern=pattern,
        direction="higher",
        material=TEN,
        **HOMICIDES,
        **extra,
    )
    worlds = one_year(status_quo=[100] * 4, one=[105, 125, 85, 100], two=[120, 120, 120, 100])
    assert material(form, worlds) == expected
