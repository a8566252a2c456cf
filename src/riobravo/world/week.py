"""One week of the world, in the order in which things happen."""

from __future__ import annotations

from typing import Any, NamedTuple

from riobravo.world.compile import inlined, kernel
from riobravo.world.groups.arrests import arrest
from riobravo.world.groups.conflict import fight, place_deaths, sum_enemies
from riobravo.world.groups.exit import leave
from riobravo.world.groups.homicides import count_homicides
from riobravo.world.groups.leader_removal import fade_surges, remove_leaders
from riobravo.world.groups.recruitment import recruit
from riobravo.world.groups.territory import (
    WEEKS_BETWEEN_MOVES,
    fade_vacuum,
    meet,
    relocate,
    touch,
)
from riobravo.world.outcomes import (
    ARRESTED,
    EXITS,
    GROUP_DEATHS,
    HOMICIDES,
    RECRUITS,
    STATE_GROUP_DEATHS,
    STATE_HOMICIDES,
)
from riobravo.world.state import GROUPS_USED, PRESENCE_IS_STALE, STATES


class Switches(NamedTuple):
    """Which mechanisms run.

    `noise` off replaces every drawn count by its expectation; leader removals remain chance events.
    `places` off leaves out where conflict deaths fall, which nobody reads in the weeks of history.
    """

    recruitment: bool
    arrests: bool
    conflict: bool
    exit: bool
    leader_removal: bool
    territory: bool
    homicides: bool
    noise: bool
    places: bool = True


@kernel
def week(
    world: Any,
    record: Any,
    opening: Any,
    parameters: Any,
    lever: Any,
    on: Any,
    luck: Any,
    number: int,
) -> None:
    """Move the world by one week.

    Args:
        world: the state, changed in place.
        record: what is counted, changed in place.
        opening: reads adjacency.
        parameters: one member's values, by name.
        lever: the levers of the week, see `levers.LEVERS`.
        on: which mechanisms run.
        luck: what this member's random numbers share.
        number: weeks since the start of the simulation.
    """
    if on.leader_removal:
        fade_surges(world, parameters)
        remove_leaders(world, record, parameters, lever, luck, number)
    if on.territory:
        fade_vacuum(world, parameters)
        if number % WEEKS_BETWEEN_MOVES == 0:
            relocate(world, parameters, opening.adjacency)
            world.size[PRESENCE_IS_STALE] = 1
    if world.size[PRESENCE_IS_STALE] == 1:
        sum_enemies(world)
        meet(world)
        if on.territory:
            touch(world, parameters)
        world.size[PRESENCE_IS_STALE] = 0

    still(world)
    if on.recruitment:
        recruit(world, parameters, lever, on.noise, luck, number)
    if on.arrests:
        arrest(world, parameters, lever, on.noise, luck, number)
    if on.conflict:
        fight(world, parameters, lever, on.leader_removal, on.noise, luck, number)
    if on.exit:
        leave(world, parameters, on.noise, luck, number)
    settle(world, record)

    if on.places:
        place_deaths(world, on.leader_removal and on.conflict)
        for s in range(STATES):
            record.by_state[STATE_GROUP_DEATHS, s] += world.conflict_deaths[s]
    if on.homicides:
        count_homicides(world, parameters, on.noise, luck, number)
        for s in range(STATES):
            record.national[HOMICIDES] += world.homicides[s]
            record.by_state[STATE_HOMICIDES, s] += world.homicides[s]


@inlined
def still(world: Any) -> None:
    """Set all flows of the week to zero."""
    n = world.size[GROUPS_USED]
    world.recruits[:n] = 0.0
    world.arrested[:n] = 0.0
    world.killed[:n] = 0.0
    world.left[:n] = 0.0


@inlined
def settle(world: Any, record: Any) -> None:
    """Apply the flows of the week: nobody is lost twice, and every group's account closes.

    Losses are limited to the members of the week, in the order killed, arrested, left.
    """
    n = world.size[GROUPS_USED]
    for i in range(n):
        there = world.members[i]
        killed = min(world.killed[i], there)
        arrested = min(world.arrested[i], there - killed)
        left = min(world.left[i], there - killed - arrested)
        world.killed[i] = killed
        world.arrested[i] = arrested
        world.left[i] = left
        world.members[i] = there + world.recruits[i] - arrested - killed - left
    recruits = killed = arrested = left = 0.0
    for i in range(n):
        recruits += world.recruits[i]
        killed += world.killed[i]
        arrested += world.arrested[i]
        left += world.left[i]
    record.national[RECRUITS] += recruits
    record.national[GROUP_DEATHS] += killed
    record.national[ARRESTED] += arrested
    record.national[EXITS] += left
