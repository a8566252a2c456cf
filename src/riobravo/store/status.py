"""How far a study on disk is, read from its manifest and journal alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from riobravo.store.done import units_done
from riobravo.store.journal import Entry
from riobravo.store.lock import is_locked
from riobravo.store.manifest import read_manifest
from riobravo.store.names import SUMMARY

# The rate is that of the newest units, as the machine may have changed.
_NEWEST: Final = 64


def describe(folder: Path, *, running: bool | None = None) -> dict[str, Any]:
    """Return how far a study is.

    Args:
        folder: the folder of the study.
        running: whether a process is running it; looked up if None.

    Returns:
        `id` (hash of the manifest), `name`, `state` (running, stopped or finished), `keep`, `states`,
        `seed`, `options`, `worlds`, `runs` (worlds times options), `done`, `failed` (of those done),
        `left`, `units`, `units_done`, `bytes`, `rate` (runs per second) and `seconds_left`, both null if not
        known.

    Raises:
        InputError: there is no study in the folder.
    """
    manifest = read_manifest(folder)
    layout = manifest.layout
    entries = list(units_done(folder, manifest).values())
    done = sum(entry.runs for entry in entries)
    held = is_locked(folder) if running is None else running
    left = layout.runs - done
    rate = _rate(entries) if left else None
    return {
        "id": manifest.id,
        "name": manifest.name,
        "version": manifest.version,
        "schema": manifest.schema,
        "state": "running" if held else "stopped" if left else "finished",
        "keep": layout.keep,
        "states": bool(layout.state_outcomes),
        "seed": manifest.seed,
        "options": list(layout.options),
        "years": layout.years,
        "worlds": layout.members,
        "runs": layout.runs,
        "done": done,
        "failed": sum(entry.failed for entry in entries),
        "left": left,
        "units": layout.units,
        "units_done": len(entries),
        "bytes": sum(entry.size for entry in entries) + _size(folder / SUMMARY),
        "rate": None if rate is None else round(rate, 2),
        "seconds_left": round(left / rate, 1) if rate else None,
    }


def _rate(entries: Sequence[Entry]) -> float | None:
    """Return runs per second of the newest units, counting pauses between sessions as nothing."""
    timed = sorted(
        (entry for entry in entries if entry.ended is not None), key=lambda entry: entry.ended or 0.0
    )[-_NEWEST:]
    seconds, last = 0.0, None
    for entry in timed:
        ended, spent = entry.ended or 0.0, entry.seconds or 0.0
        seconds += spent if last is None else min(spent, ended - last)
        last = ended
    return sum(entry.runs for entry in timed) / seconds if seconds > 0.0 else None


def _size(place: Path) -> int:
    """Return the length of all files below a place; nothing if there is no such place."""
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
