"""P6: what demands under pressure bring, and what empty threats cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray

from politics.stepping import Stepped, only, parameters_of, step

ON = only("bargaining")
Floats = NDArray[np.float64]
QUIET: dict[str, Any] = {"usual_concessions": 0.0}
WORLDS = 400


def once(weeks: int, week: int = 0) -> Floats:
    lever = np.zeros(weeks)
    lever[week] = 1.0
    return lever


def many(
    weeks: int,
    levers: Mapping[str, ArrayLike],
    fields: Mapping[str, ArrayLike] | None = None,
    start: Mapping[str, float] | None = None,
    **given: float,
) -> list[Stepped]:
    parameters = parameters_of(**QUIET, **given)
    return [
        step(weeks, on=ON, levers=levers, fields=fields, start=start, member=k, parameters=parameters)
        for k in range(WORLDS)
    ]


def share(runs: list[Stepped], name: str = "concessions") -> float:
    return float(np.mean([run[name][-1] > 0.0 for run in runs]))


@pytest.mark.parametrize(
    ("levers", "fields", "base"),
    [
        ({"ultimatum": once(156)}, {}, 0.368),
        ({"linkage": 1.0}, {}, 0.244),
        ({"tariff": 12.5}, {}, 0.333),
        ({"demand": 1.0}, {"force_unconsented": 0.5}, 0.364),
    ],
)
def test_a_class_on_its_own_returns_its_base_rate(
    levers: dict[str, ArrayLike], fields: dict[str, float], base: float
) -> None:
    """The must-show column: the classes' own rates, where neither opinion nor credibility moves."""
    runs = many(520 if "tariff" in levers else 156, levers, fields)
    assert share(runs) == pytest.approx(base, abs=0.075)


def test_a_refused_review_is_sometimes_dropped() -> None:
    runs = many(156, {"linkage": 1.0}, sanction_backdown=0.3)
    kept = [run for run in runs if run["concessions"][-1] == 0.0]
    dropped = np.mean([run["threat_in_force"][-1] == 0.0 for run in kept])
    assert dropped == pytest.approx(0.3, abs=0.08)


def test_the_same_ultimatum_gets_the_same_answer_whenever_it_is_made() -> None:
    early = many(156, {"ultimatum": once(156, 3)})
    late = many(156, {"ultimatum": once(156, 40)})
    assert [run["concessions"][-1] for run in early] == [run["concessions"][-1] for run in late]


def test_an_empty_threat_costs_credibility_and_approval_and_a_kept_one_does_not() -> None:
    given: dict[str, Any] = {"compellent_threat_success": 0.0, "credibility_loss": 0.3, "audience_cost": 4.0}
    empty = step(60, on=ON, levers={"ultimatum": once(60)}, **QUIET, **given)
    force = np.where(np.arange(60) > 30, 0.5, 0.0)
    given["threat_term"] = 52.0
    kept = step(60, on=ON, levers={"ultimatum": once(60)}, fields={"force_unconsented": force}, **given)
    assert empty["threat_credibility"][-1] < 80.0
    assert empty.politics["audience_loss"] > 2.0
    assert kept["threat_credibility"][-1] >= 100.0
    assert kept.politics["audience_loss"] == 0.0


def test_threats_that_are_not_believed_bring_less() -> None:
    believed = share(many(104, {"ultimatum": once(104)}))
    doubted = share(many(104, {"ultimatum": once(104)}, start={"credibility": 0.2}))
    assert doubted < believed - 0.1


def test_demands_on_officials_are_refused_more_often() -> None:
    flow = share(many(104, {"ultimatum": once(104), "demand": 1.0}))
    officials = share(many(104, {"ultimatum": once(104), "demand": 5.0}, sovereignty_cost=1.5))
    assert officials < flow - 0.1


def test_heavier_sanctions_bring_more() -> None:
    light = share(many(520, {"tariff": 25.0, "tariff_exempt": 85.0}, sanction_cost_slope=2.0))
    heavy = share(many(520, {"tariff": 25.0}, sanction_cost_slope=2.0))
    assert heavy > light + 0.1


def test_only_the_additional_part_acts() -> None:
    runs = many(60, {"ultimatum": once(60)}, compellent_threat_success=0.999, additional_share=0.4)
    assert share(runs, "additional_concessions") == pytest.approx(0.4, abs=0.08)
    for run in runs:
        assert run.politics["concession"] <= run.politics["conceded"]
        assert (run.politics["concession"] > 0.0) == (run["additional_concessions"][-1] > 0.0)


def test_compliance_fades() -> None:
    given: dict[str, Any] = {
        "compellent_threat_success": 0.999,
        "concession_half_life": 1.0,
        "answer_time": 1.0,
    }
    run = step(156, on=ON, levers={"ultimatum": once(156)}, **QUIET, **given)
    assert run["concessions_in_force"][60] == pytest.approx(2.0 * run["concessions_in_force"][112], rel=1e-6)


def test_a_demand_about_drugs_does_not_act_on_migration() -> None:
    given: dict[str, Any] = {"compellent_threat_success": 0.999, "additional_share": 0.999}
    drugs = step(60, on=ON, levers={"ultimatum": once(60), "demand": 1.0}, **given)
    people = step(60, on=ON, levers={"ultimatum": once(60), "demand": 2.0}, **given)
    assert drugs.politics["concession"] > 0.0
    assert drugs.politics["concession_migration"] == 0.0
    assert people.politics["concession_migration"] == people.politics["concession"]


def test_strikes_without_a_demand_coerce_nobody() -> None:
    assert share(many(104, {}, fields={"force_unconsented": 1.0})) == 0.0


def test_the_usual_course_needs_no_pressure_and_changes_nothing() -> None:
    runs = [step(520, on=ON, member=k, usual_concessions=2.0) for k in range(20)]
    assert np.mean([run["concessions"][-1] for run in runs]) / 10.0 == pytest.approx(2.0, abs=0.5)
    assert all(run.politics["concession"] == 0.0 for run in runs)
