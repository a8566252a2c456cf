"""Removing leaders: what happens where the group holds ground, what elsewhere, and for how long."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riobravo.world.state import GROUPS_USED, STATES
from world.driving import (
    FOUNDATION,
    Driven,
    Floats,
    Given,
    drive,
    levers,
    pulse,
    shipped_start,
    small_opening,
)

EXPECTED = FOUNDATION._replace(noise=False)
WEEKS = 104
QUIET: Given = {"baseline_removals": 0.0, "initial_members": 115_000.0, "recorded_share": 0.7}
NEVER_SPLIT: Given = {"split_probability_capture": 0.0, "split_probability_kill": 0.0}
ALWAYS_SPLIT: Given = {"split_probability_capture": 1.0, "split_probability_kill": 1.0}
IN_PLACE: Given = {"territory_mobility": 0.0}
STATUS_QUO, CAPTURE, KILL = 0, 1, 2


def _largest_removed(**given: Any) -> Driven:
    """Remove the leader of the largest group, or not, in worlds without any other removal."""
    return drive(
        levers(WEEKS),
        levers(WEEKS, remove_largest=pulse(WEEKS, 0, 1.0)),
        levers(WEEKS, remove_largest=pulse(WEEKS, 0, 2.0)),
        weeks=WEEKS,
        on=EXPECTED,
        state_reading=13,
        **(QUIET | given),
    )


def _home_of_the_largest() -> int:
    opening = shipped_start().opening
    return int(np.argmax(opening.home[:, np.argmax(opening.size_share)]))


def _excess(run: Driven, option: int, reading: int) -> Floats:
    """Return the relative difference in group deaths from the status quo by state."""
    deaths = run["state_group_deaths"][0, :, reading]
    excess = deaths[option] - deaths[STATUS_QUO]
    return np.asarray(excess / np.where(deaths[STATUS_QUO] > 0.0, deaths[STATUS_QUO], 1.0))


def test_violence_rises_most_in_the_home_state_and_less_in_the_nation() -> None:
    run = _largest_removed(**NEVER_SPLIT, spill_share=0.2, desertion_share=0.0, **IN_PLACE)
    home = _home_of_the_largest()
    for option in (CAPTURE, KILL):
        local = _excess(run, option, 1)
        nation = run["group_deaths"][0, option, 1] / run["group_deaths"][0, 0, 1] - 1.0
        assert local[home] > 0.1
        assert 0.0 < nation < 0.5 * local[home]
        assert np.argmax(local) == home


def test_homicides_of_the_home_state_rise_with_the_deaths_of_groups() -> None:
    run = _largest_removed(**NEVER_SPLIT)
    home = _home_of_the_largest()
    homicides = run["state_homicides"][0, :, 1, home]
    assert homicides[STATUS_QUO] < homicides[CAPTURE] < homicides[KILL]


@pytest.mark.parametrize("chances", [NEVER_SPLIT, ALWAYS_SPLIT], ids=["succession", "split"])
def test_killing_a_leader_is_followed_by_at_least_as_much_violence_as_capture(
    chances: Given,
) -> None:
    deaths = _largest_removed(**chances, surge_kill_addition=0.2)["group_deaths"][0]
    assert np.all(deaths[KILL, :4] > deaths[CAPTURE, :4])


def test_a_surge_decays_when_the_group_does_not_split() -> None:
    run = _largest_removed(**NEVER_SPLIT, surge_half_life=13.0, desertion_share=0.0, **IN_PLACE)
    home = _home_of_the_largest()
    local = [_excess(run, KILL, reading)[home] for reading in range(8)]
    assert np.all(np.diff(local) < 0.0)
    assert local[-1] < 0.1 * local[0]


def test_a_capture_first_disrupts() -> None:
    given: Given = (
        NEVER_SPLIT
        | {
            "disruption_capture": 0.5,
            "disruption_half_life": 4.0,
            "surge_capture": 0.3,
            "surge_half_life": 52.0,
            "desertion_share": 0.0,
        }
        | IN_PLACE
    )
    run = _largest_removed(**given)
    home = _home_of_the_largest()
    weekly = drive(
        levers(2),
        levers(2, remove_largest=pulse(2, 0, 1.0)),
        weeks=2,
        on=EXPECTED,
        state_reading=1,
        **(QUIET | given),
    )
    assert _excess(weekly, CAPTURE, 0)[home] < -0.05
    assert _excess(run, CAPTURE, 1)[home] > 0.05


def test_a_split_lasts_longer_than_a_surge() -> None:
    gone = {"surge_half_life": 4.0, "disruption_half_life": 1.0, "desertion_share": 0.0}
    whole = _largest_removed(**NEVER_SPLIT, **gone)["group_deaths"][0]
    split = _largest_removed(**ALWAYS_SPLIT, **gone, split_rivalry_weight=5.0)["group_deaths"][0]
    assert abs(whole[CAPTURE, 7] / whole[STATUS_QUO, 7] - 1.0) < 0.01
    assert split[CAPTURE, 7] / split[STATUS_QUO, 7] > 1.05


def test_heirs_who_hate_each_other_more_kill_more() -> None:
    deaths = [
        _largest_removed(**ALWAYS_SPLIT, split_rivalry_weight=weight)["group_deaths"][0, CAPTURE, 3]
        for weight in (1.0, 5.0, 13.0)
    ]
    assert deaths[0] < deaths[1] < deaths[2]


def test_the_middle_layer_stirs_less_than_the_top() -> None:
    runs = {
        layer: drive(
            levers(52, **{f"kill_{layer}": 40.0}),
            weeks=52,
            members=20,
            state_reading=52,
            **QUIET,
            middle_layer_factor=0.3,
        )
        for layer in ("top", "middle")
    }
    assert runs["middle"]["fragments"].sum() < 0.6 * runs["top"]["fragments"].sum()
    assert runs["middle"]["group_deaths"].mean() < runs["top"]["group_deaths"].mean()
    # The same leaders fall on the same days: only what follows differs.
    assert runs["middle"]["leader_removals"].mean() == pytest.approx(
        runs["top"]["leader_removals"].mean(), rel=0.1
    )


def test_leaders_fall_as_often_as_ordered() -> None:
    given: Given = QUIET | {"baseline_removals": 5.0}
    run = drive(levers(52, capture_top=7.0, kill_middle=8.0), weeks=52, members=200, **given)
    per_world = run["leader_removals"][:, 0].mean(axis=1)
    error = per_world.std(ddof=1) / np.sqrt(200.0)
    assert per_world.mean() == pytest.approx(20.0, abs=4.5 * error + 0.3)
    assert per_world.var(ddof=1) == pytest.approx(20.0, rel=0.35)


def test_an_order_for_the_largest_group_removes_one_leader_once() -> None:
    removals = _largest_removed()["leader_removals"][0] / 4.0
    assert not removals[STATUS_QUO].any()
    assert removals[CAPTURE].tolist() == [1.0] + [0.0] * 7


def test_only_groups_large_enough_split() -> None:
    opening = small_opening([1.0, 1.0], [3, 4])
    for smallest, heirs in ((501.0, 0), (400.0, 1)):
        run = drive(
            levers(13, remove_largest=pulse(13, 0, 2.0)),
            weeks=13,
            on=EXPECTED,
            opening=opening,
            **(QUIET | ALWAYS_SPLIT | {"initial_members": 1000.0, "desertion_share": 0.0}),
            smallest_splitting_group=smallest,
            extra_fragment_probability=0.0,
        )
        assert run.last.size[GROUPS_USED] == 2 + heirs


def test_when_there_is_no_room_left_splits_are_refused_and_counted() -> None:
    run = drive(
        levers(520, kill_top=500.0),
        weeks=520,
        on=FOUNDATION,
        **(QUIET | ALWAYS_SPLIT | {"target_concentration": 0.0, "smallest_splitting_group": 10.0}),
        extra_fragment_probability=1.0,
        recruitment_rate=0.006,
        desertion_share=0.0,
    )
    assert run.refused.item() > 0
    assert run.last.size[GROUPS_USED] <= 640
    assert np.isfinite(run.national).all()


def test_rivals_who_come_to_share_a_state_fight_more() -> None:
    # Two groups in neighbouring states; one loses its leader, which opens a vacuum there.
    opening = small_opening([1.0, 1.0], [0, 1], [(0, 1, 5.0)], borders=[(0, 1)])
    given: Given = QUIET | NEVER_SPLIT | {"desertion_share": 0.0, "surge_capture": 0.0}
    given |= {"home_presence": 0.9, "territory_mobility": 0.02, "adjacency_reach": 1.0}
    given |= {"surge_kill_addition": 0.0, "vacuum_pull": 10.0, "initial_members": 20_000.0}
    mixed = opening._replace(elsewhere=np.roll(opening.home, 1, axis=1).copy())
    deaths = [
        drive(
            levers(WEEKS, remove_largest=pulse(WEEKS, 0, 2.0)),
            weeks=WEEKS,
            on=EXPECTED,
            opening=mixed,
            overlap_exponent=exponent,
            **given,
        )["group_deaths"][0, 0, -1]
        for exponent in (0.0, 1.0)
    ]
    assert deaths[1] > 1.05 * deaths[0]


def test_a_vacuum_draws_members_in() -> None:
    opening = small_opening([2.0, 1.0], [0, 1], borders=[(0, 1)])
    given: Given = QUIET | NEVER_SPLIT | {"initial_members": 20_000.0, "vacuum_pull": 10.0}
    drawn = [
        drive(
            levers(52, remove_largest=pulse(52, 0, order)),
            weeks=52,
            on=EXPECTED,
            opening=opening,
            **given,
        ).last.presence[1, 0]
        for order in (0.0, 2.0)
    ]
    assert drawn[1] > 1.5 * drawn[0] > 0.0


def test_violence_gathers_in_contested_states() -> None:
    # Three pairs: rivals in one state, rivals in two states, and strangers in one state.
    opening = small_opening([1.0] * 6, [0, 0, 1, 2, 3, 3], [(0, 1, 9.0), (2, 3, 9.0)], level=0.0)
    run = drive(weeks=52, on=EXPECTED, opening=opening, **QUIET)
    deaths = run["state_group_deaths"][0, 0, 0]
    together, strangers = deaths[0] / 2.0, deaths[3] / 2.0
    assert together > 2.0 * strangers > 0.0
    assert run["contested_states"][0, 0, -1] == 0.0
    assert not deaths[4:STATES].any()


def test_states_where_no_group_holds_half_are_contested() -> None:
    given: Given = {
        "weeks": 13,
        "on": EXPECTED._replace(territory=False),
        "initial_members": 3000.0,
    }
    three = drive(opening=small_opening([1.0, 1.0, 1.0], [7, 7, 7]), **given)
    dominated = drive(opening=small_opening([3.0, 1.0, 1.0], [7, 7, 7]), **given)
    apart = drive(opening=small_opening([1.0, 1.0, 1.0], [7, 8, 9]), **given)
    assert three["contested_states"].item() == 1.0
    assert dominated["contested_states"].item() == 0.0
    assert apart["contested_states"].item() == 0.0
