"""One table and one JSON file: the same model in the tools of the field, side by side in one process tree.

Run with `make benchmark`, or `python benchmarks/peers/compare.py [--json FILE] [--rounds N] [--only NAME]`.
All cases take turns, round after round, and the median counts; one that is over quickly runs several times in
its turn, as the clock of a processor moves within seconds. What a tool compiles or starts is left out of its
times and shown beside them. Compare ratios within one run, never seconds between runs.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

# One core means one core: linear algebra takes no threads of its own. It is read when NumPy is imported.
os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
# A script's own folder comes first on the path; the package of the peers lies one above.
sys.path[0] = str(Path(__file__).resolve().parents[1])

if TYPE_CHECKING:
    from peers.model import Peer, Totals

WEEKS = 520
# Seconds of a turn: a case runs again until they are over.
TURN = 2.0
# EMA Workbench first: its processes are forked before others start threads.
HOMES = ("ema", "riobravo", "c", "numpy", "scipy", "jax", "simpy", "agentpy", "mesa", "pysd")
# Claims by (law, this, other): at least this ratio of runs per second.
GOALS = (
    ("stochastic", "riobravo", "Mesa", 130.0),
    ("stochastic", "riobravo, two threads", "EMA Workbench, NumPy model", 25.0),
    ("stochastic", "riobravo", "NumPy, batches of 64", 6.0),
    ("stochastic", "riobravo", "C by hand, splitmix64", 0.6),
    ("stochastic", "riobravo", "C by hand, Philox", 0.6),
    ("deterministic", "riobravo", "SciPy RK45", 3.0),
    ("deterministic", "riobravo", "PySD, Vensim model, Euler", 1000.0),
    ("deterministic", "riobravo, two threads", "diffrax Tsit5, vmap 64", 1.0),
    ("stochastic", "riobravo, two threads", "riobravo", 1.85),
)


def find_peers(only: list[str]) -> tuple[list[Peer], dict[str, str]]:
    """Return the peers that are installed, and why others are left out."""
    from peers.model import load_cartels

    cartels = load_cartels()
    found: list[Peer] = []
    absent: dict[str, str] = {}
    for home in HOMES:
        if only and home not in only:
            continue
        try:
            found += importlib.import_module(f"peers.with_{home}").peers(cartels)
        except ImportError as error:
            absent[home] = str(error)
    return found, absent


def measure(peers: list[Peer], rounds: int) -> list[dict[str, Any]]:
    """Time all peers in turn; return one row each with runs per second."""
    first: list[float] = []
    outcomes: list[Totals] = []
    seconds: list[list[float]] = [[] for _ in peers]
    busy: list[list[float]] = [[] for _ in peers]
    for peer in peers:
        began = time.perf_counter()
        outcomes.append(peer.run(peer.members, WEEKS, 1))
        first.append(time.perf_counter() - began)
        print(f"  {peer.law:13} {peer.name:32} first call {first[-1]:7.2f} s", file=sys.stderr)
    for _ in range(rounds):
        for peer, row, work in zip(peers, seconds, busy, strict=True):
            turn = time.perf_counter()
            while time.perf_counter() - turn < TURN:
                began, worked = time.perf_counter(), time.process_time()
                peer.run(peer.members, WEEKS, 1)
                row.append(time.perf_counter() - began)
                work.append(time.process_time() - worked)
    return [
        {
            "name": peer.name,
            "version": peer.version,
            "law": peer.law,
            "cores": peer.cores,
            "members": peer.members,
            "runs_per_second": peer.members / statistics.median(row),
            "spread": max(row) / min(row),
            # All threads of this process, whatever else the machine does; not the processes of a pool.
            "processor_seconds_per_run": statistics.median(work) / peer.members,
            "first_call_seconds": start,
            "note": peer.note,
            "totals": {name: float(values.mean()) for name, values in totals.items()},
        }
        for peer, row, work, start, totals in zip(peers, seconds, busy, first, outcomes, strict=True)
    ]


def judge(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the ratios that are claimed, where both sides were measured."""
    rate = {(row["law"], row["name"]): row["runs_per_second"] for row in rows}
    work = {(row["law"], row["name"]): row["processor_seconds_per_run"] for row in rows}

    def pooled(name: str) -> bool:
        return name.startswith("EMA")  # its processor time is that of other processes

    return [
        {
            "law": law,
            "this": this,
            "other": other,
            "ratio": rate[law, this] / rate[law, other],
            "ratio_of_processor_time": None if pooled(other) else work[law, other] / work[law, this],
            "goal": goal,
            "reached": rate[law, this] / rate[law, other] >= goal,
        }
        for law, this, other, goal in GOALS
        if (law, this) in rate and (law, other) in rate
    ]


