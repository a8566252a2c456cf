"""The self-test of an installation: seconds, no network, every check with a plain sentence."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from typing import Any

from riobravo._version import __version__
from riobravo.errors import RiobravoError, SimulationError

_KNOWN_WORDS = (
    # Counter, key and answer of Philox4x32-10, from the known-answer file of its authors.
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
)


def examine() -> dict[str, Any]:
    """Run all checks.

    Returns:
        `{"ok", "version", "checks": [{"name", "ok", "detail", "seconds"}]}`.
    """
    checks = []
    for name, check in _CHECKS.items():
        started = time.perf_counter()
        try:
            ok, detail = True, check()
        except (RiobravoError, OSError, ImportError) as error:
            ok, detail = False, str(error)
        seconds = round(time.perf_counter() - started, 2)
        checks.append({"name": name, "ok": ok, "detail": detail, "seconds": seconds})
    return {
        "ok": all(check["ok"] for check in checks),
        "version": __version__,
        "checks": checks,
    }


def _environment() -> str:
    import numba
    import numpy

    from riobravo.world.helper import processors

    return (
        f"Python {platform.python_version()}, NumPy {numpy.__version__}, Numba {numba.__version__},"
        f" {platform.system()} {platform.machine()}, {processors()} processors"
    )


def _data() -> str:
    from riobravo.observed import describe

    listed = describe()
    damaged = [one for one in listed if one.get("problem")]
    if damaged:
        raise SimulationError(f"{damaged[0]['id']}: {damaged[0]['problem']}")
    unverified = [one["id"] for one in listed if not one.get("verified")]
    tail = f"; not verified: {', '.join(unverified)}" if unverified else ""
    return f"{len(listed)} series, checksums hold{tail}"


def _ledger() -> str:
    from riobravo.evidence.check import check_ledger
    from riobravo.evidence.loading import load_ledger

    problems = check_ledger()
    if problems:
        raise SimulationError(problems[0])
    return f"{len(load_ledger())} parameters, each with a source or a declared judgement"


def _streams() -> str:
    import numpy as np

    from riobravo.world.streams import answer

    for counter, key, known in _KNOWN_WORDS:
        words = answer(np.array(counter, np.uint64), np.array(key, np.uint64))
        if tuple(int(word) for word in words) != known:
            raise SimulationError("the random number generator misses its known answers.")
    return "random numbers meet the published known answers"


def _published_model() -> str:
    from riobravo.credibility.experiments import run_experiment

    measures = run_experiment("published-model")
    if abs(measures["members-2022"] / 173_837 - 1.0) > 0.01:
        raise SimulationError(f"the published model gives {measures['members-2022']:,.0f} members.")
    return f"the published model is met: {measures['members-2022']:,.0f} members in 2022"


def _same_bits() -> str:
    from riobravo.ensemble.runner import run_worlds
    from riobravo.study import load_study

    study = load_study().with_changes(members=6, years=1)
    one = run_worlds(study, threads=1, chunk=6)
    two = run_worlds(study, threads=2, chunk=2)
    if one.quarterly.tobytes() != two.quarterly.tobytes():
        raise SimulationError("one and two threads give different results.")
    return "one and two threads give the same bits"


def _studies() -> str:
    import tempfile
    from pathlib import Path

    from riobravo.store.calls import resume, run
    from riobravo.store.names import NATIONAL, shard_file
    from riobravo.study import load_study

    study = load_study().with_changes(members=2, years=1, options=["status-quo", "kingpin-kill"])
    with tempfile.TemporaryDirectory(prefix="riobravo-doctor-") as name:
        folder = Path(name) / "study"
        run(study, folder, chunk=1)
        shard = folder / shard_file(NATIONAL, 1)
        before = shard.read_bytes()
        shard.unlink()
        resume(folder)
        if shard.read_bytes() != before:
            raise SimulationError("a resumed study differs from an uninterrupted one.")
    return "a study on disk that lost a file is resumed to the same bytes"


def _cache() -> str:
    from riobravo.world.compile import shared_folder
    from riobravo.world.parts import is_kept

    if is_kept():
        return f"compiled code is kept in {shared_folder()}"
    return f"compiled code cannot be kept in {shared_folder()}, so that every start compiles it anew"


_CHECKS: dict[str, Callable[[], str]] = {
    "environment": _environment,
    "observed data": _data,
    "evidence ledger": _ledger,
    "random numbers": _streams,
    "published model": _published_model,
    "same bits": _same_bits,
    "studies on disk": _studies,
    "compiled code": _cache,
}
