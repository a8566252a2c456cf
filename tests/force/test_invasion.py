"""Invasion: a fast victory, its cost, and the slow peace that follows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from force.stepping import FORCE, Stepped, levers, pulse, step
from riobravo.world.week import ALL_OFF

ONLY = ALL_OFF._replace(invasion=True)
KNOWN: Any = {
    "invasion_duration": 3.5,
    "invasion_own_deaths": 0.001,
    "invasion_mexican_deaths": 20.0,
    "invasion_civilian_deaths": 10.0,
    "invasion_cost": 50_000.0,
}


def _invade(weeks: int = 30, **given: float) -> Stepped:
    return step(levers(weeks, invasion=pulse(weeks, 4, 200.0)), on=ONLY, **(KNOWN | given))


def test_the_conventional_phase_lasts_as_long_as_it_is_drawn() -> None:
    run = _invade()
    assert run.field("war")[0, :4].tolist() == [0.0] * 4
    assert (run.field("war")[0, 4:7] == 1.0).all()
    assert run["conventional_weeks"][0, -1] == pytest.approx(3.5)


@pytest.mark.parametrize("duration", [0.3, 3.5, 20.0])
def test_deaths_and_cost_are_those_of_the_soldiers_sent_whatever_the_duration(duration: float) -> None:
    run = _invade(invasion_duration=duration)
    assert run["us_military_deaths"].sum() == pytest.approx(200.0)
    assert run["mexican_military_deaths"].sum() == pytest.approx(4000.0)
    assert run["civilian_deaths"].sum() == pytest.approx(2000.0)
    assert run["us_cost"].sum() == pytest.approx(10_000.0)


def test_an_invasion_happens_once() -> None:
    run = step(levers(30, invasion=200.0), on=ONLY, **KNOWN)
    assert run["conventional_weeks"][0, -1] == pytest.approx(3.5)


def test_an_invasion_that_the_executive_decides_on_is_the_same() -> None:
    decided = step(weeks=30, on=ONLY, start={"politics": {"decided_invasion": 200.0}}, **KNOWN)
    assert decided["us_military_deaths"].sum() == pytest.approx(200.0)


def test_the_phase_is_force_without_consent_at_its_fullest() -> None:
    assert _invade().field("unconsented")[0, 4] == 1.0


def test_without_an_occupation_the_soldiers_leave_at_once() -> None:
    run = _invade()
    assert run.field("war")[0, -1] == 3.0
    assert run["us_troops"][0, -1] == 0.0


def test_victory_is_fast_and_peace_is_slow() -> None:
    run = step(levers(520, invasion=pulse(520, 0, 200.0)), on=FORCE, members=300, drawn=True, noise=True)
    conventional = run["conventional_weeks"][:, -1]
    assert np.median(conventional) < 30.0 / 7.0
    assert run["resistance_weeks"][:, -1].mean() > 5.0 * np.median(conventional)
    assert (run["resistance_weeks"] >= run["conventional_weeks"] - 1e-9).all()
    # Both the quick end that the scenario tells and years of resistance are possible.
    assert 0.05 < (run["resistance_weeks"][:, -1] < 30.0 / 7.0).mean() < 0.9
    assert (run["resistance_weeks"][:, -1] > 104.0).mean() > 0.05


def test_after_an_invasion_all_states_are_held() -> None:
    run = step(levers(30, invasion=pulse(30, 0, 200.0)), on=FORCE, **KNOWN, withdrawal_rate=0.01)
    assert not run.states["occupied"][0, 2].any()
    assert run.states["occupied"][0, 10].all()
    assert run.field("war")[0, 10] == 2.0


def test_the_switch_turns_invasions_off() -> None:
    run = step(levers(30, invasion=pulse(30, 0, 200.0)), on=FORCE._replace(invasion=False), **KNOWN)
    for name in ("war", "us_troops", "us_deaths_total", "unconsented"):
        assert not run.field(name).any(), name
