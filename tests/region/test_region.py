"""R1 and R2: views that fall and come back, split by government, and the next target."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economy.drawing import any_parameters
from riobravo.credibility.bench import run_alone
from riobravo.evidence.loading import load_ledger
from riobravo.world.week import ALL_OFF

VIEWS = ALL_OFF._replace(noise=False, reputation=True)
TARGET = ALL_OFF._replace(noise=False, next_target=True)
FORCE = {"force": {"unconsented": 1.0}}
INVASION = {"force": {"unconsented": 1.0, "war": 1.0}}


def test_without_events_views_stay_and_chinas_share_drifts_slowly() -> None:
    trace = run_alone(260, on=VIEWS)
    assert np.ptp(trace["regional_favourability"]) == 0.0
    assert np.ptp(trace["regional_alignment"]) == 0.0
    share = trace["china_trade_share"]
    assert share[0] == pytest.approx(20.9, abs=0.3)
    assert abs(share[-1] - share[0]) < 2.0


def test_views_fall_far_and_come_back_over_years() -> None:
    boats = np.where(np.arange(520) < 52, 500.0, 0.0)
    parameters = {"regional_view_of_force": -30.0, "boat_strikes_weight": 1.0, "regional_view_split": 0.0}
    view = run_alone(520, on=VIEWS, levers={"boat_strikes": boats}, parameters=parameters)[
        "regional_favourability"
    ]
    assert view[51] < view[0] - 20.0
    assert view[51] + 2.0 < view[155] < view[0] - 2.0
    assert view[-1] > view[51] + 20.0


def test_publics_of_aligned_governments_answer_less_unkindly() -> None:
    trace = run_alone(104, on=VIEWS, held=INVASION)
    aligned, other = trace["favourability_aligned"][-1], trace["favourability_other"][-1]
    assert other < trace["regional_favourability"][-1] < aligned


def test_an_invasion_costs_more_than_force_and_both_signs_are_possible() -> None:
    force, invasion = (
        run_alone(104, on=VIEWS, held=held)["regional_favourability"][-1] for held in (FORCE, INVASION)
    )
    assert invasion < force < run_alone(1, on=VIEWS)["regional_favourability"][0]
    low, high = load_ledger()["regional_view_of_force"].quantile(np.array([0.2, 0.8]), {})
    assert low < 0.0 < high


def test_alignment_and_trade_follow_views_slowly() -> None:
    trace = run_alone(520, on=VIEWS, held=INVASION)
    alignment = trace["regional_alignment"]
    assert alignment[51] > 0.5 * (1.0 + alignment[-1])
    assert alignment[-1] < 0.97
    assert trace["china_trade_share"][-1] > run_alone(520, on=VIEWS)["china_trade_share"][-1]


@settings(max_examples=30)
@given(
    any_parameters("R1", "R2"),
    st.floats(0.0, 1.0),
    st.sampled_from([0.0, 1.0, 2.0, 3.0]),
    st.floats(0.0, 1.0),
    st.floats(0.0, 1e5),
)
def test_any_parameters_stay_inside_their_limits(
    parameters: dict[str, float], force: float, war: float, success: float, deaths: float
) -> None:
    held = {
        "force": {"unconsented": force, "war": war, "expected_success": success, "us_deaths_total": deaths}
    }
    on = VIEWS._replace(next_target=True)
    trace = run_alone(104, on=on, parameters=parameters, held=held, levers={"boat_strikes": 100.0})
    assert 0.0 < trace["regional_favourability"].min() <= trace["regional_favourability"].max() < 100.0
    assert 0.0 <= trace["china_trade_share"].min() <= trace["china_trade_share"].max() <= 80.0
    for name in ("regional_alignment", "next_target_hazard", "next_target_aligned", "next_target_other"):
        assert trace[name].min() > 0.0
        assert np.isfinite(trace[name]).all()
    halves = run_alone(
        104, on=on._replace(step=0.5), parameters=parameters, held=held, levers={"boat_strikes": 100.0}
    )
    assert halves["regional_favourability"][-1] == pytest.approx(trace["regional_favourability"][-1], abs=0.3)
    assert halves["next_target_hazard"][-1] == pytest.approx(trace["next_target_hazard"][-1], rel=0.01)


def _hazard(weeks: int = 26, **force: float) -> float:
    return float(run_alone(weeks, on=TARGET, held={"force": force})["next_target_hazard"][-1])


def test_force_elsewhere_becomes_likelier_with_success_and_rarer_with_losses() -> None:
    assert _hazard() == 1.0
    success, failure = (
        _hazard(unconsented=1.0, expected_success=0.9),
        _hazard(unconsented=1.0, expected_success=0.1),
    )
    assert success > 1.2
    assert failure < 1.0
    assert _hazard(unconsented=1.0, expected_success=0.9, us_deaths_total=5000.0) < success


def test_aligned_countries_are_the_less_likely_ones() -> None:
    trace = run_alone(26, on=TARGET, held={"force": {"war": 2.0}})
    assert trace["next_target_aligned"][-1] < trace["next_target_hazard"][-1] < trace["next_target_other"][-1]
