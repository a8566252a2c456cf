"""A simulation starts where the last observed months stand, as far as they tell."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from ensemble.studies import small_study
from observed.overlaid import append
from riobravo.ensemble.draws import draw_parameters
from riobravo.ensemble.nowcast.deaths import draw_deaths
from riobravo.ensemble.nowcast.homicides import HomicideNowcast
from riobravo.ensemble.nowcast.start import draw_starts
from riobravo.ensemble.nowcast.waves import read_wave
from riobravo.ensemble.opening import Start, prepare_start
from riobravo.ensemble.runner import run_worlds
from riobravo.evidence.loading import load_ledger
from riobravo.observed import state_months
from riobravo.world.outcomes import NATIONAL
from riobravo.world.state import Records

HOMICIDES = next(place for place, one in enumerate(NATIONAL) if one.name == "homicides")


@cache
def start() -> Start:
    return prepare_start(small_study())


def starts(first: int, count: int, seed: int = 3) -> Records:
    values = draw_parameters(load_ledger(), {}, start().shocks, seed, first, count)
    return draw_starts(start().nowcast, start().opening, values, seed, first, count)


def made_up(months: int, factor: float) -> str:
    """Rows for the months from January 2024 on, each state at a multiple of its last one."""
    last = state_months("sesnsp-victims", "intentional_homicide").values[-1]
    return "".join(
        f"2024-{month:02d}-01,{state:02d},{round(factor * last[state - 1])},0,0,0,0,0\n"
        for month in range(1, months + 1)
        for state in range(1, 33)
    )


def test_appended_months_move_the_start_and_the_level(tmp_path: Path) -> None:
    append(tmp_path, made_up(6, 3.0))
    study = small_study(as_of="2024-07-01")
    before, after = prepare_start(study), prepare_start(study, tmp_path)
    assert (str(before.date), str(after.date)) == ("2024-01-01", "2024-07-01")
    assert (after.history, after.before) == (before.history + 26, before.before - 26)
    assert after.opening.level.sum() > 2.0 * before.opening.level.sum()
    # The whole nation rose, so the rise is the nation's and not of 32 states each by itself.
    assert after.nowcast.homicides.mean[0] > before.nowcast.homicides.mean[0] + 0.5


def test_the_expected_level_is_near_the_last_quarter() -> None:
    last = (
        state_months("sesnsp-victims", "intentional_homicide", small_study().as_of_date)
        .values[-3:]
        .sum(axis=0)
    )
    assert start().opening.level.sum() == pytest.approx(last.sum() / 13.0, rel=0.05)
    drawn = starts(0, 2000)["level"].mean(axis=0)
    assert drawn == pytest.approx(start().opening.level, rel=0.02)


def test_small_states_are_known_less_and_the_nation_best() -> None:
    logs = np.log(starts(0, 1000)["level"])
    spread = logs.std(axis=0)
    level = start().opening.level
    assert spread[np.argsort(level)[:5]].mean() > 1.3 * spread[np.argsort(level)[-5:]].mean()
    assert np.log(np.exp(logs).sum(axis=1)).std() < 0.6 * spread.min()


def test_what_is_shared_by_all_states_is_known_from_their_sum() -> None:
    shocks = starts(0, 1000)["shock"]
    joint = np.corrcoef(shocks.T)
    # A higher nation goes with lower states: their sum is what was counted.
    assert joint[-1, :-1].mean() < -0.1


def test_a_member_starts_the_same_whoever_is_drawn_with_it() -> None:
    assert starts(0, 40)[17:29].tobytes() == starts(17, 12).tobytes()
    assert starts(0, 4).tobytes() != starts(0, 4, seed=4).tobytes()


def test_worlds_start_where_their_own_nowcast_stands() -> None:
    quiet = {"national_shock_sd": 0.0, "state_shock_sd": 0.0, "weekly_shock_sd": 0.0}
    options = ("status-quo", "arrests-doubled")
    study = small_study(members=60, options=options, parameters=quiet, mechanisms={"G5": False})
    worlds = run_worlds(study)
    values = draw_parameters(load_ledger(), {}, start().shocks, study.seed, 0, 60)
    levels = draw_starts(start().nowcast, start().opening, values, study.seed, 0, 60)["level"].sum(axis=1)
    first = worlds.quarterly[0, :, 0, HOMICIDES] / 52.0
    assert np.corrcoef(levels, first)[0, 1] > 0.6
    assert first.mean() == pytest.approx(levels.mean(), rel=0.05)
    before = start().before // 13
    assert (worlds.quarterly[0, :, :before] == worlds.quarterly[1, :, :before]).all()


def test_without_chance_all_worlds_start_from_the_expected_state() -> None:
    fixed = {name: one.default for name, one in load_ledger().items() if one.distribution.is_drawn}
    worlds = run_worlds(small_study(members=3, noise=False, parameters=fixed | {"baseline_removals": 0.0}))
    first = worlds.quarterly[0, :, 0]
    for name in (
        "homicides",
        "overdose_deaths",
        "encounters",
        "bilateral_trade",
        "mexican_approval",
        "cooperation",
    ):
        place = [one.name for one in NATIONAL].index(name)
        assert first[0, place] == first[1, place] == first[2, place]


def test_a_high_level_goes_with_a_low_wave() -> None:
    wave = read_wave(np.array([100.0, 90.0, 110.0] * 10 + [200.0, 210.0, 190.0]))
    assert wave is not None
    normal = np.random.default_rng(1).standard_normal((4000, 2))
    level, shock = wave.draw(np.full(4000, 0.4), np.full(4000, 40.0), normal)
    assert np.corrcoef(np.log(level), shock)[0, 1] < -0.8
    assert np.std(np.log(level) + shock) < 0.5 * np.std(np.log(level))
    assert read_wave(np.ones(11)) is None


def test_a_trend_that_ended_long_ago_is_known_less() -> None:
    normal = np.random.default_rng(2).standard_normal((4000, 2))

    def spreads(reach: float, spread: float = 0.09) -> tuple[float, float]:
        error, half_life = np.full(4000, 0.015), np.full(4000, 1.4)
        level, trend = draw_deaths(reach, error, np.full(4000, spread), half_life, normal)
        return float(level.std()), float(trend.std())

    recent, old, ahead = spreads(-0.5), spreads(-2.0), spreads(1.0)
    assert ahead[0] == pytest.approx(0.015, rel=0.05)
    assert ahead[0] < recent[0] < old[0]
    assert ahead[1] < recent[1] < old[1] < 0.1


def test_nothing_is_drawn_where_everything_is_known() -> None:
    known = HomicideNowcast(np.log(np.full(32, 10.0)), np.zeros(33), np.zeros((33, 33)), 0.0)
    level, shock = known.draw(1, 0, 5)
    assert level == pytest.approx(10.0, rel=1e-4)
    assert np.abs(shock).max() < 1e-4
