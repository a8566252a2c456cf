"""E2: waits and closures cost trade while they last, and for days after."""

from __future__ import annotations

import numpy as np
import pytest

from riobravo.credibility.bench import ALONE, run_alone
from riobravo.world.week import ALL_OFF

ALONE_WITH_TRADE = ALL_OFF._replace(noise=False, friction=True, trade=True)


def _pulse(height: float) -> np.ndarray:
    weeks = np.zeros(20)
    weeks[4:6] = height
    return weeks


@pytest.mark.parametrize(
    ("lever", "height"), [("inspection", 100.0), ("waiting", 30.0), ("port_closure", 80.0)]
)
def test_the_effect_of_a_measure_is_gone_within_weeks_of_its_end(lever: str, height: float) -> None:
    trade = run_alone(20, levers={lever: _pulse(height)}, on=ALONE_WITH_TRADE)["bilateral_trade"]
    lost = 1.0 - trade / trade[0]
    assert lost[5] > 0.0005
    assert lost[9] < 0.1 * lost[5]
    assert lost[-1] < 0.001 * lost[5]


def test_waits_cost_farm_products_and_vehicles_most() -> None:
    trace = run_alone(10, levers={"waiting": 24.0}, on=ALONE_WITH_TRADE)
    lost = {
        name: 1.0 - trace[name][-1] / run_alone(1)[name][0]
        for name in ("trade_farm", "trade_vehicles", "trade_electronics")
    }
    assert lost["trade_farm"] > lost["trade_vehicles"] > lost["trade_electronics"] > 0.0


def test_faster_crossings_save_money_and_raise_trade() -> None:
    trace = run_alone(10, levers={"waiting": -4.0}, on=ALONE_WITH_TRADE)
    assert trace["border_cost"][-1] < 0.0
    assert trace["bilateral_trade"][-1] > run_alone(1)["bilateral_trade"][0]
    assert trace["border_wait"][-1] == pytest.approx(-4.0, abs=0.01)


def test_spare_capacity_takes_up_small_closures_and_goods_by_sea_pass_large_ones() -> None:
    start = run_alone(1)["bilateral_trade"][0]
    small, half, full = (
        run_alone(26, levers={"port_closure": closed}, on=ALONE_WITH_TRADE)["bilateral_trade"][-1]
        for closed in (3.0, 50.0, 100.0)
    )
    assert small == pytest.approx(start, rel=1e-3)
    assert full < half < small
    assert 0.05 * start < full < 0.3 * start


def test_more_concentrated_trade_suffers_more_from_closures() -> None:
    spread, concentrated = (
        run_alone(
            26, levers={"port_closure": 30.0}, parameters={"gateway_share": share}, on=ALONE_WITH_TRADE
        )["bilateral_trade"][-1]
        for share in (0.2, 0.6)
    )
    assert concentrated < spread


def test_without_trade_only_waits_and_their_cost_are_left() -> None:
    trace = run_alone(10, levers={"waiting": 24.0}, on=ALL_OFF._replace(noise=False, friction=True))
    assert trace["border_cost"][-1] > 0.0
    assert not trace["bilateral_trade"].any()
    assert trace.world.economy["trade"][0] == 1.0


def test_blockades_cost_trade_in_their_week() -> None:
    trace = run_alone(4, held={"force": {"retaliation": 50.0}}, on=ALONE)
    assert trace["bilateral_trade"][0] < 0.999 * run_alone(1)["bilateral_trade"][0]


def test_goods_that_pass_half_closed_ports_wait_longer() -> None:
    trace = run_alone(10, levers={"port_closure": 50.0}, on=ALONE)
    assert 1.0 < trace["border_wait"][-1] < 26.0
    assert trace["border_cost"][-1] > 0.0
