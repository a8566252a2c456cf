"""Running members: one past for all options, then one branch per option."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from riobravo.world.compile import entry, kernel
from riobravo.world.groups.territory import count_contested
from riobravo.world.opening import fit_map, open_world
from riobravo.world.outcomes import (
    ARRESTED,
    CONTESTED,
    EXITS,
    FRAGMENTS,
    GROUP_DEATHS,
    GROUPS,
    HOMICIDES,
    MEMBERS,
    RECRUITS,
    REMOVALS,
)
from riobravo.world.state import GROUPS_USED, REFUSED_SPLITS, STATES, copy_world
from riobravo.world.week import week

WEEKS_PER_YEAR = 52
WEEKS_PER_QUARTER = 13
_QUARTERS_PER_YEAR = 4.0


@entry
def run_chunk(
    world: Any,
    branch: Any,
    record: Any,
    opening: Any,
    parameters: Any,
    levers: Any,
    neutral: Any,
    past: Any,
    on: Any,
    luck: Any,
    history: int,
    before: int,
    quarterly: Any,
    yearly: Any,
    refused: Any,
) -> None:
    """Run a chunk of members through history, the weeks before the options, and every option.

    Shapes: m members, o options, w weeks after the start of the options, q quarters.

    Args:
        world: working space for the shared past.
        branch: working space for one option.
        record: working space for counting.
        opening: what every world starts from.
        parameters: one record per member, fields by parameter id, (m,).
        levers: levers per member, option and week, (m, o, w, levers).
        neutral: levers of a week in which no option acts, (levers,).
        past: switches for the weeks of history, without noise.
        on: switches for the simulation.
        luck: low and high word of the seed, and the number of the first member.
        history: weeks from 2012 to the start of the simulation.
        before: weeks from the start of the simulation to the start of the options.
        quarterly: out, national outcomes by whole quarter, flows per year, (m, o, q, outcomes).
        yearly: out, state outcomes by year after the start of the options, (m, o, y, kinds, states).
        refused: out, splits refused for want of room, (m, o).
    """
    options, after = levers.shape[1], levers.shape[2]
    quarters_before = before // WEEKS_PER_QUARTER
    partial = before % WEEKS_PER_QUARTER
    for m in range(parameters.shape[0]):
        p = parameters[m]
        own = (luck[0], luck[1], luck[2] + np.uint64(m))
        open_world(world, opening, p)
        for number in range(history):
            week(world, record, opening, p, neutral, past, own, number)
        if on.noise:
            for i in range(world.size[GROUPS_USED]):
                world.members[i] = math.floor(world.members[i] + 0.5)
        if on.homicides:
            fit_map(world, opening, p)
        _clear(record)
        for number in range(before):
            week(world, record, opening, p, neutral, on, own, number)
            if number + 1 == partial:
                _clear(record)
            elif (number + 1 - partial) % WEEKS_PER_QUARTER == 0:
                quarter = (number + 1 - partial) // WEEKS_PER_QUARTER - 1
                for o in range(options):
                    _read_quarter(world, record, quarterly[m, o, quarter])
                record.national[:] = 0.0
        for o in range(options):
            copy_world(world, branch)
            _clear(record)
            for number in range(after):
                lever = levers[m, o, number]
                week(branch, record, opening, p, lever, on, own, before + number)
                done = number + 1
                if done % WEEKS_PER_QUARTER == 0:
                    quarter = quarters_before + done // WEEKS_PER_QUARTER - 1
                    _read_quarter(branch, record, quarterly[m, o, quarter])
                    record.national[:] = 0.0
                if done % WEEKS_PER_YEAR == 0:
                    _read_year(record, yearly[m, o, done // WEEKS_PER_YEAR - 1])
                    record.by_state[:] = 0.0
            refused[m, o] = branch.size[REFUSED_SPLITS]


@kernel
def _clear(record: Any) -> None:
    record.national[:] = 0.0
    record.by_state[:] = 0.0


@kernel
def _read_year(record: Any, out: Any) -> None:
    """Write one year of the states."""
    for kind in range(out.shape[0]):
        for s in range(STATES):
            out[kind, s] = record.by_state[kind, s]


@kernel
def _read_quarter(world: Any, record: Any, out: Any) -> None:
    """Write one quarter: flows per year, stocks as they stand."""
    members = 0.0
    groups = 0.0
    for i in range(world.size[GROUPS_USED]):
        members += world.members[i]
        groups += 1.0 if world.members[i] >= 1.0 else 0.0
    for flow in (
        HOMICIDES,
        GROUP_DEATHS,
        RECRUITS,
        ARRESTED,
        EXITS,
        REMOVALS,
        FRAGMENTS,
    ):
        out[flow] = record.national[flow] * _QUARTERS_PER_YEAR
    out[MEMBERS] = members
    out[GROUPS] = groups
    out[CONTESTED] = count_contested(world)
