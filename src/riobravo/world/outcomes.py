"""Outcomes: what is recorded of every world, nationally by quarter and by state and year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Outcome:
    """One thing that is recorded.

    Args:
        name: its name in every result.
        title: what a figure calls it.
        unit: its unit; flows are per year.
        kind: a flow is counted over a period, a stock is read at its end.
        better: the direction that most people would call better; "neither" where it depends.
        description: what is counted, in one sentence.
        needs: the mechanism without which it is not recorded at all.
    """

    name: str
    title: str
    unit: str
    kind: Literal["flow", "stock"]
    better: Literal["lower", "higher", "neither"]
    description: str
    needs: str | None = None


# The order is the order of the columns that the kernel writes: keep the constants below in step.
NATIONAL: tuple[Outcome, ...] = (
    Outcome(
        "homicides",
        "Homicides",
        "victims/year",
        "flow",
        "lower",
        "Victims of intentional homicide on the basis of prosecutors' files (SESNSP).",
        needs="G12",
    ),
    Outcome(
        "group_deaths",
        "Group members killed",
        "members/year",
        "flow",
        "lower",
        "Members of armed groups killed in conflict between groups.",
    ),
    Outcome(
        "members",
        "Members of armed groups",
        "people",
        "stock",
        "lower",
        "People in armed groups at the end of the period.",
    ),
    Outcome(
        "groups",
        "Armed groups",
        "groups",
        "stock",
        "neither",
        "Groups with at least one member at the end of the period.",
    ),
    Outcome(
        "recruits",
        "Recruits",
        "people/year",
        "flow",
        "lower",
        "People who join armed groups.",
    ),
    Outcome(
        "arrests",
        "Group members arrested",
        "people/year",
        "flow",
        "neither",
        "Members of armed groups taken out by arrest.",
    ),
    Outcome(
        "exits",
        "Group members who leave",
        "people/year",
        "flow",
        "higher",
        "Members who leave by saturation of the group or desert after a leader is removed.",
    ),
    Outcome(
        "leader_removals",
        "Leaders removed",
        "removals/year",
        "flow",
        "neither",
        "Leaders captured or killed, top and middle layer together.",
    ),
    Outcome(
        "fragments",
        "New groups from splits",
        "groups/year",
        "flow",
        "neither",
        "Groups born when a group splits after its leader is removed.",
    ),
    Outcome(
        "contested_states",
        "Contested states",
        "states",
        "stock",
        "lower",
        "States with armed groups of which none holds half of the members present.",
    ),
)
HOMICIDES, GROUP_DEATHS, MEMBERS, GROUPS, RECRUITS = 0, 1, 2, 3, 4
ARRESTED, EXITS, REMOVALS, FRAGMENTS, CONTESTED = 5, 6, 7, 8, 9

BY_STATE: tuple[Outcome, ...] = (
    Outcome(
        "state_homicides",
        "Homicides by state",
        "victims/year",
        "flow",
        "lower",
        "Victims of intentional homicide on the basis of prosecutors' files (SESNSP).",
        needs="G12",
    ),
    Outcome(
        "state_group_deaths",
        "Group members killed by state",
        "members/year",
        "flow",
        "lower",
        "Members of armed groups killed in conflict between groups, where both were present.",
    ),
)
STATE_HOMICIDES, STATE_GROUP_DEATHS = 0, 1
