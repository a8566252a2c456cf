"""Each mechanism can be turned off alone, and then leaves no trace."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riobravo.world.state import GROUPS_USED
from world.driving import FOUNDATION, Driven, Given, drive, levers, pulse, shipped_start

WEEKS = 52
RESTLESS: Given = {"baseline_removals": 12.0, "desertion_share": 0.1, "home_presence": 0.65}


def _run(*off: str, **given: Any) -> Driven:
    on = FOUNDATION._replace(**dict.fromkeys(off, False))
    table = levers(WEEKS, remove_largest=pulse(WEEKS, 5, 1.0), kill_middle=20.0)
    return drive(table, weeks=WEEKS, members=4, on=on, **(RESTLESS | given))


@pytest.mark.parametrize(
    ("mechanism", "still"),
    [
        ("recruitment", ["recruits"]),
        ("arrests", ["arrests"]),
        ("conflict", ["group_deaths", "state_group_deaths"]),
        ("leader_removal", ["leader_removals", "fragments"]),
        ("homicides", ["homicides", "state_homicides"]),
    ],
)
def test_a_mechanism_that_is_off_does_nothing_and_the_others_go_on(mechanism: str, still: list[str]) -> None:
    without, whole = _run(mechanism), _run()
    for name in still:
        assert not without[name].any()
    flows = ["recruits", "arrests", "group_deaths", "exits", "leader_removals", "homicides"]
    for name in set(flows) - set(still):
        assert without[name].sum() > 0.0, name
    for name in still:
        assert whole[name].sum() > 0.0


def test_without_exit_only_deserters_leave() -> None:
    assert _run("exit")["exits"].sum() > 0.0
    assert not _run("exit", desertion_share=0.0)["exits"].any()
    assert not _run("exit", "leader_removal")["exits"].any()


def test_without_leader_removal_groups_stay_the_groups_of_the_map() -> None:
    run = _run("leader_removal")
    assert run.last.size[GROUPS_USED] == 150
    assert not run.last.surge.any()
    assert not run.last.vacuum.any()


def test_without_territory_everybody_stays_where_they_were() -> None:
    still, moving = _run("territory", "leader_removal"), _run("leader_removal")
    opening = shipped_start().opening
    start = 0.65 * opening.home + 0.35 * opening.elsewhere
    np.testing.assert_allclose(still.last.presence[:150].T, start, rtol=1e-12)
    assert np.all(still.last.contact[:150] == 1.0)
    assert np.abs(moving.last.presence[:150].T - start).max() > 0.01


def test_turning_homicides_off_changes_nothing_else() -> None:
    without, whole = _run("homicides"), _run()
    for name in ("members", "group_deaths", "recruits", "arrests", "exits", "fragments"):
        assert np.array_equal(without[name], whole[name]), name
    assert np.array_equal(without["state_group_deaths"], whole["state_group_deaths"])


def test_a_mechanism_without_its_parameter_is_one_that_is_off() -> None:
    off = _run("recruitment", "exit", desertion_share=0.0)
    zero = _run(recruitment_rate=0.0, saturation_rate=0.0, desertion_share=0.0)
    for name in ("members", "group_deaths", "homicides", "fragments", "contested_states"):
        assert np.array_equal(off[name], zero[name]), name


def test_nothing_happens_when_everything_is_off() -> None:
    nothing = drive(weeks=WEEKS, on=FOUNDATION._replace(**dict.fromkeys(FOUNDATION._fields, False)))
    for name in ("recruits", "arrests", "group_deaths", "exits", "homicides", "leader_removals"):
        assert not nothing[name].any()
    assert np.ptp(nothing["members"]) == 0.0
