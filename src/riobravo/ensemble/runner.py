"""The runner: all members of a study through all its options, in chunks on threads."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riobravo.ensemble.draws import FIRST_SET, Chances
from riobravo.ensemble.job import Job, Pasts, prepare_job
from riobravo.ensemble.opening import Start
from riobravo.errors import InputError, SimulationError
from riobravo.study import Study
from riobravo.world.helper import processors
from riobravo.world.outcomes import BY_STATE, NATIONAL
from riobravo.world.run import WEEKS_PER_YEAR
from riobravo.world.state import STATES

CHUNK = 32
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
    began = time.perf_counter()
    _check_counts(threads, chunk)
    job = prepare_job(study, overlay=overlay, state_reading=state_reading, chances=chances, start=start)
    worlds = run_job(job, threads=threads, chunk=chunk, progress=progress)
    return replace(worlds, seconds=time.perf_counter() - began)


def run_job(
    job: Job,
    *,
    threads: int | None = None,
    chunk: int = CHUNK,
    progress: Progress | None = None,
    pasts: Pasts | None = None,
) -> Worlds:
    """Simulate every member of a job under every option; see `run_worlds`.

    Args:
        job: what to run.
        threads: number of threads, at least one; all processors if None.
        chunk: members per task, at least one.
        progress: told about members done.
        pasts: where the members stand when the options begin: begun from if known, else filled.

    Raises:
        InputError: threads or chunk below one.
        SimulationError: a world left its bounds.
    """
    _check_counts(threads, chunk)
    began = time.perf_counter()
    study, options = job.study, len(job.options)
    quarters = job.quarters_before + study.years * 4
    readings = study.years * WEEKS_PER_YEAR // job.state_reading
    worlds = options * study.members
    _check_memory(worlds * (quarters * len(NATIONAL) * 8 + readings * len(BY_STATE) * STATES * 4))
    quarterly = np.empty((options, study.members, quarters, len(NATIONAL)))
    by_state = np.empty((options, study.members, readings, len(BY_STATE), STATES), np.float32)
    refused = np.zeros((options, study.members), np.int64)

    def work(first: int, count: int) -> int:
        some_quarterly, some_by_state, some_refused = job.simulate(first, count, pasts=pasts)
        part = slice(first, first + count)
        quarterly[:, part] = some_quarterly.swapaxes(0, 1)
        by_state[:, part] = some_by_state.swapaxes(0, 1)
        refused[:, part] = some_refused.T
        return count

    tasks = [(first, min(chunk, study.members - first)) for first in range(0, study.members, chunk)]
    _run_tasks(work, tasks, threads or processors(), study.members, progress)
    _check_bounds(quarterly, by_state, study)
    if pasts is not None:
        pasts.is_known = True
    return Worlds(quarterly, by_state, refused, job.start, time.perf_counter() - began)


def _check_counts(threads: int | None, chunk: int) -> None:
    for name, value in (("threads", 1 if threads is None else threads), ("chunk", chunk)):
        if value < 1:
            raise InputError(f"must be at least 1, got {value}.", field=name, fix="use 1 or more.")


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
