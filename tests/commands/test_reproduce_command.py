"""`riobravo reproduce`: every published result with a verdict that follows from its numbers."""

from __future__ import annotations

import json

import pytest

from commands.running import run

FIELDS = {"id", "published", "low", "high", "simulated", "status", "source"}


@pytest.mark.slow
def test_each_verdict_follows_from_the_numbers() -> None:
    result = run("reproduce", "--json")
    assert result.returncode == 0, result.stderr
    printed = json.loads(result.stdout)
    assert set(printed) == {"targets"}
    targets = printed["targets"]
    assert len({target["id"] for target in targets}) == len(targets) > 100
    for target in targets:
        assert set(target) >= FIELDS
        assert target["source"]
        assert target["low"] < target["high"]
        simulated = target["simulated"]
        if simulated is None:
            assert target["status"].startswith("not run")
        else:
            met = target["low"] <= simulated <= target["high"]
            assert target["status"] == ("reproduced" if met else "missed")
    assert any(target["status"] == "reproduced" for target in targets)


@pytest.mark.slow
def test_misses_are_shown_to_people() -> None:
    result = run("reproduce", COLUMNS="200")
    assert result.returncode == 0, result.stderr
    assert "reproduced" in result.stdout
    assert "missed" in result.stdout
