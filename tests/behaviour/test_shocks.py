"""Homicides move together across states, more than chance, and around the expected level."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from world.driving import FOUNDATION, Given, drive, shipped_start

# Only homicides, so that all variation is theirs.
ALONE = FOUNDATION._replace(conflict=False, leader_removal=False, territory=False)
MEMBERS = 400
SHOCKS: Given = {
    "national_shock_sd": 0.3,
    "national_shock_half_life": 26.0,
    "state_shock_sd": 0.4,
    "state_shock_half_life": 26.0,
    "weekly_shock_sd": 0.2,
}
NONE: Given = dict.fromkeys(("national_shock_sd", "state_shock_sd", "weekly_shock_sd"), 0.0)


def _year(**given: Any) -> np.ndarray:
    """Return homicides of a year by world and state; states with hardly any are left out."""
    run = drive(weeks=52, members=MEMBERS, on=ALONE, seed=8, **(SHOCKS | given))
    busy = shipped_start().opening.level * 52.0 > 100.0
    return np.asarray(run["state_homicides"][:, 0, 0, busy])


def _mean_correlation(counts: np.ndarray) -> float:
    matrix = np.corrcoef(counts, rowvar=False)
    return float(matrix[np.triu_indices_from(matrix, 1)].mean())


def test_national_shocks_move_states_together() -> None:
    apart, together = _mean_correlation(_year(national_shock_sd=0.0)), _mean_correlation(_year())
    assert abs(apart) < 0.02
    assert together > 0.15


def test_counts_are_over_dispersed() -> None:
    chance, shocked = _year(**NONE), _year()
    ratio = chance.var(axis=0, ddof=1) / chance.mean(axis=0)
    assert ratio.mean() == pytest.approx(1.0, abs=0.06)
    many = shocked.mean(axis=0) > 100.0
    assert many.sum() > 15
    assert (shocked.var(axis=0, ddof=1) / shocked.mean(axis=0))[many].min() > 3.0


def test_weekly_shocks_alone_add_to_chance() -> None:
    given: Given = NONE | {"weekly_shock_sd": 0.6}
    counts = _year(**given)
    assert (counts.var(axis=0, ddof=1) / counts.mean(axis=0)).mean() > 1.5
    assert abs(_mean_correlation(counts)) < 0.02


def test_shocks_do_not_raise_what_is_expected() -> None:
    counts = _year()
    level = shipped_start().opening.level * 52.0
    # With conflict off, the opening still leaves conflict's share of homicides to conflict.
    expected = drive(weeks=52, on=ALONE._replace(noise=False))["state_homicides"][0, 0, 0]
    busy = level > 100.0
    error = counts.std(axis=0, ddof=1) / np.sqrt(MEMBERS)
    assert np.all(np.abs(counts.mean(axis=0) - expected[busy]) < 4.5 * error)


def test_lasting_shocks_spread_futures_with_the_horizon() -> None:
    run = drive(
        weeks=260,
        members=200,
        on=ALONE,
        **(SHOCKS | {"national_shock_half_life": 520.0, "state_shock_half_life": 520.0}),
    )
    spread = np.log(run["state_homicides"][:, 0].sum(axis=-1)).std(axis=0)
    assert np.all(np.diff(spread) > 0.0)


def test_log_shocks_reach_their_long_run_spread() -> None:
    ends = np.array(
        [drive(weeks=156, on=ALONE, first=member, **SHOCKS).last.shock.copy() for member in range(150)]
    )
    # 150 worlds of 32 states, and 150 of the nation.
    assert ends[:, :32].std() == pytest.approx(0.4, rel=0.05)
    assert ends[:, 32].std(ddof=1) == pytest.approx(0.3, rel=0.2)
