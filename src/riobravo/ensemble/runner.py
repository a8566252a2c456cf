"""The runner: all members of a study through all its options, in chunks on threads."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from riobravo.ensemble.draws import (
    FIRST_SET,
    SECOND_SET,
    Chances,
    apply_overrides,
    draw_parameters,
    kernel_record,
    posterior_for,
)
from riobravo.ensemble.nowcast.start import draw_starts
from riobravo.ensemble.opening import Start, prepare_start
from riobravo.errors import InputError, SimulationError
from riobravo.evidence.loading import Ledger, load_ledger
from riobravo.options.records import make_plan
from riobravo.options.schema import Option
from riobravo.study import Study
from riobravo.world.helper import processors
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import BY_STATE, NATIONAL
from riobravo.world.run import WEEKS_PER_QUARTER, WEEKS_PER_YEAR, run_members
from riobravo.world.state import STATES
from riobravo.world.streams import luck_of
from riobravo.world.week import ALL_OFF

if TYPE_CHECKING:
    from riobravo.credibility.calibration.artefact import Posterior

CHUNK = 32
# Members whose parameters are drawn together: drawing takes almost as long for one as for hundreds.
DRAWN = 512
# Called with the number of members done so far, and of all members.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Worlds:
    """Everything that was simulated.

    Args:
        quarterly: national outcomes, flows per year, (options, members, quarters, outcomes).
        by_state: outcomes by state and reading, flows per year, (options, members, readings, kinds,
            states).
        refused_splits: splits refused for want of room, (options, members).
        start: where and when the simulation started.
        seconds: time it took.
    """

    quarterly: NDArray[np.float64]
    by_state: NDArray[np.float32]
    refused_splits: NDArray[np.int64]
    start: Start
    seconds: float


def run_worlds(
    study: Study,
    *,
    threads: int | None = None,
    chunk: int = CHUNK,
    progress: Progress | None = None,
    overlay: Path | None = None,
    state_reading: int = WEEKS_PER_YEAR,
    chances: Chances = FIRST_SET,
    start: Start | None = None,
) -> Worlds:
    """Simulate every member of a study under every option.

    The result does not depend on `threads` or `chunk`, bit for bit.

    Args:
        study: what to run.
        threads: number of threads, at least one; all processors if None.
        chunk: members per task, at least one.
        progress: told about members done.
        overlay: folder with newer series, laid over the shipped one.
        state_reading: weeks between readings by state.
        chances: which parameters, and whether luck, use the second set of random numbers.
        start: where and when to start; made from the series up to the study's as-of date if None.

    Raises:
        InputError: threads or chunk below one, or a parameter override that does not fit.
        DataError: the observed series do not serve the study's dates.
        SimulationError: a world left its bounds.
    """
    threads = default_threads() if threads is None else threads
    for name, value in (("threads", threads), ("chunk", chunk)):
        if value < 1:
            raise InputError(f"must be at least 1, got {value}.", field=name, fix="use 1 or more.")
    started = time.perf_counter()
    job = prepare_job(study, overlay=overlay, state_reading=state_reading, chances=chances, start=start)
    start = job.start
    quarters = start.before // WEEKS_PER_QUARTER + study.years * 4
    options = len(job.options)
    readings = study.years * WEEKS_PER_YEAR // state_reading
    worlds = options * study.members
    _check_memory(worlds * (quarters * len(NATIONAL) * 8 + readings * len(BY_STATE) * STATES * 4))
    quarterly = np.empty((options, study.members, quarters, len(NATIONAL)))
    by_state = np.empty((options, study.members, readings, len(BY_STATE), STATES), np.float32)
    refused = np.zeros((options, study.members), np.int64)

    def work(first: int, count: int) -> int:
        some_quarterly, some_by_state, some_refused = job.simulate(first, count)
        part = slice(first, first + count)
        quarterly[:, part] = some_quarterly.swapaxes(0, 1)
        by_state[:, part] = some_by_state.swapaxes(0, 1)
        refused[:, part] = some_refused.T
        return count

    tasks = [(first, min(chunk, study.members - first)) for first in range(0, study.members, chunk)]
    _run_tasks(work, tasks, threads, study.members, progress)
    _check_bounds(quarterly, by_state, study)
    return Worlds(quarterly, by_state, refused, start, time.perf_counter() - started)


def _check_memory(needed: int) -> None:
    """Refuse results that the memory of the machine cannot hold, before any time is spent on them."""
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return  # the system does not say; it will refuse by itself
    if needed > 0.8 * free:
        raise InputError(
            f"the results need about {needed / 1e9:.1f} GB, and {free / 1e9:.1f} GB of memory are free.",
            field="members",
            fix="run fewer members, options or years.",
        )


def default_threads() -> int:
    """Return the number of processors that this process may use."""
    return processors()


def prepare_job(
    study: Study,
    *,
    overlay: Path | None = None,
    state_reading: int = WEEKS_PER_YEAR,
    chances: Chances = FIRST_SET,
    start: Start | None = None,
) -> Job:
    """Read all that the members of a study share; see `run_worlds` for the arguments.

    Raises:
        InputError: a parameter override does not fit.
        DataError: the observed series do not serve the study's dates.
    """
    ledger, fixed = apply_overrides(load_ledger(), study)
    start = prepare_start(study, overlay) if start is None else start
    options, posterior = study.resolved_options(), posterior_for(study)
    return Job(study, options, ledger, fixed, posterior, start, state_reading, chances)


@dataclass(frozen=True)
class Job:
    """A study with all that its members share, ready to simulate any of them.

    Args:
        study: what to run.
        options: its options, the reference first.
        ledger: the parameters, as the study believes them.
        fixed: values that are not drawn, by parameter.
        posterior: joint draws of the parameters that the observed series identify, if the study asks.
        start: where and when the simulation starts.
        state_reading: weeks between readings by state.
        chances: which parameters, and whether luck, use the second set of random numbers.
        drawn: parameters drawn so far, by block of `DRAWN` members; the newest blocks only.
    """

    study: Study
    options: tuple[Option, ...]
    ledger: Ledger
    fixed: dict[str, float]
    posterior: Posterior | None
    start: Start
    state_reading: int
    chances: Chances
    drawn: dict[int, dict[str, NDArray[np.float64]]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def draw(self, first: int, count: int) -> dict[str, NDArray[np.float64]]:
        """Return the parameters of some members, arrays of shape (count,) by parameter, to read only."""
        block = first // DRAWN
        if (first + count - 1) // DRAWN != block:
            return self._draw(first, count)
        values = self.drawn.get(block)
        if values is None:
            start = block * DRAWN
            values = self._draw(start, max(min(DRAWN, self.study.members - start), first + count - start))
            # Threads may draw the same block twice; it holds the same numbers. Few blocks are in use.
            for old in list(self.drawn)[:-8]:
                self.drawn.pop(old, None)
            self.drawn[block] = values
        place = slice(first - block * DRAWN, first - block * DRAWN + count)
        if len(next(iter(values.values()))) < place.stop:
            return self._draw(first, count)
        return {name: some[place] for name, some in values.items()}

    def _draw(self, first: int, count: int) -> dict[str, NDArray[np.float64]]:
        values = draw_parameters(
            self.ledger,
            self.fixed,
            self.start.shocks,
            self.study.seed,
            first,
            count,
            self.chances,
            self.posterior,
        )
        for some in values.values():
            some.flags.writeable = False
        return values

    def simulate(
        self, first: int, count: int, weekly: NDArray[np.float64] | None = None
    ) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Simulate some members.

        Args:
            first: number of the first member.
            count: number of members.
            weekly: filled with national outcomes by week after the start of the options, flows as
                counted since the last quarter ended, (members, options, weeks, outcomes).

        Returns:
            National outcomes by quarter, (members, options, quarters, outcomes); outcomes by state,
            (members, options, readings, kinds, states); splits refused for want of room,
            (members, options). Flows are per year.
        """
        study, start = self.study, self.start
        weeks = study.years * WEEKS_PER_YEAR
        values = self.draw(first, count)
        quarters = start.before // WEEKS_PER_QUARTER + study.years * 4
        options = len(self.options)
        quarterly = np.zeros((count, options, quarters, len(NATIONAL)))
        readings = weeks // self.state_reading
        by_state = np.zeros((count, options, readings, len(BY_STATE), STATES))
        refused = np.zeros((count, options), np.int64)
        # Where a world stands is chance to whoever knows the series, as is what comes after.
        luck = first + SECOND_SET * self.chances.luck
        starts = draw_starts(start.nowcast, start.opening, values, study.seed, luck, count)
        run_members(
            start.opening,
            kernel_record(self.ledger, values),
            make_plan(self.options, study, values, count),
            weeks,
            PAST,
            switches(study),
            luck_of(study.seed, luck),
            start.history,
            start.before,
            WEEKS_PER_QUARTER,
            self.state_reading,
            quarterly,
            by_state,
            refused,
            starts if study.noise else None,
            weekly,
        )
        return quarterly, by_state, refused


