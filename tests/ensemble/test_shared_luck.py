"""A new group in one option shifts nobody else's draws: luck belongs to groups, not to places."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riobravo.world import streams
from riobravo.world.state import GROUPS_USED
from world.compiled import draw_pairs
from world.driving import FOUNDATION, Driven, Given, drive, levers, pulse, shipped_start

WEEKS = 52
REMOVAL_WEEK = 20
# Groups that neither fight nor share arrests: each lives by its own luck alone.
APART = FOUNDATION._replace(conflict=False, arrests=False, homicides=False)
GIVEN: Given = {
    "baseline_removals": 0.0,
    "split_probability_capture": 1.0,
    "extra_fragment_probability": 1.0,
    "desertion_share": 0.05,
}


def _run(order: float, week: int = REMOVAL_WEEK, **given: Any) -> Driven:
    table = levers(WEEKS, remove_largest=pulse(WEEKS, week, order))
    return drive(table, weeks=WEEKS, on=APART, reading=1, seed=6, **(GIVEN | given))


def test_three_fragments_leave_the_luck_of_149_groups_alone() -> None:
    status_quo, removed = _run(0.0), _run(1.0)
    assert removed.last.size[GROUPS_USED] == status_quo.last.size[GROUPS_USED] + 3
    largest = int(np.argmax(shipped_start().opening.size_share))
    others = np.arange(150) != largest
    before, after = status_quo.last.members[:150], removed.last.members[:150]
    assert np.array_equal(before[others], after[others])
    assert before[largest] != after[largest]


def test_until_the_removal_worlds_are_the_same_and_then_differ() -> None:
    status_quo, removed = _run(0.0), _run(1.0)
    first = slice(None, REMOVAL_WEEK)
    assert np.array_equal(status_quo.national[:, :, first], removed.national[:, :, first])
    assert np.all(status_quo["members"][..., REMOVAL_WEEK:] > removed["members"][..., REMOVAL_WEEK:])


def test_fragments_have_identities_of_their_own_that_outlive_the_order_of_events() -> None:
    largest = int(np.argmax(shipped_start().opening.size_share))
    early, again, late = _run(1.0), _run(2.0, split_probability_kill=1.0), _run(1.0, week=30)
    for run in (early, again, late):
        identities = run.last.identity[:153]
        assert len(set(identities.tolist())) == 153
        assert np.all(run.last.root[150:153] == largest)
    # A hash of parent, week and number: not of how or in which option it came about.
    assert np.array_equal(early.last.identity[150:153], again.last.identity[150:153])
    assert not np.any(early.last.identity[150:153] == late.last.identity[150:153])


def test_a_leader_removed_on_order_is_not_removed_again_by_chance_in_the_same_week() -> None:
    # Two splits of one group in one week would give two fragments the same identity, and luck.
    table = levers(4, remove_largest=pulse(4, 1, 1.0), kill_top=500.0)
    given: Given = GIVEN | {"split_probability_kill": 1.0, "target_concentration": 2.0}
    for seed in range(5):
        run = drive(table, weeks=4, on=APART, reading=1, seed=seed, **given)
        used = int(run.last.size[GROUPS_USED])
        assert len(set(run.last.identity[:used].tolist())) == used > 160


def test_a_draw_is_a_function_of_its_address_alone() -> None:
    opening = shipped_start().opening
    among_all = draw_pairs(6, 0, 33, streams.REMOVAL, opening.identity)
    with_more = np.insert(opening.identity, [0, 70, 150], [1, 2, 3]).astype(np.uint64)
    among_more = draw_pairs(6, 0, 33, streams.REMOVAL, with_more)
    kept = np.isin(with_more, opening.identity)
    assert np.array_equal(among_more[:, kept], among_all)


def test_more_removals_include_those_of_the_status_quo() -> None:
    given: Given = {"baseline_removals": 10.0, "split_probability_capture": 0.0}
    given |= {"split_probability_kill": 0.0, "desertion_share": 0.0}
    runs = [
        drive(levers(WEEKS, kill_middle=extra), weeks=WEEKS, members=20, reading=1, on=APART, **given)
        for extra in (0.0, 20.0)
    ]
    fewer, more = (run["leader_removals"] / 52.0 for run in runs)
    assert np.all(more >= fewer)
    assert more.sum() > fewer.sum() > 0.0


@pytest.mark.parametrize("ratio", [0.5, 1.5])
def test_the_same_luck_makes_recruits_monotone_in_the_rate(ratio: float) -> None:
    status_quo, changed = (
        drive(levers(1, recruitment=value), weeks=1, members=50, reading=1, state_reading=1)
        for value in (1.0, ratio)
    )
    difference = changed["recruits"] - status_quo["recruits"]
    assert np.all(difference * (ratio - 1.0) > 0.0)
