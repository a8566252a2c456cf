"""E1: duties move both flows of goods slowly, and both partners keep the same books."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economy.drawing import any_parameters
from riobravo.credibility.bench import ALONE, Trace, run_alone
from riobravo.world.week import ALL_OFF

ONLY = ALL_OFF._replace(noise=False, trade=True)
SECTORS = ("trade_vehicles", "trade_farm", "trade_electronics", "trade_other")
NORTH, SOUTH = "us_imports_from_mexico", "us_exports_to_mexico"


def _loss(trace: Trace, name: str = NORTH, week: int = -1) -> float:
    return float(1.0 - trace[name][week] / run_alone(1, on=ONLY)[name][0])


def test_without_measures_trade_stays_as_it_is() -> None:
    trace = run_alone(260, on=ONLY)
    for name in (*SECTORS, NORTH, SOUTH, "bilateral_trade"):
        np.testing.assert_allclose(trace[name], trace[name][0], rtol=1e-12)
    assert trace["bilateral_trade"][0] == pytest.approx(840.0, rel=0.01)


@settings(max_examples=25)
@given(
    any_parameters("E1", "E2"),
    st.floats(0.0, 100.0),
    st.floats(0.0, 100.0),
    st.floats(-12.0, 100.0),
    st.floats(0.0, 100.0),
    st.sampled_from([0.0, 1.0, 2.0, 3.0]),
)
def test_both_partners_and_all_sectors_keep_the_same_books(
    parameters: dict[str, float], tariff: float, exempt: float, waiting: float, closed: float, war: float
) -> None:
    levers = {"tariff": tariff, "tariff_exempt": exempt, "waiting": waiting, "port_closure": closed}
    trace = run_alone(60, levers=levers, parameters=parameters, held={"force": {"war": war}})
    total = trace["bilateral_trade"]
    np.testing.assert_allclose(sum(trace[name] for name in SECTORS), total, rtol=1e-9)
    np.testing.assert_allclose(trace[NORTH] + trace[SOUTH], total, rtol=1e-9)
    for name in (*SECTORS, NORTH, SOUTH):
        assert trace[name].min() >= 0.0
        assert np.isfinite(trace[name]).all()


@settings(max_examples=15)
@given(st.floats(-1.1, -0.4), st.floats(-2.6, -1.4), st.floats(1.0, 60.0))
def test_the_response_is_the_published_one_after_a_year_and_in_the_end(
    first: float, long: float, tariff: float
) -> None:
    parameters = {"tariff_elasticity_first_year": first, "tariff_elasticity_long": long}
    trace = run_alone(1560, levers={"tariff": tariff}, parameters=parameters, on=ONLY)
    duty, start = math.log(1.0 + tariff / 100.0), run_alone(1, on=ONLY)[NORTH][0]
    assert math.log(trace[NORTH][51] / start) / duty == pytest.approx(first, rel=1e-6)
    assert math.log(trace[NORTH][-1] / start) / duty == pytest.approx(long, rel=0.01)


def test_exempt_goods_pay_nothing_and_half_exempt_ones_about_half() -> None:
    full, half, none = (
        _loss(run_alone(52, levers={"tariff": 25.0, "tariff_exempt": share}, on=ONLY))
        for share in (0.0, 50.0, 100.0)
    )
    assert none == pytest.approx(0.0, abs=1e-12)
    assert half == pytest.approx(0.5 * full, rel=0.15)


def test_farm_products_use_exemptions_more_than_vehicles() -> None:
    trace = run_alone(52, levers={"tariff": 25.0, "tariff_exempt": 77.0}, on=ONLY)
    assert _loss(trace, "trade_farm") < _loss(trace, "trade_other") < _loss(trace, "trade_vehicles")


def test_retaliation_costs_us_exports_and_defiance_makes_it_full() -> None:
    def lost(**given: float) -> float:
        return _loss(run_alone(104, levers={"tariff": 25.0}, parameters=given, on=ONLY), SOUTH)

    meek, angry = lost(retaliation_share=0.0), lost(retaliation_share=1.0)
    assert 0.0 < meek < angry
    held = {"politics": {"defiance": 1.0}}
    defiant = run_alone(
        104, levers={"tariff": 25.0}, parameters={"retaliation_share": 0.0}, held=held, on=ONLY
    )
    assert _loss(defiant, SOUTH) == pytest.approx(angry, rel=1e-9)


def test_a_tariff_that_ends_is_undone_as_slowly_as_it_came() -> None:
    tariff = np.where(np.arange(208) < 52, 25.0, 0.0)
    trace = run_alone(208, levers={"tariff": tariff}, on=ONLY)
    peak, after = _loss(trace, week=51), _loss(trace, week=103)
    assert 0.4 * peak < after < 0.8 * peak


def test_war_ends_most_trade_at_once_and_peace_brings_it_back_over_years() -> None:
    def trade_after(war: float) -> np.ndarray:
        held = {"force": {"war": war}, "economy": {"war_shadow": 1.0 if war > 1.0 else 0.0}}
        return run_alone(520, held=held, on=ONLY)[NORTH]

    start = run_alone(1, on=ONLY)[NORTH][0]
    war, occupation, peace = (trade_after(phase) for phase in (1.0, 2.0, 3.0))
    assert 0.1 * start < war[0] < 0.7 * start
    assert war[0] == pytest.approx(war[-1])
    assert war[-1] < occupation[-1] < peace[-1]
    assert peace[51] < 0.9 * start < peace[-1] <= start


def test_half_the_step_changes_nothing_material() -> None:
    levers = {"tariff": 25.0, "tariff_exempt": 40.0, "waiting": 10.0, "port_closure": 40.0}
    whole = run_alone(104, levers=levers)
    halves = run_alone(104, levers=levers, on=ALONE._replace(step=0.5))
    for name in ("bilateral_trade", "mexican_gdp", "investment", "remittances", "legal_wage"):
        assert halves[name][-1] == pytest.approx(whole[name][-1], rel=0.02), name
    assert halves["border_cost"].mean() == pytest.approx(whole["border_cost"].mean(), rel=0.02)


def test_noise_moves_the_level_and_not_the_difference_of_options() -> None:
    noisy = ONLY._replace(noise=True)
    levels = [run_alone(52, on=noisy, member=m)["bilateral_trade"].mean() for m in range(60)]
    assert np.std(levels) > 5.0
    assert np.mean(levels) == pytest.approx(840.0, rel=0.02)
    plain, taxed = (run_alone(52, on=noisy, levers={"tariff": rate})[NORTH][-1] for rate in (0.0, 25.0))
    quiet = run_alone(52, on=ONLY, levers={"tariff": 25.0})
    assert taxed / plain == pytest.approx(1.0 - _loss(quiet), rel=1e-9)
