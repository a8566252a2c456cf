"""Experiments on the full stochastic world: leader removals, and a fall in homicides observed later."""

from __future__ import annotations

import numpy as np

from riobravo.ensemble.runner import run_worlds
from riobravo.observed import group_map
from riobravo.options.schema import Option
from riobravo.study import load_study
from riobravo.validation import check
from riobravo.world.outcomes import PLACE, STATE_PLACE
from riobravo.world.run import WEEKS_PER_QUARTER

_MEMBERS = 240
_SEED = 20230921
# The largest group of the map by strength of its ties.
_LARGEST = "CJNG"


def measure_removals() -> dict[str, float]:
    """Return changes of conflict deaths, per cent, after leader removals in 2024.

    Local: in the home state of the largest group, after a capture of its leader. National: after a
    quarter of many captures in the middle layer, or of many killings at the top.
    """
    options = [
        _option("calm", []),
        _option("capture-largest", [{"instrument": "remove_largest_leader", "mode": "capture"}]),
        _option("capture-middle", [_burst("capture", "middle")]),
        _option("kill-top", [_burst("kill", "top")]),
    ]
    study = load_study().with_changes(
        options=options, start="2024-01", as_of="2024-01-01", years=3, members=_MEMBERS, seed=_SEED
    )
    worlds = run_worlds(study, state_reading=WEEKS_PER_QUARTER)
    groups = group_map()
    seat = int(groups.home[groups.short_names.index(_LARGEST)])
    local = worlds.by_state[:, :, :, STATE_PLACE["state_group_deaths"], seat].sum(axis=1, dtype=np.float64)
    nation = worlds.quarterly[..., PLACE["group_deaths"]].sum(axis=1)

    def change(series: np.ndarray, option: int, first: int, last: int) -> float:
        after = series[option, first:last].sum() / series[0, first:last].sum()
        return float(100.0 * (after - 1.0))

    return {
        "local-6-months": change(local, 1, 0, 2),
        "local-12-months": change(local, 1, 0, 4),
        "national-12-months": change(nation, 1, 0, 4),
        "capture-middle-first-quarter": change(nation, 2, 0, 1),
        "capture-middle-years-2-3": change(nation, 2, 4, 12),
        "kill-top-first-quarter": change(nation, 3, 0, 1),
    }


def measure_recent_change() -> dict[str, float]:
    """Return the projected change of homicides from autumn 2024 to the end of 2025, per cent.

    Only what was observed before 2024 is used: the median over worlds, and how many worlds of 100
    show a fall at least as large as the recorded one.
    """
    study = load_study().with_changes(
        options=["status-quo", "arrests-doubled"],
        start="2026-01",
        as_of="2024-01-01",
        years=1,
        members=_MEMBERS,
        seed=_SEED,
    )
    homicides = run_worlds(study).quarterly[0, :, :, PLACE["homicides"]]
    quarters_before = homicides.shape[1] - 4
    change = 100.0 * (homicides[:, quarters_before - 1] / homicides[:, quarters_before - 6] - 1.0)
    return {
        "median-change": float(np.median(change)),
        "worlds-with-such-a-fall": float(100.0 * np.mean(change <= RECORDED_FALL)),
    }


RECORDED_FALL = 100.0 * (52.4 / 86.9 - 1.0)
"""Victims per day fell from 86.9 (September 2024) to 52.4 (December 2025), SESNSP as reported."""


def _burst(mode: str, layer: str) -> dict[str, object]:
    return {
        "instrument": "leader_removals",
        "per_year": 100,
        "mode": mode,
        "layer": layer,
        "end": 0.25,
    }


def _option(name: str, orders: list[dict[str, object]]) -> Option:
    return check({"id": name, "title": name, "summary": "Part of an experiment.", "orders": orders}, Option)
