"""Ratios inside one run: threads, mechanisms and the shared past. Machines are noisy; ratios are not.

Run with `python benchmarks/ratios.py`; prints JSON with the median of interleaved rounds.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable

from riobravo.ensemble.runner import run_worlds
from riobravo.study import Study, load_study

ROUNDS = 5
MEMBERS = 64
# Eight that need no more than armed groups, so that all run in every case.
OPTIONS = (
    "status-quo",
    "arrests-doubled",
    "recruitment-halved",
    "kingpin-capture",
    "kingpin-kill",
    "remove-largest-leader",
    "de-escalation",
    "prevention",
)
# Armed groups and homicides alone, with all their chances; and as they were published.
FOUNDATION = ("G1", "G2", "G3", "G4", "G5", "G6", "G12")
PUBLISHED = FOUNDATION[:4]


def measure(cases: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Time all cases in turn, round after round, and return the median seconds of each."""
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for case in cases.values():
        case()
    for _ in range(ROUNDS):
        for name, case in cases.items():
            started = time.perf_counter()
            case()
            seconds[name].append(time.perf_counter() - started)
    return {name: statistics.median(values) for name, values in seconds.items()}


def run(study: Study, threads: int = 1) -> Callable[[], object]:
    """Return a case that simulates a study."""
    return lambda: run_worlds(study, threads=threads)


def main() -> None:
    """Measure and print."""
    study = load_study().with_changes(members=MEMBERS, years=10, options=OPTIONS)
    names = study.active_mechanisms
    foundation = {name: name in FOUNDATION for name in names}
    published = {name: name in PUBLISHED for name in names}
    seconds = measure(
        {
            "one thread": run(study),
            "two threads": run(study, 2),
            "foundation": run(study.with_changes(mechanisms=foundation)),
            "published model, no noise": run(study.with_changes(mechanisms=published, noise=False)),
            "two options": run(study.with_changes(options=OPTIONS[:2])),
        }
    )
    base = seconds["one thread"]
    print(
        json.dumps(
            {
                "seconds": seconds,
                "speedup of two threads": base / seconds["two threads"],
                "runs per second on one thread": MEMBERS * len(OPTIONS) / base,
                "runs per second of the whole system over the foundation": seconds["foundation"] / base,
                "share of time of the published model": seconds["published model, no noise"] / base,
                "cost of eight options in units of two": base / seconds["two options"],
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
