"""G6 territory: who is where, who meets whom, and who moves into a vacuum.

Once every quarter part of each group's members relocate: towards its own strongholds and, less, the
neighbouring states, more so where leader removals have opened a vacuum. Groups that come to share more
ground than at the start fight more, by `overlap_exponent`.

Evidence: Dell (2015) and Osorio (2015) for rivals moving against weakened incumbents; magnitudes are
judgement (see the ledger).
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import (
    add_block,
    dot_block,
    exponential,
    halved,
    logarithm,
    power,
    raise_block,
    scale_block,
    weigh_rows,
    whole_vectors,
)
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
    stay = power(1.0 - parameters.territory_mobility, float(WEEKS_BETWEEN_MOVES))
    drawn = world.uniform  # what a whole group in one state would add up to
    _set_pulls(world, parameters, adjacency, drawn)
    target = world.mean
    for i in range(world.size[GROUPS_USED]):
        presence = world.presence[i]
        total = dot_block(presence, drawn)
        moving = (1.0 - stay) / total if total > 0.0 else 0.0
        weigh_rows(presence, world.pull, target, STATES)
        for s in range(STATES):
            presence[s] = stay * presence[s] + moving * target[s]


@kernel
def _set_pulls(world: Any, parameters: Any, adjacency: Any, drawn: Any) -> None:
    """Set how strongly each state draws those who are in it and in its neighbours.

    Args:
        world: changes pull, from state and to state; reads vacuum.
        parameters: reads adjacency_reach and vacuum_pull.
        adjacency: 1 where two states share a border, shape (STATES, STATES).
        drawn: out, sum of all pulls on those in one state, (STATES,).
    """
    pull = world.pull
    for s in range(STATES):
        drawn[s] = 0.0
    for t in range(STATES):
        borders = 0.0
        for s in range(STATES):
            borders += adjacency[t, s]
        appeal = 1.0 + parameters.vacuum_pull * world.vacuum[t]
        near = parameters.adjacency_reach / borders if borders > 0.0 else 0.0
        for s in range(STATES):
            pulled = appeal * ((1.0 if s == t else 0.0) + (near if adjacency[t, s] > 0.0 else 0.0))
            pull[s, t] = pulled
            drawn[s] += pulled


@kernel
def count_present(world: Any, out: Any) -> None:
    """Write the members of all groups in each state, (at least STATES,)."""
    weigh_rows(world.members, world.presence, out, world.size[GROUPS_USED])


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
        scale_block(met, here, 1.0)
        fallen = dot_block(met, world.violence_weight)
        if fallen > 0.0:
            scale_block(met, world.violence_weight, 1.0 / fallen)
        else:
            for s in range(STATES):
                met[s] = here[s]


@kernel
def touch(world: Any, parameters: Any) -> None:
    """Set the conflict multiplier of each group from the change in its overlap with enemies."""
    limit, exponent = parameters.contact_limit, parameters.overlap_exponent
    least = 1.0 / limit
    for i in range(whole_vectors(world.size[GROUPS_USED], world.overlap)):
        before, now = world.first_overlap[i], world.overlap[i]
        # Written without branches, for vector registers: a ratio of one leaves contact at one.
        ratio = 1.0 if (before <= 0.0) | (now <= 0.0) else now / before
        world.contact[i] = exponential(exponent * logarithm(min(max(ratio, least), limit)))


@inlined
def fade_vacuum(world: Any, parameters: Any, step: float) -> None:
    """Let the vacuum of every state fade by one week."""
    fade = halved(step / parameters.vacuum_half_life)
    for s in range(STATES):
        world.vacuum[s] *= fade


@kernel
def count_held(world: Any, tally: Any) -> None:
    """Count the states that one group holds by 0.8 of the members, or by 0.5 to 0.8, and the others."""
    total, largest = world.mean, world.work
    _find_largest(world, total, largest)
    tally.states_controlled = 0.0
    tally.states_held = 0.0
    tally.contested_states = 0.0
    for s in range(STATES):
        if total[s] < 1.0:
            continue
        if largest[s] >= 0.8 * total[s]:
            tally.states_controlled += 1.0
        elif largest[s] >= 0.5 * total[s]:
            tally.states_held += 1.0
        else:
            tally.contested_states += 1.0


@kernel
def _find_largest(world: Any, total: Any, largest: Any) -> None:
    """Write the members of all groups and of the largest group in each state, (at least STATES,)."""
    count_present(world, total)
    for s in range(STATES):
        largest[s] = 0.0
    for i in range(world.size[GROUPS_USED]):
        raise_block(largest, world.members[i], world.presence[i])
