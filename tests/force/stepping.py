"""Step the table of force alone, many worlds at once, without the rest of the week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from riobravo.ensemble.draws import kernel_record
from riobravo.evidence.draw import draw
from riobravo.evidence.loading import load_ledger
from riobravo.world.compile import entry
from riobravo.world.force.week import move_force, open_force, read_force
from riobravo.world.levers import LEVER_RECORD, LEVERS, neutral_table
from riobravo.world.opening import Opening
from riobravo.world.outcomes import PLACE
from riobravo.world.state import STATES, World, copy_tables, new_record, new_tables, new_world
from riobravo.world.streams import luck_of
from riobravo.world.week import ALL_OFF
from world.driving import Floats, levers, pulse, values_of

__all__ = ["FORCE", "NAMES", "Floats", "Stepped", "levers", "pulse", "step"]

NAMES = ("strikes", "raids", "disruption", "invasion", "occupation", "retaliation", "regime")
FORCE = ALL_OFF._replace(**dict.fromkeys(NAMES, True))
_WEEKS_PER_YEAR = 52.0


@dataclass(frozen=True)
class Stepped:
    """What came out of every step.

    Args:
        sums: flows of each step in people, incidents or million USD, stocks at its end, (members,
            steps, outcomes).
        fields: the record of force after each step, (members, steps).
        states: the records of the states after each step, (members, steps, states).
        last: the world of the last member as it ended.
    """

    sums: Floats
    fields: np.ndarray[Any, Any]
    states: np.ndarray[Any, Any]
    last: World

    def __getitem__(self, name: str) -> Floats:
        """Return an outcome, (members, steps)."""
        return np.asarray(self.sums[..., PLACE[name]])

    def field(self, name: str) -> Floats:
        """Return a field of the record of force, (members, steps)."""
        return np.asarray(self.fields[name])


@entry
def _step_all(
    world: Any,
    record: Any,
    opening: Any,
    parameters: Any,
    lever: Any,
    on: Any,
    luck: Any,
    sums: Any,
    fields: Any,
    states: Any,
) -> None:
    for m in range(parameters.shape[0]):
        own = (luck[0], luck[1], luck[2] + np.uint64(m))
        copy_tables(opening, world)
        open_force(world, opening, parameters[m], on)
        for k in range(lever.shape[0]):
            record.national_values[:] = 0.0
            move_force(world, record, opening, parameters[m], lever[k], on, own, k)
            read_force(world, record.national[0])
            sums[m, k, :] = record.national_values
            fields[m, k] = world.force[0]
            for s in range(STATES):
                states[m, k, s] = world.local[s]


def step(
    table: Floats | None = None,
    *,
    weeks: int = 52,
    members: int = 1,
    on: Any = FORCE,
    noise: bool = False,
    seed: int = 1,
    drawn: bool = False,
    start: dict[str, dict[str, float]] | None = None,
    crowd: ArrayLike = 5000.0,
    **given: ArrayLike,
) -> Stepped:
    """Step the table of force.

    Args:
        table: levers by step, (steps, levers); nothing is moved for some weeks if None.
        weeks: steps if no table is given.
        members: number of worlds.
        on: which mechanisms run.
        noise: whether counts are drawn.
        seed: seed of luck.
        drawn: whether parameters are drawn from the ledger instead of standing at their medians.
        start: start values of fields by table, such as `{"politics": {"intelligence": 2.0}}`.
        crowd: members of armed groups in each state, (STATES,) or one number.
        **given: parameters that differ, numbers or (members,).
    """
    table = neutral_table(weeks) if table is None else table
    ledger = load_ledger()
    values = values_of(members, **given)
    if drawn:
        rng = np.random.default_rng(seed)
        names = [name for name, entry_ in ledger.items() if entry_.distribution.is_drawn]
        values = draw(ledger, {name: rng.random(members) for name in names}) | {
            name: values[name] for name in given
        }
    tables = new_tables()
    for name, fields_ in (start or {}).items():
        for field, value in fields_.items():
            tables[name][field] = value
    nothing = np.zeros(1)
    opening = Opening(
        counts=np.array([1, 0]),
        size_share=nothing,
        identity=np.zeros(1, np.uint64),
        restraint=nothing,
        home=np.zeros((STATES, 1)),
        elsewhere=np.zeros((STATES, 1)),
        tie_first=np.zeros(1, np.int64),
        tie_second=np.zeros(1, np.int64),
        tie_weight=nothing,
        level=np.full(STATES, 15.0),
        shock=np.zeros(STATES + 1),
        adjacency=np.zeros((STATES, STATES)),
        **tables,
    )
    world = new_world()
    world.crowd[:] = crowd
    steps = len(table)
    sums = np.zeros((members, steps, len(PLACE)))
    fields = np.zeros((members, steps), world.force.dtype)
    states = np.zeros((members, steps, STATES), world.local.dtype)
    assert table.shape == (steps, len(LEVERS))
    _step_all(
        world,
        new_record(),
        opening,
        kernel_record(ledger, values),
        np.ascontiguousarray(table).view(LEVER_RECORD)[..., 0],
        on._replace(noise=noise),
        luck_of(seed, 0),
        sums,
        fields,
        states,
    )
    return Stepped(sums, fields, states, world)
