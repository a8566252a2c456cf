"""The model that other tools are measured with is riobravo's own: without luck, all totals agree."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
WEEKS = 104


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Any:
    if not FOLDER.is_dir():
        pytest.skip("the benchmarks are no part of this distribution")
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("peers.model")


# These need nothing but what riobravo needs.
@pytest.mark.parametrize("home", ["numpy", "scipy"])
def test_other_tools_and_riobravo_follow_the_same_equations(model: Any, home: str) -> None:
    cartels = model.load_cartels()
    ours, theirs = (
        next(
            p
            for p in importlib.import_module(f"peers.with_{name}").peers(cartels)
            if p.law == "deterministic"
        )
        for name in ("riobravo", home)
    )
    expected, found = ours.run(1, WEEKS, 0), theirs.run(1, WEEKS, 0)
    for name in model.OUTCOMES:
        assert found[name] == pytest.approx(expected[name], rel=2e-3), name
