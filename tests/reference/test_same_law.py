"""With luck both implementations must draw from the same law, and a wrong law must be noticed.

Means are compared by Welch's test, spreads by that of Brown and Forsythe, and distributions by
that of Kolmogorov and Smirnov. Together they raise a false alarm with a probability below 1e-3;
seeds are fixed, so that they raise none at all unless something changes.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from reference.slow_world import run_slow
from world.driving import Given, drive, levers, shipped_start, values_of

Floats = NDArray[np.float64]
Sample = dict[str, Floats]

pytestmark = pytest.mark.slow

WEEKS = 78
SLOW_WORLDS = 200
FAST_WORLDS = 400
# A wrong law is noticed with fewer.
WRONG_WORLDS = 240
FALSE_ALARM = 1e-3
# Much happens, so that every mechanism leaves marks that can be told apart.
GIVEN: Given = {
    "initial_members": 115_000.0,
    "baseline_removals": 8.0,
    "surge_capture": 0.6,
    "surge_kill_addition": 0.4,
    "desertion_share": 0.1,
    "territory_mobility": 0.004,
    "vacuum_pull": 4.0,
    "overlap_exponent": 1.0,
    "recorded_share": 0.7,
    "linked_deaths": 1.0,
    "national_shock_sd": 0.3,
    "national_shock_half_life": 52.0,
    "state_shock_sd": 0.4,
    "state_shock_half_life": 100.0,
    "weekly_shock_sd": 0.2,
}
MOVES = {"arrests": 1.2, "capture_top": 8.0, "kill_top": 6.0, "capture_middle": 9.0}
MOVES |= {"kill_middle": 7.0, "remove_largest": 0.0}
# What the slow world counts; it has armed groups and homicides only.
FLOWS = [
    "homicides",
    "group_deaths",
    "recruits",
    "arrests",
    "exits",
    "leader_removals",
    "fragments",
]
STOCKS = ["members", "groups", "contested_states"]


def _fast(worlds: int, **change: Any) -> Sample:
    """Return a sample of compiled worlds, with some parameters changed."""
    moves = {name: change.pop(name) for name in list(change) if name in MOVES}
    run = drive(
        levers(WEEKS, **(MOVES | moves)),
        weeks=WEEKS,
        members=worlds,
        reading=WEEKS,
        state_reading=WEEKS,
        seed=77,
        **(GIVEN | change),
    )
    sample = {name: run[name][:, 0, 0] * WEEKS / 52 for name in FLOWS}
    sample |= {name: run[name][:, 0, 0] for name in STOCKS}
    for name in ("state_homicides", "state_group_deaths"):
        for s in _largest_states():
            sample[f"{name} {s}"] = run[name][:, 0, 0, s] * WEEKS / 52
    return sample


def _largest_states() -> list[int]:
    return [int(s) for s in np.argsort(-shipped_start().opening.level)[:4]]


@pytest.fixture(scope="module")
def slow_sample() -> Sample:
    values = {name: float(value[0]) for name, value in values_of(**GIVEN).items()}
    opening = shipped_start().opening
    rngs = np.random.default_rng(20120101).spawn(SLOW_WORLDS)
    worlds = [run_slow(opening, values, [MOVES] * WEEKS, rng) for rng in rngs]
    by_state = itertools.product(("state_homicides", "state_group_deaths"), _largest_states())
    names = FLOWS + STOCKS + [f"{name} {s}" for name, s in by_state]
    return {name: np.array([world.get(name, 0.0) for world in worlds]) for name in names}


@pytest.fixture(scope="module")
def fast_sample() -> Sample:
    return _fast(FAST_WORLDS)


def _p_values(one: Sample, other: Sample) -> dict[str, float]:
    """Return the p-value of every test of every outcome."""
    assert one.keys() == other.keys()
    values: dict[str, float] = {}
    for name in one:
        a, b = one[name], other[name]
        values[f"mean of {name}"] = float(stats.ttest_ind(a, b, equal_var=False).pvalue)
        values[f"spread of {name}"] = float(stats.levene(a, b, center="median").pvalue)
        values[f"distribution of {name}"] = float(stats.ks_2samp(a, b, method="asymp").pvalue)
    return values


def _alarms(one: Sample, other: Sample) -> dict[str, float]:
    """Return the tests that tell two samples apart, at a family-wise rate of `FALSE_ALARM`."""
    values = _p_values(one, other)
    return {name: p for name, p in values.items() if not p >= FALSE_ALARM / len(values)}


def test_both_implementations_follow_the_same_law(slow_sample: Sample, fast_sample: Sample) -> None:
    assert len(fast_sample) >= 18
    assert slow_sample["fragments"].sum() > 300
    assert not _alarms(slow_sample, fast_sample)


def test_p_values_of_the_same_law_look_like_chance(slow_sample: Sample, fast_sample: Sample) -> None:
    # A small difference everywhere would show in the median long before it raises one alarm.
    p = np.array(list(_p_values(slow_sample, fast_sample).values()))
    assert np.median(p) > 0.15


@pytest.mark.parametrize(
    "wrong",
    [
        {"conflict_rate": 1.1 * 1.549231e-8},
        {"recruitment_rate": 1.03 * 2.527474e-3},
        {"arrests_per_week": 1.05 * 110.0},
        {"saturation_rate": 2.5 * 4e-8},
        {"surge_capture": 0.2},
        {"surge_half_life": 10.0},
        {"desertion_share": 0.08},
        {"split_probability_capture": 0.45},
        {"extra_fragment_probability": 0.7},
        {"split_rivalry_weight": 12.0},
        {"target_concentration": 0.6},
        {"territory_mobility": 0.001},
        {"overlap_exponent": 0.3},
        {"linked_deaths": 3.0},
        {"national_shock_sd": 0.6},
        {"national_shock_sd": 0.1},
        {"state_shock_sd": 1.0},
        {"baseline_removals": 14.0},
        {"kill_middle": 0.0},
    ],
    ids=str,
)
def test_a_wrong_law_is_noticed(slow_sample: Sample, wrong: Given) -> None:
    assert _alarms(slow_sample, _fast(WRONG_WORLDS, **wrong))
