"""Capability: it spreads, soldiers can bring it, arrests suffer from it."""

from __future__ import annotations

import numpy as np
import pytest

from groups.told import FOUNDATION, told, with_means
from riobravo.evidence.loading import load_ledger
from world.driving import Given, drive, levers

ON = with_means("capability")
STILL: Given = {"capability_diffusion": 0.0, "capability_arrests": 0.0}


def test_without_diffusion_and_options_nothing_changes() -> None:
    run = drive(weeks=104, on=ON, **STILL)
    assert np.all(run["group_capability"] == 1.0)
    foundation = drive(weeks=104, on=FOUNDATION)
    assert np.array_equal(run["arrests"], foundation["arrests"])


def test_diffusion_reaches_its_end_and_stays() -> None:
    run = drive(weeks=520, on=ON, capability_diffusion=0.4, capability_half_life=0.5, capability_arrests=0.0)
    capability = run["group_capability"][0, 0]
    assert np.all(np.diff(capability) > 0.0)
    assert capability[-1] == pytest.approx(np.exp(0.4), rel=1e-3)


def test_soldiers_bring_capability_the_more_the_more_officials_are_infiltrated() -> None:
    weeks = 208
    options = (levers(weeks), levers(weeks, soldiers=100.0))
    gain = []
    for money in (0.3, 0.9):
        run = drive(
            *options,
            weeks=weeks,
            on=with_means("capability", "infiltration"),
            infiltration_soldiers=money,
            **STILL,
        )
        gain.append(run["group_capability"][0, 1, -1] - run["group_capability"][0, 0, -1])
    assert 0.0 < gain[0] < gain[1]
    none = drive(*options, weeks=weeks, on=ON, capability_leak=0.0, **STILL)["group_capability"][0]
    assert np.array_equal(none[0], none[1])


def test_arrests_fall_by_the_power_of_capability() -> None:
    run = drive(
        levers(104, soldiers=200.0),
        weeks=104,
        reading=1,
        on=ON,
        capability_leak=0.4,
        capability_evasion=0.5,
        **STILL,
    )
    capability, arrests = run["group_capability"][0, 0], run["arrests"][0, 0]
    alone = drive(weeks=104, reading=1, on=FOUNDATION)["arrests"][0, 0]
    np.testing.assert_allclose(arrests / alone, capability**-0.5, rtol=1e-9)


@pytest.mark.parametrize(("learning", "sign"), [(0.3, 1.0), (-0.3, -1.0), (0.0, 0.0)])
def test_force_from_outside_moves_capability_as_its_prior_says(learning: float, sign: float) -> None:
    opening = told(force={"unconsented": 1.0})
    run = drive(weeks=104, on=ON, opening=opening, capability_learning=learning, **STILL)
    assert np.sign(run["group_capability"][0, 0, -1] - 1.0) == sign


def test_foreign_soldiers_count_as_force() -> None:
    opening = told(force={"us_troops": 50.0})
    run = drive(weeks=104, on=ON, opening=opening, capability_learning=0.3, **STILL)
    assert run["group_capability"][0, 0, -1] > 1.0


def test_fewer_firearms_and_more_arrests_lower_capability() -> None:
    given: Given = {"capability_diffusion": 0.0, "capability_firearms": 0.3, "capability_arrests": 0.2}
    run = drive(
        levers(208),
        levers(208, firearms_stop=80.0),
        levers(208, arrests=2.0),
        weeks=208,
        on=with_means("capability", "firearms"),
        **given,
    )["group_capability"][0, :, -1]
    assert run[1] < run[0]
    assert run[2] < run[0]


def test_whether_groups_learn_from_force_is_open() -> None:
    learning = load_ledger()["capability_learning"]
    low, high = learning.quantile(np.array([0.1, 0.9]), {})
    assert low < 0.0 < high
