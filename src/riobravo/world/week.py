"""One week of the world, in the order in which things happen."""

from __future__ import annotations

from collections import namedtuple
from typing import Any, Final

import numpy as np

from riobravo.world import streams
from riobravo.world.arithmetic import add_up, whole_vectors
from riobravo.world.compile import inlined, kernel, part
from riobravo.world.drugs.week import move_drugs
from riobravo.world.economy.week import move_economy
from riobravo.world.force.week import move_force
from riobravo.world.groups.arrests import arrest
from riobravo.world.groups.conflict import add_members, fight, place_deaths, sum_enemies
from riobravo.world.groups.exit import leave
from riobravo.world.groups.homicides import count_homicides, count_missing
from riobravo.world.groups.leader_removal import fade_surges, remove_leaders
from riobravo.world.groups.recruitment import recruit
from riobravo.world.groups.territory import (
    WEEKS_BETWEEN_MOVES,
    fade_vacuum,
    meet,
    relocate,
    touch,
)
from riobravo.world.groups.week import move_means
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.people.week import move_people
from riobravo.world.politics.week import answer_events, decide
from riobravo.world.region.week import move_region
from riobravo.world.state import GROUPS_USED, LOCAL_ORDERS, PRESENCE_IS_STALE, STATES

# Which mechanisms run, by name. `noise` off replaces every drawn count by its expectation, and leader
# removals remain chance events; `places` off leaves out where conflict deaths fall, which nobody reads
# in the weeks of history; `step` is the length of one step in weeks.
_SWITCHES: Final = [*(mechanism.name for mechanism in MECHANISMS), "noise", "places", "step"]
_switches: Any = namedtuple  # its fields are known only here, so that no checker can know them
Switches: Any = _switches("Switches", _SWITCHES, defaults=[False] * len(MECHANISMS) + [True, True, 1.0])
ALL_OFF: Final[Any] = Switches()
_RECORD: Final = np.dtype([(name, np.float64 if name == "step" else np.bool_) for name in _SWITCHES])


def pack_switches(on: Any) -> Any:
    """Return switches as one record, (1,)."""
    return np.array([tuple(on)], dtype=_RECORD)


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
    """Move the world by one step, a week unless `on.step` says otherwise.

    Args:
        world: the state, changed in place.
        record: what is counted, changed in place.
        opening: what the world started from.
        parameters: one member's values, by name.
        lever: the levers of the week by name, see `levers.LEVERS`.
        on: which mechanisms run.
        luck: what this member's random numbers share.
        number: steps since the start of the simulation.
    """
    if on.places:
        decide(world, record, opening, parameters, lever, on, luck, number)
        move_force(world, record, opening, parameters, lever, on, luck, number)
        move_drugs(world, record, opening, parameters, lever, on, luck, number)
        move_economy(world, record, opening, parameters, lever, on, luck, number)
        move_means(world, record, opening, parameters, lever, on, luck, number)
    move_groups(world, record, opening, parameters, lever, on, luck, number)
    if on.places:
        move_people(world, record, opening, parameters, lever, on, luck, number)
        move_region(world, record, opening, parameters, lever, on, luck, number)
        answer_events(world, record, opening, parameters, lever, on, luck, number)


@part
def move_groups(
    world: Any,
    record: Any,
    opening: Any,
    parameters: Any,
    lever: Any,
    on: Any,
    luck: Any,
    number: int,
) -> None:
    """Move armed groups, and count homicides."""
    if on.leader_removal:
        fade_surges(world, parameters, on.step)
        remove_leaders(world, record, parameters, lever, on, luck, number)
    if on.territory:
        fade_vacuum(world, parameters, on.step)
        if number % int(WEEKS_BETWEEN_MOVES / on.step) == 0:
            relocate(world, parameters, opening.adjacency)
            world.size[PRESENCE_IS_STALE] = 1
    if world.size[PRESENCE_IS_STALE] == 1:
        sum_enemies(world, add_members(world))
        meet(world)
        if on.territory:
            touch(world, parameters)
        world.size[PRESENCE_IS_STALE] = 0

    still(world, on)
    if on.noise:
        n = world.size[GROUPS_USED]
        streams.fill_four(luck, number, streams.GROUP_FLOWS, world.identity, world.chance, n)
    heated = on.leader_removal or on.firearms or on.money or world.size[LOCAL_ORDERS] == 1
    total = add_members(world)
    if on.recruitment:
        recruit(world, parameters, lever, on)
    if on.arrests:
        arrest(world, parameters, lever, on, total)
    if on.conflict:
        fight(world, parameters, lever, on, heated, total)
    if on.exit:
        leave(world, parameters, on)
    settle(world, record)

    if on.places:
        place_deaths(world, heated and on.conflict)
        for s in range(STATES):
            record.by_state[s].state_group_deaths += world.conflict_deaths[s]
    if on.homicides:
        count_homicides(world, parameters, on, luck, number)
        for s in range(STATES):
            record.national[0].homicides += world.homicides[s]
            record.by_state[s].state_homicides += world.homicides[s]
        if on.places:
            count_missing(world, record, opening, parameters)


# The parts of a week that have machine code of their own.
MOVES: Final = (
    decide,
    move_force,
    move_drugs,
    move_economy,
    move_means,
    move_groups,
    move_people,
    move_region,
    answer_events,
)


@inlined
def still(world: Any, on: Any) -> None:
    """Set the flows that no mechanism sets to zero."""
    n = world.size[GROUPS_USED]
    if not on.recruitment:
        world.recruits[:n] = 0.0
    if not on.arrests:
        world.arrested[:n] = 0.0
    if not on.conflict:
        world.killed[:n] = 0.0
    if not on.exit:
        world.left[:n] = 0.0


@inlined
def settle(world: Any, record: Any) -> None:
    """Apply the flows of the week: nobody is lost twice, and every group's account closes.

    Losses are limited to the members of the week, in the order killed, arrested, left.
    """
    n = world.size[GROUPS_USED]
    for i in range(whole_vectors(n, world.members)):
        there = world.members[i]
        killed = min(world.killed[i], there)
        arrested = min(world.arrested[i], there - killed)
        left = min(world.left[i], there - killed - arrested)
        world.killed[i] = killed
        world.arrested[i] = arrested
        world.left[i] = left
        world.members[i] = there + world.recruits[i] - arrested - killed - left
    tally = record.national[0]
    tally.recruits += add_up(world.recruits, n)
    tally.group_deaths += add_up(world.killed, n)
    tally.arrests += add_up(world.arrested, n)
    tally.exits += add_up(world.left, n)
