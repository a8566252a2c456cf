"""Cyber and financial disruption: small and short."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from force.stepping import levers, step
from riobravo.world.week import ALL_OFF

ONLY = ALL_OFF._replace(disruption=True)
KNOWN: Any = {
    "cyber_effect": 0.2,
    "disruption_held": 0.5,
    "disruption_adaptation": 13.0,
    "disruption_recovery": 26.0,
}


def test_half_of_a_lasting_disruption_is_gone_after_the_half_life() -> None:
    run = step(levers(105, cyber_without_consent=1.0, financial_disruption=10.0), on=ONLY, **KNOWN)
    coordination, income = run.field("coordination_loss")[0], run.field("income_loss")[0]
    assert coordination[0] == pytest.approx(0.2)
    assert income[0] == pytest.approx(0.05)
    assert coordination[13] == pytest.approx(0.1)
    assert income[13] == pytest.approx(0.025)
    assert coordination[104] < 0.01 * coordination[0]


def test_a_disruption_ends_when_it_is_called_off_and_works_again_after_a_pause() -> None:
    weeks = np.arange(156)
    table = levers(156, cyber_with_consent=np.where((weeks < 52) | (weeks >= 104), 1.0, 0.0))
    loss = step(table, on=ONLY, **KNOWN).field("coordination_loss")[0]
    assert not loss[52:104].any()
    assert loss[51] < loss[104] < loss[0]


def test_money_and_communication_do_not_mix() -> None:
    run = step(levers(20, financial_disruption=30.0), on=ONLY, **KNOWN)
    assert not run.field("coordination_loss").any()
    assert run.field("income_loss")[0].all()


def test_at_every_draw_disruption_is_small() -> None:
    run = step(
        levers(52, cyber_without_consent=1.0, financial_disruption=10.0), on=ONLY, members=200, drawn=True
    )
    assert run.field("coordination_loss").max() <= 0.3
    assert run.field("income_loss").max() <= 0.1
    assert np.median(run.field("coordination_loss")[:, -1]) < 0.5 * np.median(
        run.field("coordination_loss")[:, 0]
    )
