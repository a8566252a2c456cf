"""Splits: a group breaks into fragments that keep its outside ties and fight each other.

Alliances of the old group do not soften the fight among its heirs: their mutual conflict coefficient is
`split_rivalry_weight` itself, not divided by alliance strength.
"""

from __future__ import annotations

from typing import Any

from riobravo.world import streams
from riobravo.world.compile import kernel
from riobravo.world.state import (
    GROUP_CAPACITY,
    GROUPS_USED,
    LOCAL_LEVERS,
    PRESENCE_IS_STALE,
    REFUSED_SPLITS,
    STATES,
    TIE_CAPACITY,
    TIES_USED,
)

# Pieces that one group can leave, as `split` draws them; it sets the room that their ties need.
_MOST_FRAGMENTS = 4


@kernel
def split(world: Any, parameters: Any, group: int, luck: Any, week: int) -> float:
    """Split one group into two to four fragments; the largest keeps the group's identity.

    Returns:
        Number of new groups; zero, counted in `World.size`, when there is no room left for more.
    """
    u, _ = streams.draw_pair(luck, week, streams.REMOVAL_FRAGMENTS, world.identity[group])
    extra = parameters.extra_fragment_probability
    heirs = 1 + int(u < extra) + int(u < extra * extra)
    leaving = (1.0 - parameters.rump_share) * world.members[group]
    each = float(int(leaving / heirs))
    rump_strength = world.restraint[group]
    return divide(
        world,
        parameters,
        group,
        heirs,
        each,
        parameters.split_rivalry_weight * rump_strength - 1.0,
        luck,
        week,
    )


@kernel
def divide(
    world: Any, parameters: Any, group: int, heirs: int, each: float, rivalry: float, luck: Any, week: int
) -> float:
    """Give `each` members to `heirs` new groups and set the ties of all.

    Args:
        world: the world.
        parameters: reads fragment_seat_share.
        group: place of the group that divides.
        heirs: number of new groups, 1 to 3.
        each: members of each new group.
        rivalry: tie weight between any two heirs, the rump included.
        luck: see `streams.draw_pair`.
        week: weeks since the start of the simulation.

    Returns:
        Number of new groups, or zero when there is no room.
    """
    n, ties = world.size[GROUPS_USED], world.size[TIES_USED]
    inherited = 0
    for k in range(ties):
        if world.tie_first[k] == group or world.tie_second[k] == group:
            inherited += 1
    needed = heirs * inherited + _MOST_FRAGMENTS * _MOST_FRAGMENTS
    if n + heirs > GROUP_CAPACITY or ties + needed > TIE_CAPACITY:
        world.size[REFUSED_SPLITS] += 1
        return 0.0

    for heir in range(heirs):
        place = n + heir
        identity = streams.child_identity(world.identity[group], week, heir)
        world.identity[place] = identity
        world.root[place] = world.root[group]
        world.restraint[place] = world.restraint[group]
        world.members[place] = each
        world.first_overlap[place] = world.first_overlap[group]
        world.appeal[place] = world.appeal[group]
        for k in range(LOCAL_LEVERS):
            world.group_levers[k, place] = world.group_levers[k, group]
        world.contact[place] = world.contact[group]
        u, _ = streams.draw_pair(luck, week, streams.FRAGMENT_SEAT, identity)
        _settle(world, group, place, parameters.fragment_seat_share, u)
        for k in range(ties):
            first, second = world.tie_first[k], world.tie_second[k]
            if first == group or second == group:
                other = second if first == group else first
                _tie(world, place, other, world.tie_weight[k])
        _tie(world, place, group, rivalry)
        for sibling in range(heir):
            _tie(world, place, n + sibling, rivalry)
    world.members[group] -= each * heirs
    world.size[GROUPS_USED] = n + heirs
    world.size[PRESENCE_IS_STALE] = 1
    return float(heirs)


@kernel
def _tie(world: Any, first: int, second: int, weight: float) -> None:
    k = world.size[TIES_USED]
    world.tie_first[k] = first
    world.tie_second[k] = second
    world.tie_weight[k] = weight
    world.size[TIES_USED] = k + 1


@kernel
def _settle(world: Any, group: int, place: int, share: float, u: float) -> None:
    """Place a fragment: a share in a seat drawn by the old group's presence, the rest like the old group."""
    cumulated = 0.0
    seat = -1
    last = 0
    for s in range(STATES):
        there = world.presence[group, s]
        world.presence[place, s] = (1.0 - share) * there
        cumulated += there
        if there > 0.0:
            last = s
            if seat < 0 and u <= cumulated:
                seat = s
    world.presence[place, seat if seat >= 0 else last] += share
