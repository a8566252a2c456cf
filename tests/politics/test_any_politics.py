"""What holds for all parameters and levers: bounds, rest, switches, and half steps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from politics.stepping import NAMES, POLITICS, parameters_at, step
from riobravo.world.politics.fields import FIELDS

PRESSED = {
    "tariff": 25.0,
    "designation": 1.0,
    "linkage": 1.0,
    "demand": 1.0,
    "intelligence": 10.0,
    "security_aid": 500.0,
    "surveillance_without_consent": 1.0,
}
STRUCK = {"force_unconsented": 0.4, "force_joint_success": 0.05, "force_us_deaths_total": 20.0}
SHARES = [field.name for field in FIELDS if field.unit == "share"]
# The fields that each mechanism moves.
OWN = {
    "mexican_opinion": ("view_of_us", "approval", "support_for_force_mexico"),
    "cooperation": ("cooperation", "intelligence"),
    "state_capacity": ("capacity",),
    "us_opinion": ("us_support", "us_approval", "us_concern"),
    "bargaining": ("threat", "conceded", "concession", "defiance", "credibility"),
    "ladder": ("rung",),
}


@settings(max_examples=40)
@given(
    u=st.floats(0.01, 0.99),
    tariff=st.floats(0.0, 100.0),
    linkage=st.sampled_from([0.0, 1.0]),
    ultimatum=st.integers(0, 80),
    intelligence=st.floats(-100.0, 100.0),
    force=st.floats(0.0, 1.0),
    war=st.sampled_from([0.0, 1.0, 2.0, 3.0]),
    deaths=st.floats(0.0, 1e5),
    member=st.integers(0, 1000),
)
def test_shares_stay_shares_and_accounts_close(
    u: float,
    tariff: float,
    linkage: float,
    ultimatum: int,
    intelligence: float,
    force: float,
    war: float,
    deaths: float,
    member: int,
) -> None:
    threats = np.zeros(104)
    threats[ultimatum] = 1.0
    run = step(
        104,
        on=POLITICS._replace(us_decision=True),
        levers={"tariff": tariff, "linkage": linkage, "ultimatum": threats, "intelligence": intelligence},
        fields={"force_unconsented": force, "force_war": war, "force_us_deaths_total": deaths},
        member=member,
        parameters=parameters_at(u),
    )
    assert np.all(np.isfinite(run.values))
    for name in SHARES:
        assert -1e-12 <= run.politics[name] <= 1.0 + 1e-12, name
    assert run.politics["concession_migration"] <= run.politics["concession"] + 1e-12
    assert run.politics["concession"] <= run.politics["conceded"] + 1e-12
    assert run["additional_concessions"][-1] <= run["concessions"][-1]
    assert np.all(np.diff(run["concessions"]) >= 0.0)
    assert 20.0 <= run["state_capacity"][-1] <= 200.0
    assert 0.0 < run["invasion_hazard"][-1] <= 20.0


@pytest.mark.parametrize("u", [0.1, 0.5, 0.9])
def test_the_status_quo_stands_still(u: float) -> None:
    run = step(520, parameters=parameters_at(u))
    for name in (
        "mexican_approval",
        "view_of_us",
        "mexican_support_for_force",
        "cooperation",
        "state_capacity",
        "us_approval",
        "us_support_for_force",
        "us_concern",
        "strike_hazard",
    ):
        assert run[name][-1] == pytest.approx(run[name][0]), name
    assert run["rung"].max() == run["concessions_in_force"].max() == 0.0


@pytest.mark.parametrize("name", [name for name in NAMES if name in OWN])
def test_a_mechanism_that_is_off_leaves_its_fields_at_the_start(name: str) -> None:
    start = {field.name: field.start for field in FIELDS}
    off = step(104, on=POLITICS._replace(**{name: False}), levers=PRESSED, fields=STRUCK)
    on = step(104, on=POLITICS, levers=PRESSED, fields=STRUCK)
    for field in OWN[name]:
        assert off.politics[field] == start[field], field
    assert any(on.politics[field] != start[field] for field in OWN[name])


def test_half_steps_change_nothing_material() -> None:
    whole = step(156, levers=PRESSED, fields=STRUCK)
    half = step(156, on=POLITICS._replace(step=0.5), levers=PRESSED, fields=STRUCK)
    for name in (
        "mexican_approval",
        "view_of_us",
        "mexican_support_for_force",
        "cooperation",
        "state_capacity",
        "us_support_for_force",
        "us_approval",
        "threat_credibility",
        "concessions_in_force",
        "strike_hazard",
        "rung",
    ):
        assert half[name][-1] == pytest.approx(whole[name][-1], rel=0.02, abs=0.05), name
