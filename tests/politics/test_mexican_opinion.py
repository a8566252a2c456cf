"""P1: what threats, tariffs and force do to the Mexican public."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from politics.stepping import Stepped, only, step

ON = only("mexican_opinion")
# A tariff weighs as a whole threat; points that can be lost, weeks of a half, and points back a year.
SHORT: dict[str, Any] = {
    "tariff_weight": 1.0,
    "favourability_fall": 33.0,
    "opinion_fall_time": 12.0,
    "favourability_recovery": 5.0,
}


def threatened(weeks: int = 52, **given: Any) -> Stepped:
    return step(weeks, on=ON, start={"threat": 1.0}, **given)


def test_a_year_of_threats_costs_about_thirty_points() -> None:
    """The must-show column: 25 to 40 points at the ledger's medians."""
    fall = 61.0 - threatened()["view_of_us"][-1]
    assert 25.0 <= fall <= 40.0


def test_recovery_takes_years() -> None:
    """A tariff of one year sours; what was lost comes back by a fixed number of points a year."""
    tariff = np.where(np.arange(312) < 52, 25.0, 0.0)
    given: dict[str, Any] = {"tariff_weight": 1.0, "favourability_recovery": 5.0}
    soon_forgotten = step(312, on=ON, levers={"tariff": tariff}, **given, provocation_half_life=4.0)
    view = soon_forgotten["view_of_us"]
    assert view[51] < 40.0
    assert view[51 + 104] - view[51] == pytest.approx(10.0, abs=0.2)
    assert view[-1] < 61.0
    # However long it is remembered: from the second week of the return on, exactly that.
    view = step(312, on=ON, levers={"tariff": tariff}, **given)["view_of_us"]
    turned = int(view.argmin()) + 1
    assert view[turned + 104] - view[turned] == pytest.approx(10.0, abs=1e-9)
    assert view[-1] < 61.0


@pytest.mark.parametrize("weeks", [3, 52])
@pytest.mark.parametrize("half_life", [4.0, 26.0, 104.0])
def test_the_first_weeks_follow_what_is_remembered(weeks: int, half_life: float) -> None:
    """The view goes on towards what the memory of the act says, until that is no longer below it."""
    act = np.where(np.arange(312) < weeks, 25.0, 0.0)
    run = step(312, on=ON, levers={"tariff": act}, **SHORT, provocation_half_life=half_life)
    view = 61.0
    for week, found in enumerate(run["view_of_us"]):
        remembered = 0.5 ** (max(week + 1 - weeks, 0) / half_life)
        aim = 61.0 * (1.0 - 33.0 / 63.5 * remembered)
        view = aim + (view - aim) * 0.5 ** (1.0 / 12.0) if view > aim else min(view + 5.0 / 52.0, aim)
        assert found == pytest.approx(view, abs=1e-9), week


def test_rejection_of_force_rises_with_threats() -> None:
    support = threatened()["mexican_support_for_force"]
    assert support[0] < 37.0
    assert 17.0 <= support[-1] <= 25.0


def test_a_rally_wears_off_by_a_fixed_number_of_points() -> None:
    approval = threatened(104, rally_size=15.0, rally_decay=12.0)["mexican_approval"]
    assert approval[0] > 80.0
    assert approval[4] - approval[4 + 26] == pytest.approx(6.0, abs=0.5)
    assert approval[-1] == pytest.approx(70.0, abs=1.5)


def test_a_negative_rally_is_possible() -> None:
    assert threatened(rally_size=-5.0)["mexican_approval"][0] < 70.0


def test_support_for_force_and_view_of_the_country_are_distinct() -> None:
    """A tariff sours the view of the country, and says nothing about soldiers."""
    run = step(52, on=ON, levers={"tariff": 25.0})
    assert run["view_of_us"][-1] < 60.0
    assert run["mexican_support_for_force"][-1] == pytest.approx(37.0)


def test_exempted_tariffs_weigh_by_what_they_tax() -> None:
    full = step(52, on=ON, levers={"tariff": 25.0})["view_of_us"][-1]
    most = step(52, on=ON, levers={"tariff": 25.0, "tariff_exempt": 80.0})["view_of_us"][-1]
    assert 61.0 - most == pytest.approx(0.2 * (61.0 - full), rel=0.05)


def test_force_that_is_welcomed_is_inside_the_prior() -> None:
    sour = step(52, on=ON, fields={"force_unconsented": 1.0}, force_weight=1.0)["view_of_us"][-1]
    sweet = step(52, on=ON, fields={"force_unconsented": 1.0}, force_weight=-0.2)["view_of_us"][-1]
    assert sour < 61.0
    assert sweet >= 61.0


def test_joint_success_pleases_and_is_bounded() -> None:
    both = only("mexican_opinion", "cooperation")
    few = step(52, on=both, fields={"force_joint_success": 0.1}, joint_success_approval=3.0)
    many = step(52, on=both, fields={"force_joint_success": 5.0}, joint_success_approval=3.0)
    assert 70.0 < few["mexican_approval"][-1] < many["mexican_approval"][-1] <= 73.0


def test_views_stay_shares_under_everything_at_once() -> None:
    run = step(
        260,
        on=ON,
        start={"threat": 1.0, "view_of_us": 0.29, "approval": 0.95},
        fields={"force_unconsented": 1.0, "force_war": 2.0},
        levers={"tariff": 100.0, "designation": 1.0, "deportations": 5000.0, "personal_sanctions": 1000.0},
        favourability_fall=45.0,
        force_weight=2.2,
        rally_size=25.0,
    )
    for name in ("view_of_us", "mexican_approval", "mexican_support_for_force"):
        assert np.all((run[name] > 0.0) & (run[name] < 100.0)), name


@pytest.mark.parametrize("half_life", [13.0, 26.0, 52.0])
def test_a_war_of_weeks_costs_more_than_its_weeks(half_life: float) -> None:
    """What was done is remembered: the view is lowest after the act, and the return takes years.

    After an act of n weeks, with f and g what a week leaves of the way to go and of the memory, what is lost
    after k weeks is whole x (c g^k - b f^k), c = (1 - f) g / (g - f), b = c - (1 - f^n), until the memory
    asks for no more than that.
    """
    act = 3
    lever = np.where(np.arange(520) < act, 25.0, 0.0)
    run = step(520, on=ON, levers={"tariff": lever}, **SHORT, provocation_half_life=half_life)
    lost = 61.0 - run["view_of_us"]
    f, g = 0.5 ** (1.0 / 12.0), 0.5 ** (1.0 / half_life)
    whole = 61.0 * 33.0 / 63.5
    c = (1.0 - f) * g / (g - f)
    b = c - (1.0 - f**act)
    after = math.ceil(math.log(b / (c - g)) / math.log(g / f))
    lowest = int(lost.argmax())
    assert lowest == act - 1 + after
    most = whole * (c * g**after - b * f**after)
    assert lost[lowest] == pytest.approx(most, rel=1e-9)
    # The act alone took the first of these, and was over within three weeks.
    assert lost[act - 1] == pytest.approx(whole * (1.0 - f**act), rel=1e-9)
    assert most > 2.0 * lost[act - 1]
    # Half comes back after as many weeks as half takes at five points a year; the memory takes part of one.
    half = int(np.flatnonzero(lost[lowest:] <= 0.5 * most)[0])
    assert 0.0 <= half - 0.5 * most / (5.0 / 52.0) < 2.0
    back = -np.diff(lost[lowest + 1 : lowest + 1 + half])
    np.testing.assert_allclose(back, 5.0 / 52.0, rtol=1e-9)
