"""What is recorded of armed groups and violence."""

from __future__ import annotations

from riobravo.world.outcome import Outcome

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
