"""A small run of all shipped options, recorded to the last bit.

A change of any number here is a change of the model, of its data or of its arithmetic. If it is
meant, `pytest tests/golden --update-golden` records the new numbers; say in the changelog why.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from riobravo.ensemble.runner import Worlds, run_worlds
from riobravo.options.catalogue import load_runnable
from riobravo.study import load_study
from riobravo.world.outcomes import NATIONAL

RECORDED = Path(__file__).with_name("golden_run.json")


@pytest.fixture(scope="module")
def worlds() -> Worlds:
    study = load_study().with_changes(
        members=5,
        years=2,
        seed=20260101,
        start="2026-01",
        as_of="2024-01-01",
        options=list(load_runnable()),
    )
    return run_worlds(study)


def describe(worlds: Worlds) -> dict[str, Any]:
    """Return the last quarter of every option and member in full, and hashes of everything."""
    last = worlds.quarterly[:, :, -1]
    return {
        "last_quarter": {
            option: {
                outcome.name: [float(value).hex() for value in last[place, :, k]]
                for k, outcome in enumerate(NATIONAL)
            }
            for place, option in enumerate(load_runnable())
        },
        "quarterly": _digest(worlds.quarterly),
        "by_state": _digest(worlds.by_state),
    }


def _digest(array: np.ndarray) -> str:
    little_endian = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"))
    return hashlib.sha256(little_endian.tobytes()).hexdigest()


def test_the_golden_run_has_not_moved(worlds: Worlds, request: pytest.FixtureRequest) -> None:
    found = describe(worlds)
    if request.config.getoption("--update-golden", default=False):
        RECORDED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    for option, outcomes in found["last_quarter"].items():
        for name, values in outcomes.items():
            expected = recorded["last_quarter"][option][name]
            readable = [float.fromhex(value) for value in expected]
            assert values == expected, f"{option}, {name}: recorded {readable}"
    assert found == recorded


def test_the_golden_run_would_notice_a_change_in_the_last_bit(worlds: Worlds) -> None:
    moved = worlds.quarterly.copy()
    moved[3, 2, 5, 0] = np.nextafter(moved[3, 2, 5, 0], np.inf)
    assert _digest(moved) != _digest(worlds.quarterly)
