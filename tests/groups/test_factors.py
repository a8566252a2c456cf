"""What the means of groups do to arrests and conflict, and that all of it starts at one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.told import FOUNDATION, drive, told, with_means
from riobravo.evidence.loading import load_ledger
from riobravo.world.groups.outcomes import NATIONAL
from world.driving import levers

MEANS = ("firearms", "capability", "support", "money", "infiltration")
ALL = with_means(*MEANS)
_PARAMETERS = sorted(
    name
    for name, entry in load_ledger().items()
    if entry.mechanism in ("G7", "G8", "G9", "G10", "G11") and entry.used_by == "kernel"
)


def test_arrests_follow_what_the_state_can_do_and_is_told() -> None:
    calm = drive(weeks=13, on=FOUNDATION)["arrests"][0, 0, 0]

    def arrests(**politics: float) -> float:
        run = drive(
            weeks=13,
            on=FOUNDATION,
            opening=told(politics=politics),
            arrests_cooperation=0.3,
            arrests_intelligence=0.2,
        )
        return float(run["arrests"][0, 0, 0] / calm)

    assert arrests(capacity=0.8) == pytest.approx(0.8)
    assert arrests(cooperation=0.25, cooperation_start=0.5) == pytest.approx(0.5**0.3)
    assert arrests(intelligence=2.0) == pytest.approx(2.0**0.2)
    assert 0.0 < arrests(cooperation=0.0) < 0.5


def test_force_and_disruption_move_conflict() -> None:
    calm = drive(weeks=1, reading=1, on=FOUNDATION)["group_deaths"][0, 0, 0]
    hot = drive(weeks=1, reading=1, on=FOUNDATION, opening=told(force={"conflict_log": 0.4}))
    lost = told(force={"coordination_loss": 1.0})
    quiet, loud = (
        drive(weeks=1, reading=1, on=FOUNDATION, opening=lost, coordination_conflict=value)["group_deaths"]
        for value in (0.3, -0.3)
    )
    assert hot["group_deaths"][0, 0, 0] == pytest.approx(calm * np.exp(0.4))
    assert quiet[0, 0, 0] == pytest.approx(calm * np.exp(-0.3))
    assert loud[0, 0, 0] == pytest.approx(calm * np.exp(0.3))


def test_the_first_week_is_that_of_the_foundation() -> None:
    alone = drive(weeks=1, reading=1, on=FOUNDATION)
    whole = drive(weeks=1, reading=1, on=ALL)
    for name in ("recruits", "arrests", "group_deaths", "exits", "homicides"):
        np.testing.assert_allclose(whole[name], alone[name], rtol=0.01)


def test_a_status_quo_stays_near_the_foundation() -> None:
    weeks = 520
    alone, whole = (drive(weeks=weeks, on=on, history=620) for on in (FOUNDATION, ALL))
    for name in ("members", "group_deaths", "homicides", "recruits"):
        ratio = whole[name][0, 0] / alone[name][0, 0]
        assert np.all(np.abs(ratio - 1.0) < 0.2), name


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_parameters_and_levers_leave_finite_people_and_ratios(data: st.DataObject) -> None:
    ledger = load_ledger()
    names = data.draw(st.lists(st.sampled_from(_PARAMETERS), min_size=3, max_size=12, unique=True))
    values: dict[str, Any] = {name: data.draw(st.floats(*ledger[name].bounds)) for name in names}
    moves = {
        "soldiers": data.draw(st.floats(0.0, 300.0)),
        "firearms_stop": data.draw(st.floats(-100.0, 100.0)),
        "arrests": data.draw(st.floats(0.0, 10.0)),
        "development_aid": data.draw(st.floats(-1000.0, 10_000.0)),
        "personal_sanctions": data.draw(st.floats(0.0, 1000.0)),
    }
    opening = told(
        force={"unconsented": data.draw(st.floats(0.0, 1.0)), "us_troops": data.draw(st.floats(0.0, 300.0))},
        drugs={"revenue": data.draw(st.floats(0.0, 3.0)), "scarcity": data.draw(st.floats(-1.0, 2.0))},
        local={"harm": data.draw(st.floats(0.0, 1000.0))},
    )
    run = drive(levers(104, **moves), weeks=104, on=ALL, opening=opening, **values)
    for outcome in NATIONAL:
        read = run[outcome.name]
        assert np.all(np.isfinite(read)), outcome.name
        assert read.min() >= 0.0, outcome.name
    means = run.last.means[0]
    for name in ("recruitment_factor", "conflict_factor", "arrests_factor", "capability", "infiltration"):
        assert means[name] >= 0.0
    assert 0.0 <= means["patience"] <= 0.9


@pytest.mark.parametrize(
    "moves",
    [
        {},
        {"soldiers": 100.0},
        {"firearms_stop": 50.0},
        {"development_aid": 2000.0, "personal_sanctions": 100.0},
    ],
    ids=["nothing", "soldiers", "firearms", "aid"],
)
def test_half_steps_change_little(moves: dict[str, float]) -> None:
    whole = drive(levers(104, **moves), weeks=104, on=ALL)
    half = drive(levers(208, **moves), weeks=208, reading=26, state_reading=104, on=ALL._replace(step=0.5))
    for name in (
        "members",
        "group_capability",
        "infiltration",
        "local_support",
        "group_firearms",
        "patience",
    ):
        np.testing.assert_allclose(half[name], whole[name], rtol=0.01, atol=1e-3, err_msg=name)
    for name in ("recruits", "arrests", "group_deaths", "homicides", "disappearances"):
        # The period is twice as many steps, so flows come out per half year.
        np.testing.assert_allclose(2.0 * half[name], whole[name], rtol=0.02, err_msg=name)
