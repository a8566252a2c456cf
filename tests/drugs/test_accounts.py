"""Nothing is lost: what is made is seized, used, sold elsewhere or in stock; revenue is price x quantity."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drugs.market import CALM, DRAWN, FLAT, NOISY, run

_LEVERS = {
    "precursor_stop": (-100.0, 100.0),
    "inspection": (-100.0, 100.0),
    "port_closure": (0.0, 100.0),
    "sea_interdiction": (0.0, 100.0),
    "border_soldiers": (0.0, 200.0),
    "initiation_cut": (-100.0, 100.0),
    "legal_supply": (0.0, 100.0),
    "treatment": (-55.0, 75.0),
}
_quantiles = st.fixed_dictionaries({name: st.floats(0.001, 0.999) for name in DRAWN})
_levers = st.fixed_dictionaries({name: st.floats(*ends) for name, ends in _LEVERS.items()})


@settings(max_examples=60)
@given(quantiles=_quantiles, levers=_levers, damage=st.floats(0, 0.5), shock=st.floats(0, 3))
def test_accounts_close_under_any_parameters_and_levers(
    quantiles: dict[str, Any], levers: dict[str, Any], damage: float, shock: float
) -> None:
    """Fentanyl in kilograms over the whole run, every class in the last week, and revenue."""
    given_ = {"cocaine_supply_shock": shock}
    series, world = run(104, on=NOISY, quantiles=quantiles, given=given_, start=FLAT, damage=damage, **levers)
    made, used = series["drug_made"].sum(), series["drug_used"].sum()
    others = series["drug_seizures"].sum() + series["drug_other_exits"].sum()
    change = series["drug_stock_change"].sum()
    assert made == pytest.approx(used + others + change, rel=1e-9, abs=1e-9)
    steps = np.diff(series["drug_stock"])
    assert steps == pytest.approx(series["drug_stock_change"][1:], rel=1e-9, abs=1e-6)
    revenue = 0.0
    for market in world.market:
        made, left, seized, arrived = (market[name] for name in ("made", "left", "seized", "arrived"))
        assert made == pytest.approx(left + seized + arrived, rel=1e-12)
        assert min(made, left, seized, arrived, market["used"], market["stock"]) >= 0.0
        revenue += market["weight"] * math.exp(market["export"]) * arrived
    assert world.drugs[0]["revenue"] == pytest.approx(revenue, rel=1e-12)
    ways = series["flow_by_ports"] + series["flow_between_ports"] + series["flow_by_sea"]
    assert ways == pytest.approx(series["drug_flow"], rel=1e-9)
    for name in ("overdose_deaths", "fentanyl_price", "fentanyl_purity", "drug_revenue", "opioid_users"):
        assert np.isfinite(series[name]).all(), name
        assert (series[name] >= 0.0).all(), name


@settings(max_examples=30)
@given(quantiles=_quantiles)
def test_status_quo_stays_where_it_starts(quantiles: dict[str, Any]) -> None:
    """Without a trend nothing moves, whatever the parameters."""
    series, world = run(260, quantiles=quantiles, given={"overdose_trend": 0.0}, start=FLAT)
    for name in (
        "synthesis_capacity",
        "fentanyl_availability",
        "fentanyl_price",
        "fentanyl_purity",
        "drug_revenue",
        "opioid_users",
    ):
        assert series[name] == pytest.approx(1.0, abs=1e-9), name
    assert series["overdose_deaths"] * 52.0 == pytest.approx(80_000.0, rel=1e-9)
    assert world.drugs[0]["scarcity"] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(
    "levers",
    [
        {"precursor_stop": 60.0},
        {"inspection": 40.0, "border_soldiers": 10.0, "sea_interdiction": 30.0},
        {"legal_supply": 30.0, "initiation_cut": 50.0, "treatment": 10.0},
    ],
)
def test_half_the_step_changes_nothing_material(levers: dict[str, Any]) -> None:
    """Two years in half weeks end within two per cent of two years in weeks."""
    given_ = {"spare_capacity": 0.0}
    whole, _ = run(104, given=given_, **levers)
    half, _ = run(104, on=CALM._replace(step=0.5), given=given_, **levers)
    for name in ("synthesis_capacity", "fentanyl_purity", "fentanyl_price", "drug_revenue", "opioid_users"):
        assert half[name][-1] == pytest.approx(whole[name][-1], rel=0.02), name
    for name in ("drug_made", "drug_seizures", "drug_used", "overdose_deaths", "flow_by_sea"):
        assert half[name].sum() == pytest.approx(whole[name].sum(), rel=0.02), name


def test_a_switch_that_is_off_leaves_its_numbers_at_the_start() -> None:
    """Without synthesis precursors do nothing, without use nobody begins or stops, and so on."""
    base, _ = run(52)
    off, _ = run(52, on=CALM._replace(synthesis=False), precursor_stop=80.0)
    assert (off["fentanyl_purity"] == base["fentanyl_purity"]).all()
    off, _ = run(52, on=CALM._replace(smuggling=False), inspection=80.0)
    assert off["drug_made"].sum() == 0.0
    assert (off["fentanyl_price"] == 1.0).all()
    off, _ = run(52, on=CALM._replace(drug_use=False), initiation_cut=80.0)
    assert (off["overdose_deaths"] == base["overdose_deaths"]).all()
    off, world = run(52, on=CALM._replace(overdose=False), treatment=10.0)
    assert off["overdose_deaths"].sum() == 0.0
    assert world.drugs[0]["deaths"] == 1.0
