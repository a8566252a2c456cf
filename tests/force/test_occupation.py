"""Occupation: where soldiers stand, how they are attacked, what they achieve, and when they leave."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from force.stepping import FORCE, Stepped, levers, pulse, step
from riobravo.world.week import ALL_OFF

ONLY = ALL_OFF._replace(occupation=True)
NORTH = [1, 4, 7, 18, 25, 27]
# Far from the ceiling of attacks, unless a test is about it.
QUIET: dict[str, Any] = {"insurgency_probability": 0.0, "alignment_full": 0.0, "attack_ceiling": 1e15}


def _occupy(weeks: int = 52, thousand: float = 100.0, **given: Any) -> Stepped:
    return step(levers(weeks, occupation=thousand), on=ONLY, **(QUIET | given))


def _attacks(**given: Any) -> float:
    return float(_occupy(**given)["occupation_attacks"].sum())


def test_an_ordered_occupation_holds_the_northern_states_as_long_as_it_is_ordered() -> None:
    run = step(levers(104, occupation=np.where(np.arange(104) < 52, 100.0, 0.0)), on=ONLY, **QUIET)
    assert np.flatnonzero(run.states["occupied"][0, 20]).tolist() == NORTH
    assert run["us_troops"][0, 51] == 100.0
    assert run["us_troops"][0, 52] == 0.0
    assert not run.states["occupied"][0, 52:].any()
    assert run["occupation_attacks"][0, 51] > 0.0
    assert not run["occupation_attacks"][0, 52:].any()


def test_weeks_of_presence_count_only_presence() -> None:
    run = step(levers(104, occupation=np.where(np.arange(104) < 52, 100.0, 0.0)), on=FORCE, **QUIET)
    assert run["weeks_of_presence"][0, -1] == 52.0


def test_attacks_rise_with_presence_of_groups_support_and_capability() -> None:
    usual = _attacks()
    assert _attacks(crowd=10_000.0) == pytest.approx(2.0 * usual)
    assert _attacks(start={"means": {"capability": 1.5}}) == pytest.approx(1.5 * usual)
    assert _attacks(start={"local": {"appeal": 1.2}}) == pytest.approx(1.2 * usual)
    assert _attacks(crowd=0.0) == 0.0


def test_an_insurgency_multiplies_attacks() -> None:
    with_it = _attacks(insurgency_probability=1.0, insurgency_factor=5.0, compliance_success=0.0)
    assert with_it == pytest.approx(5.0 * _attacks())


@pytest.mark.parametrize(("exponent", "more_soldiers"), [(0.5, -1), (0.0, 0), (-0.2, 1)])
def test_no_force_ratio_is_magic(exponent: float, more_soldiers: int) -> None:
    few, many = (_attacks(thousand=size, force_ratio_exponent=exponent) for size in (50.0, 400.0))
    assert np.sign(round(many - few, 9)) == more_soldiers
    # Nothing jumps at twenty soldiers per thousand inhabitants: attacks follow a power throughout.
    sizes = np.array([300.0, 450.0, 486.0, 525.0, 700.0])
    attacks = [_attacks(thousand=size, force_ratio_exponent=exponent) for size in sizes]
    slopes = np.diff(np.log(attacks)) / np.diff(np.log(sizes))
    assert slopes == pytest.approx(np.full(4, -exponent), abs=1e-9)


def test_the_cost_is_that_of_soldiers_and_time() -> None:
    run = _occupy(cost_per_soldier_year=1_000_000.0)
    assert run["occupation_cost"].sum() == pytest.approx(100_000.0)
    assert run["us_cost"].sum() == pytest.approx(100_000.0)


def test_civilians_are_harmed_where_soldiers_stand() -> None:
    run = _occupy()
    assert np.flatnonzero(run.states["harm"][0, 20]).tolist() == NORTH


def test_aims_are_reached_as_often_as_in_their_reference_classes() -> None:
    members = 1500
    table = levers(520, invasion=pulse(520, 0, 200.0))
    run = step(
        table,
        on=ALL_OFF._replace(invasion=True, occupation=True),
        members=members,
        noise=True,
        brute_force_success=0.7,
        compliance_success=0.26,
    )
    decided = run.field("war")[:, -1] == 3.0
    assert decided.mean() > 0.5
    error = 3.5 * np.sqrt(0.25 / decided.sum())
    assert run["force_aim_reached"][decided, -1].mean() == pytest.approx(0.70, abs=error)
    assert run["compliance_aim_reached"][decided, -1].mean() == pytest.approx(0.26, abs=error)


def test_after_withdrawal_no_aim_is_open() -> None:
    run = step(levers(520, invasion=pulse(520, 0, 200.0)), on=FORCE, members=100, drawn=True, noise=True)
    gone = run.field("war")[:, -1] == 3.0
    assert gone.any()
    assert (run.field("force_aim")[gone, -1] != 0.0).all()
    assert (run.field("compliance_aim")[gone, -1] != 0.0).all()


def test_compliance_ends_an_insurgency() -> None:
    run = _occupy(
        weeks=260, members=40, insurgency_probability=1.0, compliance_success=1.0, campaign_duration=0.5
    )
    reached = run["compliance_aim_reached"] == 1.0
    assert reached.any()
    assert not run.field("insurgency")[reached].any()


def _presence(**given: Any) -> float:
    start = given.pop("start", None)
    run = step(
        levers(520, invasion=pulse(520, 0, 200.0)),
        on=ALL_OFF._replace(invasion=True, occupation=True, retaliation=True),
        members=300,
        start=start,
        **(QUIET | {"withdrawal_rate": 0.4, "withdrawal_duration": 0.0, "withdrawal_deaths": 0.0} | given),
    )
    return float((run["us_troops"] > 0.0).sum(axis=1).mean())


def test_low_support_and_deaths_hasten_withdrawal_as_far_as_one_believes() -> None:
    low = {"politics": {"us_support": 0.2}}
    assert _presence(withdrawal_support=1.5, start=low) < _presence(withdrawal_support=1.5)
    assert _presence(withdrawal_support=0.0, start=low) == _presence(withdrawal_support=0.0)
    bloody: Any = {"invasion_own_deaths": 0.02, "withdrawal_support": 0.0}
    assert _presence(**bloody, withdrawal_deaths=0.5) < _presence(**bloody)
    assert _presence(**bloody, withdrawal_deaths=-0.3) > _presence(**bloody)


def test_without_a_lasting_order_the_mean_presence_follows_the_hazard() -> None:
    # At a hazard of 2 a year presence lasts half a year on average.
    assert _presence(withdrawal_rate=2.0, withdrawal_support=0.0) == pytest.approx(26.0 + 3.0, abs=5.0)


def test_soldiers_change_sides_where_the_country_is_held_and_come_back() -> None:
    run = step(
        levers(520, invasion=pulse(520, 0, 200.0)),
        on=ALL_OFF._replace(invasion=True, occupation=True),
        insurgency_probability=0.0,
        alignment_full=0.3,
        army_alignment_half_life=10.0,
        withdrawal_rate=2.0,
    )
    alignment = run["army_groups_alignment"][0]
    left = int(np.flatnonzero(run.field("war")[0] == 3.0)[0])
    assert alignment[0] == 0.0
    assert 0.0 < alignment[left - 1] <= 0.3
    assert alignment[-1] < 0.01 * alignment[left - 1]
    north = _occupy(alignment_full=0.3, army_alignment_half_life=5.0)["army_groups_alignment"][0, -1]
    assert 0.0 < north < 0.3 * 7.0 / 32.0


def test_success_is_expected_as_far_as_outcomes_follow() -> None:
    on = ALL_OFF._replace(occupation=True, strikes=True)
    table = levers(104, leader_strikes_without_consent=24.0)
    believes: Any = {"success_removals": 0.4, "success_learning": 10.0, "strike_hit": 0.9}
    rising = step(table, on=on, **believes)["expected_success_of_force"][0]
    assert rising[-1] > rising[0] >= 0.5
    unmoved = step(table, on=on, **(believes | {"success_removals": 0.0}))["expected_success_of_force"]
    assert unmoved == pytest.approx(np.full((1, 104), 0.5))
    lost = step(table, on=on, success_labs=1.0, success_removals=0.0, start={"drugs": {"capacity": 0.6}})[
        "expected_success_of_force"
    ][0]
    assert lost[-1] > 0.6


def test_expected_success_stays_between_nothing_and_all_and_returns() -> None:
    weeks = 400
    table = levers(weeks, leader_strikes_without_consent=np.where(np.arange(weeks) < 100, 500.0, 0.0))
    run = step(table, on=FORCE, members=100, drawn=True, noise=True)
    expected = run["expected_success_of_force"]
    assert ((expected >= 0.0) & (expected <= 1.0)).all()
    assert np.abs(expected[:, -1] - 0.5).mean() < np.abs(expected[:, 99] - 0.5).mean()


@pytest.mark.parametrize("thousand", [1.0, 40.0, 400.0])
def test_attacks_never_exceed_what_soldiers_are_there_to_be_attacked(thousand: float) -> None:
    given = {"attack_rate": 50.0, "force_ratio_exponent": 2.0, "attack_ceiling": 10.0}
    assert _attacks(thousand=thousand, **given) <= 52 * 10.0 * thousand
