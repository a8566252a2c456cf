"""Running members: one past for all options, then one branch per option."""

from __future__ import annotations

import inspect
import math
from typing import Any

import numpy as np

from riobravo.world.compile import entry, kernel, part
from riobravo.world.drugs.week import read_drugs
from riobravo.world.economy.week import read_economy
from riobravo.world.force.week import read_force
from riobravo.world.groups.week import read_means
from riobravo.world.helper import Task
from riobravo.world.opening import (
    Opening,
    fit_map,
    mark_ground,
    open_tables,
    open_world,
    pack_opening,
    start_records,
    take_start,
)
from riobravo.world.orders import check_conditions, set_levers, set_local_levers
from riobravo.world.outcomes import IS_FLOW, IS_STATE_FLOW
from riobravo.world.parts import divided
from riobravo.world.people.week import read_people
from riobravo.world.politics.week import read_politics
from riobravo.world.region.week import read_region
from riobravo.world.state import (
    GROUPS_USED,
    REFUSED_SPLITS,
    STATES,
    Records,
    World,
    copy_world,
    new_memory,
    new_tally,
    view_world,
)
from riobravo.world.week import MOVES, pack_switches, week

WEEKS_PER_YEAR = 52
WEEKS_PER_QUARTER = 13


def run_members(
    opening: Opening,
    parameters: Any,
    plan: Any,
    after: int,
    past: Any,
    on: Any,
    luck: Any,
    history: int,
    before: int,
    reading: int,
    state_reading: int,
    national: Any,
    by_state: Any,
    refused: Any,
    starts: Records | None = None,
    weekly: Any = None,
    pasts: Records | None = None,
    pasts_known: bool = False,
) -> World:
    """Run members with working space of their own; arguments as of `run_chunk`, not packed.

    No member differs from the opening if `starts` is None; without `weekly` no weeks are read; without
    `pasts` none is kept.

    Returns:
        The world of the last member and option as it ended.
    """
    switches = np.concatenate([pack_switches(past), pack_switches(on)])
    worlds = new_memory(2)
    run_chunk(
        worlds,
        new_tally(),
        pack_opening(opening),
        start_records([opening])[:0] if starts is None else starts,
        parameters,
        plan,
        after,
        switches,
        luck,
        history,
        before,
        reading,
        state_reading,
        national,
        by_state,
        refused,
        np.empty((*national.shape[:2], 0, national.shape[3])) if weekly is None else weekly,
        worlds[:0] if pasts is None else pasts,
        pasts_known,
    )
    return view_world(worlds[1:])


def find_parts(*types: Any) -> list[Task]:
    """Return the parts of a run with the types of their arguments, given those of `run_chunk`."""
    run: Any = run_chunk
    given = inspect.signature(run.py_func).bind(*types).arguments
    names = ("worlds", "records", "openings", "parameters", "switches", "national")
    world, record, opening, values, on, outcome = (given[name].dtype for name in names)
    plan = given["plan"]
    lever = plan[plan.fields.index("now")].dtype
    week_types = (world, record, opening, values, lever, on, given["luck"], given["after"])
    return [
        *((move, week_types) for move in MOVES),
        (open_world, (world, opening, values)),
        (fit_map, (world, opening, values)),
        (open_tables, (world, opening, values, on)),
        (mark_ground, (world,)),
        (copy_world, (world, world)),
        (_read_nation, (world, record, outcome, given["national"].copy(ndim=1))),
    ]


