"""What a study on disk costs: memory and time against runs, weeks and groups, and the store itself.

    python benchmarks/scaling.py [--out FOLDER] [--runs N] [--cluster]

Prints a table; writes `scaling.json` and `scaling.svg`. Everything that is compared is measured by turns in
one process, in seconds of the processor, so that other work on the machine matters little. Where the store
is measured alone, the simulation is replaced by results at hand: nothing else could show a hundred thousand
runs in a minute.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import platform
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

import riobravo as rb
from riobravo.ensemble.job import Job, prepare_job
from riobravo.ensemble.opening import Start, prepare_start
from riobravo.ensemble.runner import run_worlds
from riobravo.study import Study, load_study
from riobravo.world.outcomes import PLACE

OPTIONS = ("status-quo", "kingpin-kill")
Row = dict[str, Any]


def study(members: int, years: int, options: tuple[str, ...] = OPTIONS) -> Study:
    return load_study().with_changes(members=members, years=years, options=options)


def processor(work: Callable[[], object]) -> float:
    """Return the seconds of processor that some work takes, over all threads."""
    began = time.process_time()
    work()
    return time.process_time() - began


@contextmanager
def no_simulation(one: Study) -> Iterator[None]:
    """Let every chunk have the results of a few worlds that were simulated once."""
    known = prepare_job(one).simulate(0, 32)

    def repeat(_self: Job, first: int, count: int, _weekly: Any = None) -> Any:
        places = (np.arange(count) + first) % 32
        return tuple(part[places] for part in known)

    with patch.object(Job, "simulate", repeat):
        yield


def overhead(members: int, years: int, repeats: int, folder: Path) -> Row:
    """Compare running into a folder with simulating the same worlds, by turns."""
    one = study(members, years)
    ratios = []
    for turn in range(repeats + 1):
        place = folder / f"overhead-{years}-{turn}"
        simulated = processor(lambda: run_worlds(one, threads=1, chunk=256))
        stored = processor(partial(rb.run, one, place, threads=1))
        if turn:  # the first turn loads code
            ratios.append(stored / simulated)
    return {
        "runs": 2 * members,
        "years": years,
        "overhead": statistics.median(ratios) - 1.0,
        "from": min(ratios) - 1.0,
        "to": max(ratios) - 1.0,
        "bytes_per_run": rb.status(place)["bytes"] / (2 * members),
    }


def peak_memory() -> float:
    """Return the most memory that this process has held, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def store_alone(members: int, years: int, folder: Path) -> Row:
    """Measure the store without the simulation, in a process of its own for its memory."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_store_alone, (members, years, str(folder / f"alone-{members}-{years}")))


def _store_alone(members: int, years: int, place: str) -> Row:
    one, folder = study(members, years), Path(place)
    with no_simulation(one):
        rb.run(study(32, years), folder.with_suffix(".warm"), threads=1)
        before = peak_memory()
        seconds = processor(lambda: rb.run(one, folder, threads=1))
    after = peak_memory()
    told = rb.status(folder)
    began = time.perf_counter()
    rb.resume(folder)
    resumed = time.perf_counter() - began
    mean = processor(lambda: rb.open_study(folder).summary("homicides"))
    shutil.rmtree(folder)
    return {
        "runs": told["runs"],
        "years": years,
        "units": told["units"],
        "microseconds_per_run": 1e6 * seconds / told["runs"],
        "memory_before_mb": before,
        "memory_mb": after,
        "resume_seconds": resumed,
        "summary_seconds": mean,
    }


def cost(members: int, years: int, options: tuple[str, ...] = OPTIONS) -> Row:
    """Measure the simulation."""
    job = prepare_job(study(members, years, options))
    # Other work on the machine only ever adds.
    seconds = min(
        processor(lambda: [job.simulate(first, 16) for first in range(0, members, 16)]) for _ in range(5)
    )
    runs = members * len(options)
    return {
        "runs": runs,
        "weeks": 52 * years,
        "options": len(options),
        "milliseconds_per_run": 1e3 * seconds / runs,
    }


def groups(members: int, years: int = 5) -> list[Row]:
    """Measure how the cost of a world depends on the number of armed groups that it starts with."""
    one = study(members, years)
    start = prepare_start(one)
    counts = (25, 50, 100, 150, 225, 300, 375)  # 400 fit, and some split in two
    jobs = [prepare_job(one, start=with_groups(start, count)) for count in counts]
    spent = [[processor(partial(job.simulate, 0, members)) for job in jobs] for _ in range(3)]
    least = np.min(spent, axis=0)
    return [
        {
            "groups_at_start": count,
            "groups": float(job.simulate(0, members)[0][..., PLACE["groups"]].mean()),
            "milliseconds_per_run": 1e3 * float(seconds) / (members * len(OPTIONS)),
        }
        for count, job, seconds in zip(counts, jobs, least, strict=True)
    ]


def with_groups(start: Start, count: int) -> Start:
    """Return the start with so many groups: the first of the map, or all and then copies without rivals."""
    old = start.opening
    known = len(old.size_share)
    place = np.arange(count) % known
    share = old.size_share[place]
    among = np.maximum(old.tie_first, old.tie_second) < count
    changed = old._replace(
        counts=np.array([count, among.sum()]),
        size_share=share / share.sum(),
        identity=old.identity[place] + (np.arange(count) // known).astype(np.uint64),
        restraint=old.restraint[place],
        home=old.home[:, place],
        elsewhere=old.elsewhere[:, place],
        tie_first=old.tie_first[among],
        tie_second=old.tie_second[among],
        tie_weight=old.tie_weight[among],
    )
    return replace(start, opening=changed)


def messages(units: int) -> Row:
    """Measure what handing out a unit through a Dask scheduler costs, without any work in it."""
    from distributed import Client, LocalCluster, as_completed

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local,
        Client(local) as client,
    ):
        client.submit(nothing, "folder", "study", -1, ()).result()
        finished = as_completed(loop=client.loop)
        began = time.perf_counter()
        waiting = iter(range(units))
        for unit in (next(waiting) for _ in range(4)):
            finished.add(client.submit(nothing, "folder", "study", unit, (), pure=False))
        for _ in finished:
            client.nthreads()
            if (later := next(waiting, None)) is not None:
                finished.add(client.submit(nothing, "folder", "study", later, (), pure=False))
        seconds = time.perf_counter() - began
    return {"units": units, "milliseconds_per_unit": 1e3 * seconds / units}


def nothing(folder: str, study: str, unit: int, failed: tuple[()]) -> Row:
    """Take and return what a unit takes and returns, and do nothing."""
    return {"unit": unit, "folder": folder, "study": study, "failed": failed}


def draw(results: Row, file: Path) -> None:
    """Draw memory and cost against runs, and cost against weeks and groups."""
    import altair
    import vl_convert

    per_run = "milliseconds_per_run"

    def panel(rows: list[Row], across: str, up: str, titles: tuple[str, str], log: bool) -> Any:
        scale = altair.Scale(type="log") if log else altair.Scale(zero=True)
        axis = altair.Axis(format=",d", values=[1e3, 1e4, 1e5, 1e6]) if log else altair.Axis()
        return (
            altair.Chart(altair.InlineData(values=rows))
            .mark_line(point=True)
            .encode(
                x=altair.X(f"{across}:Q", scale=scale, axis=axis, title=titles[0]),
                y=altair.Y(f"{up}:Q", scale=altair.Scale(zero=True), title=titles[1]),
            )
            .properties(width=230, height=170)
        )

    chart = altair.hconcat(
        panel(results["store"], "runs", "memory_mb", ("runs", "peak memory, MB"), True),
        panel(results["store"], "runs", "microseconds_per_run", ("runs", "store, µs per run"), True),
        panel(results["weeks"], "weeks", per_run, ("weeks", "simulation, ms per run"), False),
        panel(
            results["groups"],
            "groups",
            per_run,
            ("armed groups", "simulation, ms per run"),
            False,
        ),
    )
    title = altair.TitleParams(
        "What a study on disk costs",
        subtitle=f"riobravo {rb.__version__}, {platform.machine()}, time of one processor",
        anchor="start",
    )
    chart = chart.properties(title=title)
    file.write_text(vl_convert.vegalite_to_svg(chart.to_dict()), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, default=Path("scaling"))
    parser.add_argument("--runs", type=int, default=100_000, help="largest store that is measured alone")
    parser.add_argument("--cluster", action="store_true", help="also measure messages of a Dask cluster")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    sizes = [size for size in (2_000, 10_000, 30_000, 100_000, 300_000, 1_000_000) if size <= chosen.runs]
    with tempfile.TemporaryDirectory(prefix="riobravo-scaling-") as name:
        folder = Path(name)
        results: Row = {
            "overhead": [
                overhead(200, 1, 5, folder),
                overhead(200, 5, 3, folder),
                overhead(200, 10, 3, folder),
            ],
            "store": [store_alone(size // 2, 10, folder) for size in sizes],
            "runs": [cost(members, 1) for members in (32, 64, 128, 256)],
            "weeks": [cost(16, years) for years in (1, 2, 5, 10, 20)],
            "options": [
                cost(16, 1, (*OPTIONS, "arrests-doubled", "prevention")[:count]) for count in (2, 3, 4)
            ],
            "groups": groups(16),
        }
        if chosen.cluster:
            results["messages"] = messages(500)
    (chosen.out / "scaling.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    draw(results, chosen.out / "scaling.svg")
    for heading, rows in results.items():
        print(f"\n{heading}")
        for row in rows if isinstance(rows, list) else [rows]:
            print("  " + "  ".join(f"{key} {value:,.4g}" for key, value in row.items()))


if __name__ == "__main__":
    main()
