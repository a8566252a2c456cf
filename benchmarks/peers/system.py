"""What the full system costs per run and per mechanism, how far it is from the limit, and a preview."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numba
import numpy as np

import riobravo as rb
from riobravo.ensemble.job import prepare_job
from riobravo.ensemble.preview import forget_previews
from riobravo.study import Study, load_study
from riobravo.world.counts import draw_counts
from riobravo.world.streams import fill_four, luck_of

ROUNDS = 7
MEMBERS = 32


def _time(
    cases: Mapping[str, Callable[[], object]],
    rounds: int = ROUNDS,
    clock: Callable[[], float] = time.perf_counter,
    typical: Callable[[list[float]], float] = statistics.median,
) -> dict[str, float]:
    """Time cases in turn; return the typical seconds of each."""
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            began = clock()
            case()
            seconds[name].append(clock() - began)
    return {name: typical(values) for name, values in seconds.items()}


def _at_once(*cases: Callable[[], object]) -> None:
    """Run cases beside each other, each on a thread."""
    with ThreadPoolExecutor(len(cases)) as pool:
        for started in [pool.submit(case) for case in cases]:
            started.result()


def mechanisms_and_runs() -> tuple[dict[str, float], dict[str, float]]:
    """Return the cost of a run of the full system, and the share of it that goes with each mechanism.

    A mechanism's share is what is saved when it alone is off. Others may then have more or less to do, so
    that shares do not add up, and may be below zero. Costs are processor time, which other work on the
    machine moves least, and each share is a median of ratios of neighbours in time, because the clock of a
    processor moves by more than most mechanisms cost.
    """
    # Conditions of other options may read what a mechanism records; the status quo reads nothing.
    study = load_study().with_changes(members=MEMBERS, options=["status-quo", "arrests-doubled"], years=1)
    study = study.model_copy(update={"options": study.resolved_options()[:1]})
    longer = study.model_copy(update={"years": 6})

    def run(one: Study) -> Callable[[], object]:
        # What all worlds share is read once, so that only the worlds are timed.
        job = prepare_job(one)
        job.simulate(0, MEMBERS)
        return lambda: job.simulate(0, MEMBERS)

    whole, year = run(longer), run(study)
    # Other work only ever adds to what a case takes.
    seconds = _time({"one year": year, "six years": whole}, clock=time.process_time, typical=min)
    shares = {}
    for name in study.active_mechanisms:
        without = run(longer.model_copy(update={"mechanisms": {name: False}}))
        ratios = []
        for _ in range(ROUNDS):
            pair = _time({"all": whole, "without": without}, 1, time.process_time)
            ratios.append(pair["without"] / pair["all"])
        shares[f"{name}, share of a run that it costs"] = 1.0 - statistics.median(ratios)
    one, other = whole, run(longer)

    by_clock = _time({"one": one, "both": lambda: _at_once(one, other)})
    weeks = MEMBERS * 5 * 52
    full = seconds["six years"]
    system = {
        "milliseconds per run of five years after the past": 1e3 * (full - seconds["one year"]) / MEMBERS,
        "microseconds per week of one world": 1e6 * (full - seconds["one year"]) / weeks,
        "milliseconds of the past (2012 on) per world": 1e3
        * (seconds["one year"] - (full - seconds["one year"]) / 5)
        / MEMBERS,
        "speedup of two threads": 2.0 * by_clock["one"] / by_clock["both"],
    }
    return system, shares


@numba.njit(nogil=True, error_model="numpy", boundscheck=False)
def _draw_many(
    luck: Any, subjects: Any, out: Any, mean: Any, counts: Any, repeats: int, poisson: bool
) -> float:
    n = len(subjects)
    total = 0.0
    for week in range(repeats):
        fill_four(luck, week, 16, subjects, out, n)
        if poisson:
            for k in range(4):
                counts[:n] = mean[k, :n]
                draw_counts(counts, out[k], n)
                total += counts[week % n]
        total += out[0, week % n]
    return total


@numba.njit(nogil=True, fastmath=True, error_model="numpy", boundscheck=False)
def _flops(values: Any, repeats: int) -> None:
    # Two products and two sums per number and turn, enough of them side by side to fill the pipes.
    for _ in range(repeats):
        for i in range(len(values)):
            x = values[i]
            for _ in range(16):
                x = x * 0.999 + 0.001
            values[i] = x


def limits(rows: list[dict[str, Any]]) -> dict[str, float | str]:
    """Return counted draws and operations of a stochastic run, measured ceilings, and the share reached."""
    found = {row["name"]: row["runs_per_second"] for row in rows if row["law"] == "stochastic"}
    if "riobravo" not in found:
        return {"not measured": "riobravo was left out"}
    from peers.model import load_cartels

    cartels = load_cartels()
    groups, ties, weeks = len(cartels.start), len(cartels.first), 520
    room = 64 * (groups // 64 + 1)
    subjects = np.arange(room, dtype=np.uint64)
    out, counts = np.zeros((4, room)), np.zeros(room)
    size = np.zeros(room)
    size[:groups] = cartels.start
    enemies = cartels.matrix @ cartels.start
    mean = np.zeros((4, room))
    mean[0] = cartels.recruitment * size
    mean[1] = cartels.arrests * size / size.sum()
    mean[2, :groups] = cartels.conflict * cartels.start * enemies
    mean[3] = cartels.saturation * size * size
    luck, repeats = luck_of(1, 0), 4000
    values, other_values, turns = np.ones(256), np.ones(256), 400_000
    cases: dict[str, Callable[[], object]] = {
        "philox": lambda: _draw_many(luck, subjects, out, mean, counts, repeats, False),
        "poisson": lambda: _draw_many(luck, subjects, out, mean, counts, repeats, True),
        "flops": lambda: _flops(values, turns),
    }
    for case in cases.values():
        case()
    seconds = _time(cases, 5)
    longer = 10 * turns
    cases = {
        "one": lambda: _flops(values, longer),
        "two": lambda: _at_once(lambda: _flops(values, longer), lambda: _flops(other_values, longer)),
    }
    threads = _time(cases, 15)
    uniforms = repeats * room * 4 / seconds["philox"]
    poissons = repeats * room * 4 / seconds["poisson"]
    peak = 256 * 16 * 2 * turns / seconds["flops"]
    draws = float(4 * groups * weeks)
    # Per group: 4 x (exponential 20, eight terms of 4), means and settling 30; per tie 4.
    flops = float(weeks * (groups * (4 * 52 + 30) + ties * 4))
    rate = found["riobravo"]
    return {
        "groups": str(groups),
        "rivalries": str(ties),
        "random draws per run, counted": draws,
        "floating-point operations per run, counted": flops,
        "ceiling: uniform numbers per second (Philox4x32-10)": uniforms,
        "ceiling: Poisson counts per second, with their numbers": poissons,
        "ceiling: floating-point operations per second": peak,
        "ceiling: two threads of floating point over one": 2.0 * threads["one"] / threads["two"],
        "runs per second, reached": rate,
        "share of the ceiling of uniform numbers": rate * draws / uniforms,
        "share of the ceiling of Poisson counts": rate * draws / poissons,
        "share of the ceiling of floating point": rate * flops / peak,
    }


def previews() -> dict[str, float]:
    """Return the milliseconds of a preview of 100 worlds over five years: all new, one new option, known."""
    rb.preview(members=2, years=1)
    forget_previews()
    new = _time({"new": rb.preview}, 1)["new"]
    one = _time({"one": lambda: rb.preview(options=["recruitment-halved"])}, 1)["one"]
    known = _time({"known": rb.preview}, 7)["known"]
    return {
        "milliseconds, two options, nothing known": 1e3 * new,
        "milliseconds, one new option beside a known one": 1e3 * one,
        "milliseconds, asked again": 1e3 * known,
    }
