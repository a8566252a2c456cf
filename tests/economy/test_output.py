"""E3: output, jobs, wages, remittances and prices, in both countries."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economy.drawing import any_parameters
from riobravo.credibility.bench import ALONE, run_alone
from riobravo.credibility.experiments.economy import tariff
from riobravo.world.state import STATES
from riobravo.world.week import ALL_OFF

CALM = ALONE._replace(agreement=False)
CHANGES = ("mexican_gdp", "us_gdp", "us_prices", "investment", "mexican_jobs")


def test_the_status_quo_stays_at_its_start() -> None:
    trace = run_alone(520, on=CALM)
    for name in CHANGES:
        np.testing.assert_allclose(trace[name], 0.0, atol=1e-9)
    np.testing.assert_allclose(trace["remittances"], trace["remittances"][0], rtol=1e-12)
    np.testing.assert_allclose(trace["exchange_rate"], 18.3, rtol=1e-9)


def test_a_full_tariff_costs_mexico_much_more_than_the_united_states() -> None:
    measures = tariff()
    assert -4.0 <= measures["mexico-2-years"] <= -2.0
    assert -0.4 <= measures["us-10-years"] <= -0.1
    assert abs(measures["exempted-mexico-1-year"]) < 0.3 * abs(measures["mexico-2-years"])


def test_tariffs_cost_jobs_and_wages_where_groups_recruit_and_raise_us_prices() -> None:
    trace = run_alone(104, on=CALM, levers={"tariff": 25.0})
    world = trace.world
    assert trace["mexican_jobs"][-1] < -0.5
    assert trace["legal_wage"][-1] < 1.0
    assert world.local["jobs_local"].max() < 1.0
    assert trace["us_prices"][-1] > 0.1
    assert trace["exchange_rate"][-1] > trace["exchange_rate"][0]


@settings(max_examples=25)
@given(any_parameters("E1", "E3"), st.floats(0.0, 100.0), st.sampled_from([0.0, 1.0, 2.0]))
def test_any_parameters_give_finite_numbers_and_no_gain_from_war(
    parameters: dict[str, float], rate: float, war: float
) -> None:
    trace = run_alone(
        156, on=CALM, levers={"tariff": rate}, parameters=parameters, held={"force": {"war": war}}
    )
    for name in (*CHANGES, "legal_wage", "remittances", "exchange_rate"):
        assert np.isfinite(trace[name]).all(), name
    if war:
        peace = run_alone(156, on=CALM, levers={"tariff": rate}, parameters=parameters)
        assert trace["mexican_gdp"][-1] < peace["mexican_gdp"][-1]


def test_war_at_home_costs_a_fifth_to_a_third_of_output_and_comes_back_slowly() -> None:
    war = run_alone(260, on=ALL_OFF._replace(noise=False, output=True), held={"force": {"war": 1.0}})
    assert -36.0 < war["mexican_gdp"][-1] < -18.0
    assert war["us_gdp"][-1] == 0.0


def test_civil_war_is_a_war_at_home() -> None:
    on = ALL_OFF._replace(noise=False, output=True)
    war, civil = (run_alone(104, on=on, held={"force": h}) for h in ({"war": 1.0}, {"civil_war": 1.0}))
    np.testing.assert_allclose(civil["mexican_gdp"], war["mexican_gdp"])


def test_violence_costs_jobs_where_it_is() -> None:
    homicides = np.full(STATES, 10.0)
    homicides[24] = 40.0
    trace = run_alone(208, on=CALM, homicides=homicides)
    jobs = trace.world.local["jobs_local"]
    assert jobs[24] == jobs.min()
    assert 0.93 < jobs[24] < 0.99
    assert np.delete(jobs, 24).min() > 0.99


def test_without_homicides_there_is_no_violence_to_feel() -> None:
    on = ALL_OFF._replace(noise=False, output=True)
    assert run_alone(104, on=on, homicides=0.0)["mexican_gdp"][-1] == 0.0


def test_programmes_raise_wages_with_a_lag() -> None:
    wage = run_alone(520, on=CALM, levers={"wage_support": 2000.0})["legal_wage"]
    assert wage[0] < 1.01
    assert wage[25] - 1.0 < 0.5 * (wage[-1] - 1.0)
    assert wage[-1] > 1.05
    aided = run_alone(520, on=CALM, levers={"development_aid": 1000.0})["legal_wage"]
    assert 1.0 < aided[-1] < wage[-1]


@pytest.mark.parametrize(("tax", "low", "high"), [(3.5, -0.07, -0.02), (30.0, -0.5, -0.15)])
def test_a_tax_lowers_remittances_by_the_published_order(tax: float, low: float, high: float) -> None:
    sent = run_alone(4, on=CALM, levers={"remittance_tax": tax})["remittances"]
    assert low < sent[-1] / run_alone(1, on=CALM)["remittances"][0] - 1.0 < high


def test_deportations_lower_remittances_more_the_longer_they_go_on() -> None:
    sent = run_alone(104, on=CALM, levers={"deportations": 1000.0})["remittances"]
    assert np.all(np.diff(sent) < 0.0)


def test_a_weaker_state_draws_less_investment() -> None:
    weak = run_alone(260, on=CALM, held={"politics": {"capacity": 0.6}})
    assert weak["investment"][-1] < -2.0
    assert weak["mexican_gdp"][-1] < 0.0


def test_threats_and_linkage_cost_investment() -> None:
    threatened = run_alone(104, on=CALM, held={"politics": {"threat": 1.0}})
    linked = run_alone(104, on=CALM, levers={"linkage": 1.0})
    np.testing.assert_allclose(threatened["investment"], linked["investment"])
    assert threatened["investment"][-1] < -3.0
