"""P2 and P3: cooperation, the intelligence that depends on it, and state capacity."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from politics.stepping import only, parameters_at, step

ON = only("cooperation")
CAPACITY = only("state_capacity")
PLENTY: dict[str, Any] = {"tolerance_room": 50.0, "tolerance_slope": 0.0}


def test_consent_decides_the_sign() -> None:
    """The must-show column: the same work with consent raises cooperation, without it lowers it."""
    alone = step(52, on=ON, fields={"force_unconsented": 0.5})
    joint = step(52, on=ON, fields={"force_consented": 0.5, "force_joint_success": 0.2})
    assert alone["cooperation"][-1] < 45.0
    assert joint["cooperation"][-1] > 50.0


@pytest.mark.parametrize("effect", [-15.0, 15.0])
def test_a_threat_moves_cooperation_either_way(effect: float) -> None:
    run = step(104, on=ON, start={"threat": 1.0}, threat_effect_on_cooperation=effect, **PLENTY)
    assert np.sign(run["cooperation"][-1] - 50.0) == np.sign(effect)


def test_the_prior_of_a_threat_spans_zero() -> None:
    low, high = (parameters_at(u)["threat_effect_on_cooperation"] for u in (0.25, 0.75))
    assert low < 0.0 < high
    assert parameters_at(0.97)["force_effect_on_cooperation"] > 0.0


def test_a_threat_that_nobody_believes_moves_nothing() -> None:
    start = {"threat": 1.0, "credibility": 0.0}
    run = step(52, on=ON, start=start, threat_effect_on_cooperation=-15.0)
    assert run["cooperation"][-1] == pytest.approx(50.0)


def test_the_public_bounds_cooperation() -> None:
    """Joint work meets a ceiling, which falls with the view of the United States."""
    both = only("cooperation", "mexican_opinion")
    levers = {"intelligence": 60.0}
    free = step(520, on=both, levers=levers)
    sour = step(520, on=both, levers=levers, start={"threat": 1.0}, threat_effect_on_cooperation=0.0)
    assert sour["cooperation"][-1] < free["cooperation"][-1] < 100.0


def test_losses_are_faster_than_gains() -> None:
    up = step(8, on=ON, levers={"intelligence": 10.0})["cooperation"][-1] - 50.0
    down = 50.0 - step(8, on=ON, levers={"intelligence": -10.0})["cooperation"][-1]
    assert down > up > 0.0


def test_intelligence_follows_cooperation_by_the_share_that_depends_on_it() -> None:
    start = {"cooperation": 0.5}
    run = step(1040, on=ON, start=start, levers={"intelligence": -25.0}, intelligence_dependence=0.6)
    assert run.politics["cooperation"] == pytest.approx(0.25, abs=0.01)
    assert run.politics["intelligence"] == pytest.approx(0.7, abs=0.01)
    flying = step(4, on=ON, levers={"surveillance_with_consent": 1.0}, flight_gain=0.2)
    assert flying.politics["intelligence"] == pytest.approx(1.2, abs=0.01)


def test_flights_without_consent_cost_something() -> None:
    run = step(52, on=ON, levers={"surveillance_without_consent": 1.0}, overflight_weight=0.4)
    assert run["cooperation"][-1] < 50.0


def test_capacity_stands_still_at_rest() -> None:
    assert step(520, on=CAPACITY)["state_capacity"][-1] == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("name", "fields"),
    [("infiltration", {"means_infiltration": 2.0}), ("violence", {}), ("displaced", {})],
)
def test_burdens_erode_capacity_slowly(name: str, fields: dict[str, float]) -> None:
    start = {"violence": 2.0} if name == "violence" else {}
    if name == "displaced":
        start, fields = {"displaced_start": 4e5}, {"people_displaced": 8e5}
    capacity = step(52, on=CAPACITY, start=start, fields=fields)["state_capacity"]
    assert 90.0 < capacity[-1] < 100.0


def test_aid_builds_capacity_over_years_and_withdrawal_undoes_it() -> None:
    given: dict[str, Any] = {"capacity_gain_security_aid": 2.0}
    more = step(520, on=CAPACITY, levers={"security_aid": 1000.0}, **given)["state_capacity"]
    less = step(520, on=CAPACITY, levers={"security_aid": -1000.0}, **given)["state_capacity"]
    assert 100.0 < more[51] < 103.0
    assert more[51] < more[-1] < 120.0
    assert more[-1] - 100.0 == pytest.approx(100.0 - less[-1], rel=1e-6)


def test_aid_to_captured_forces_is_inside_the_prior() -> None:
    assert parameters_at(0.05)["capacity_gain_security_aid"] < 0.0
