"""Imposed change of government and civil war."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from force.stepping import FORCE, levers, pulse, step

DECADE = 520
INVASION = levers(DECADE, invasion=pulse(DECADE, 0, 200.0))
SHORT: Any = {"invasion_duration": 1.0}


def _wars(imposed: float, ratio: float, members: int = 2000, base: float = 0.01) -> NDArray[np.bool_]:
    run = step(
        INVASION,
        on=FORCE._replace(retaliation=False),
        members=members,
        imposition_probability=imposed,
        regime_change_civil_war_ratio=ratio,
        civil_war_base=base,
        **SHORT,
    )
    return np.asarray((run["regime_civil_war"] > 0.0).any(axis=1))


def test_there_is_no_civil_war_without_a_war() -> None:
    calm = step(
        levers(DECADE, leader_strikes_without_consent=100.0), on=FORCE, members=50, civil_war_base=0.4
    )
    assert not calm["regime_civil_war"].any()


def test_an_imposed_government_raises_civil_war_by_about_the_ratio() -> None:
    without, imposed = _wars(0.0, 2.5), _wars(1.0, 2.5)
    expected = (1.0 - np.exp(-0.25)) / (1.0 - np.exp(-0.1))
    assert imposed.mean() / without.mean() == pytest.approx(expected, rel=0.2)
    # Same luck: whoever has a war without an imposed government has one with it.
    assert (imposed | ~without).all()


def test_a_ratio_of_one_changes_nothing() -> None:
    assert (_wars(1.0, 1.0) == _wars(0.0, 1.0)).all()


def test_a_civil_war_moves_conflict_while_it_lasts() -> None:
    run = step(
        INVASION,
        on=FORCE,
        members=50,
        civil_war_base=0.5,
        civil_war_violence=0.9,
        civil_war_duration=1.0,
        occupation_conflict=0.0,
        **SHORT,
    )
    war = run["regime_civil_war"] == 1.0
    assert war.any()
    assert not war[:, -1].all()  # wars end
    assert run.field("conflict_log")[war] == pytest.approx(0.9)
    assert run.field("conflict_log")[~war] == pytest.approx(0.0)
