"""A small study on disk, run once for all tests that only read it."""

from __future__ import annotations

import functools
import hashlib
import tempfile
from pathlib import Path
from typing import Any

import riobravo as rb
from riobravo.study import Study, load_study

OPTIONS = ("status-quo", "kingpin-kill", "arrests-doubled")
MEMBERS = 11
CHUNK = 3  # leaves a last unit that is not full


def small_study(**changes: Any) -> Study:
    """Return the shipped study with few members, one year and some options."""
    few: dict[str, Any] = {"members": MEMBERS, "years": 1, "options": OPTIONS, "seed": 41}
    return load_study().with_changes(**(few | changes))


@functools.cache
def _home() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="riobravo-test-")


@functools.cache
def stored(keep: str = "annual", *, states: bool = False) -> Path:
    """Return the folder of the small study, which nobody may write to."""
    folder = Path(_home().name) / f"{keep}-{states}"
    rb.run(small_study(), folder, keep=keep, states=states, chunk=CHUNK, threads=2)
    return folder


def content(folder: Path) -> dict[str, str]:
    """Return a hash of every file of a study."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