# History follows the published model: no noise, no leader removals, no moves between states.
PAST = ALL_OFF._replace(recruitment=True, arrests=True, conflict=True, exit=True, noise=False, places=False)


def switches(study: Study) -> Any:
    """Return which mechanisms the study runs."""
    on = set(study.active_mechanisms)
    named = {mechanism.name: mechanism.id in on for mechanism in MECHANISMS}
    return ALL_OFF._replace(**named, noise=study.noise)


def _run_tasks(
    work: Callable[[int, int], int],
    tasks: list[tuple[int, int]],
    threads: int,
    members: int,
    progress: Progress | None,
) -> None:
    """Run tasks on threads; on any error or Ctrl-C, drop those that have not begun."""
    done = 0
    if progress:
        progress(0, members)
    with ThreadPoolExecutor(threads, thread_name_prefix="riobravo") as pool:
        # No more tasks than threads wait in the pool, so that Ctrl-C has little to drop.
        running = {pool.submit(work, *task) for task in tasks[:threads]}
        remaining = tasks[threads:]
        try:
            while running:
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    done += future.result()
                if progress:
                    progress(done, members)
                while remaining and len(running) < threads:
                    running.add(pool.submit(work, *remaining.pop(0)))
        except BaseException:
            for future in running:
                future.cancel()
            raise


