"""P5 and P7: the propensity for more force, what follows from it, and the rung reached."""

from __future__ import annotations

import numpy as np
import pytest

from politics.stepping import POLITICS, only, step

LADDER = only("ladder")
DECIDES = POLITICS._replace(us_decision=True)


@pytest.mark.parametrize(
    ("levers", "rung"),
    [
        ({}, 0.0),
        ({"security_aid": 500.0, "diplomacy": 1.0, "lab_raids_with_consent": 20.0}, 0.0),
        ({"ultimatum": 1.0}, 1.0),
        ({"tariff": 10.0}, 2.0),
        ({"designation": 1.0, "ultimatum": 1.0}, 2.0),
        ({"surveillance_without_consent": 1.0}, 3.0),
        ({"lab_strikes_without_consent": 10.0, "tariff": 25.0}, 4.0),
        ({"leader_raids_without_consent": 10.0}, 5.0),
        ({"lab_strikes_without_consent": 60.0}, 6.0),
        ({"invasion": 100.0}, 7.0),
        ({"occupation": 100.0, "invasion": 100.0}, 8.0),
    ],
)
def test_the_rung_is_the_highest_measure_in_force(levers: dict[str, float], rung: float) -> None:
    assert step(26, on=LADDER, levers=levers)["rung"][-1] == rung


@pytest.mark.parametrize(("war", "rung"), [(1.0, 7.0), (2.0, 8.0), (3.0, 0.0)])
def test_a_war_is_a_rung_until_it_ends(war: float, rung: float) -> None:
    assert step(4, on=LADDER, fields={"force_war": war})["rung"][-1] == rung


def test_a_campaign_is_sustained_only_after_a_while() -> None:
    rungs = step(26, on=LADDER, levers={"lab_strikes_without_consent": 60.0})["rung"]
    assert rungs[0] == 4.0
    assert rungs[-1] == 6.0
    assert np.all(np.diff(rungs) >= 0.0)


def test_the_propensity_is_reported_and_does_nothing_while_the_mechanism_is_off() -> None:
    run = step(520, on=POLITICS, strike_base_hazard=2.0, invasion_base_hazard=0.5)
    assert run["strike_hazard"][-1] > 0.0
    assert run["rung"][-1] == 0.0
    assert run.politics["decided_strikes"] == run.politics["invaded"] == 0.0


def test_a_decision_orders_strikes_raids_and_one_invasion() -> None:
    runs = [
        step(
            260,
            on=DECIDES,
            member=k,
            strike_base_hazard=2.0,
            invasion_base_hazard=0.5,
            decided_invasion_size=100.0,
        )
        for k in range(10)
    ]
    assert max(run["rung"].max() for run in runs) == 7.0
    assert all(np.count_nonzero(run["rung"] == 7.0) <= 1 for run in runs)
    assert any(run.politics["decided_raids"] > 0.0 or run["rung"].max() >= 5.0 for run in runs)


def test_the_first_year_strikes_come_at_their_hazard() -> None:
    begun = [
        step(52, on=DECIDES, member=k, strike_base_hazard=0.5, campaign_end_rate=0.1)["rung"].max() >= 4.0
        for k in range(300)
    ]
    hazard = step(1, on=DECIDES, strike_base_hazard=0.5)["strike_hazard"][0]
    assert np.mean(begun) == pytest.approx(1.0 - np.exp(-hazard), abs=0.08)


def test_frustration_raises_the_propensity_and_compliance_lowers_frustration() -> None:
    on = only("ladder")
    rest = step(52, on=on)["strike_hazard"][-1]
    refused = step(52, on=on, start={"threat": 1.0})["strike_hazard"][-1]
    heeded = step(52, on=on, start={"threat": 1.0, "conceded": 1.0})["strike_hazard"][-1]
    assert refused > heeded == pytest.approx(rest)


def test_each_rung_makes_an_invasion_likelier_by_the_ratio() -> None:
    calm = step(2, on=LADDER, escalation_ratio=2.0)
    raids = step(2, on=LADDER, levers={"lab_raids_without_consent": 5.0}, escalation_ratio=2.0)
    # The rung of a week is known when the next is weighed.
    assert raids["invasion_hazard"][-1] == pytest.approx(4.0 * calm["invasion_hazard"][-1])
    assert raids["strike_hazard"][-1] == pytest.approx(calm["strike_hazard"][-1])
