"""Raids: who is taken, who dies, and what consent changes."""

from __future__ import annotations

from typing import Any

import pytest

from force.stepping import levers, step
from riobravo.world.week import ALL_OFF

ONLY = ALL_OFF._replace(raids=True)
YEAR = 52


def test_a_joint_raid_is_a_success_of_both_and_breaches_nothing() -> None:
    run = step(levers(YEAR, leader_raids_with_consent=40.0), on=ONLY, raid_success=0.5)
    assert run.field("joint_success")[0].sum() == pytest.approx(20.0)
    assert run.field("consented")[0, -1] > 0.0
    assert not run.field("unconsented").any()
    assert not run["mexican_military_deaths"].any()


def test_a_raid_without_consent_is_no_joint_success_and_may_meet_soldiers() -> None:
    run = step(levers(YEAR, leader_raids_without_consent=40.0), on=ONLY, raid_mexican_deaths=0.5)
    assert not run.field("joint_success").any()
    assert run.field("unconsented")[0, -1] > 0.0
    assert not run.field("consented").any()
    assert run["mexican_military_deaths"].sum() == pytest.approx(20.0)


def test_raids_capture_some_and_kill_the_others() -> None:
    run = step(levers(4, leader_raids_with_consent=40.0), on=ONLY, raid_success=0.5, raid_capture_share=0.75)
    assert run.field("capture_top")[0, -1] == pytest.approx(15.0)
    assert run.field("kill_top")[0, -1] == pytest.approx(5.0)
    middle = step(
        levers(4, middle_raids_with_consent=40.0), on=ONLY, raid_success=0.5, raid_capture_share=0.75
    )
    assert middle.field("capture_middle")[0, -1] == pytest.approx(15.0)
    assert not middle.field("capture_top").any()


@pytest.mark.parametrize("factor", [0.4, 1.3])
def test_acting_alone_may_succeed_less_or_more_often(factor: float) -> None:
    alone = step(
        levers(4, leader_raids_without_consent=40.0),
        on=ONLY,
        raid_unconsented_factor=factor,
        raid_success=0.5,
    )
    taken = alone.field("capture_top") + alone.field("kill_top")
    assert taken[0, -1] == pytest.approx(20.0 * factor)


def test_success_never_exceeds_the_raids() -> None:
    run = step(
        levers(4, leader_raids_without_consent=40.0),
        on=ONLY,
        raid_success=0.9,
        raid_unconsented_factor=1.4,
        start={"politics": {"intelligence": 3.0}},
    )
    assert run.field("capture_top")[0, -1] + run.field("kill_top")[0, -1] == pytest.approx(40.0)


def test_raids_on_laboratories_destroy_capacity() -> None:
    run = step(levers(YEAR, lab_raids_with_consent=50.0), on=ONLY, raid_success=0.5, lab_share_per_hit=0.01)
    assert run.field("lab_damage")[0].sum() == pytest.approx(0.25)


def test_at_the_medians_raids_harm_fewer_bystanders_than_strikes_but_cost_own_lives() -> None:
    on = ALL_OFF._replace(raids=True, strikes=True)
    raids = step(levers(YEAR, leader_raids_without_consent=40.0), on=on)
    strikes = step(levers(YEAR, leader_strikes_without_consent=40.0), on=on)
    assert raids["civilian_deaths"].sum() < strikes["civilian_deaths"].sum()
    assert raids["us_military_deaths"].sum() > strikes["us_military_deaths"].sum() == 0.0


def test_raids_and_strikes_without_consent_add_up_without_passing_one() -> None:
    on = ALL_OFF._replace(raids=True, strikes=True)
    table: Any = {"leader_raids_without_consent": 40.0, "leader_strikes_without_consent": 40.0}
    one, both = (
        step(levers(2, **{name: table[name] for name in names}), on=on).field("unconsented")[0, -1]
        for names in (("leader_raids_without_consent",), tuple(table))
    )
    assert 0.0 < one < both < 1.0
