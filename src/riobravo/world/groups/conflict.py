"""G3 conflict between groups, and where its deaths fall.

killed in group i per week = conflict rate x C_i x sum over j of (R_ij + 1) / (A_i + 1) x C_j

R is the weight of a rivalry, A the alliance strength of a group: alliances lower a group's own losses.
Multipliers stand at one unless other mechanisms move them: contact (G6: groups that come to share more
ground fight more), heat (G5, G7 and G10: surge, disruption, firearms and scarcity where the group fights)
and the conflict factor of the nation.
A campaign of force moves the conflict factor by its own log change, and a loss of coordination of groups by
`coordination_conflict`, whose prior spans zero: groups that cannot plan attack less, or fight each other.
Deaths fall in the states where a group meets its enemies.

Source: Prieto-Curiel, Campedelli & Hope (2023), Science 381:1312-1316; the allocation is our own.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from riobravo.world.arithmetic import add_up, dot_block, exponential, weigh_rows, whole_vectors
from riobravo.world.compile import inlined
from riobravo.world.counts import draw_counts
from riobravo.world.state import GROUPS_USED, LOCAL_ORDERS, STATES, TIES_USED


@inlined
def add_members(world: Any) -> float:
    """Return the members of all groups."""
    total: float = add_up(world.members, world.size[GROUPS_USED])
    return total


@inlined
def sum_enemies(world: Any, total: float) -> None:
    """Set the strength of its enemies as each group feels it: all others, and rivals again by weight.

    Args:
        world: the world; sets enemies.
        total: members of all groups.
    """
    members, enemies = world.members, world.enemies
    for i in range(whole_vectors(world.size[GROUPS_USED], enemies)):
        enemies[i] = total - members[i]
    k, ties = 0, world.size[TIES_USED]
    while k < ties:
        # Ties of one second group follow each other, and are summed without a way through memory.
        second = np.uint64(world.tie_second[k])  # without a sign, no place is counted from the end
        felt = enemies[second]
        while k < ties and np.uint64(world.tie_second[k]) == second:
            first = np.uint64(world.tie_first[k])
            felt += world.tie_weight[k] * members[first]
            enemies[first] += world.tie_weight[k] * members[second]
            k += 1
        enemies[second] = felt


@inlined
def provoke(world: Any, parameters: Any) -> None:
    """Set the conflict factor of the nation from force and disruption."""
    force = world.force[0]
    change = force.conflict_log - parameters.coordination_conflict * force.coordination_loss
    world.means[0].conflict_factor = exponential(change)


@inlined
def fight(
    world: Any,
    parameters: Any,
    lever: Any,
    on: Any,
    heated: bool,
    total: float,
) -> None:
    """Set the members killed in the week.

    Args:
        world: the world; reads members, enemies, fall, contact, surge and disruption.
        parameters: reads conflict_rate.
        lever: the levers of the week.
        on: which mechanisms run.
        heated: whether states differ in heat, from leader removals (G5), firearms (G7) or orders for some
            states.
        total: members of all groups.
    """
    n = world.size[GROUPS_USED]
    sum_enemies(world, total)
    rate = on.step * parameters.conflict_rate * lever.conflict * world.means[0].conflict_factor
    for i in range(whole_vectors(n, world.killed)):
        world.killed[i] = rate * world.members[i] * world.enemies[i] / world.restraint[i] * world.contact[i]
    if heated:
        _heat_states(world, n)
        for i in range(n):
            world.killed[i] *= world.work[i]
    if on.noise:
        draw_counts(world.killed, world.chance[2], n)


@inlined
def _heat_states(world: Any, n: int) -> None:
    """Set the heat of the states, and in `work` the heat that each group meets."""
    for s in range(STATES):
        world.heat[s] = exponential(world.surge[s] - world.disruption[s]) * world.local[s].lethality
        world.heat[s] *= world.local[s].rivalry
    if world.size[LOCAL_ORDERS] == 1:
        for s in range(STATES):
            world.heat[s] *= world.place_levers[2, s]
    for i in range(n):
        world.work[i] = dot_block(world.heat, world.fall[i])


@inlined
def place_deaths(world: Any, heated: bool) -> None:
    """Set the conflict deaths of each state: all deaths of the week, none lost and none added."""
    n = world.size[GROUPS_USED]
    if not heated:
        weigh_rows(world.killed, world.fall, world.conflict_deaths, n)
        return
    for i in range(n):
        world.mean[i] = world.killed[i] / world.work[i]
    weigh_rows(world.mean, world.fall, world.conflict_deaths, n)
    for s in range(STATES):
        world.conflict_deaths[s] *= world.heat[s]
