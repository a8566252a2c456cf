"""Small studies, each simulated once for all tests that only read the result."""

from __future__ import annotations

import functools
from typing import Any

from riobravo.ensemble.runner import Worlds, run_worlds
from riobravo.study import Study, load_study

OPTIONS = ("status-quo", "arrests-doubled", "kingpin-kill", "remove-largest-leader")
MEMBERS = 12


def small_study(**changes: Any) -> Study:
    """Return the shipped study with few members, one year and some options."""
    few: dict[str, Any] = {"members": MEMBERS, "years": 1, "options": OPTIONS, "seed": 41}
    return load_study().with_changes(**(few | changes))


@functools.cache
def small_worlds() -> Worlds:
    """Return the worlds of the small study, simulated on one thread."""
    return run_worlds(small_study(), threads=1)
