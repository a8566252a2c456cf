"""Simulated worlds for claims: each comparison is run once and shared by all tests."""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from riobravo.claims.settings import Demand, Floats, Setting
from riobravo.claims.vocabulary import STATE_OUTCOMES
from riobravo.ensemble.draws import (
    FIRST_SET,
    SECOND_SET,
    Chances,
    apply_overrides,
    draw_parameters,
)
from riobravo.errors import InputError
from riobravo.evidence.loading import ledger_hash, load_ledger
from riobravo.options.references import STATUS_QUO
from riobravo.options.schema import Option
from riobravo.study import Study
from riobravo.world.streams import draw_members

if TYPE_CHECKING:
    import xarray

MOST_OPTIONS: Final = 39
_KEPT: Final = 48
# Few worlds per task keep all processors busy to the end of each of many short runs.
_CHUNK: Final = 8
_RUNS: OrderedDict[str, xarray.Dataset] = OrderedDict()

Announce = Callable[[str], None]


@dataclass(frozen=True)
class Run:
    """One simulation: options beside the status quo, for some years, in one setting."""

    options: tuple[str, ...]
    years: int
    setting: Setting


@dataclass
class SimulatedWorlds:
    """Worlds behind tests; see `riobravo.claims.settings.Worlds`.

    Args:
        study: base study, with worldview, members and seed.
        datasets: results by setting and option.
        chances: which set of random numbers was used for what.
    """

    study: Study
    datasets: Mapping[tuple[Setting, str], xarray.Dataset]
    chances: Chances = FIRST_SET
    _parameters: dict[str, Floats] = field(default_factory=dict)

    @property
    def members(self) -> int:
        """Number of worlds."""
        return self.study.members

    def yearly(self, option: str, outcome: str, setting: Setting, states: tuple[str, ...]) -> Floats:
        """Return an outcome by year, (members, years)."""
        values = self._dataset(option, setting)[outcome].sel(option=option)
        if outcome in STATE_OUTCOMES:
            values = values.sel(state=list(states)) if states else values
            values = values.sum("state")
        return np.asarray(values.values, dtype=np.float64)

    def quarterly(self, option: str, outcome: str, setting: Setting) -> Floats:
        """Return an outcome by quarter after the start, per year, (members, quarters)."""
        values = self._dataset(option, setting)[f"{outcome}_quarterly"].sel(option=option)
        return np.asarray(values.values[:, values["quarter"].values > 0.0], dtype=np.float64)

    def last_observed_year(self, setting: Setting) -> float:
        """Return the homicides of the last twelve observed months."""
        dataset = next(data for (where, _), data in self.datasets.items() if where == setting)
        return float(dataset["state_reference_homicides"].sum())

    def parameter(self, name: str) -> Floats:
        """Return a ledger parameter by member, (members,)."""
        if not self._parameters:
            ledger, fixed = apply_overrides(load_ledger(), self.study)
            self._parameters |= draw_parameters(
                ledger, fixed, None, self.study.seed, 0, self.members, self.chances
            )
        if name not in self._parameters:
            raise InputError(
                "there is no parameter of this name.",
                field=name,
                fix="`riobravo evidence` lists all parameters.",
            )
        return self._parameters[name]

    def uniform(self, name: str) -> Floats:
        """Return a random number in (0, 1) for each member, (members,)."""
        first = SECOND_SET if name in self.chances.parameters else 0
        return draw_members(self.study.seed, name, first, self.members)

    def _dataset(self, option: str, setting: Setting) -> xarray.Dataset:
        return self.datasets[(setting, option)]


