"""Drive drug markets alone, week by week, with any parameters, levers and state of other tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riobravo.ensemble.draws import kernel_record
from riobravo.evidence.draw import draw
from riobravo.evidence.loading import load_ledger
from riobravo.world.compile import entry
from riobravo.world.drugs.mechanisms import MECHANISMS
from riobravo.world.drugs.week import move_drugs, open_drugs, read_drugs
from riobravo.world.levers import LEVER_RECORD, LEVERS, neutral_table
from riobravo.world.outcomes import NATIONAL
from riobravo.world.state import World, new_record, new_world
from riobravo.world.streams import luck_of
from riobravo.world.week import ALL_OFF

Floats = NDArray[np.float64]

CALM = ALL_OFF._replace(**{mechanism.name: True for mechanism in MECHANISMS}, noise=False)
NOISY = CALM._replace(noise=True)
FLAT = {"drugs.trend": 0.0}
DRAWN = tuple(
    name
    for name, entry_ in load_ledger().items()
    if entry_.mechanism in {"D1", "D2", "D3", "D4"} and entry_.used_by == "kernel"
)
_NAMES = [outcome.name for outcome in NATIONAL]
_LEVERS = [lever.name for lever in LEVERS]


@entry
def _run(
    world: Any, record: Any, parameters: Any, levers: Any, damage: Any, on: Any, luck: Any, out: Any
) -> None:
    open_drugs(world, world, parameters[0], on)
    for number in range(levers.shape[0]):
        record.national_values[:] = 0.0
        world.force[0].lab_damage = damage[number]
        move_drugs(world, record, world, parameters[0], levers[number], on, luck, number)
        read_drugs(world, record.national[0])
        for k in range(record.national_values.shape[0]):
            out[number, k] = record.national_values[k]


def run(
    weeks: int = 260,
    *,
    on: Any = CALM,
    given: Mapping[str, float] | None = None,
    quantiles: Mapping[str, float] | None = None,
    start: Mapping[str, float] | None = None,
    damage: ArrayLike = 0.0,
    seed: int = 1,
    **moves: ArrayLike,
) -> tuple[dict[str, Floats], World]:
    """Run drug markets, and return what is recorded in each step and the world at the end.

    Args:
        weeks: how long; steps are weeks unless `on.step` says otherwise.
        on: which mechanisms run.
        given: parameters that differ from the ledger's medians.
        quantiles: probabilities at which parameters are drawn, one half if not given.
        start: values of fields before the first week, such as `drugs.trend`.
        damage: share of laboratories that force destroys in each step.
        seed: seed of chance.
        **moves: levers, one number or one per week.
    """
    ledger = load_ledger()
    uniform = {name: np.array([(quantiles or {}).get(name, 0.5)]) for name in ledger}
    values = draw(ledger, uniform, {})
    for name, value in (given or {}).items():
        assert name in values, name
        values[name] = np.array([float(value)])
    steps = round(weeks / on.step)
    table = neutral_table(steps)
    for name, move in moves.items():
        series = np.broadcast_to(np.asarray(move, dtype=np.float64), (weeks,))
        table[:, _LEVERS.index(name)] = np.repeat(series, steps // weeks)
    world, record = new_world(), new_record()
    for name, first in (start or {}).items():
        where, field = name.split(".")
        getattr(world, where)[field] = first
    out = np.zeros((steps, len(_NAMES)))
    records = np.ascontiguousarray(table).view(LEVER_RECORD)[..., 0]
    hits = np.broadcast_to(np.asarray(damage, dtype=np.float64), (steps,)).copy()
    _run(world, record, kernel_record(ledger, values), records, hits, on, luck_of(seed, 0), out)
    return {name: out[:, k] for k, name in enumerate(_NAMES)}, world
