"""Infiltration: bought with money, met by soldiers, lowered or not by sanctions and aid."""

from __future__ import annotations

import numpy as np
import pytest

from groups.told import told, with_means
from world.driving import Given, drive, levers

ON = with_means("infiltration")
WEEKS = 208


def _last(**move: float) -> float:
    given: Given = {
        "infiltration_soldiers": 0.3,
        "infiltration_sanctions": 0.2,
        "infiltration_aid": 0.2,
        "infiltration_half_life": 52.0,
    }
    return float(drive(levers(WEEKS, **move), weeks=WEEKS, on=ON, **given)["infiltration"][0, 0, -1])


def test_without_options_it_stays() -> None:
    assert _last() == 1.0


def test_soldiers_raise_it_and_sanctions_and_aid_lower_it_by_their_coefficients() -> None:
    reached = 1.0 - 0.5 ** (WEEKS / 52.0)
    assert _last(soldiers=100.0) == pytest.approx(np.exp(0.3 * reached))
    assert _last(personal_sanctions=100.0) == pytest.approx(np.exp(-0.2 * reached))
    assert _last(security_aid=1000.0) == pytest.approx(np.exp(-0.2 * reached))
    assert _last(security_aid=-1000.0) > 1.0


def test_less_income_buys_fewer_officials() -> None:
    on = with_means("infiltration", "money")
    poor = drive(weeks=WEEKS, on=on, opening=told(drugs={"revenue": 0.2}))["infiltration"][0, 0]
    assert np.all(np.diff(poor) < 0.0)
    assert poor[-1] < 1.0
