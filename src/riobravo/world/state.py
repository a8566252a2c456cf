"""The state of one world: groups, ties between them, states, and what has happened so far.

Everything is a plain array of fixed capacity, used up to a high-water mark. Arrays over groups and
states put the group first, so that loops over the states of a group run along memory.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from riobravo.world.compile import kernel, part
from riobravo.world.copying import copy_records
from riobravo.world.drugs import fields as drugs
from riobravo.world.economy import fields as economy
from riobravo.world.fields import Field, new_records
from riobravo.world.force import fields as force
from riobravo.world.groups import fields as groups
from riobravo.world.outcomes import BY_STATE, NATIONAL, NATIONAL_RECORD, STATE_RECORD
from riobravo.world.people import fields as people
from riobravo.world.politics import fields as politics
from riobravo.world.region import fields as region

STATES = 32
GROUP_CAPACITY = 640
TIE_CAPACITY = 16384

# Places in `World.size`.
GROUPS_USED, TIES_USED, REFUSED_SPLITS, PRESENCE_IS_STALE, LOCAL_ORDERS = 0, 1, 2, 3, 4

# Vectors that cross the border of two cache lines are loaded twice.
_CACHE_LINE = 64

# Levers that an order may move in some states only: the first so many in `levers.LEVERS`.
LOCAL_LEVERS = 3

Floats = NDArray[np.float64]
Records = NDArray[np.void]

# What a world holds besides groups, ties and homicides: the nation by table, and the states.
TABLES: Final[dict[str, tuple[Field, ...]]] = {
    "means": groups.FIELDS,
    "drugs": drugs.FIELDS,
    "politics": politics.FIELDS,
    "force": force.FIELDS,
    "economy": economy.FIELDS,
    "people": people.FIELDS,
    "region": region.FIELDS,
}
LOCAL: Final[tuple[Field, ...]] = tuple(
    field for table in (groups, drugs, politics, force, economy, people, region) for field in table.LOCAL
)
# What comes in several records, with their number: classes of drugs, kinds of disputes, states.
SETS: Final[dict[str, tuple[tuple[Field, ...], int]]] = {
    "market": (drugs.MARKET, len(drugs.DRUGS)),
    "dispute": (politics.DISPUTE, len(politics.DISPUTES)),
    "local": (LOCAL, STATES),
}


class World(NamedTuple):
    """One world. Shapes: g = GROUP_CAPACITY, t = TIE_CAPACITY, s = STATES.

    Args:
        size: high-water marks, counters and flags, (5,).
        members: people in each group, (g,).
        identity: lasting identity of each group, (g,).
        root: place of the group of the map that each group descends from, (g,).
        restraint: one plus alliance strength, which divides the losses of a group, (g,).
        presence: share of each group's members in each state, (g, s).
        fall: share of each group's conflict deaths that fall in each state at rest, (g, s).
        overlap: how much of its enemies' strength a group meets where it is, 0 to 1, (g,).
        contact: conflict multiplier from changes in overlap, (g,).
        first_overlap: overlap when the group entered the simulation, (g,).
        enemies: strength of all other groups as each group feels it, members, (g,).
        recruits, arrested, killed, left: flows of the week by group, people, (g,).
        mean, uniform, work: working space, (g,).
        pull: working space: how strongly each state draws those in another, from state and to state, (s, s).
        chance: random numbers of the week for recruits, arrests, deaths and exits, (4, g).
        tie_first, tie_second: places of two rivals, (t,).
        tie_weight: rivalry weight, (t,).
        surge: log surge of conflict in each state after leader removals, (s,).
        disruption: log fall of conflict in each state after captures, (s,).
        vacuum: power vacuum in each state, in units of one whole state, (s,).
        heat: conflict multiplier of each state in this week, (s,).
        crowd: members of all groups in each state, (s,).
        conflict_deaths: deaths of the week by state, (s,).
        violence_weight: how deadly conflict is in each state relative to the others, (s,).
        counted: share of conflict's homicides that fits the observed level of each state, (s,).
        other_level: expected homicides per week unrelated to conflict of groups, (s,).
        shock: log shocks of the states, and of the nation in the last place, (s + 1,).
        homicides: homicides of the week by state, (s,).
        state_identity: identity of each state, its official code, (s,).
        place_levers: levers of the week in each state, relative to the nation, (LOCAL_LEVERS, s).
        group_levers: the same as each group feels them, (LOCAL_LEVERS, g).
        ordered_states: 1 in the states that an order of an occupation names; all 0 if none does, (s,).
        appeal: recruitment of each group relative to the start, from local support, (g,).
        means, drugs, politics, force, economy, people, region: the numbers that `TABLES` lists, one
            record each, (1,).
        market, dispute, local: the numbers that `SETS` lists, one record per class of drugs, (4,), per
            kind of dispute, (4,), and per state, (s,).
    """

    size: NDArray[np.int64]
    members: Floats
    identity: NDArray[np.uint64]
    root: NDArray[np.int64]
    restraint: Floats
    presence: Floats
    fall: Floats
    overlap: Floats
    contact: Floats
    first_overlap: Floats
    enemies: Floats
    recruits: Floats
    arrested: Floats
    killed: Floats
    left: Floats
    mean: Floats
    uniform: Floats
    chance: Floats
    work: Floats
    pull: Floats
    tie_first: NDArray[np.int64]
    tie_second: NDArray[np.int64]
    tie_weight: Floats
    surge: Floats
    disruption: Floats
    vacuum: Floats
    heat: Floats
    crowd: Floats
    conflict_deaths: Floats
    violence_weight: Floats
    counted: Floats
    other_level: Floats
    shock: Floats
    homicides: Floats
    state_identity: NDArray[np.uint64]
    place_levers: Floats
    group_levers: Floats
    ordered_states: Floats
    appeal: Floats
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


class Record(NamedTuple):
    """What is counted since the last reading: national flows, and state flows by kind.

    Args:
        national: one sum per national outcome, as a record with one field each, (1,).
        by_state: one sum per outcome and state, as records, (STATES,).
        national_values: the same numbers as `national`, (number of national outcomes,).
        state_values: the same numbers as `by_state`, (STATES, number of state outcomes).
    """

    national: Records
    by_state: Records
    national_values: Floats
    state_values: Floats


def _world_type() -> np.dtype[np.void]:
    """Return the type of a record that holds a whole world; every array begins on a cache line."""
    groups, ties = GROUP_CAPACITY, TIE_CAPACITY
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(World._fields, (groups,))
    shapes |= dict.fromkeys(("presence", "fall"), (groups, STATES))
    shapes |= {"chance": (4, groups), "pull": (STATES, STATES)}
    shapes |= dict.fromkeys(("tie_first", "tie_second", "tie_weight"), (ties,))
    shapes |= dict.fromkeys(
        (
            "surge",
            "disruption",
            "vacuum",
            "heat",
            "crowd",
            "conflict_deaths",
            "violence_weight",
            "counted",
            "other_level",
            "homicides",
            "state_identity",
            "ordered_states",
        ),
        (STATES,),
    )
    shapes |= {"place_levers": (LOCAL_LEVERS, STATES), "group_levers": (LOCAL_LEVERS, groups)}
    shapes |= {"shock": (STATES + 1,), "size": (5,)}
    whole = ("size", "root", "tie_first", "tie_second")
    kinds: dict[str, Any] = dict.fromkeys(whole, np.int64)
    kinds |= dict.fromkeys(("identity", "state_identity"), np.uint64)
    for name, records in new_tables().items():
        shapes[name], kinds[name] = records.shape, records.dtype
    formats = [np.dtype((kinds.get(name, np.float64), shapes[name])) for name in World._fields]
    sizes = [-(-each.itemsize // _CACHE_LINE) * _CACHE_LINE for each in formats]
    offsets = [sum(sizes[:k]) for k in range(len(sizes))]
    layout: Any = {"names": World._fields, "formats": formats, "offsets": offsets, "itemsize": sum(sizes)}
    kind: np.dtype[np.void] = np.dtype(layout)
    return kind


def new_memory(count: int = 1) -> Records:
    """Allocate empty worlds as records, (count,).

    One record is one argument to a kernel, where the arrays of a world would be hundreds; that is most
    of the time it takes to compile.
    """
    kind = _world_type()
    room = np.zeros(count * kind.itemsize + _CACHE_LINE, np.uint8)
    first = -room.ctypes.data % _CACHE_LINE
    memory = room[first : first + count * kind.itemsize].view(kind)
    memory["state_identity"] = np.arange(1, STATES + 1)
    for name, records in new_tables().items():
        memory[name] = records
    return memory


def view_world(memory: Records) -> World:
    """Return the arrays of a world that is kept as one record."""
    return World(*(memory[name][0] for name in World._fields))


def new_world() -> World:
    """Allocate an empty world."""
    return view_world(new_memory())


def new_tables() -> dict[str, Any]:
    """Return the records of a world, by name, at the start values of their fields."""
    records = {name: new_records(fields) for name, fields in TABLES.items()}
    return records | {name: new_records(fields, count) for name, (fields, count) in SETS.items()}


def new_tally() -> Records:
    """Allocate an empty record as one record, (1,); values and fields share their memory."""
    size = 8 * len(NATIONAL)
    formats: dict[str, Any] = {
        "national": (NATIONAL_RECORD, (1,)),
        "by_state": (STATE_RECORD, (STATES,)),
        "national_values": (np.float64, (len(NATIONAL),)),
        "state_values": (np.float64, (STATES, len(BY_STATE))),
    }
    layout: Any = {"names": list(formats), "formats": list(formats.values()), "offsets": [0, size, 0, size]}
    return np.zeros(1, np.dtype(layout))


def new_record() -> Record:
    """Allocate an empty record."""
    tally = new_tally()
    return Record(*(tally[name][0] for name in Record._fields))


@part
def copy_world(source: Any, target: Any) -> None:
    """Copy the part of a world that lasts from week to week."""
    groups = source.size[GROUPS_USED]
    ties = source.size[TIES_USED]
    for k in range(target.size.shape[0]):
        target.size[k] = source.size[k]
    for i in range(groups):
        target.members[i] = source.members[i]
        target.identity[i] = source.identity[i]
        target.root[i] = source.root[i]
        target.restraint[i] = source.restraint[i]
        target.overlap[i] = source.overlap[i]
        target.contact[i] = source.contact[i]
        target.first_overlap[i] = source.first_overlap[i]
        target.appeal[i] = source.appeal[i]
        for s in range(STATES):
            target.presence[i, s] = source.presence[i, s]
            target.fall[i, s] = source.fall[i, s]
    for k in range(ties):
        target.tie_first[k] = source.tie_first[k]
        target.tie_second[k] = source.tie_second[k]
        target.tie_weight[k] = source.tie_weight[k]
    for s in range(STATES):
        target.surge[s] = source.surge[s]
        target.disruption[s] = source.disruption[s]
        target.vacuum[s] = source.vacuum[s]
        target.crowd[s] = source.crowd[s]
        target.violence_weight[s] = source.violence_weight[s]
        target.counted[s] = source.counted[s]
        target.other_level[s] = source.other_level[s]
        target.shock[s] = source.shock[s]
        target.conflict_deaths[s] = source.conflict_deaths[s]
        target.homicides[s] = source.homicides[s]
    target.shock[STATES] = source.shock[STATES]
    copy_tables(source, target)


@kernel
def copy_tables(source: Any, target: Any) -> None:
    """Copy what is neither groups nor ties; `source` may be an opening."""
    copy_records(source.means, target.means, 1)
    copy_records(source.drugs, target.drugs, 1)
    copy_records(source.politics, target.politics, 1)
    copy_records(source.force, target.force, 1)
    copy_records(source.economy, target.economy, 1)
    copy_records(source.people, target.people, 1)
    copy_records(source.region, target.region, 1)
    copy_records(source.market, target.market, len(drugs.DRUGS))
    copy_records(source.dispute, target.dispute, len(politics.DISPUTES))
    copy_records(source.local, target.local, STATES)
