"""Drive compiled worlds with any parameters and levers, past the bounds of studies."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riobravo.ensemble.draws import kernel_record
from riobravo.ensemble.job import PAST
from riobravo.ensemble.opening import Start, prepare_start
from riobravo.evidence.draw import draw
from riobravo.evidence.loading import load_ledger
from riobravo.study import load_study
from riobravo.world.levers import LEVERS, neutral_table
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.opening import Opening
from riobravo.world.orders import Plan, plan_table
from riobravo.world.outcomes import BY_STATE, NATIONAL
from riobravo.world.run import run_members
from riobravo.world.state import STATES, World, new_tables
from riobravo.world.streams import luck_of, name_identity
from riobravo.world.week import ALL_OFF

Floats = NDArray[np.float64]
# Values of parameters, and other arguments of `drive`, by name.
Given = dict[str, Any]

EVERYTHING = ALL_OFF._replace(**{mechanism.name: True for mechanism in MECHANISMS})
# Armed groups and homicides alone, as they were published and extended first.
FOUNDATION = ALL_OFF._replace(
    recruitment=True,
    arrests=True,
    conflict=True,
    exit=True,
    leader_removal=True,
    territory=True,
    homicides=True,
)
PUBLISHED = PAST
PUBLISHED_WITH_LUCK = PAST._replace(noise=True)

_PLACE = {outcome.name: k for k, outcome in enumerate(NATIONAL)}
_STATE_PLACE = {outcome.name: k for k, outcome in enumerate(BY_STATE)}


@dataclass(frozen=True)
class Driven:
    """What came out.

    Args:
        national: flows per year and stocks, (members, options, readings, outcomes).
        by_state: flows per year, (members, options, readings, kinds, states).
        refused: splits refused for want of room, (members, options).
        last: the world of the last member and option as it ended.
    """

    national: Floats
    by_state: Floats
    refused: NDArray[np.int64]
    last: World

    def __getitem__(self, name: str) -> Floats:
        """Return one outcome, (members, options, readings[, states])."""
        if name in _PLACE:
            return self.national[..., _PLACE[name]]
        return self.by_state[..., _STATE_PLACE[name], :]


@functools.cache
def shipped_start() -> Start:
    """Return the start of the shipped study."""
    return prepare_start(load_study())


def values_of(members: int = 1, **given: ArrayLike) -> dict[str, Floats]:
    """Return the ledger's medians, with some values given; rates follow the initial members."""
    ledger = load_ledger()
    size: dict[str, ArrayLike] = {}
    if "initial_members" in given:
        bounds = ledger["initial_members"].bounds
        size["initial_members"] = np.clip(given["initial_members"], *bounds)
    values = draw(ledger, dict.fromkeys(ledger, np.full(members, 0.5)), size)
    for name, value in given.items():
        assert name in values, name
        values[name] = np.broadcast_to(np.asarray(value, dtype=np.float64), (members,)).copy()
    return values


def levers(weeks: int, **moves: ArrayLike) -> Floats:
    """Return a lever table, (weeks, levers), with some levers moved in all or single weeks."""
    table = neutral_table(weeks)
    names = [lever.name for lever in LEVERS]
    for name, value in moves.items():
        table[:, names.index(name)] = value
    return table


def pulse(weeks: int, week: int, value: float) -> Floats:
    """Return zeros, (weeks,), but for one week."""
    series = np.zeros(weeks)
    series[week] = value
    return series


def drive(
    *options: Floats,
    weeks: int = 52,
    members: int = 1,
    history: int = 0,
    before: int = 0,
    on: Any = FOUNDATION,
    plan: Plan | None = None,
    opening: Opening | None = None,
    seed: int = 1,
    first: int = 0,
    reading: int = 13,
    state_reading: int = 52,
    **given: ArrayLike,
) -> Driven:
    """Run the compiled kernel.

    Args:
        *options: lever tables, (weeks, levers); one that moves nothing if none is given.
        weeks: weeks after the start of the options.
        members: number of worlds.
        history: weeks of the published model before the simulation.
        before: weeks from the start of the simulation to that of the options.
        on: which mechanisms run.
        plan: orders in place of tables; one table is still given per option of the plan.
        opening: what worlds start from; that of the shipped study if None.
        seed: study seed.
        first: number of the first member.
        reading: weeks between national readings.
        state_reading: weeks between readings by state.
        **given: parameters that differ from the ledger's medians, numbers or (members,).
    """
    tables: Sequence[Floats] = options or (levers(weeks),)
    table = np.broadcast_to(np.stack(tables), (members, len(tables), weeks, len(LEVERS)))
    readings = before // reading + weeks // reading
    national = np.zeros((members, len(tables), readings, len(NATIONAL)))
    by_state = np.zeros(
        (members, len(tables), weeks // state_reading, len(BY_STATE), STATES), dtype=np.float64
    )
    refused = np.zeros((members, len(tables)), np.int64)
    last = run_members(
        shipped_start().opening if opening is None else opening,
        kernel_record(load_ledger(), values_of(members, **given)),
        plan_table(table) if plan is None else plan,
        weeks,
        PAST,
        on,
        luck_of(seed, first),
        history,
        before,
        reading,
        state_reading,
        national,
        by_state,
        refused,
    )
    return Driven(national, by_state, refused, last)


def small_opening(
    sizes: Sequence[float],
    homes: Sequence[int],
    rivalries: Sequence[tuple[int, int, float]] = (),
    *,
    borders: Sequence[tuple[int, int]] = (),
    level: float = 10.0,
) -> Opening:
    """Return an opening of a few groups, each wholly in its home state, with the same level in all.

    Args:
        sizes: relative sizes.
        homes: index of the home state of each group.
        rivalries: pairs of groups and their weight.
        borders: pairs of states.
        level: homicides per week in each state.
    """
    count = len(sizes)
    share = np.asarray(sizes, dtype=np.float64)
    home = np.zeros((STATES, count))
    home[list(homes), np.arange(count)] = 1.0
    adjacency = np.zeros((STATES, STATES))
    for one, other in borders:
        adjacency[one, other] = adjacency[other, one] = 1.0
    columns: list[Any] = [list(column) for column in zip(*rivalries, strict=True)] or [[], [], []]
    return Opening(
        counts=np.array([count, len(columns[0])]),
        size_share=share / share.sum(),
        identity=np.array([name_identity(f"group {i}") for i in range(count)], dtype=np.uint64),
        restraint=np.ones(count),
        home=home,
        elsewhere=home.copy(),
        tie_first=np.array(columns[0], dtype=np.int64),
        tie_second=np.array(columns[1], dtype=np.int64),
        tie_weight=np.array(columns[2], dtype=np.float64),
        level=np.full(STATES, level),
        shock=np.zeros(STATES + 1),
        adjacency=adjacency,
        **new_tables(),
    )