def out_of_bounds(quarterly: NDArray[Any], by_state: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which runs hold a number that is not finite, or is negative and must not be.

    Args:
        quarterly: national outcomes, (..., readings, outcomes).
        by_state: outcomes by state, (..., readings, kinds, states).

    Returns:
        Shape (..., outcomes + kinds), in the order of `NATIONAL` and `BY_STATE`.
    """
    lowest = np.array([-np.inf if outcome.signed else 0.0 for outcome in NATIONAL])
    in_nation = ~(np.isfinite(quarterly) & (quarterly >= lowest)).all(axis=-2)
    in_states = ~(np.isfinite(by_state) & (by_state >= 0.0)).all(axis=(-3, -1))
    return np.concatenate([in_nation, in_states], axis=-1)


def _check_bounds(quarterly: NDArray[Any], by_state: NDArray[Any], study: Study) -> None:
    """Raise if any world left its bounds."""
    found = out_of_bounds(quarterly, by_state)
    bad = found.any(axis=(0, 2))
    if bad.any():
        worst = int(np.flatnonzero(bad)[0])
        names = [outcome.name for outcome in (*NATIONAL, *BY_STATE)]
        option, outcome = (int(place) for place in np.argwhere(found[:, worst])[0])
        raise SimulationError(
            f"{int(bad.sum())} of {study.members} worlds left their bounds, the first is member"
            f" {worst} of seed {study.seed}, in {names[outcome]} under"
            f" `{study.resolved_options()[option].id}`.",
            field="members",
            fix="check the parameters that the study sets; the seed and member reproduce the case.",
        )
