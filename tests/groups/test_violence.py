"""Two registers of one violence, who holds states, and families that outlive their splits."""

from __future__ import annotations

import numpy as np
import pytest

from groups.told import FOUNDATION, told, with_means
from riobravo.world.state import STATES
from world.driving import EVERYTHING, drive, levers, pulse, small_opening


def test_lethal_violence_is_homicides_and_disappearances_and_states_add_up() -> None:
    run = drive(weeks=104, on=EVERYTHING)
    total = run["homicides"] + run["disappearances"]
    np.testing.assert_allclose(run["lethal_violence"], total, rtol=1e-12)
    years = run["disappearances"].reshape(1, 1, 2, 4).mean(axis=3)
    np.testing.assert_allclose(run["state_disappearances"].sum(axis=3), years, rtol=1e-9)


def test_disappearances_start_at_the_registered_ratio() -> None:
    run = drive(weeks=13, on=FOUNDATION, history=620, missing_per_homicide=0.6, recorded_share=0.7)
    assert run["disappearances"][0, 0, 0] == pytest.approx(0.6 * run["homicides"][0, 0, 0], rel=0.03)


def test_hiding_the_dead_moves_them_between_registers_and_saves_nobody() -> None:
    on = with_means("money")
    table = levers(26, soldiers=100.0)
    open_, hidden = (
        drive(table, weeks=26, on=on, history=620, patience_share=0.3, hiding=value) for value in (0.0, 0.8)
    )
    assert np.all(hidden["homicides"] < open_["homicides"])
    assert np.all(hidden["disappearances"] > open_["disappearances"])
    np.testing.assert_allclose(hidden["lethal_violence"], open_["lethal_violence"], rtol=1e-12)
    assert np.array_equal(hidden["group_deaths"], open_["group_deaths"])


def test_disappearances_fall_with_conflict() -> None:
    run = drive(levers(52), levers(52, conflict=0.2), weeks=52, on=FOUNDATION)
    assert np.all(run["disappearances"][0, 1] < run["disappearances"][0, 0])


def test_states_are_controlled_held_or_contested() -> None:
    # 0.9 and 0.1 in the first state, 0.6 and 0.4 in the second, three equals in the third.
    opening = small_opening([9.0, 1.0, 6.0, 4.0, 3.0, 3.0, 3.0], [0, 0, 1, 1, 2, 2, 2])
    still = FOUNDATION._replace(recruitment=False, arrests=False, conflict=False, exit=False)
    run = drive(weeks=13, on=still, opening=opening, home_presence=1.0)
    assert run["states_controlled"][0, 0, 0] == 1.0
    assert run["states_held"][0, 0, 0] == 1.0
    assert run["contested_states"][0, 0, 0] == 1.0
    run = drive(weeks=52, on=EVERYTHING)
    kinds = ("states_controlled", "states_held", "contested_states")
    assert np.all(sum(run[name] for name in kinds) <= STATES)


def test_families_keep_the_members_of_those_that_split() -> None:
    opening = small_opening([5.0, 4.0, 3.0, 2.0], [0, 1, 2, 3])
    still = FOUNDATION._replace(
        recruitment=False, arrests=False, conflict=False, exit=False, leader_removal=True
    )
    run = drive(
        levers(26, remove_largest=pulse(26, 13, 1.0)),
        weeks=26,
        on=still,
        opening=opening,
        split_probability_capture=1.0,
        baseline_removals=0.0,
        desertion_share=0.0,
        initial_members=115_000.0,
    )
    assert run["groups"][0, 0, 1] > run["groups"][0, 0, 0]
    for name, share in (("targeted_group_members", 12 / 14), ("largest_family_members", 5 / 14)):
        np.testing.assert_allclose(run[name][0, 0], share * run["members"][0, 0], rtol=1e-9)


def test_options_share_the_violence_they_start_from() -> None:
    on = with_means("support", "money")._replace(noise=True)
    alone = drive(levers(52), weeks=52, before=26, on=on)
    second = drive(levers(52, conflict=3.0), levers(52), weeks=52, before=26, on=on)
    assert np.array_equal(alone.national[0, 0], second.national[0, 1])


def test_extortion_starts_at_the_recorded_level() -> None:
    level = told().local["extortion_level"].sum()
    run = drive(weeks=13, on=with_means("money"), extortion_contest=0.0)
    assert run["extortion"][0, 0, 0] == pytest.approx(52.0 * level)
    assert 5_000.0 < 52.0 * level < 20_000.0
