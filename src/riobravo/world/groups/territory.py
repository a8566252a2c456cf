"""G6 territory: who is where, who meets whom, and who moves into a vacuum.

Once every quarter part of each group's members relocate: towards its own strongholds and, less, the
neighbouring states, more so where leader removals have opened a vacuum. Groups that come to share more
ground than at the start fight more, by `overlap_exponent`.

Evidence: Dell (2015) and Osorio (2015) for rivals moving against weakened incumbents; magnitudes are
judgement (see the ledger).
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import dot, power
from riobravo.world.compile import inlined, kernel
from riobravo.world.state import GROUPS_USED, STATES, TIES_USED

WEEKS_BETWEEN_MOVES = 13
# A group cannot meet its enemies more than this many times more, or less, than at the start.
_CONTACT_LIMIT = 4.0


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
    reach = parameters.adjacency_reach
    total = world.work
    target = world.fall  # overwritten by `meet` right after
    for i in range(n):
        total[i] = 0.0
    for s in range(STATES):
        borders = 0.0
        for t in range(STATES):
            borders += adjacency[s, t]
        pull = 1.0 + parameters.vacuum_pull * world.vacuum[s]
        for i in range(n):
            target[s, i] = world.presence[s, i]
        for t in range(STATES):
            if adjacency[s, t] > 0.0:
                weight = reach / borders
                for i in range(n):
                    target[s, i] += weight * world.presence[t, i]
        for i in range(n):
            target[s, i] *= pull
            total[i] += target[s, i]
    for i in range(n):
        total[i] = (1.0 - stay) / total[i] if total[i] > 0.0 else 0.0
    for s in range(STATES):
        for i in range(n):
            world.presence[s, i] = stay * world.presence[s, i] + total[i] * target[s, i]


@kernel
def meet(world: Any) -> None:
    """Set where each group meets its enemies: crowd, overlap, and where its deaths would fall.

    Needs `enemies` of the present members. A group that meets nobody suffers its losses where it is.
    """
    n = world.size[GROUPS_USED]
    fall, presence, members = world.fall, world.presence, world.members
    met, fallen = world.work, world.mean
    for i in range(n):
        met[i] = 0.0
        fallen[i] = 0.0
    for s in range(STATES):
        crowd = dot(presence[s], members, n)
        world.crowd[s] = crowd
        row = fall[s]
        for i in range(n):
            row[i] = max(crowd - members[i] * presence[s, i], 0.0)
        for k in range(world.size[TIES_USED]):
            i, j, weight = world.tie_first[k], world.tie_second[k], world.tie_weight[k]
            row[i] += weight * members[j] * presence[s, j]
            row[j] += weight * members[i] * presence[s, i]
        for i in range(n):
            row[i] *= presence[s, i]
            met[i] += row[i]
            row[i] *= world.violence_weight[s]
            fallen[i] += row[i]
    for i in range(n):
        world.overlap[i] = met[i] / world.enemies[i] if world.enemies[i] > 0.0 else 0.0
        fallen[i] = 1.0 / fallen[i] if fallen[i] > 0.0 else 0.0
    for s in range(STATES):
        for i in range(n):
            fall[s, i] = fall[s, i] * fallen[i] if fallen[i] > 0.0 else presence[s, i]


@kernel
def touch(world: Any, parameters: Any) -> None:
    """Set the conflict multiplier of each group from the change in its overlap with enemies."""
    for i in range(world.size[GROUPS_USED]):
        before, now = world.first_overlap[i], world.overlap[i]
        if before <= 0.0 or now <= 0.0:
            world.contact[i] = 1.0
            continue
        ratio = min(max(now / before, 1.0 / _CONTACT_LIMIT), _CONTACT_LIMIT)
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
    n = world.size[GROUPS_USED]
    contested = 0.0
    for s in range(STATES):
        total = dot(world.presence[s], world.members, n)
        if total < 1.0:
            continue
        largest = 0.0
        for i in range(n):
            largest = max(largest, world.presence[s, i] * world.members[i])
        if largest < 0.5 * total:
            contested += 1.0
    return contested


@kernel
def count_held(world: Any, tally: Any) -> None:
    """Count the states in which one group has at least 0.8 of the members, or 0.5 to 0.8."""
    n = world.size[GROUPS_USED]
    tally.states_controlled = 0.0
    tally.states_held = 0.0
    for s in range(STATES):
        total = dot(world.presence[s], world.members, n)
        if total < 1.0:
            continue
        largest = 0.0
        for i in range(n):
            largest = max(largest, world.presence[s, i] * world.members[i])
        if largest >= 0.8 * total:
            tally.states_controlled += 1.0
        elif largest >= 0.5 * total:
            tally.states_held += 1.0
