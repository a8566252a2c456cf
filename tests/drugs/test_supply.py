"""What losses of laboratories, precursors and consignments do, each mechanism alone where it can be."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from drugs.market import CALM, FLAT, NOISY, run
from riobravo.world.drugs.fields import COCAINE, FENTANYL

_ONE_SOURCE = {
    "precursor_control_success": 1.0,
    "spare_capacity": 0.0,
    "precursor_bypass_limit": 1.0,
    "overdose_trend": 0.0,
}
_ONLY_SYNTHESIS = CALM._replace(smuggling=False, drug_use=False, overdose=False)


def test_precursor_shock_price_first_and_purity_for_longer() -> None:
    """The price jumps and returns within months; purity falls later and returns after more than a year."""
    series, _ = run(260, given=_ONE_SOURCE, start=FLAT, precursor_stop=78.0)
    price, purity = series["methamphetamine_price"], series["methamphetamine_purity"]
    assert price.max() > 1.5
    assert price.argmax() < purity.argmin()
    price_back = np.flatnonzero(price[price.argmax() :] < 1.1)[0] + price.argmax()
    purity_back = np.flatnonzero(purity[purity.argmin() :] > 0.9)[0] + purity.argmin()
    assert price_back < 0.6 * purity_back
    assert 52 <= purity_back <= 130


def test_spare_capacity_takes_up_a_small_loss() -> None:
    """Half a capacity to spare covers a quarter that is lost."""
    series, _ = run(52, given=_ONE_SOURCE | {"spare_capacity": 0.5}, precursor_stop=25.0)
    assert series["fentanyl_price"] == pytest.approx(1.0)


def test_a_control_that_does_not_work_changes_nothing() -> None:
    """With no chance of success a full stop moves nothing, with and without luck."""
    for on in (CALM, NOISY):
        base, _ = run(52, on=on, given={"precursor_control_success": 0.0})
        series, _ = run(52, on=on, given={"precursor_control_success": 0.0}, precursor_stop=100.0)
        assert (series["synthesis_capacity"] == base["synthesis_capacity"]).all()


def test_luck_decides_once_whether_a_control_works() -> None:
    """In each world a control works from the first week to the last or never, at the given frequency."""
    worked = []
    for seed in range(60):
        series, _ = run(
            8,
            on=_ONLY_SYNTHESIS._replace(noise=True),
            seed=seed,
            given={"precursor_control_success": 0.5, "precursor_bypass_limit": 0.0},
            precursor_stop=50.0,
        )
        capacity = series["synthesis_capacity"]
        assert capacity == pytest.approx(capacity[0])
        worked.append(capacity[0] < 0.9)
    assert 15 <= sum(worked) <= 45


def test_laboratories_are_rebuilt_within_months() -> None:
    """Half of what one strike destroys is back after the half-life."""
    damage = np.zeros(104)
    damage[0] = 0.4
    given = {"lab_rebuild_half_life": 10.0, "lab_destruction_rate": 0.0, "mexican_synthesis_share": 0.9}
    series, world = run(104, on=_ONLY_SYNTHESIS, given=given, damage=damage)
    lost = 1.0 - series["synthesis_capacity"]
    # What moves elsewhere in the meantime adds a little.
    assert lost[10] == pytest.approx(lost[0] / 2.0, rel=0.25)
    assert series["lost_supply_replaced"][0] < 0.2
    assert series["lost_supply_replaced"][-1] > 0.98
    assert world.drugs[0]["laboratories"] == pytest.approx(1.0, abs=1e-3)


def test_lasting_pressure_moves_synthesis_elsewhere() -> None:
    """Laboratories in Mexico stay fewer, yet most of the capacity is back after the time of relocation."""
    given = {"synthesis_relocation_time": 1.5, "mexican_synthesis_share": 0.9}
    series, world = run(104, on=_ONLY_SYNTHESIS, given=given, damage=0.05)
    assert world.drugs[0]["laboratories"] < 0.7
    assert world.drugs[0]["moved"] > 0.8 * 0.9 * (1.0 - world.drugs[0]["laboratories"])
    assert series["synthesis_capacity"][-1] > series["synthesis_capacity"][12]
    assert series["synthesis_capacity"][-1] > 0.95 > world.drugs[0]["capacity"]


@pytest.mark.parametrize(("field", "value"), [("intelligence", 1.5), ("capacity", 1.5)])
def test_intelligence_and_state_capacity_find_more_laboratories(field: str, value: float) -> None:
    """More of either lowers Mexican capacity, less raises it."""
    more, _ = run(52, on=_ONLY_SYNTHESIS, start={f"politics.{field}": value})
    less, _ = run(52, on=_ONLY_SYNTHESIS, start={f"politics.{field}": 1.0 / value})
    assert more["synthesis_capacity"][-1] < 1.0 < less["synthesis_capacity"][-1]


def test_nothing_lost_is_nothing_replaced() -> None:
    """The share replaced is zero where no capacity was lost."""
    series, _ = run(26)
    assert (series["lost_supply_replaced"] == 0.0).all()


@pytest.mark.parametrize("weight", [0.0, 0.4, 1.0])
def test_pass_through_of_costs(weight: float) -> None:
    """Of a rise of costs on the way retail passes on s + m (1 - s)."""
    given = {"price_pass_through_weight": weight, "import_price_share_fentanyl": 0.03}
    _, world = run(4, given=given, inspection=50.0)
    market = world.market[FENTANYL]
    assert market["cost"] > 0.0
    assert market["toll"] == pytest.approx(market["cost"] * (0.03 + weight * 0.97))


def test_inspection_raises_seizures_and_shifts_ways() -> None:
    """More inspection: more seized, less through ports, more between them and by sea, a higher price."""
    base, _ = run(104)
    series, _ = run(104, inspection=50.0)
    assert series["drug_seizures"][-1] > base["drug_seizures"][-1]
    assert series["flow_by_ports"][-1] < base["flow_by_ports"][-1]
    assert series["flow_between_ports"][-1] > base["flow_between_ports"][-1]
    assert series["flow_by_sea"][-1] > base["flow_by_sea"][-1]
    assert series["fentanyl_price"][-1] > 1.0
    less, _ = run(104, inspection=-8.0)
    assert less["drug_seizures"][-1] < base["drug_seizures"][-1]


@pytest.mark.parametrize(
    ("lever", "value", "way"),
    [
        ("sea_interdiction", 40.0, "flow_by_sea"),
        ("border_soldiers", 20.0, "flow_between_ports"),
        ("port_closure", 60.0, "flow_by_ports"),
    ],
)
def test_each_way_can_be_made_worse(lever: str, value: float, way: str) -> None:
    """Pressure on one way lowers its flow more than the whole."""
    base, _ = run(104)
    moved: dict[str, Any] = {lever: value}
    series, _ = run(104, **moved)
    assert series[way][-1] / base[way][-1] < series["drug_flow"][-1] / base["drug_flow"][-1] <= 1.0


def test_boats_that_force_destroys_count_as_losses_at_sea() -> None:
    """A loss by force acts as seizure at sea does."""
    struck, _ = run(52, start={"force.sea_loss": 0.3})
    seized, _ = run(52, sea_interdiction=30.0)
    assert struck["flow_by_sea"] == pytest.approx(seized["flow_by_sea"])


@pytest.mark.parametrize(("elasticity", "sign"), [(-0.3, 1.0), (-1.8, -1.0)])
def test_scarcity_raises_revenue_only_where_demand_is_inelastic(elasticity: float, sign: float) -> None:
    """In the first months of a shortage of cocaine, at the same percentage at import and retail."""
    given = {
        "cocaine_supply_shock": math.log(2.0),
        "stimulant_use_elasticity_short": elasticity,
        "cocaine_use_elasticity": elasticity,
        "scarcity_price_exponent": 1.0,
    }
    series, world = run(20, given=given)
    assert world.drugs[0]["scarcity"] > 0.1
    assert sign * (series["drug_revenue"][13:].mean() - 1.0) > 0.0


def test_classes_differ_by_their_numbers_alone() -> None:
    """Shares of the revenue sum to one; only cocaine, which nobody synthesises, feels a shock to plants."""
    values = {"opioid_use_elasticity_short": -0.4, "stimulant_use_elasticity_short": -0.3}
    _, usual = run(1, given=values)
    _, short = run(1, given=values | {"cocaine_supply_shock": 1.0})
    assert usual.market["weight"].sum() == pytest.approx(1.0)
    assert list(usual.market["elasticity"]) == [-0.4, -0.3, -0.3, -0.4]
    changed = short.market["most"] / usual.market["most"]
    assert changed == pytest.approx([1.0, 1.0, changed[COCAINE], 1.0])
    assert changed[COCAINE] < 1.0 / math.e


def test_a_shortage_moves_the_price_up_to_a_limit() -> None:
    """Beyond the limit of the ledger a shortage shows in quantity alone."""
    shock = {"cocaine_supply_shock": 3.0}
    _, wide = run(26, given=shock)
    _, narrow = run(26, given=shock | {"scarcity_price_limit": 0.5})
    for world, limit in ((wide, 2.5), (narrow, 0.5)):
        market = world.market[COCAINE]
        assert market["retail"] - market["toll"] <= limit
    assert wide.market[COCAINE]["retail"] > narrow.market[COCAINE]["retail"]
