"""Fingerprints of the code and the data that a result of the hindcasts was made with."""

from __future__ import annotations

import hashlib
from pathlib import Path

from riobravo.code import hash_code
from riobravo.credibility.preregistration import HOME, Series, load_registration
from riobravo.observed import data_hash

_PACKAGE = Path(__file__).parent
_WORLD = _PACKAGE.parent / "world"
# How kernels become machine code changes none of their numbers, nor does the machine.
_COMPILING = {"compile.py", "compiler.py", "helper.py", "parts.py"}
# What writes, reads or names results changes none of them.
_NO_NUMBERS = {"fingerprint.py", "record.py", "scoring.py", "archive.py"}
# How the simulation is started changes one arm; `simulation_hash` tells.
_SIMULATION = "simulation.py"


def code_hash() -> str:
    """Return a SHA-256 of what the forecasting code does; comments, docstrings and layout do not count."""
    skipped = {*_NO_NUMBERS, _SIMULATION}
    return hash_code([path for path in sorted(_PACKAGE.rglob("*.py")) if path.name not in skipped], _PACKAGE)


def simulation_hash() -> str:
    """Return the same of the code that starts the simulation."""
    return hash_code([_PACKAGE / _SIMULATION], _PACKAGE)


def world_hash() -> str:
    """Return the same of the simulated world; it does not depend on the machine."""
    return hash_code([path for path in sorted(_WORLD.rglob("*.py")) if path.name not in _COMPILING], _WORLD)


def registration_hash() -> str:
    """Return the SHA-256 of the registration as it is written."""
    return hashlib.sha256(HOME.read_bytes()).hexdigest()


def data_hashes(series: tuple[Series, ...] | None = None, *, overlay: Path | None = None) -> dict[str, str]:
    """Return the hash of the data behind each series, by its name.

    Args:
        series: the series; all registered ones if None.
        overlay: folder with newer series.
    """
    chosen = load_registration().series if series is None else series
    return {one.name: data_hash([one.observed], overlay=overlay) for one in chosen}