def plan_runs(demands: Sequence[Demand]) -> list[Run]:
    """Return the fewest simulations that satisfy some demands.

    Options that are needed for longer are simulated apart, so that they do not slow the others.
    """
    years: dict[tuple[Setting, str], int] = {}
    for demand in demands:
        key = (demand.setting, demand.option)
        years[key] = max(demand.years, years.get(key, 0))
    runs: list[Run] = []
    for setting in sorted({setting for setting, _ in years}):
        wanted = {option: long for (where, option), long in years.items() if where == setting}
        # Whatever is compared to the status quo lasts no longer than it does.
        longest = wanted.pop(STATUS_QUO, 0)
        lengths = sorted(set(wanted.values()) | ({longest} if longest else set()))
        for length in lengths:
            options = sorted(one for one, long in wanted.items() if long == length)
            if not options and length != longest:
                continue
            if not options and any(run.years >= length for run in runs if run.setting == setting):
                continue
            for part in range(max(1, math.ceil(len(options) / MOST_OPTIONS))):
                chosen = options[part * MOST_OPTIONS : (part + 1) * MOST_OPTIONS]
                runs.append(Run(tuple(chosen), length, setting))
    return runs


def simulate(
    study: Study,
    demands: Sequence[Demand],
    own: Mapping[str, Option],
    *,
    chances: Chances = FIRST_SET,
    threads: int | None = None,
    announce: Announce | None = None,
) -> SimulatedWorlds:
    """Simulate what some tests demand; what was simulated before in this process is reused.

    Args:
        study: everything but options, years, dates and mechanisms.
        demands: what the tests need to see.
        own: options of the claims' own, by id.
        chances: which set of random numbers is used for what.
        threads: number of threads; changes no number.
        announce: told about each simulation.
    """
    datasets: dict[tuple[Setting, str], xarray.Dataset] = {}
    for run in plan_runs(demands):
        plan = _study_of(run, study, own)
        if announce:
            announce(f"{len(plan.options)} options, {run.years} years")
        dataset = _run(plan, chances, threads)
        names = [str(one) for one in dataset["option"].values]
        for name in names:
            held = datasets.get((run.setting, name))
            if held is None or held.sizes["year"] < dataset.sizes["year"]:
                datasets[(run.setting, name)] = dataset
    return SimulatedWorlds(study, datasets, chances)


def check_demands(study: Study, demands: Sequence[Demand], own: Mapping[str, Option]) -> None:
    """Refuse what could not be simulated, before anything is.

    Args:
        study: everything but options, years, dates and mechanisms.
        demands: what a test needs to see.
        own: options of the claims' own, by id.

    Raises:
        RiobravoError: an option cannot run at that time, or too little was observed by then.
    """
    from riobravo.ensemble.opening import prepare_start

    for run in plan_runs(demands):
        plan = _study_of(run, study, own)
        if run.setting.start:
            prepare_start(plan)


def _study_of(run: Run, study: Study, own: Mapping[str, Option]) -> Study:
    changes: dict[str, object] = {
        "options": [own.get(name, name) for name in _two_or_more(run.options)],
        "years": run.years,
    }
    if run.setting.off:
        changes["mechanisms"] = {**study.mechanisms, **dict.fromkeys(run.setting.off, False)}
    if run.setting.start:
        changes["start"] = run.setting.start
        changes["as_of"] = run.setting.as_of or None
    return study.with_changes(**changes)


def _two_or_more(options: tuple[str, ...]) -> list[str]:
    """Return the options behind the status quo; a study compares at least two."""
    return [STATUS_QUO, *(options or ("arrests-doubled",))]


def _run(study: Study, chances: Chances, threads: int | None) -> xarray.Dataset:
    from riobravo.api import command_line
    from riobravo.ensemble.result import make_dataset
    from riobravo.ensemble.runner import run_worlds
    from riobravo.world.compile import kernel_hash

    text = "\0".join(
        [
            study.dump_yaml(),
            ",".join(sorted(chances.parameters)),
            str(chances.luck),
            ledger_hash(),
            kernel_hash(),
        ]
    )
    key = hashlib.sha256(text.encode()).hexdigest()
    if key not in _RUNS:
        worlds = run_worlds(study, threads=threads, chunk=_CHUNK, chances=chances)
        _RUNS[key] = make_dataset(study, worlds, command_line(study))
        while len(_RUNS) > _KEPT:
            _RUNS.popitem(last=False)
    _RUNS.move_to_end(key)
    return _RUNS[key]
