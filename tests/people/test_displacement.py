"""H1: people leave where violence or force is, mostly stay near, and the account closes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economy.drawing import any_parameters
from riobravo.credibility.bench import run_alone
from riobravo.world.state import STATES
from riobravo.world.week import ALL_OFF

ONLY = ALL_OFF._replace(noise=False, displacement=True, homicides=True)


def test_the_status_quo_keeps_its_displaced_people() -> None:
    trace = run_alone(260, on=ONLY)
    np.testing.assert_allclose(trace["displaced_people"], trace["displaced_people"][0], rtol=0.005)
    assert trace["newly_displaced"][-1] == pytest.approx(74_162.0, rel=0.01)
    # What was published for the end of 2023 and 2024 is about 390,000.
    assert 200_000.0 < trace["displaced_people"][0] < 600_000.0


@settings(max_examples=25)
@given(
    any_parameters("H1"),
    st.lists(st.floats(0.0, 60.0), min_size=STATES, max_size=STATES),
    st.floats(0.0, 50.0),
    st.sampled_from([0.0, 1.0]),
)
def test_the_stock_is_what_came_in_less_what_returned(
    parameters: dict[str, float], homicides: list[float], harm: float, occupied: float
) -> None:
    held = {"local": {"harm": harm, "occupied": occupied}}
    trace = run_alone(60, on=ONLY, parameters=parameters, homicides=np.array(homicides), held=held)
    stock, into, back = (trace[name] for name in ("displaced_people", "newly_displaced", "returned_people"))
    np.testing.assert_allclose(np.diff(stock), (into - back)[1:] / 52.0, rtol=1e-6, atol=1e-6 * stock.max())
    np.testing.assert_allclose(trace["state_displaced"].sum(axis=1), stock, rtol=1e-9)
    np.testing.assert_allclose(trace["state_newly_displaced"].sum(axis=1), into, rtol=1e-9)
    assert stock.min() >= 0.0


def test_displacement_is_where_the_violence_is() -> None:
    homicides = np.full(STATES, 10.0)
    homicides[11] = 60.0
    trace = run_alone(104, on=ONLY, homicides=homicides)
    grown = trace["state_displaced"][-1] - trace["state_displaced"][0]
    assert grown.argmax() == 11
    assert grown[11] > 0.5 * grown.sum()


@pytest.mark.parametrize("share", [0.2, 0.9])
def test_the_local_share_decides_how_many_stay(share: float) -> None:
    parameters = {"displacement_local_share": share, "displacement_half_life": 1000.0}
    homicides = np.full(STATES, 10.0)
    homicides[11] = 110.0
    violent, calm = (
        run_alone(52, on=ONLY, homicides=victims, parameters=parameters)["state_displaced"][-1]
        for victims in (homicides, 10.0)
    )
    more = violent - calm
    assert more[11] / more.sum() == pytest.approx(share + (1.0 - share) / STATES, rel=0.01)


def test_force_and_occupation_displace_and_the_people_return() -> None:
    calm = run_alone(52, on=ONLY)["newly_displaced"][-1]
    struck = run_alone(52, on=ONLY, held={"local": {"harm": 1.0}})["newly_displaced"][-1]
    war = {"local": {"occupied": 1.0}, "force": {"insurgency": 1.0}}
    held = run_alone(52, on=ONLY, held=war)["newly_displaced"][-1]
    assert struck > calm + 5.0 * STATES * 52.0
    assert held > calm + 100_000.0
    homicides = run_alone(520, on=ONLY, homicides=0.0)
    assert homicides["displaced_people"][-1] < 0.3 * homicides["displaced_people"][0]


def test_without_homicides_as_a_mechanism_displacement_is_that_of_the_start() -> None:
    """As many ask to leave in every week; those of them who still can shrink with the room that is left.

    All states are alike here, so one equation holds: of the room below the limit a fixed share e leaves
    each week, and a fixed share b of the displaced returns.
    """
    yearly, years, limit = 74_000.0, 3.0, 0.5 * 4_060_000.0
    given = {
        "displaced_per_year": yearly,
        "displacement_half_life": years,
        "displaceable_share": 0.5,
    }
    trace = run_alone(52, on=ONLY._replace(homicides=False), homicides=0.0, parameters=given)
    start = yearly * years / math.log(2.0) / STATES
    room = limit - start
    b = 1.0 - 0.5 ** (1.0 / (52.0 * years))
    e = 1.0 - math.exp(-yearly / 52.0 / STATES / room)
    steady = limit * e / (b + e)
    displaced = steady + (start - steady) * (1.0 - b - e) ** np.arange(53)
    np.testing.assert_allclose(trace["displaced_people"], STATES * displaced[1:], rtol=1e-9)
    np.testing.assert_allclose(
        trace["newly_displaced"], 52.0 * STATES * e * (limit - displaced[:-1]), rtol=1e-9
    )
    # That is what the start asks for, save for the room that those of one week take from each other.
    assert trace["newly_displaced"][0] == pytest.approx(
        yearly * (1.0 - 0.5 * yearly / 52.0 / STATES / room), rel=1e-6
    )


def test_half_the_step_changes_nothing_material() -> None:
    whole, halves = (
        run_alone(104, on=ONLY._replace(step=step), homicides=25.0, held={"local": {"harm": 2.0}})
        for step in (1.0, 0.5)
    )
    assert halves["displaced_people"][-1] == pytest.approx(whole["displaced_people"][-1], rel=0.01)
    assert halves["newly_displaced"].mean() == pytest.approx(whole["newly_displaced"].mean(), rel=0.01)


@settings(max_examples=15)
@given(any_parameters("H1"), st.floats(0.0, 1e6), st.floats(0.0, 1.0))
def test_no_war_displaces_more_than_can_be(parameters: dict[str, float], harm: float, war: float) -> None:
    held = {"local": {"harm": harm, "occupied": 1.0}, "force": {"civil_war": war, "insurgency": 1.0}}
    trace = run_alone(520, on=ONLY, parameters=parameters | {"displacement_local_share": 1.0}, held=held)
    people = 32 * 4_060_000.0
    limit = max(parameters["displaceable_share"] * people, 1.25 * trace["displaced_people"][0])
    assert trace["displaced_people"].max() <= 1.01 * limit
    assert np.isfinite(trace["newly_displaced"]).all()


def test_harm_and_war_of_the_same_place_do_not_count_twice() -> None:
    def displaced(harm: float, war: float) -> float:
        held = {"local": {"harm": harm}, "force": {"civil_war": war}}
        return float(run_alone(26, on=ONLY, held=held)["newly_displaced"].sum())

    calm, harmed, at_war, both = displaced(0, 0), displaced(5, 0), displaced(0, 1), displaced(5, 1)
    assert calm < min(harmed, at_war)
    assert both == pytest.approx(max(harmed, at_war), rel=1e-6)


def test_an_occupation_without_resistance_displaces_by_harm_alone() -> None:
    def displaced(insurgency: float) -> float:
        held = {"local": {"occupied": 1.0}, "force": {"insurgency": insurgency}}
        return float(run_alone(26, on=ONLY, held=held)["newly_displaced"].sum())

    assert displaced(0.0) == pytest.approx(float(run_alone(26, on=ONLY)["newly_displaced"].sum()))
    assert displaced(1.0) > 2.0 * displaced(0.0)
