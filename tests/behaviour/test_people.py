"""Nobody appears or vanishes: accounts of people and of deaths close, in whole numbers."""

from __future__ import annotations

import numpy as np
import pytest

from riobravo.world.state import GROUPS_USED
from world.driving import FOUNDATION, Driven, Given, drive, levers, pulse, shipped_start

WEEKS = 78
# Splits are frequent, so that the account of people is one of splits too.
RESTLESS: Given = {
    "baseline_removals": 20.0,
    "split_probability_capture": 0.8,
    "split_probability_kill": 0.9,
    "desertion_share": 0.3,
}


@pytest.fixture(scope="module")
def restless() -> Driven:
    options = (
        levers(WEEKS),
        levers(WEEKS, arrests=3.0, conflict=2.0, kill_middle=60.0),
        levers(WEEKS, recruitment=0.0, remove_largest=pulse(WEEKS, 10, 2.0)),
    )
    return drive(*options, weeks=WEEKS, members=10, reading=1, state_reading=1, seed=4, **RESTLESS)


def _weekly(run: Driven, name: str) -> np.ndarray:
    return run[name] / 52.0


def test_members_change_by_recruits_less_arrests_deaths_and_exits(restless: Driven) -> None:
    change = np.diff(restless["members"], axis=-1)
    flows = {name: _weekly(restless, name) for name in ("recruits", "arrests", "exits")}
    deaths = _weekly(restless, "group_deaths")
    balance = flows["recruits"] - flows["arrests"] - flows["exits"] - deaths
    assert np.array_equal(change, np.rint(balance[..., 1:]))
    assert np.abs(balance - np.rint(balance)).max() < 1e-9


def test_the_account_also_closes_over_the_first_week() -> None:
    for size in (60_000.0, 115_000.0, 350_000.0):
        run = drive(weeks=1, reading=1, state_reading=1, initial_members=size)
        opened = np.floor(size * shipped_start().opening.size_share + 0.5).sum()
        flows = {name: _weekly(run, name).item() for name in ("recruits", "arrests", "group_deaths", "exits")}
        left = flows["arrests"] + flows["group_deaths"] + flows["exits"]
        assert run["members"].item() == pytest.approx(opened + flows["recruits"] - left, abs=1e-6)


def test_people_and_events_are_whole_and_never_negative(restless: Driven) -> None:
    assert restless["fragments"].sum() / 52.0 > 100
    for name in ("recruits", "arrests", "group_deaths", "exits", "leader_removals", "fragments"):
        weekly = _weekly(restless, name)
        assert weekly.min() >= 0.0
        assert np.abs(weekly - np.rint(weekly)).max() < 1e-9
    members = restless.last.members[: restless.last.size[GROUPS_USED]]
    assert members.min() >= 0.0
    assert np.array_equal(members, np.rint(members))
    assert members.sum() == restless["members"][-1, -1, -1]


def test_every_group_is_somewhere_and_falls_somewhere(restless: Driven) -> None:
    n = restless.last.size[GROUPS_USED]
    for shares in (restless.last.presence[:n], restless.last.fall[:n]):
        assert shares.min() >= 0.0
        np.testing.assert_allclose(shares.sum(axis=1), 1.0, rtol=1e-12)


def test_a_split_divides_members_and_loses_none() -> None:
    # Nothing else happens, so the members of all groups are those of the start.
    quiet = FOUNDATION._replace(recruitment=False, arrests=False, conflict=False, exit=False)
    run = drive(
        levers(26, capture_top=100.0),
        weeks=26,
        members=5,
        on=quiet,
        reading=1,
        initial_members=115_000.0,
        **(RESTLESS | {"desertion_share": 0.0}),
    )
    opened = np.floor(115_000.0 * shipped_start().opening.size_share + 0.5).sum()
    assert run["fragments"].sum() > 0.0
    assert np.all(run["members"] == opened)
    born = np.cumsum(run["fragments"], axis=-1) / 52.0
    np.testing.assert_allclose(run["groups"], 150.0 + born)


def test_nobody_is_lost_twice_when_more_would_die_than_live() -> None:
    run = drive(weeks=26, members=4, reading=1, conflict_rate=1e-5, saturation_rate=1e-4)
    assert run["members"].min() >= 0.0
    assert run["members"][..., -1].max() < 10_000.0


def test_homicides_are_recorded_deaths_of_groups_and_whole_other_victims(restless: Driven) -> None:
    # All worlds of this run open alike, so that the same share of deaths is counted in all.
    recorded = 0.7 * restless.last.counted * restless["state_group_deaths"] / 52.0
    others = restless["state_homicides"] / 52.0 - recorded
    assert others.min() > -1e-9
    assert np.abs(others - np.rint(others)).max() < 1e-6


def test_states_add_up_to_the_nation(restless: Driven) -> None:
    for state, nation in (("state_homicides", "homicides"), ("state_group_deaths", "group_deaths")):
        np.testing.assert_allclose(restless[state].sum(axis=-1), restless[nation], rtol=1e-12)


def test_expected_homicides_are_the_sum_of_their_parts() -> None:
    given: Given = {"recorded_share": 0.6, "linked_deaths": 0.9, "baseline_removals": 0.0}
    run = drive(weeks=8, on=FOUNDATION._replace(noise=False), state_reading=1, **given)
    deaths = run.last.counted * run["state_group_deaths"][0, 0] / 52.0
    parts = 1.5 * deaths + run.last.other_level
    np.testing.assert_allclose(run["state_homicides"][0, 0] / 52.0, parts, rtol=1e-12)


@pytest.mark.parametrize("linked", [0.0, 1.0, 2.0])
def test_the_first_week_expects_the_observed_homicides_of_every_state(linked: float) -> None:
    level = shipped_start().opening.level
    quiet = FOUNDATION._replace(noise=False, leader_removal=False, territory=False)
    run = drive(weeks=1, on=quiet, state_reading=1, linked_deaths=linked)
    np.testing.assert_allclose(run["state_homicides"][0, 0, 0] / 52.0, level, rtol=1e-9)
    assert np.all(run.last.other_level >= 0.2 * level * (1.0 - 1e-12))
    # Only where conflict would explain too much is part of it not counted.
    assert run.last.counted.max() == 1.0
    assert 0.0 < run.last.counted.min() <= 1.0
