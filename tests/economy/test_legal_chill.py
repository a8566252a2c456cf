"""E5: firms withdraw and comply before anybody is convicted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economy.drawing import any_parameters
from riobravo.credibility.bench import run_alone
from riobravo.world.week import ALL_OFF

ONLY = ALL_OFF._replace(noise=False, legal_chill=True)
_CONVICTION = 52  # weeks; cases take a year and more from charge to verdict


def test_nothing_happens_without_law() -> None:
    trace = run_alone(52, on=ONLY)
    assert not trace["legal_chill"].any()
    assert not trace["dealer_compliance"].any()


def test_dealers_comply_before_the_first_conviction() -> None:
    compliance = run_alone(260, on=ONLY, levers={"dealer_prosecutions": 300.0})["dealer_compliance"]
    assert compliance[_CONVICTION // 2] > 0.8 * compliance[-1] > 0.0


def test_designation_alone_acts_and_enforcement_adds_to_it() -> None:
    alone = run_alone(104, on=ONLY, levers={"designation": 1.0})
    with_banks = run_alone(104, on=ONLY, levers={"designation": 1.0, "bank_sanctions": 10.0})
    assert 0.0 < alone["legal_chill"][-1] < with_banks["legal_chill"][-1] < 1.0
    assert alone["dealer_compliance"][-1] > 0.0


def test_it_comes_quickly_and_goes_slowly() -> None:
    law = np.where(np.arange(156) < 52, 1.0, 0.0)
    chill = run_alone(156, on=ONLY, levers={"designation": law})["legal_chill"]
    assert chill[25] > 0.9 * chill[51]
    assert chill[77] > 0.5 * chill[51]
    assert chill[-1] < chill[77]


@settings(max_examples=25)
@given(any_parameters("E5"), st.floats(0.0, 1.0), st.floats(0.0, 100.0), st.floats(0.0, 5000.0))
def test_both_are_shares(parameters: dict[str, float], law: float, banks: float, cases: float) -> None:
    levers = {"designation": law, "bank_sanctions": banks, "dealer_prosecutions": cases}
    trace = run_alone(104, on=ONLY, levers=levers, parameters=parameters)
    for name in ("legal_chill", "dealer_compliance"):
        assert trace[name].min() >= 0.0
        assert trace[name].max() <= 1.0
    halves = run_alone(104, on=ONLY._replace(step=0.5), levers=levers, parameters=parameters)
    assert halves["legal_chill"][-1] == pytest.approx(trace["legal_chill"][-1], abs=1e-3)


def test_chill_makes_sending_money_dearer() -> None:
    on = ONLY._replace(output=True)
    sent = run_alone(52, on=on, levers={"designation": 1.0, "bank_sanctions": 20.0})["remittances"]
    assert sent[-1] < sent[0]
