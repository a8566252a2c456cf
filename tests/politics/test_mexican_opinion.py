"""P1: what threats, tariffs and force do to the Mexican public."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from politics.stepping import Stepped, only, step

ON = only("mexican_opinion")


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
    view = step(312, on=ON, levers={"tariff": tariff}, **given)["view_of_us"]
    assert view[51] < 40.0
    # In the first weeks what is remembered still weighs.
    assert view[51 + 104] - view[51] == pytest.approx(10.0, abs=0.5)
    assert view[-1] < 61.0


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


def test_a_war_of_weeks_costs_more_than_its_weeks() -> None:
    """What was done is remembered: the view is lowest after the act, and the return takes longer."""
    short = np.where(np.arange(156) < 3, 25.0, 0.0)
    view = step(156, on=ON, levers={"tariff": short}, tariff_weight=1.0)["view_of_us"]
    lowest = int(view.argmin())
    assert lowest > 5
    assert view[lowest] < view[2] - 3.0
    assert view[52] < 60.0
    assert view[-1] > view[52] > view[lowest]
