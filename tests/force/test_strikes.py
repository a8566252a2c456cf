"""Strikes: what they hit, whom they harm, and how violence answers occasional and sustained campaigns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from force.stepping import FORCE, Floats, levers, step
from riobravo.world.week import ALL_OFF

ONLY = ALL_OFF._replace(strikes=True)
YEAR = 52
# A campaign that reaches all groups, with a threshold between the two intensities of the tests.
ALL_REACHED: dict[str, Any] = {
    "campaign_scale": 0.5,
    "campaign_threshold": 50.0,
    "campaign_steepness": 4.0,
    "strike_hit": 1.0,
    "strikes_attack_change_leader": 0.4,
    "strikes_attack_change_supported": -0.7,
}


def _strikes(per_year: float | Floats, weeks: int = YEAR, consent: str = "without", **more: Any) -> Floats:
    return levers(weeks, **{f"leader_strikes_{consent}_consent": per_year}, **more)


def test_nothing_happens_without_strikes() -> None:
    still = step(weeks=26, on=ONLY)
    for name in (
        "kill_top",
        "lab_damage",
        "sea_loss",
        "conflict_log",
        "civilian_deaths",
        "cost",
        "unconsented",
    ):
        assert not still.field(name).any(), name


def test_no_more_leaders_are_killed_than_strikes_are_made() -> None:
    best = step(_strikes(30.0), on=ONLY, strike_hit=1.0, start={"politics": {"intelligence": 5.0}})
    assert best.field("kill_top")[0, -1] == pytest.approx(30.0)


def test_better_intelligence_hits_more() -> None:
    weak, usual, good = (
        step(_strikes(30.0), on=ONLY, strike_hit=0.4, start={"politics": {"intelligence": quality}}).field(
            "kill_top"
        )[0, -1]
        for quality in (0.5, 1.0, 2.0)
    )
    assert weak == pytest.approx(6.0)
    assert usual == pytest.approx(12.0)
    assert good == pytest.approx(24.0)


def test_strikes_on_laboratories_damage_capacity_and_kill_no_leaders() -> None:
    run = step(
        levers(YEAR, lab_strikes_without_consent=104.0), on=ONLY, strike_hit=0.5, lab_share_per_hit=0.01
    )
    assert run.field("lab_damage")[0].sum() == pytest.approx(0.52)
    assert not run.field("kill_top").any()
    assert not run.field("kill_middle").any()


def test_occasional_strikes_provoke_and_sustained_ones_with_support_calm() -> None:
    occasional = step(_strikes(12.0), on=ONLY, **ALL_REACHED)
    sustained = step(_strikes(250.0, consent="with", surveillance_with_consent=1.0), on=ONLY, **ALL_REACHED)
    assert occasional.field("conflict_log")[0, -1] == pytest.approx(0.4, abs=0.02)
    assert sustained.field("conflict_log")[0, -1] == pytest.approx(-0.7, abs=0.02)


def test_a_campaign_provokes_before_it_calms() -> None:
    run = step(
        _strikes(250.0, consent="with", surveillance_with_consent=1.0),
        on=ONLY,
        **ALL_REACHED,
        campaign_memory=13.0,
    )
    path = run.field("conflict_log")[0]
    assert path[1] > 0.1
    assert path[-1] < -0.5


@pytest.mark.parametrize(("threshold", "sign"), [(0.05, -1.0), (9000.0, 1.0)])
def test_one_can_believe_that_any_force_calms_or_that_none_does(threshold: float, sign: float) -> None:
    given = ALL_REACHED | {"campaign_threshold": threshold, "unsupported_calm": 1.0}
    for per_year in (12.0, 250.0):
        assert sign * step(_strikes(per_year), on=ONLY, **given).field("conflict_log")[0, -1] > 0.3


def test_without_consent_a_campaign_calms_as_far_as_one_believes() -> None:
    supported = step(
        _strikes(250.0, consent="with", surveillance_with_consent=1.0), on=ONLY, **ALL_REACHED
    ).field("conflict_log")[0, -1]
    by_belief = [
        step(_strikes(250.0), on=ONLY, **ALL_REACHED, unsupported_calm=belief).field("conflict_log")[0, -1]
        for belief in (1.0, 0.0, -0.5)
    ]
    assert by_belief[0] == pytest.approx(supported)
    assert by_belief[1] == pytest.approx(0.0, abs=0.02)
    assert by_belief[2] > 0.3


def test_the_answer_fades_after_the_campaign() -> None:
    weeks = 3 * YEAR
    table = _strikes(np.where(np.arange(weeks) < YEAR, 250.0, 0.0), weeks)
    given = ALL_REACHED | {"campaign_scale": 40.0, "campaign_memory": 8.0}
    path = step(table, on=ONLY, **given).field("conflict_log")[0]
    assert abs(path[YEAR - 1]) > 0.1
    assert abs(path[-1]) < 0.02


def test_what_leader_removal_shows_already_is_not_counted_twice() -> None:
    alone = step(_strikes(12.0), on=ONLY, **ALL_REACHED, leader_surge_overlap=0.6)
    beside = step(
        _strikes(12.0), on=ONLY._replace(leader_removal=True), **ALL_REACHED, leader_surge_overlap=0.6
    )
    assert beside.field("conflict_log")[0, -1] == pytest.approx(
        0.4 * alone.field("conflict_log")[0, -1], rel=0.05
    )


def test_civilians_are_harmed_where_groups_are() -> None:
    crowd = np.zeros(32)
    crowd[[3, 7]] = 1000.0, 3000.0
    run = step(_strikes(52.0), on=ONLY, crowd=crowd, strike_civilian_deaths=2.0)
    harm = run.states["harm"][0, 5]
    assert harm[3] == pytest.approx(0.5)
    assert harm[7] == pytest.approx(1.5)
    assert harm.sum() == pytest.approx(run.field("civilian_deaths")[0, 5])
    assert run["civilian_deaths"].sum() == pytest.approx(104.0)


def test_harm_ends_with_the_strikes() -> None:
    run = step(_strikes(np.where(np.arange(YEAR) < 10, 52.0, 0.0)), on=ONLY)
    assert run.states["harm"][0, 9].sum() > 0.0
    assert not run.states["harm"][0, 10:].any()


def test_strikes_at_sea_take_a_share_of_the_flow_and_harm_nobody_in_mexico() -> None:
    small, large = (
        step(levers(YEAR, boat_strikes=strikes), on=ONLY, sea_loss_per_strike=0.002)
        for strikes in (50.0, 500.0)
    )
    assert small.field("sea_loss")[0, -1] == pytest.approx(1.0 - np.exp(-0.1))
    assert small.field("sea_loss")[0, -1] < large.field("sea_loss")[0, -1] < 1.0
    assert small["deaths_at_sea"].sum() > 0.0
    assert not small["civilian_deaths"].any()
    assert not small.field("unconsented").any()


def test_consent_decides_which_intensity_is_felt() -> None:
    with_consent, without = (
        step(_strikes(20.0, consent=consent), on=ONLY) for consent in ("with", "without")
    )
    assert with_consent.field("consented")[0, -1] == without.field("unconsented")[0, -1] > 0.0
    assert not with_consent.field("unconsented").any()
    assert not without.field("consented").any()


def test_strikes_that_the_executive_decides_on_are_without_consent() -> None:
    run = step(weeks=13, on=ONLY, start={"politics": {"decided_strikes": 20.0}}, decided_leader_share=0.5)
    ordered = step(levers(13, lab_strikes_without_consent=10.0, leader_strikes_without_consent=10.0), on=ONLY)
    for name in ("kill_top", "lab_damage", "unconsented", "cost"):
        assert run.field(name)[0, -1] == pytest.approx(ordered.field(name)[0, -1]), name


def test_each_strike_costs_the_same() -> None:
    run = step(_strikes(40.0, boat_strikes=12.0), on=ONLY, cost_per_strike=750_000.0)
    assert run["us_cost"].sum() == pytest.approx(39.0)


def test_the_switch_turns_strikes_off() -> None:
    off = step(_strikes(250.0), on=FORCE._replace(strikes=False))
    for name in ("kill_top", "conflict_log", "unconsented"):
        assert not off.field(name).any(), name
