"""A bench: the tables of economies, people and the region alone, week by week, with all else held still.

Compiling them takes seconds, where the whole week takes much longer, and what other tables would write can
be set by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riobravo.ensemble.draws import kernel_record
from riobravo.evidence.draw import draw
from riobravo.evidence.loading import load_ledger
from riobravo.world.compile import entry
from riobravo.world.economy.week import move_economy, open_economy, read_economy
from riobravo.world.levers import LEVER_RECORD, LEVERS
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import BY_STATE, IS_FLOW, IS_STATE_FLOW, NATIONAL
from riobravo.world.people.week import move_people, open_people, read_people
from riobravo.world.region.week import move_region, open_region, read_region
from riobravo.world.state import STATES, World, new_record, new_world
from riobravo.world.streams import luck_of
from riobravo.world.week import ALL_OFF

Floats = NDArray[np.float64]

TABLES = ("economy", "people", "region")
ALONE = ALL_OFF._replace(
    noise=False,
    homicides=True,  # they are held, see `run_alone`
    **{mechanism.name: True for mechanism in MECHANISMS if mechanism.table in TABLES},
)
"""Switches: all mechanisms of the three tables, and no other that moves."""


class Level(NamedTuple):
    """What the three tables read of an opening.

    Args:
        level: observed homicides per week in each state, (STATES,).
    """

    level: Floats


class Trace:
    """Weekly readings.

    Args:
        national: flows per year and stocks, (steps, outcomes).
        by_state: the same by state, (steps, states, kinds).
        world: the world as it ended.
    """

    def __init__(self, national: Floats, by_state: Floats, world: World) -> None:
        self.national = national
        self.by_state = by_state
        self.world = world

    def __getitem__(self, name: str) -> Floats:
        """Return one outcome, (steps,) or (steps, states)."""
        names = [outcome.name for outcome in NATIONAL]
        if name in names:
            return self.national[:, names.index(name)]
        return self.by_state[:, :, [outcome.name for outcome in BY_STATE].index(name)]


def run_alone(
    weeks: int,
    *,
    levers: Mapping[str, ArrayLike] | None = None,
    parameters: Mapping[str, float] | None = None,
    held: Mapping[str, Mapping[str, ArrayLike]] | None = None,
    homicides: ArrayLike = 10.0,
    level: ArrayLike = 10.0,
    on: Any = ALONE,
    seed: int = 1,
    member: int = 0,
) -> Trace:
    """Run the three tables.

    Args:
        weeks: weeks, at least one.
        levers: lever values, numbers or one per step.
        parameters: values that differ from the ledger's medians; trade does not grow unless said so.
        held: what other tables hold, by table (or `local`) and field.
        homicides: homicides per week in each state, a number or by state, (32,), which do not change.
        level: observed homicides per week at the start, a number, or by state.
        on: which mechanisms run, with noise or without, and the length of a step.
        seed: seed of chance.
        member: number of the member.
    """
    steps = round(weeks / on.step)
    table = np.zeros(steps, dtype=LEVER_RECORD)
    for lever in LEVERS:
        table[lever.name] = lever.neutral
    for name, value in (levers or {}).items():
        table[name] = value
    world, opening = new_world(), Level(np.broadcast_to(np.asarray(level, np.float64), STATES).copy())
    world.homicides[:] = np.asarray(homicides) * on.step
    for place, fields in (held or {}).items():
        for name, value in fields.items():
            getattr(world, place)[name] = value
    record = new_record()
    national = np.zeros((steps, len(NATIONAL)))
    by_state = np.zeros((steps, STATES, len(BY_STATE)))
    _run(
        world,
        record,
        opening,
        _parameters(parameters or {}),
        table,
        on,
        luck_of(seed, member),
        national,
        by_state,
    )
    national[:, IS_FLOW] *= 52.0 / on.step
    by_state[:, :, IS_STATE_FLOW] *= 52.0 / on.step
    return Trace(national, by_state, world)


def _parameters(given: Mapping[str, float]) -> Any:
    """Return one member's parameters: the ledger's medians, and what is given."""
    ledger = load_ledger()
    middle = {name: np.full(1, 0.5) for name, entry in ledger.items() if entry.distribution.is_drawn}
    values = draw(ledger, middle)
    unknown = set(given) - set(values)
    if unknown:
        raise KeyError(sorted(unknown))
    # Growth of trade is the same with and without a measure, and would only blur the answer to it.
    held = {"trade_growth": 0.0} | dict(given)
    return kernel_record(ledger, values | {name: np.full(1, value) for name, value in held.items()})


@entry
def _run(
    world: Any,
    record: Any,
    opening: Any,
    parameters: Any,
    levers: Any,
    on: Any,
    luck: Any,
    national: Any,
    by_state: Any,
) -> None:
    """Open the three tables, move them through all steps and read each."""
    p = parameters[0]
    open_economy(world, opening, p, on)
    open_people(world, opening, p, on)
    open_region(world, opening, p, on)
    for number in range(levers.shape[0]):
        lever = levers[number]
        record.national_values[:] = 0.0
        record.state_values[:] = 0.0
        move_economy(world, record, opening, p, lever, on, luck, number)
        move_people(world, record, opening, p, lever, on, luck, number)
        move_region(world, record, opening, p, lever, on, luck, number)
        tally = record.national[0]
        read_economy(world, tally)
        read_people(world, tally)
        read_region(world, tally)
        for k in range(national.shape[1]):
            national[number, k] = record.national_values[k]
        for s in range(by_state.shape[1]):
            for k in range(by_state.shape[2]):
                by_state[number, s, k] = record.state_values[s, k]
