"""Worlds for behaviours: one simulation per input, or every option in the same worlds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from riobravo.credibility.checking.inputs import Input
from riobravo.ensemble.draws import apply_overrides, draw_parameters, kernel_record
from riobravo.ensemble.job import PAST, switches
from riobravo.ensemble.opening import Start, prepare_start
from riobravo.evidence.loading import Ledger
from riobravo.options.records import Programme, join_programmes
from riobravo.study import Study
from riobravo.world.helper import processors
from riobravo.world.levers import LEVERS
from riobravo.world.orders import ADD, CONDITION, EVENT, MULTIPLY, NONE, ORDER
from riobravo.world.outcomes import BY_STATE, NATIONAL, PLACE, STATE_PLACE
from riobravo.world.run import WEEKS_PER_QUARTER, WEEKS_PER_YEAR, run_members
from riobravo.world.state import STATES
from riobravo.world.streams import draw_table, luck_of

Floats = NDArray[np.float64]
Report = Callable[[int], None]

AT_ONCE: Final = 32
# In their week, and not from then on.
EVENTS: Final = frozenset({"remove_largest", "ultimatum", "invasion"})
_LEVER: Final = {lever.name: place for place, lever in enumerate(LEVERS)}
# A positive range that spans more than this is covered by factors, not by differences.
_WIDE: Final = 100.0


@dataclass(frozen=True)
class Readings:
    """What was read in some runs.

    Args:
        national: flows per year and stocks, (runs, quarters, outcomes).
        by_state: the same by state and year of the options, (runs, years, kinds, states).
        before: quarters before the options start.
    """

    national: Floats
    by_state: Floats
    before: int

    def __getitem__(self, name: str) -> Floats:
        """Return one outcome, (runs, quarters), or (runs, years, states)."""
        if name in PLACE:
            return self.national[..., PLACE[name]]
        return self.by_state[:, :, STATE_PLACE[name]]


class Bench:
    """Everything that runs of one study share.

    Args:
        study: parameters, mechanisms, dates, seed and years.
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.ledger, self._fixed = apply_overrides(_ledger(), study)
        self.start: Start = prepare_start(study)

    def run_inputs(self, inputs: Sequence[Input], report: Report) -> Readings:
        """Run every input in its own world.

        Args:
            inputs: what to run.
            report: told how many runs more are done.
        """
        groups: dict[tuple[int, bool], list[int]] = {}
        for place, one in enumerate(inputs):
            groups.setdefault((one.world, one.anywhere), []).append(place)
        tasks = [
            places[k : k + AT_ONCE] for places in groups.values() for k in range(0, len(places), AT_ONCE)
        ]
        blank = self._blank(len(inputs))

        def work(places: list[int]) -> None:
            first = inputs[places[0]]
            values = self.values(first.world, 1, anywhere=first.anywhere)
            programmes = [lever_programme(inputs[place].levers, 1) for place in places]
            national, by_state = self._simulate(values, programmes, first.world, 1)
            blank.national[places], blank.by_state[places] = national[0], by_state[0]
            report(len(places))

        _map(work, tasks)
        return blank

    def run_options(self, programmes: Sequence[Programme], worlds: int, report: Report) -> list[Readings]:
        """Run some options in the same worlds with the same luck.

        Args:
            programmes: the options as records for `worlds` members.
            worlds: number of worlds.
            report: told how many runs more are done.

        Returns:
            Readings of each option; runs are worlds.
        """
        found = [self._blank(worlds) for _ in programmes]

        def work(first: int) -> None:
            count = min(AT_ONCE, worlds - first)
            part = slice(first, first + count)
            own = [Programme(one.orders[part], one.conditions[part], one.masks) for one in programmes]
            national, by_state = self._simulate(self.values(first, count), own, first, count)
            for place, readings in enumerate(found):
                readings.national[part], readings.by_state[part] = national[:, place], by_state[:, place]
            report(count * len(programmes))

        _map(work, list(range(0, worlds, AT_ONCE)))
        return found

    def values(self, first: int, count: int, *, anywhere: bool = False) -> dict[str, Floats]:
        """Return the parameters of some worlds, (count,) each; see `Input.anywhere`."""
        seed = self.study.seed
        values = draw_parameters(self.ledger, self._fixed, self.start.shocks, seed, first, count)
        if anywhere:
            names = [name for name in self.ledger if name not in self._fixed]
            shares = draw_table(seed, [f"check parameter {name}" for name in names], first, count)
            for name, share in zip(names, shares, strict=True):
                values[name] = _between(*self.ledger[name].bounds, share)
        return values

    def _simulate(
        self, values: Mapping[str, Floats], programmes: Sequence[Programme], first: int, count: int
    ) -> tuple[Floats, Floats]:
        """Return readings, (members, options, quarters, outcomes) and by state."""
        start, years, options = self.start, self.study.years, len(programmes)
        weeks = years * WEEKS_PER_YEAR
        quarters = start.before // WEEKS_PER_QUARTER + 4 * years
        national = np.zeros((count, options, quarters, len(NATIONAL)))
        by_state = np.zeros((count, options, years, len(BY_STATE), STATES))
        run_members(
            start.opening,
            kernel_record(self.ledger, values),
            join_programmes(programmes, count),
            weeks,
            PAST,
            switches(self.study),
            luck_of(self.study.seed, first),
            start.history,
            start.before,
            WEEKS_PER_QUARTER,
            WEEKS_PER_YEAR,
            national,
            by_state,
            np.zeros((count, options), np.int64),
        )
        return national, by_state

    def _blank(self, runs: int) -> Readings:
        before = self.start.before // WEEKS_PER_QUARTER
        years = self.study.years
        return Readings(
            np.zeros((runs, before + 4 * years, len(NATIONAL))),
            np.zeros((runs, years, len(BY_STATE), STATES)),
            before,
        )


def lever_programme(levers: Mapping[str, float], members: int) -> Programme:
    """Return an option that holds some levers from its first week on.

    Args:
        levers: values by lever, inside their bounds.
        members: number of members.
    """
    orders = np.zeros((members, len(levers)), ORDER)
    for name in ("trigger", "off_ramp", "mask"):
        orders[name] = NONE
    orders["share"] = 1.0
    orders["until"] = np.inf
    for place, (name, value) in enumerate(levers.items()):
        lever = LEVERS[_LEVER[name]]
        multiplies = lever.combine == "multiply"
        orders["lever"][:, place] = _LEVER[name]
        orders["kind"][:, place] = EVENT if name in EVENTS else MULTIPLY if multiplies else ADD
        orders["value"][:, place] = value - 1.0 if multiplies else value
    return Programme(orders, np.zeros((members, 0), CONDITION), np.zeros((0, STATES)))


def _ledger() -> Ledger:
    from riobravo.evidence.loading import load_ledger

    return load_ledger()


def _between(low: float, high: float, share: Floats) -> Floats:
    if low > 0.0 and high > _WIDE * low:
        return np.asarray(low * (high / low) ** share)
    return np.asarray(low + share * (high - low))


def _map(work: Callable[[Any], None], tasks: Sequence[Any]) -> None:
    """Do all tasks on threads; the first error ends the rest."""
    with ThreadPoolExecutor(processors(), thread_name_prefix="riobravo") as pool:
        futures = [pool.submit(work, task) for task in tasks]
        try:
            for future in futures:
                future.result()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
