"""P4: what the US public thinks of force in Mexico."""

from __future__ import annotations

import pytest

from politics.stepping import only, step

ON = only("us_opinion")


def test_permission_is_worth_twenty_points() -> None:
    """The must-show column: about 52 % with permission and about 30 % without."""
    asked = step(4, on=ON, fields={"force_consented": 0.3})["us_support_for_force"][-1]
    alone = step(4, on=ON, fields={"force_unconsented": 0.3})["us_support_for_force"][-1]
    assert asked == pytest.approx(52.0, abs=4.0)
    assert alone == pytest.approx(30.0, abs=4.0)


def test_deaths_cost_support_by_their_logarithm() -> None:
    def lost(deaths: float) -> float:
        fields = {"force_us_deaths_total": deaths, "force_expected_success": 0.5}
        run = step(2, on=ON, fields=fields, casualty_slope=-15.0, casualty_tolerance=0.0)
        return float(52.5 - run["us_support_for_force"][-1])

    assert lost(9.0) == pytest.approx(15.0, abs=0.1)
    assert lost(999.0) - lost(99.0) == pytest.approx(15.0, abs=0.1)


def test_expected_success_makes_deaths_bearable() -> None:
    def support(success: float) -> float:
        fields = {"force_us_deaths_total": 1000.0, "force_expected_success": success}
        return float(step(2, on=ON, fields=fields, success_slope=0.0)["us_support_for_force"][-1])

    assert support(1.0) > support(0.0)


@pytest.mark.parametrize(
    "fields",
    [
        {"force_cost": 1e9},
        {"force_weeks_of_presence": 104.0},
        {"force_expected_success": 0.1},
        {"force_us_deaths_total": 500.0},
    ],
)
def test_every_burden_lowers_support(fields: dict[str, float]) -> None:
    rest = step(2, on=ON)["us_support_for_force"][-1]
    assert step(2, on=ON, fields=fields)["us_support_for_force"][-1] < rest


def test_a_rally_is_small_unless_it_dominates_the_news() -> None:
    small = step(1, on=ON, fields={"force_unconsented": 1.0}, approval_link=0.0)["us_approval"][-1]
    large = step(1, on=ON, fields={"force_war": 1.0}, approval_link=0.0)["us_approval"][-1]
    assert 45.0 < small < 50.0
    assert large == pytest.approx(45.0 + 1.4 + 8.0, abs=0.5)


def test_a_rally_fades() -> None:
    run = step(156, on=ON, fields={"force_consented": 0.5}, approval_link=0.0)["us_approval"]
    assert run[-1] == pytest.approx(45.0, abs=0.1)


@pytest.mark.parametrize("fields", [{"drugs_deaths": 2.0}, {"force_retaliation": 20.0}])
def test_concern_rises_with_deaths_and_incidents(fields: dict[str, float]) -> None:
    assert step(104, on=ON, fields=fields)["us_concern"][-1] > 105.0


def test_concern_follows_encounters_relative_to_the_start() -> None:
    fields = {"people_encounters": [1000.0] + [4000.0] * 103}
    assert step(104, on=ON, fields=fields)["us_concern"][-1] > 110.0
    assert step(104, on=ON, fields={"people_encounters": 4000.0})["us_concern"][-1] == pytest.approx(100.0)
