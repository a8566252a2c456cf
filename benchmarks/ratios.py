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
    study = load_study().with_changes(members=MEMBERS)
    off = dict.fromkeys(("G5", "G6", "G12"), False)
    seconds = measure(
        {
            "one thread": run(study),
            "two threads": run(study, 2),
            "without G5, G6 and G12": run(study.with_changes(mechanisms=off)),
            "published model, no noise": run(study.with_changes(mechanisms=off, noise=False)),
            "two options": run(study.with_changes(options=["status-quo", "arrests-doubled"])),
        }
    )
    base = seconds["one thread"]
    runs = MEMBERS * len(study.options)
    print(
        json.dumps(
            {
                "seconds": seconds,
                "speedup of two threads": base / seconds["two threads"],
                "runs per second on one thread": runs / base,
                "share of time without G5, G6 and G12": seconds["without G5, G6 and G12"] / base,
                "share of time of the published model": seconds["published model, no noise"] / base,
                "cost of eight options in units of two": base / seconds["two options"],
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
