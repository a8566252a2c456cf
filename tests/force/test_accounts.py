"""Accounts of force close, whatever the parameters and levers; steps and switches."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from force.stepping import FORCE, NAMES, levers, pulse, step

WEEKS = 60
STRIKES = ("lab_strikes", "leader_strikes", "middle_strikes", "lab_raids", "leader_raids", "middle_raids")
operations = st.fixed_dictionaries(
    {},
    optional={
        f"{name}_{consent}_consent": st.floats(0.0, 500.0)
        for name in STRIKES
        for consent in ("with", "without")
    }
    | {
        "boat_strikes": st.floats(0.0, 500.0),
        "cyber_without_consent": st.floats(0.0, 1.0),
        "financial_disruption": st.floats(0.0, 100.0),
        "surveillance_with_consent": st.floats(0.0, 1.0),
        "occupation": st.floats(1.0, 3000.0),
    },
)


@settings(max_examples=40)
@given(operations, st.booleans(), st.booleans(), st.integers(0, 2**32), st.floats(0.1, 4.0))
def test_accounts_close(
    table: dict[str, float], invaded: bool, noise: bool, seed: int, intelligence: float
) -> None:
    moves: dict[str, Any] = dict(table)
    if invaded:
        moves["invasion"] = pulse(WEEKS, 5, 200.0)
    run = step(
        levers(WEEKS, **moves),
        members=4,
        drawn=True,
        noise=noise,
        seed=seed,
        start={"politics": {"intelligence": intelligence}},
    )
    assert np.isfinite(run.sums).all()
    signed = run["conflict_change_by_force"]
    assert np.abs(signed).max() < 6.0
    for name in (
        "us_military_deaths",
        "mexican_military_deaths",
        "civilian_deaths",
        "us_cost",
        "retaliation",
    ):
        assert (run[name] >= 0.0).all(), name
    # Flows, weekly rates and totals say the same.
    assert run["us_military_deaths"].sum(axis=1) == pytest.approx(run.field("us_deaths_total")[:, -1])
    assert run["us_military_deaths"] == pytest.approx(run.field("us_deaths"))
    assert run["us_cost"] == pytest.approx(1e-6 * run.field("cost"))
    assert run["civilian_deaths"] == pytest.approx(run.field("civilian_deaths"))
    assert run.states["harm"].sum(axis=2) == pytest.approx(run.field("civilian_deaths"))
    # Nobody is removed more often than operations are carried out.
    removed = sum(run.field(name) for name in ("capture_top", "kill_top", "capture_middle", "kill_middle"))
    allowed = sum(value for name, value in table.items() if "_strikes_" in name or "_raids_" in name)
    assert np.all(removed <= allowed * (1.0 + 1e-9))
    for name in ("unconsented", "consented", "sea_loss", "coordination_loss", "income_loss", "alignment"):
        assert ((run.field(name) >= 0.0) & (run.field(name) <= 1.0)).all(), name
    assert (run["conventional_weeks"] <= run["resistance_weeks"] + 1e-9).all()


def test_without_options_nothing_moves() -> None:
    run = step(weeks=520, members=20, drawn=True, noise=True)
    before = step(weeks=1, members=20, drawn=True, noise=True)
    moved = {
        name for name in run.fields.dtype.names if (run.field(name)[:, -1] != before.field(name)[:, 0]).any()
    }
    assert not moved


def test_with_all_switches_off_nothing_moves() -> None:
    on = FORCE._replace(**dict.fromkeys(NAMES, False))
    run = step(
        levers(52, leader_strikes_without_consent=100.0, occupation=100.0, invasion=pulse(52, 3, 200.0)),
        on=on,
    )
    assert all((run.field(name)[0] == run.field(name)[0, 0]).all() for name in run.fields.dtype.names)


CAMPAIGN: Any = {
    "leader_strikes_without_consent": 60.0,
    "lab_strikes_with_consent": 100.0,
    "leader_raids_with_consent": 40.0,
    "boat_strikes": 50.0,
    "cyber_without_consent": 1.0,
    "financial_disruption": 10.0,
}


def test_half_a_step_changes_nothing_material() -> None:
    whole = step(levers(104, **CAMPAIGN))
    half = step(levers(208, **CAMPAIGN), on=FORCE._replace(step=0.5))
    for name in ("civilian_deaths", "us_military_deaths", "us_cost", "retaliation", "deaths_at_sea"):
        assert half[name].sum() == pytest.approx(whole[name].sum(), rel=0.02), name
    assert half.field("lab_damage").sum() == pytest.approx(whole.field("lab_damage").sum())
    for name in ("conflict_log", "expected_success", "coordination_loss", "unconsented", "sea_loss"):
        assert half.field(name)[0, -1] == pytest.approx(whole.field(name)[0, -1], abs=0.01), name


def test_half_a_step_changes_nothing_material_in_a_war() -> None:
    quiet: Any = {"insurgency_probability": 1.0, "compliance_success": 0.0, "invasion_duration": 4.0}
    whole = step(levers(104, invasion=pulse(104, 0, 200.0), occupation=200.0), members=4, **quiet)
    half = step(
        levers(208, invasion=pulse(208, 0, 200.0), occupation=200.0),
        members=4,
        on=FORCE._replace(step=0.5),
        **quiet,
    )
    for name in ("us_military_deaths", "occupation_attacks", "civilian_deaths", "us_cost"):
        assert half[name].sum() == pytest.approx(whole[name].sum(), rel=0.05), name
    assert half["conventional_weeks"][0, -1] == whole["conventional_weeks"][0, -1] == pytest.approx(4.0)
    assert half["resistance_weeks"][0, -1] == pytest.approx(whole["resistance_weeks"][0, -1], abs=1.0)