@divided(find_parts)
@entry
def run_chunk(
    worlds: Any,
    records: Any,
    openings: Any,
    starts: Any,
    parameters: Any,
    plan: Any,
    after: int,
    switches: Any,
    luck: Any,
    history: int,
    before: int,
    reading: int,
    state_reading: int,
    national: Any,
    by_state: Any,
    refused: Any,
    weekly: Any,
    pasts: Any,
    pasts_known: bool,
) -> None:
    """Run a chunk of members through history, the weeks before the options, and every option.

    Shapes: m members, o options, r national readings, q readings by state.

    Args:
        worlds: working space for the shared past and for one option, see `state.new_memory`, (2,).
        records: working space for counting, see `state.new_tally`, (1,).
        openings: what every world starts from, see `opening.pack_opening`, (1,).
        starts: what members start from where they differ, see `opening.start_records`, (m,) or (0,).
        parameters: one record per member, fields by parameter id, (m,).
        plan: what each option orders in each member, see `orders.Plan`.
        after: weeks after the start of the options.
        switches: switches for the weeks of history, without noise, and for the simulation, see
            `week.pack_switches`, (2,).
        luck: low and high word of the seed, and the number of the first member.
        history: weeks from 2012 to the start of the simulation.
        before: weeks from the start of the simulation to the start of the options.
        reading: weeks between national readings; weeks that fill no reading before the options
            are not read.
        state_reading: weeks between readings by state, from the start of the options.
        national: out, national outcomes, flows per year, (m, o, r, outcomes).
        by_state: out, state outcomes, flows per year, (m, o, q, kinds, states).
        refused: out, splits refused for want of room, (m, o).
        weekly: out, national outcomes at the end of every week after the start of the options, flows
            as counted since the last national reading, (m, o, after or 0, outcomes).
        pasts: worlds where the options begin, see `state.new_memory`, (m,) or (0,): out, if they are not
            known, and otherwise where the options begin.
        pasts_known: whether `pasts` and the readings before the options are known already.
    """
    world, branch = worlds[0], worlds[1]
    record, opening = records[0], openings[0]
    past, on = switches[0], switches[1]
    options = plan.orders.shape[1]
    values, now = plan.values, plan.now
    readings_before = before // reading
    readings_per_year = int(WEEKS_PER_YEAR / (reading * on.step))
    per_year = WEEKS_PER_YEAR / reading
    state_per_year = WEEKS_PER_YEAR / state_reading
    # Single numbers are copied: to copy whole arrays, Numba also compiles how to print their shapes.
    for m in range(parameters.shape[0]):
        p = parameters[m]
        own = (luck[0], luck[1], luck[2] + np.uint64(m))
        take_start(opening, starts, m)
        for k in range(values.shape[0]):
            values[k] = plan.neutral[k]
        if pasts_known:
            copy_world(pasts[m], world)
        else:
            _run_past(world, record, opening, p, now[0], past, on, own, history, before, reading, national[m])
            if pasts.shape[0] > 0:
                copy_world(world, pasts[m])
        for o in range(options):
            copy_world(world, branch)
            _clear(record)
            orders, met = plan.orders[m, o], plan.met[m, o]
            for number in range(after):
                if plan.table.shape[2] > 0:
                    for k in range(values.shape[0]):
                        values[k] = plan.table[m, o, number, k]
                else:
                    set_levers(values, plan.neutral, orders, met, on.step, number)
                    set_local_levers(branch, orders, plan.masks, met, on.step, number)
                week(branch, record, opening, p, now[0], on, own, before + number)
                done = number + 1
                if weekly.shape[2] > 0:
                    _read_nation(branch, record, 1.0, weekly[m, o, number])
                if done % reading == 0:
                    place = readings_before + done // reading - 1
                    _read_nation(branch, record, per_year, national[m, o, place])
                    past_readings = national[m, o]
                    check_conditions(
                        met, plan.conditions[m, o], past_readings, readings_per_year, readings_before, place
                    )
                    record.national_values[:] = 0.0
                if done % state_reading == 0:
                    place = done // state_reading - 1
                    _read_states(record, state_per_year, by_state[m, o, place])
                    record.state_values[:] = 0.0
            refused[m, o] = branch.size[REFUSED_SPLITS]


@kernel
def _run_past(
    world: Any,
    record: Any,
    opening: Any,
    p: Any,
    now: Any,
    past: Any,
    on: Any,
    own: Any,
    history: int,
    before: int,
    reading: int,
    national: Any,
) -> None:
    """Run one world through history and the weeks before the options; arguments as of `run_chunk`."""
    per_year = WEEKS_PER_YEAR / reading
    unread = before % reading
    open_world(world, opening, p)
    for number in range(history):
        week(world, record, opening, p, now, past, own, number)
    if on.noise:
        for i in range(world.size[GROUPS_USED]):
            world.members[i] = math.floor(world.members[i] + 0.5)
    if on.places or on.homicides:
        fit_map(world, opening, p)
    mark_ground(world)
    open_tables(world, opening, p, on)
    _clear(record)
    for number in range(before):
        week(world, record, opening, p, now, on, own, number)
        done = number + 1 - unread
        if done == 0:
            _clear(record)
        elif done > 0 and done % reading == 0:
            _read_past(world, record, per_year, national, done // reading - 1)
            record.national_values[:] = 0.0


@kernel
def _clear(record: Any) -> None:
    record.national_values[:] = 0.0
    record.state_values[:] = 0.0


@kernel
def _read_past(world: Any, record: Any, per_year: float, national: Any, place: int) -> None:
    """Write one reading of the past, which all options share; `national` is (options, readings, outcomes)."""
    _read_nation(world, record, per_year, national[0, place])
    for o in range(1, national.shape[0]):
        for k in range(national.shape[2]):
            national[o, place, k] = national[0, place, k]


@kernel
def _read_states(record: Any, per_year: float, out: Any) -> None:
    """Write one reading of the states: flows per year, stocks as they stand."""
    for kind in range(out.shape[0]):
        scale = per_year if IS_STATE_FLOW[kind] else 1.0
        for s in range(STATES):
            out[kind, s] = record.state_values[s, kind] * scale


@part
def _read_nation(world: Any, record: Any, per_year: float, out: Any) -> None:
    """Write one reading of the nation: flows per year, stocks as they stand."""
    tally = record.national[0]
    tally.members = 0.0
    tally.groups = 0.0
    for i in range(world.size[GROUPS_USED]):
        tally.members += world.members[i]
        tally.groups += 1.0 if world.members[i] >= 1.0 else 0.0
    read_means(world, tally)
    read_drugs(world, tally)
    read_politics(world, tally)
    read_force(world, tally)
    read_economy(world, tally)
    read_people(world, tally)
    read_region(world, tally)
    for k in range(out.shape[0]):
        out[k] = record.national_values[k] * (per_year if IS_FLOW[k] else 1.0)
