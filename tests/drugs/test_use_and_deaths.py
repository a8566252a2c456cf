"""Who uses drugs and who dies: beginners, legal supply, treatment, and the trend of deaths."""

from __future__ import annotations

import numpy as np
import pytest

from drugs.market import CALM, FLAT, NOISY, run
from riobravo.evidence.loading import load_ledger

_QUIET = {"overdose_trend": 0.0}


def test_fewer_beginners_mean_fewer_users_and_later_more_who_could_begin() -> None:
    """Users fall with the rate of quitting; the pool fills, and beginners overshoot when the cut ends."""
    cut = np.zeros(520)
    cut[:260] = 50.0
    series, _ = run(260, given=_QUIET, start=FLAT, initiation_cut=50.0)
    users = series["opioid_users"]
    assert users[-1] < users[51] < 1.0
    assert series["overdose_deaths"][-1] < series["overdose_deaths"][0]
    _, world = run(260, given=_QUIET, start=FLAT, initiation_cut=50.0)
    assert world.drugs[0]["pool"] > 1.0
    after, _ = run(520, given=_QUIET, start=FLAT, initiation_cut=cut)
    assert after["opioid_users"][-1] > users[-1]


def test_use_answers_costs_within_the_published_range() -> None:
    """Elasticities from -0.25 to -0.95 after half a year, and larger after a decade."""
    base, _ = run(520, given=_QUIET, start=FLAT)
    series, _ = run(520, given=_QUIET, start=FLAT, inspection=50.0)
    used = np.log(series["drug_used"] / base["drug_used"])
    price = np.log(series["fentanyl_price"])
    assert -0.95 <= used[26] / price[26] <= -0.25
    assert used[-1] / price[-1] < used[26] / price[26]


def test_a_shortage_of_one_class_raises_use_of_its_neighbour() -> None:
    """Cocaine short: more methamphetamine is wanted, if there is substitution at all."""
    given = {"cocaine_supply_shock": 0.7, "cocaine_use_elasticity": -0.3}
    series, _ = run(52, given=given | {"drug_substitution": 0.3})
    assert series["methamphetamine_availability"][-1] > 1.05
    series, _ = run(52, given=given | {"drug_substitution": 0.0})
    assert series["methamphetamine_availability"][-1] == pytest.approx(1.0)


def test_legal_supply_takes_revenue_and_its_risk_decides_about_deaths() -> None:
    """A market as deadly as the illegal one saves nobody; a safe one does."""
    given = _QUIET | {"legal_use_growth": 0.0}
    same, _ = run(260, given=given | {"legal_supply_risk": 1.0}, start=FLAT, legal_supply=50.0)
    safe, _ = run(260, given=given | {"legal_supply_risk": 0.1}, start=FLAT, legal_supply=50.0)
    assert same["drug_revenue"][-1] < 0.7
    assert same["overdose_deaths"][-1] == pytest.approx(same["overdose_deaths"][0], rel=0.02)
    assert safe["overdose_deaths"][-1] < 0.8 * safe["overdose_deaths"][0]


def test_treatment_saves_by_the_published_ratio_and_cuts_cost_as_much() -> None:
    """Ten points of cover give back the ratio of 0.47; negative doses raise deaths."""
    base, _ = run(520, given=_QUIET, start=FLAT)
    more, _ = run(520, given=_QUIET, start=FLAT, treatment=10.0)
    less, _ = run(520, given=_QUIET, start=FLAT, treatment=-10.0)
    name = "overdose_deaths_synthetic_opioids"
    fall = 1.0 - more[name][-1] / base[name][-1]
    start = load_ledger()["treatment_coverage"].default
    assert 1.0 - fall / (0.1 + fall * start) == pytest.approx(0.47, abs=0.01)
    assert less[name][-1] - base[name][-1] == pytest.approx(base[name][-1] - more[name][-1], rel=1e-6)


def test_cover_stays_between_none_and_nearly_all() -> None:
    """The largest doses either way leave deaths positive and finite."""
    for points in (-55.0, 75.0):
        series, _ = run(260, treatment=points)
        assert 0.0 < series["overdose_deaths"][-1] < 2.0 * 80_000.0 / 52.0


def test_classes_of_deaths_overlap_but_never_exceed_all() -> None:
    """All deaths are at least those of any class, and less than the sum of classes."""
    series, _ = run(104, initiation_cut=50.0)
    total = series["overdose_deaths"]
    classes = [
        series[f"overdose_deaths_{name}"]
        for name in ("synthetic_opioids", "methamphetamine", "cocaine", "other")
    ]
    for one in classes:
        assert (one <= total + 1e-9).all()
    assert (sum(classes) > total).all()


def test_deaths_follow_supply_as_far_as_the_decline_was_due_to_supply() -> None:
    """With no share of supply in the decline a loss of precursors saves nobody."""
    given = _QUIET | {"precursor_control_success": 1.0, "spare_capacity": 0.0, "precursor_bypass_limit": 0.0}
    none, _ = run(52, given=given | {"supply_share_of_decline": 0.0}, start=FLAT, precursor_stop=60.0)
    all_, _ = run(52, given=given | {"supply_share_of_decline": 1.0}, start=FLAT, precursor_stop=60.0)
    assert none["overdose_deaths"][-1] == pytest.approx(none["overdose_deaths"][0], rel=0.01)
    assert all_["overdose_deaths"][-1] < 0.8 * all_["overdose_deaths"][0]


def test_the_trend_holds_as_long_as_it_has_been_observed_and_then_fades() -> None:
    """A fall of 0.2 a year for a year and a half, and less of it afterwards."""
    start = {"drugs.trend": -0.2, "drugs.trend_known": 1.5}
    series, world = run(260, on=NOISY, given=_QUIET | {"overdose_trend_spread": 0.0}, start=start)
    logs = np.log(series["overdose_deaths"])
    assert logs[77] - logs[25] == pytest.approx(-0.2, abs=1e-6)
    assert -0.06 < logs[259] - logs[207] < 0.0
    assert series["fentanyl_purity"][77] < 1.0
    assert world.drugs[0]["deaths"] < 1.0


def test_luck_is_shared_between_options() -> None:
    """The noise of a world is the same with and without an option."""
    base, _ = run(260, on=NOISY, seed=4)
    series, _ = run(260, on=NOISY, seed=4, treatment=10.0)
    other, _ = run(260, on=NOISY, seed=5)
    ratio = series["overdose_deaths_synthetic_opioids"] / base["overdose_deaths_synthetic_opioids"]
    assert (np.diff(ratio) <= 1e-12).all()
    assert np.abs(other["overdose_deaths"] / base["overdose_deaths"] - 1.0).max() > 0.01


def test_noise_scatters_deaths_by_the_spread_of_the_trend() -> None:
    """After three years worlds differ by some tenths in logarithms, around no change."""
    ends = [
        np.log(
            run(156, on=NOISY, given=_QUIET, start=FLAT, seed=seed)[0]["overdose_deaths"][-1]
            * 52.0
            / 80_000.0
        )
        for seed in range(80)
    ]
    assert 0.08 < np.std(ends) < 0.35
    assert abs(np.mean(ends)) < 3.0 * np.std(ends) / np.sqrt(80)


def test_the_public_sees_deaths_with_a_delay() -> None:
    """After half a year of a jump the public has seen part of it."""
    _, world = run(26, on=CALM, given=_QUIET, start=FLAT | {"drugs.drift": 0.5})
    assert 1.2 < world.drugs[0]["deaths"] < np.exp(0.5)
