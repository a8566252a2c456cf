"""The opening of a world: group sizes and presence at the first week, and the observed map of violence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from riobravo.world.arithmetic import exponential
from riobravo.world.compile import kernel, part
from riobravo.world.copying import copy_records
from riobravo.world.drugs.week import open_drugs
from riobravo.world.economy.week import open_economy
from riobravo.world.force.week import open_force
from riobravo.world.groups.conflict import add_members, place_deaths, sum_enemies
from riobravo.world.groups.territory import meet
from riobravo.world.groups.week import open_means
from riobravo.world.people.week import open_people
from riobravo.world.politics.week import open_politics
from riobravo.world.region.week import open_region
from riobravo.world.state import (
    GROUP_CAPACITY,
    GROUPS_USED,
    LOCAL_ORDERS,
    PRESENCE_IS_STALE,
    REFUSED_SPLITS,
    STATES,
    TIE_CAPACITY,
    TIES_USED,
    Records,
    copy_tables,
)

Floats = NDArray[np.float64]

# Further rounds move no weight by more than the fit leaves open.
_RAKING_ROUNDS = 12
_OF_GROUPS = ("size_share", "identity", "restraint", "home", "elsewhere")
_OF_TIES = ("tie_first", "tie_second", "tie_weight")
# What members may start from differently.
STARTS: Final = ("level", "shock", "means", "drugs", "politics", "economy", "people")


class Opening(NamedTuple):
    """What every world of a study starts from. Shapes: g groups, t ties, s = STATES.

    Args:
        counts: number of groups and of ties, (2,).
        size_share: share of all members in each group in 2012, (g,), sums to one.
        identity: lasting identity of each group, (g,).
        restraint: one plus alliance strength, (g,).
        home: 1 in the home state of each group, (s, g).
        elsewhere: where the rest of each group is, (s, g), columns sum to one.
        tie_first, tie_second: places of rivals, (t,).
        tie_weight: rivalry weight, (t,).
        level: homicides per week expected in each state, (s,).
        shock: log shocks to homicides that are in force, of the states, and of the nation in the last
            place, (s + 1,); contained in `level`, and fading.
        adjacency: 1 where two states share a border, (s, s).
        means, drugs, politics, force, economy, people, region: one record each, (1,).
        market, dispute: one record per class of drugs and per kind of dispute, (4,).
        local: one record per state, (s,).
    """

    counts: NDArray[np.int64]
    size_share: Floats
    identity: NDArray[np.uint64]
    restraint: Floats
    home: Floats
    elsewhere: Floats
    tie_first: NDArray[np.int64]
    tie_second: NDArray[np.int64]
    tie_weight: Floats
    level: Floats
    shock: Floats
    adjacency: Floats
    means: Records
    drugs: Records
    politics: Records
    force: Records
    economy: Records
    people: Records
    region: Records
    market: Records
    dispute: Records
    local: Records


def pack_opening(opening: Opening) -> Records:
    """Return an opening as one record of fixed capacity, (1,)."""
    shapes: dict[str, tuple[int, ...]] = {}
    for name, array in opening._asdict().items():
        shapes[name] = array.shape
        if name in _OF_GROUPS:
            shapes[name] = (*array.shape[:-1], GROUP_CAPACITY)
        elif name in _OF_TIES:
            shapes[name] = (TIE_CAPACITY,)
    memory = np.zeros(1, [(name, array.dtype, shapes[name]) for name, array in opening._asdict().items()])
    for name, array in opening._asdict().items():
        memory[name][0][tuple(slice(length) for length in array.shape)] = array
    return memory


def start_records(openings: Sequence[Opening]) -> Records:
    """Return what members start from where they differ, one record each; see `STARTS`."""
    first = openings[0]._asdict()
    kinds = [(name, first[name].dtype, first[name].shape) for name in STARTS]
    memory = np.zeros(len(openings), kinds)
    for place, opening in enumerate(openings):
        for name in STARTS:
            memory[name][place] = getattr(opening, name)
    return memory


@part
def open_world(world: Any, opening: Any, parameters: Any) -> None:
    """Set a world to 2012: sizes by rank, presence by home and ties; shocks wait for the simulation."""
    n = opening.counts[0]
    ties = opening.counts[1]
    world.size[GROUPS_USED] = n
    world.size[TIES_USED] = ties
    world.size[REFUSED_SPLITS] = 0
    world.size[PRESENCE_IS_STALE] = 1
    world.size[LOCAL_ORDERS] = 0
    for i in range(n):
        world.members[i] = parameters.initial_members * opening.size_share[i]
        world.identity[i] = opening.identity[i]
        world.root[i] = i
        world.restraint[i] = opening.restraint[i]
        world.contact[i] = 1.0
        world.first_overlap[i] = 0.0
        world.appeal[i] = 1.0
    home = parameters.home_presence
    for s in range(STATES):
        world.violence_weight[s] = 1.0
        world.other_level[s] = opening.level[s]
        world.counted[s] = 1.0
        world.surge[s] = 0.0
        world.disruption[s] = 0.0
        world.vacuum[s] = 0.0
        world.shock[s] = opening.shock[s]
        world.ordered_states[s] = 0.0
        for i in range(n):
            world.presence[i, s] = home * opening.home[s, i] + (1.0 - home) * opening.elsewhere[s, i]
            world.fall[i, s] = world.presence[i, s]
    world.shock[STATES] = opening.shock[STATES]
    for k in range(ties):
        world.tie_first[k] = opening.tie_first[k]
        world.tie_second[k] = opening.tie_second[k]
        world.tie_weight[k] = opening.tie_weight[k]
    copy_tables(opening, world)


@kernel
def take_start(opening: Any, starts: Any, member: int) -> None:
    """Replace the part of an opening in which members differ, if they do.

    Args:
        opening: what all members share.
        starts: one record per member, see `STARTS`, or none.
        member: place of the member.
    """
    if starts.shape[0] == 0:
        return
    start = starts[member]
    for s in range(STATES):
        opening.level[s] = start.level[s]
        opening.shock[s] = start.shock[s]
    opening.shock[STATES] = start.shock[STATES]
    copy_records(start.means, opening.means, 1)
    copy_records(start.drugs, opening.drugs, 1)
    copy_records(start.politics, opening.politics, 1)
    copy_records(start.economy, opening.economy, 1)
    copy_records(start.people, opening.people, 1)


@part
def open_tables(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set everything but groups, ties and homicides to the start of the simulation."""
    open_drugs(world, opening, parameters, on)
    open_politics(world, opening, parameters, on)
    open_force(world, opening, parameters, on)
    open_economy(world, opening, parameters, on)
    open_people(world, opening, parameters, on)
    open_region(world, opening, parameters, on)
    open_means(world, opening, parameters, on)


