"""Retaliation: front-loaded, short, and rarely on US soil."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from force.stepping import levers, pulse, step
from riobravo.world.week import ALL_OFF

ONLY = ALL_OFF._replace(strikes=True, retaliation=True)
KNOWN: Any = {
    "strike_hit": 1.0,
    "retaliation_per_event": 10.0,
    "retaliation_half_life": 2.0,
    "retaliation_us_share": 0.01,
    "retaliation_base": 52.0,
}


def test_in_the_status_quo_only_the_base_goes_on() -> None:
    run = step(weeks=52, on=ONLY, **KNOWN)
    assert not run.field("retaliation").any()
    assert run["retaliation"].sum() == pytest.approx(52.0)
    assert run["retaliation_us_soil"].sum() == pytest.approx(0.52)


def test_all_answers_to_an_operation_come_and_most_of_them_at_once() -> None:
    # 52 strikes a year for one week are one strike.
    table = levers(52, leader_strikes_without_consent=pulse(52, 10, 52.0))
    answers = step(table, on=ONLY, **KNOWN).field("retaliation")[0]
    assert not answers[:10].any()
    assert answers.sum() == pytest.approx(10.0, rel=1e-6)
    assert answers[10:13].sum() > 5.0
    assert (np.diff(answers[11:]) <= 0.0).all()
    assert answers[30] < 0.01 * answers[10]


def test_capability_raises_and_disruption_lowers_retaliation() -> None:
    table = levers(52, leader_strikes_without_consent=50.0)
    usual = step(table, on=ONLY, **KNOWN)["retaliation"].sum()
    able = step(table, on=ONLY, start={"means": {"capability": 2.0}}, **KNOWN)["retaliation"].sum()
    assert able == pytest.approx(2.0 * usual)
    disrupted = step(
        levers(52, leader_strikes_without_consent=50.0, cyber_without_consent=1.0),
        on=ONLY._replace(disruption=True),
        **KNOWN,
    )
    assert disrupted["retaliation"].sum() < usual


def test_a_small_share_falls_on_us_soil() -> None:
    run = step(levers(52, leader_strikes_without_consent=50.0), on=ONLY, members=300, drawn=True, noise=True)
    assert run["retaliation_us_soil"].sum() < 0.03 * run["retaliation"].sum()
    assert run["retaliation_us_soil"].sum() > 0.0


def test_soldiers_who_stay_are_answered_too() -> None:
    on = ALL_OFF._replace(occupation=True, retaliation=True)
    run = step(levers(26, occupation=100.0), on=on, **KNOWN, retaliation_per_soldiers=0.01)
    assert run.field("retaliation")[0, -1] == pytest.approx(10.0, rel=1e-3)


def test_leaders_whom_mexico_removes_on_order_are_answered_as_its_usual_ones() -> None:
    on = ALL_OFF._replace(retaliation=True)
    given = KNOWN | {"retaliation_to_removals": 0.5, "baseline_removals": 10.0}
    usual = step(levers(52), on=on, **given)["retaliation"].sum()
    more = step(levers(52, kill_top=10.0), on=on, **given)
    assert more["retaliation"].sum() == pytest.approx(1.5 * usual)
    assert not more.field("retaliation").any()


def test_the_removal_of_the_largest_groups_leader_is_answered_as_an_operation() -> None:
    table = levers(52, remove_largest=pulse(52, 10, 1.0))
    answers = step(table, on=ALL_OFF._replace(retaliation=True), **KNOWN).field("retaliation")[0]
    assert answers.sum() == pytest.approx(10.0, rel=1e-6)
