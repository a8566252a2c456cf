"""H2 and H3: enforcement dominates migration north, networks lag, and exposure follows incidents."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economy.drawing import any_parameters
from riobravo.credibility.bench import ALONE, run_alone
from riobravo.credibility.experiments.people import migration
from riobravo.world.week import ALL_OFF

ONLY = ALL_OFF._replace(noise=False, migration=True, homicides=True)
EXPOSED = ALL_OFF._replace(noise=False, exposure=True, homicides=True)
TOGETHER = {"concession_migration": 1.0}
STATES_ALONE = {"border_soldiers": 200.0, "deportations": 5000.0}


def test_the_status_quo_stays_at_its_start() -> None:
    trace = run_alone(260, on=ONLY)
    np.testing.assert_allclose(trace["encounters"], 1_560_000.0, rtol=1e-9)
    np.testing.assert_allclose(trace["migration_north"], 1.0, rtol=1e-9)


def test_the_published_responses() -> None:
    measures = migration()
    assert 0.4 <= measures["children-per-homicide"] <= 0.9
    assert -0.1 <= measures["mexicans-per-homicide"] <= 0.3
    assert -85.0 <= measures["enforced-8-months"] <= -55.0


def test_enforcement_dominates_what_a_doubling_of_violence_adds() -> None:
    start = run_alone(1, on=ONLY)["encounters"][0]
    violent = run_alone(52, on=ONLY, homicides=20.0)["encounters"][-1]
    both = run_alone(52, on=ONLY, homicides=20.0, held={"politics": TOGETHER}, levers=STATES_ALONE)
    assert 0.0 <= violent - start < 0.3 * (start - both["encounters"][-1])


def test_without_mexico_enforcement_is_weaker_and_rupture_undoes_it() -> None:
    both, alone, rupture = (
        run_alone(52, on=ONLY, held={"politics": held}, levers=levers)["encounters"][-1]
        for held, levers in (
            (TOGETHER, STATES_ALONE),
            ({}, STATES_ALONE),
            ({"cooperation": 0.0, "cooperation_start": 0.5}, {}),
        )
    )
    assert both < alone < 1_560_000.0 < rupture


def test_waits_of_goods_are_no_enforcement() -> None:
    trace = run_alone(26, on=ONLY, levers={"waiting": 50.0, "inspection": 100.0})
    np.testing.assert_allclose(trace["encounters"], 1_560_000.0, rtol=1e-9)


def test_networks_carry_migration_on_and_come_late() -> None:
    trace = run_alone(520, on=ONLY, parameters={"central_america_homicides_change": 2000.0})
    grown = trace["encounters"] / 1_560_000.0 - 1.0
    assert 0.0 < grown[0] < grown[103] < grown[-1]
    assert grown[-1] > 1.3 * grown[0]


@settings(max_examples=25)
@given(
    any_parameters("H1", "H2", "H3"),
    st.floats(0.0, 60.0),
    st.floats(0.0, 1.0),
    st.floats(0.0, 1.0),
    st.floats(0.3, 1.2),
)
def test_any_parameters_give_flows_that_are_never_negative(
    parameters: dict[str, float], homicides: float, concession: float, cooperation: float, jobs: float
) -> None:
    held = {
        "politics": {"concession_migration": concession, "cooperation": cooperation},
        "economy": {"jobs": jobs},
    }
    on = ALONE._replace(output=False, noise=True)
    trace = run_alone(104, on=on, parameters=parameters, homicides=homicides, held=held)
    for name in ("encounters", "encounters_mexican", "exposed_people_harmed", "migration_north"):
        assert trace[name].min() >= 0.0
        assert np.isfinite(trace[name]).all()
    assert np.all(trace["encounters_mexican"] <= trace["encounters"])


def test_noise_has_the_mean_of_the_quiet_run_and_leaves_migration_alone() -> None:
    noisy = [run_alone(104, on=ONLY._replace(noise=True), member=m) for m in range(200)]
    mean = np.mean([trace["encounters"][-1] for trace in noisy])
    assert mean == pytest.approx(1_560_000.0, rel=0.08)
    assert all(np.ptp(trace["migration_north"]) < 1e-9 for trace in noisy)


def test_lost_jobs_push_people_north() -> None:
    poor = run_alone(52, on=ONLY, held={"economy": {"jobs": 0.9}})
    assert poor["encounters_mexican"][-1] > 1.05 * run_alone(1, on=ONLY)["encounters_mexican"][0]


def test_half_the_step_changes_nothing_material() -> None:
    whole, halves = (
        run_alone(
            104,
            on=ONLY._replace(step=step),
            held={"politics": {"concession_migration": 0.5}},
            parameters={"central_america_homicides_change": 2000.0},
        )["encounters"][-1]
        for step in (1.0, 0.5)
    )
    assert halves == pytest.approx(whole, rel=0.01)


def test_harm_to_the_exposed_follows_violence_retaliation_and_war() -> None:
    calm = run_alone(4, on=EXPOSED)["exposed_people_harmed"][-1]
    assert 20.0 < calm < 800.0
    assert run_alone(4, on=EXPOSED, homicides=20.0)["exposed_people_harmed"][-1] == pytest.approx(2.0 * calm)
    for force in ({"retaliation": 5.0}, {"war": 2.0}):
        assert run_alone(4, on=EXPOSED, held={"force": force})["exposed_people_harmed"][-1] > calm + 1.0