@part
def fit_map(world: Any, opening: Any, parameters: Any) -> None:
    """Fit the map of violence to the observed one, and split homicides into conflict and the rest.

    The deadliness of conflict in each state is raked, within limits, towards conflict deaths that are
    spread over the states as observed homicides are. Where the map of groups still implies more
    homicides than a state has, the excess does not count; what conflict does not explain is the
    state's level of other homicides, which the shocks in force have raised or lowered. The expected
    homicides of the first week are those of the opening.
    """
    n = world.size[GROUPS_USED]
    most = parameters.most_deadly_ratio
    sum_enemies(world, add_members(world))
    for i in range(n):
        world.killed[i] = parameters.conflict_rate * world.members[i] * world.enemies[i] / world.restraint[i]
    observed = 0.0
    for s in range(STATES):
        observed += opening.level[s]
    deaths = 0.0
    for i in range(n):
        deaths += world.killed[i]
    for _ in range(_RAKING_ROUNDS):
        meet(world)
        place_deaths(world, False)
        for s in range(STATES):
            modelled = world.conflict_deaths[s] * observed
            if modelled > 0.0:
                weight = world.violence_weight[s] * opening.level[s] * deaths / modelled
                world.violence_weight[s] = min(max(weight, 1.0 / most), most)
    meet(world)
    place_deaths(world, False)
    per_death = parameters.recorded_share + parameters.linked_deaths
    for s in range(STATES):
        implied = per_death * world.conflict_deaths[s]
        explained = min(implied, parameters.most_homicides_explained * opening.level[s])
        world.counted[s] = explained / implied if implied > 0.0 else 1.0
        in_force = exponential(opening.shock[STATES] + opening.shock[s])
        world.other_level[s] = (opening.level[s] - explained) / in_force


@part
def mark_ground(world: Any) -> None:
    """Take the overlap of every group with its enemies as the one that later changes start from."""
    sum_enemies(world, add_members(world))
    meet(world)
    for i in range(world.size[GROUPS_USED]):
        world.first_overlap[i] = world.overlap[i]
        world.contact[i] = 1.0
    world.size[PRESENCE_IS_STALE] = 0
