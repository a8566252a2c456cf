"""Where things stand in the folder of a study."""

from __future__ import annotations

from typing import Final

MANIFEST: Final = "manifest.json"
JOURNAL: Final = "journal"
LOCK: Final = "lock"
WORLDS: Final = "worlds.zarr"
SUMMARY: Final = "summary.zarr"
FAILURES: Final = "failures"
# What failed and where, of a finished study.
FAILED: Final = f"{FAILURES}/summary.json"

# Arrays of the group of worlds.
NATIONAL: Final = "national"
BY_STATE: Final = "by_state"


def shard_file(array: str, unit: int) -> str:
    """Return the file of a shard, relative to the folder of the study."""
    zeros = ".0.0" if array == NATIONAL else ".0.0.0"
    return f"{WORLDS}/{array}/c.0.{unit}{zeros}"


def failures_file(unit: int) -> str:
    """Return the file of the failures of a unit, relative to the folder of the study."""
    return f"{FAILURES}/{unit:06d}.parquet"
