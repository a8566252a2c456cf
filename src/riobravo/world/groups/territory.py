"""G6 territory: who is where, who meets whom, and who moves into a vacuum.

Once every quarter part of each group's members relocate: towards its own strongholds and, less, the
neighbouring states, more so where leader removals have opened a vacuum. Groups that come to share more
ground than at the start fight more, by `overlap_exponent`.

Evidence: Dell (2015) and Osorio (2015) for rivals moving against weakened incumbents; magnitudes are
judgement (see the ledger).
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import add_block, dot_block, power, weigh_rows
from riobravo.world.compile import inlined, kernel
from riobravo.world.state import GROUPS_USED, STATES, TIES_USED

# A length of step, not an estimate: presence changes slowly, and this step is the dearest of all.
WEEKS_BETWEEN_MOVES = 13


@kernel
def relocate(world: Any, parameters: Any, adjacency: Any) -> None:
    """Move part of every group's members between states.

    Args:
        world: the world; changes presence.
        parameters: reads territory_mobility, adjacency_reach and vacuum_pull.
        adjacency: 1 where two states share a border, shape (STATES, STATES).
    """
    n = world.size[GROUPS_USED]
    stay = power(1.0 - parameters.territory_mobility, float(WEEKS_BETWEEN_MOVES))
    ways = world.ways
    for s in range(STATES):
        borders = 0.0
        for t in range(STATES):
            borders += adjacency[s, t]
        pull = 1.0 + parameters.vacuum_pull * world.vacuum[s]
        for t in range(STATES):
            near = parameters.adjacency_reach / borders if adjacency[s, t] > 0.0 else 0.0
            ways[t, s] = pull * ((1.0 if s == t else 0.0) + near)
    drawn = world.heat  # what a whole group in one state would add up to; heat is set anew before it is read
    for t in range(STATES):
        drawn[t] = 0.0
        for s in range(STATES):
            drawn[t] += ways[t, s]
    for i in range(n):
        here = world.presence[i]
        target = world.fall[i]  # overwritten by `meet` right after
        weigh_rows(here, ways, target, STATES)
        total = dot_block(here, drawn)
        moving = (1.0 - stay) / total if total > 0.0 else 0.0
        for s in range(STATES):
            here[s] = stay * here[s] + moving * target[s]


@kernel
def count_present(world: Any, crowd: Any) -> None:
    """Write the members of all groups in each state into `crowd`, (STATES,)."""
    weigh_rows(world.members, world.presence, crowd, world.size[GROUPS_USED])


@kernel
def meet(world: Any) -> None:
    """Set where each group meets its enemies: crowd, overlap, and where its deaths would fall.

    Needs `enemies` of the present members. A group that meets nobody suffers its losses where it is.
    """
    n = world.size[GROUPS_USED]
    crowd, fall, presence, members = world.crowd, world.fall, world.presence, world.members
    count_present(world, crowd)
    for i in range(n):
        for s in range(STATES):
            fall[i, s] = max(crowd[s] - members[i] * presence[i, s], 0.0)
    for k in range(world.size[TIES_USED]):
        i, j = world.tie_first[k], world.tie_second[k]
        first, second = world.tie_weight[k] * members[i], world.tie_weight[k] * members[j]
        add_block(fall[i], second, presence[j])
        add_block(fall[j], first, presence[i])
    for i in range(n):
        here, met = presence[i], fall[i]
        overlap = dot_block(met, here)
        world.overlap[i] = overlap / world.enemies[i] if world.enemies[i] > 0.0 else 0.0
        for s in range(STATES):
            met[s] *= here[s]
        fallen = dot_block(met, world.violence_weight)
        scale = 1.0 / fallen if fallen > 0.0 else 0.0
        for s in range(STATES):
            met[s] = met[s] * world.violence_weight[s] * scale if scale > 0.0 else here[s]


@kernel
def touch(world: Any, parameters: Any) -> None:
    """Set the conflict multiplier of each group from the change in its overlap with enemies."""
    for i in range(world.size[GROUPS_USED]):
        before, now = world.first_overlap[i], world.overlap[i]
        if before <= 0.0 or now <= 0.0:
            world.contact[i] = 1.0
            continue
        ratio = min(max(now / before, 1.0 / parameters.contact_limit), parameters.contact_limit)
        world.contact[i] = power(ratio, parameters.overlap_exponent)


@inlined
def fade_vacuum(world: Any, parameters: Any, step: float) -> None:
    """Let the vacuum of every state fade by one week."""
    fade = power(0.5, step / parameters.vacuum_half_life)
    for s in range(STATES):
        world.vacuum[s] *= fade


@kernel
def count_contested(world: Any) -> float:
    """Return the number of states with armed groups of which none holds half of the members there."""
    total, largest = world.heat, world.work  # set anew before they are read
    _find_largest(world, total, largest)
    contested = 0.0
    for s in range(STATES):
        if total[s] >= 1.0 and largest[s] < 0.5 * total[s]:
            contested += 1.0
    return contested


@kernel
def count_held(world: Any, tally: Any) -> None:
    """Count the states in which one group has at least 0.8 of the members, or 0.5 to 0.8."""
    total, largest = world.heat, world.work  # set anew before they are read
    _find_largest(world, total, largest)
    tally.states_controlled = 0.0
    tally.states_held = 0.0
    for s in range(STATES):
        if total[s] < 1.0:
            continue
        if largest[s] >= 0.8 * total[s]:
            tally.states_controlled += 1.0
        elif largest[s] >= 0.5 * total[s]:
            tally.states_held += 1.0


@kernel
def _find_largest(world: Any, total: Any, largest: Any) -> None:
    """Write the members of all groups and of the largest group in each state, (at least STATES,)."""
    count_present(world, total)
    for s in range(STATES):
        largest[s] = 0.0
    for i in range(world.size[GROUPS_USED]):
        members = world.members[i]
        for s in range(STATES):
            largest[s] = max(largest[s], members * world.presence[i, s])
