"""Step politics alone, with everything that other tables write set by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riobravo.ensemble.draws import kernel_record
from riobravo.evidence.draw import draw
from riobravo.evidence.loading import load_ledger
from riobravo.world.compile import entry
from riobravo.world.levers import LEVER_RECORD, LEVERS, neutral_table
from riobravo.world.outcomes import NATIONAL
from riobravo.world.politics.mechanisms import MECHANISMS
from riobravo.world.politics.week import answer_events, decide, open_politics, read_politics
from riobravo.world.state import Record, World, new_record, new_world
from riobravo.world.streams import luck_of
from riobravo.world.week import ALL_OFF
from world.driving import small_opening

NAMES = tuple(mechanism.name for mechanism in MECHANISMS)
POLITICS = ALL_OFF._replace(**dict.fromkeys(NAMES, True))._replace(us_decision=False)
_PLACE = {outcome.name: k for k, outcome in enumerate(NATIONAL)}
_TABLES = ("force", "people", "drugs", "means", "region", "economy", "politics")


def only(*names: str) -> Any:
    """Return switches with only some mechanisms on."""
    return ALL_OFF._replace(**dict.fromkeys(names, True))


@entry
def _run(
    world: Any,
    record: Any,
    opening: Any,
    parameters: Any,
    levers: Any,
    given: Any,
    on: Any,
    luck: Any,
    out: Any,
) -> None:
    open_politics(world, opening, parameters, on)
    for k in range(levers.shape[0]):
        world.force[0] = given.force[k]
        world.people[0] = given.people[k]
        world.drugs[0] = given.drugs[k]
        world.means[0] = given.means[k]
        decide(world, record, opening, parameters, levers[k], on, luck, k)
        answer_events(world, record, opening, parameters, levers[k], on, luck, k)
        read_politics(world, record.national[0])
        for i in range(out.shape[1]):
            out[k, i] = record.national_values[i]


@dataclass(frozen=True)
class Stepped:
    """What came out.

    Args:
        values: outcomes by step, (steps, outcomes); flows as sums since the start.
        world: the world at the end.
        record: what was counted.
    """

    values: NDArray[np.float64]
    world: World
    record: Record

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        """Return one outcome by step."""
        return self.values[:, _PLACE[name]]

    @property
    def politics(self) -> Any:
        """The fields at the end."""
        return self.world.politics[0]


def parameters_of(**given: float) -> Any:
    """Return one member's parameters: the ledger's medians, with some given."""
    ledger = load_ledger()
    values = draw(ledger, dict.fromkeys(ledger, np.full(1, 0.5)))
    for name, value in given.items():
        assert name in values, name
        values[name] = np.array([float(value)])
    return kernel_record(ledger, values)[0]


def parameters_at(u: float) -> Any:
    """Return parameters with every entry at one quantile."""
    ledger = load_ledger()
    return kernel_record(ledger, draw(ledger, dict.fromkeys(ledger, np.full(1, u))))[0]


def step(
    weeks: int = 52,
    *,
    on: Any = POLITICS,
    start: Mapping[str, float] | None = None,
    fields: Mapping[str, ArrayLike] | None = None,
    levers: Mapping[str, ArrayLike] | None = None,
    member: int = 0,
    parameters: Any = None,
    **given: float,
) -> Stepped:
    """Step politics.

    Args:
        weeks: how many weeks; a step is `on.step` of them.
        on: which mechanisms run.
        start: fields of politics at the start.
        fields: fields of other tables by step, such as `force_unconsented`.
        levers: levers by step, numbers or (steps,).
        member: whose luck.
        parameters: all parameters; the ledger's medians if None.
        **given: parameters that differ from those medians.
    """
    steps = round(weeks / on.step)
    world, record, opening = new_world(), new_record(), small_opening([1.0], [0])
    for name, value in (start or {}).items():
        world.politics[name] = value
    tables = {name: np.repeat(getattr(opening, name), steps) for name in _TABLES}
    for name, series in (fields or {}).items():
        owner, field = name.split("_", 1)
        tables[owner][field] = series
    table = neutral_table(steps)
    names = [lever.name for lever in LEVERS]
    for name, series in (levers or {}).items():
        table[:, names.index(name)] = series
    out = np.zeros((steps, len(NATIONAL)))
    _run(
        world,
        record,
        opening,
        parameters_of(**given) if parameters is None else parameters,
        np.ascontiguousarray(table).view(LEVER_RECORD)[..., 0],
        opening._replace(**tables),
        on,
        luck_of(7, member),
        out,
    )
    return Stepped(out, world, record)
