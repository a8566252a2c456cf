"""`riobravo status`: how far a study on disk is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any


def status(folder: Path, *, verify: bool = False, as_json: bool = False) -> None:
    """Print how far a study is, and what failed where.

    Args:
        folder: the folder of the study.
        verify: compare every file with its checksum; the exit code is 1 if one is damaged.
        as_json: print JSON for programs instead.

    Raises:
        InputError: there is no study in the folder.
    """
    from riobravo.commands.screen import print_json
    from riobravo.store import calls

    report = calls.status(folder, verify=verify)
    if as_json:
        print_json(report)
    else:
        print_status(report, folder)
    if report.get("damaged"):
        raise SystemExit(1)


def print_status(report: dict[str, Any], folder: Path) -> None:
    """Print a status in a few lines.

    Args:
        report: see `riobravo.store.status.describe`.
        folder: the folder of the study.
    """
    share = 100.0 * report["done"] / report["runs"]
    lines = [
        f"{report['name']}  {report['id'][:12]}  {report['state']}",
        f"{report['done']:,} of {report['runs']:,} runs done ({share:.1f} %), {report['failed']:,} failed,"
        f" {report['left']:,} left: {report['worlds']:,} worlds, {len(report['options'])} options,"
        f" {report['years']} years, seed {report['seed']}",
        f"{_size(report['bytes'])} on disk, keeping {report['keep']}"
        f"{' and states' if report['states'] else ''}",
    ]
    if report["rate"] is not None:
        lines.append(f"{report['rate']:,.1f} runs a second, {_time(report['seconds_left'])} left")
    if report.get("runs_now"):
        rate = report["runs_now"] / max(report["seconds"], 1e-9)
        lines.append(f"{report['runs_now']:,} runs now in {_time(report['seconds'])}, {rate:,.1f} a second")
    lines += _failures(report, folder)
    if "damaged" in report:
        lines += [f"Damaged or gone: {folder / name}" for name in report["damaged"]]
        lines.append(
            f"Simulate them again with: riobravo resume {folder} --verify"
            if report["damaged"]
            else "Every file is as it was written."
        )
    if report["state"] == "stopped":
        lines.append(f"Go on with: riobravo resume {folder}")
    sys.stdout.write("\n".join(lines) + "\n")


def _failures(report: dict[str, Any], folder: Path) -> list[str]:
    """Say what failed, and where in parameter space."""
    told = report.get("failures")
    if not told:
        return []
    lines = ["", "Failed runs:"]
    lines += [f"  {one['runs']:>8,}  {one['reason']}, under {one['options']}" for one in told["reasons"]]
    if told["where"]:
        lines.append("The worlds in which they failed differ from all most in (5 to 95 % of worlds):")
        lines += [
            f"  {one['parameter']}: {_range(one['failed'])}, of all {_range(one['all'])}"
            for one in told["where"]
        ]
    else:
        lines.append("No parameter sets the worlds in which they failed apart.")
    lines.append(f"Rows with seed, parameters and reason: {folder}/failures/*.parquet")
    return lines


def _range(pair: list[float]) -> str:
    return f"{pair[0]:.4g} to {pair[1]:.4g}"


def _size(count: int) -> str:
    size, unit = float(count), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if size < 1000.0:
            break
        size, unit = size / 1000.0, larger
    return f"{size:,.0f} {unit}" if unit == "bytes" else f"{size:,.1f} {unit}"


def _time(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.1f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} minutes" if minutes < 120 else f"{minutes / 60:.1f} hours"
