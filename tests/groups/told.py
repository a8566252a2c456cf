"""Armed groups and their means alone, in a world where other tables say what they are told to."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from riobravo.ensemble.draws import kernel_record
from riobravo.ensemble.job import PAST
from riobravo.evidence.loading import load_ledger
from riobravo.world.compile import entry
from riobravo.world.groups.week import move_means, open_means
from riobravo.world.levers import LEVER_RECORD, LEVERS, neutral_table
from riobravo.world.opening import Opening, fit_map, mark_ground, open_world
from riobravo.world.outcomes import BY_STATE, NATIONAL
from riobravo.world.run import _read_nation, _read_states
from riobravo.world.state import STATES, copy_world, new_record, new_world
from riobravo.world.streams import luck_of
from riobravo.world.week import ALL_OFF, move_groups
from world.driving import Driven, Floats, levers, shipped_start, values_of

FOUNDATION = ALL_OFF._replace(
    recruitment=True,
    arrests=True,
    conflict=True,
    exit=True,
    homicides=True,
    noise=False,
)


def with_means(*mechanisms: str) -> Any:
    """Return switches of the foundation, without chance, and some means of armed groups."""
    return FOUNDATION._replace(**dict.fromkeys(mechanisms, True))


def told(opening: Opening | None = None, **tables: dict[str, Any]) -> Opening:
    """Return an opening in which fields of tables stand at given values, where `drive` leaves them.

    Args:
        opening: where the rest comes from; the shipped study if None.
        **tables: fields and values by table, such as `force={"unconsented": 1.0}`; values of `local`
            are numbers or one per state.
    """
    base = shipped_start().opening if opening is None else opening
    changed = {}
    for table, fields in tables.items():
        record = getattr(base, table).copy()
        for name, value in fields.items():
            record[name] = value
        changed[table] = record
    return base._replace(**changed)


@entry
def _run(
    world: Any,
    branch: Any,
    record: Any,
    opening: Any,
    parameters: Any,
    table: Any,
    neutral: Any,
    past: Any,
    on: Any,
    luck: Any,
    history: int,
    reading: int,
    state_reading: int,
    national: Any,
    by_state: Any,
) -> None:
    p = parameters[0]
    open_world(world, opening, p)
    for number in range(history):
        move_groups(world, record, opening, p, neutral[0], past, luck, number)
    fit_map(world, opening, p)
    mark_ground(world)
    open_means(world, opening, p, on)
    for o in range(table.shape[0]):
        copy_world(world, branch)
        record.national_values[:] = 0.0
        record.state_values[:] = 0.0
        for number in range(table.shape[1]):
            lever = table[o, number]
            move_means(branch, record, opening, p, lever, on, luck, number)
            move_groups(branch, record, opening, p, lever, on, luck, number)
            done = number + 1
            if done % reading == 0:
                _read_nation(branch, record, 52.0 / reading, national[0, o, done // reading - 1])
                record.national_values[:] = 0.0
            if done % state_reading == 0:
                place = done // state_reading - 1
                _read_states(record, 52.0 / state_reading, by_state[0, o, place])
                record.state_values[:] = 0.0


def drive(
    *options: Floats,
    weeks: int = 52,
    history: int = 0,
    on: Any = FOUNDATION,
    opening: Opening | None = None,
    reading: int = 13,
    state_reading: int = 52,
    **given: ArrayLike,
) -> Driven:
    """Run armed groups and their means only; arguments as in `world.driving.drive`, of one member."""
    table = np.stack(options or (levers(weeks),))
    assert table.shape[1:] == (weeks, len(LEVERS))
    count = len(table)
    national = np.zeros((1, count, weeks // reading, len(NATIONAL)))
    by_state = np.zeros((1, count, weeks // state_reading, len(BY_STATE), STATES))
    branch = new_world()
    _run(
        new_world(),
        branch,
        new_record(),
        shipped_start().opening if opening is None else opening,
        kernel_record(load_ledger(), values_of(1, **given)),
        table.view(LEVER_RECORD)[..., 0],
        neutral_table(1).view(LEVER_RECORD)[..., 0],
        PAST,
        on,
        luck_of(1, 0),
        history,
        reading,
        state_reading,
        national,
        by_state,
    )
    return Driven(national, by_state, np.zeros((1, count), np.int64), branch)