def machine() -> dict[str, Any]:
    """Describe where this runs."""
    name = platform.processor() or platform.machine()
    described = Path("/proc/cpuinfo")
    if described.exists():
        lines = described.read_text(encoding="utf-8").splitlines()
        name = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), name)
    return {
        "processor": name,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.system(),
        "load_before": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    }


def show(report: dict[str, Any]) -> None:
    """Print the tables."""
    at = report["machine"]
    print(f"{at['processor']}, {at['cores']} cores, Python {at['python']}, load {at['load_before']} before")
    for law in ("stochastic", "deterministic"):
        rows = sorted((r for r in report["peers"] if r["law"] == law), key=lambda r: -r["runs_per_second"])
        print(f"\n{law}: {WEEKS} weeks, runs per second (median of {report['rounds']} interleaved rounds)")
        heads = (("version", 12), ("cores", 6), ("runs/s", 11), ("spread", 8), ("CPU ms", 10), ("first s", 9))
        print(" " * 34 + "".join(f"{head:>{width}}" for head, width in heads) + "  same law")
        for row in rows:
            print(
                f"{row['name']:34}{row['version']:>12}{row['cores']:>6}{row['runs_per_second']:>11.2f}"
                f"{row['spread']:>8.2f}{1e3 * row['processor_seconds_per_run']:>10.3f}"
                f"{row['first_call_seconds']:>9.2f}  {row['same_law']}"
            )
    print("\nratios of runs per second")
    for one in report["ratios"]:
        told = "reached" if one["reached"] else "MISSED"
        if one["ratio_of_processor_time"] is not None:
            told += f"; in processor time {one['ratio_of_processor_time']:.2f}"
        print(
            f"{one['law']:14}{one['this']} / {one['other']}: {one['ratio']:.2f}"
            f"  (goal {one['goal']:g}, {told})"
        )
    for title in ("system", "mechanisms", "limit", "preview"):
        print(f"\n{title}")
        for name, value in report[title].items():
            print(f"  {name:56}{value:>14.4g}" if isinstance(value, float) else f"  {name:56}{value!s:>14}")
    for name, why in report["absent"].items():
        print(f"\nleft out: {name}: {why}")


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", type=Path, default=Path("benchmarks/results/latest.json"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], help="peers by the names of their files")
    given = parser.parse_args()
    from peers.law import check_law
    from peers.system import limits, mechanisms_and_runs, previews

    report: dict[str, Any] = {"machine": machine(), "weeks": WEEKS, "rounds": given.rounds}
    peers, report["absent"] = find_peers(given.only)
    rows = report["peers"] = measure(peers, given.rounds)
    report["ratios"] = judge(rows)
    print("  checking the law", file=sys.stderr)
    check_law(peers, rows, WEEKS)
    print("  the full system", file=sys.stderr)
    report["system"], report["mechanisms"] = mechanisms_and_runs()
    report["limit"] = limits(rows)
    report["preview"] = previews()
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    show(report)
    print(f"\nwritten to {given.json}")


if __name__ == "__main__":
    main()
