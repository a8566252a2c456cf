"""E4: the trade agreement ends by hazards that pressure and rupture raise."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riobravo.credibility.bench import ALONE, run_alone
from riobravo.world.week import ALL_OFF

ONLY = ALL_OFF._replace(agreement=True)
LIKELY = {"agreement_end_hazard": 0.08, "worse_terms_hazard": 0.1}
PRESSURE = {
    "agreement_linkage": 0.7,
    "agreement_force": 1.5,
    "agreement_tariff": 0.7,
    "agreement_rupture": 1.0,
}


def _statuses(weeks: int = 260, members: int = 60, **given: Any) -> np.ndarray:
    parameters = LIKELY | PRESSURE
    return np.array(
        [
            run_alone(weeks, on=ONLY, parameters=parameters, member=m, **given)["usmca_status"]
            for m in range(members)
        ]
    )


def test_the_status_never_improves_and_is_one_of_three() -> None:
    statuses = _statuses()
    assert set(np.unique(statuses)) == {0.0, 1.0, 2.0}
    assert np.diff(statuses, axis=1).min() >= 0.0


@pytest.mark.parametrize(
    "given",
    [
        {"levers": {"linkage": 1.0}},
        {"held": {"force": {"unconsented": 1.0}}},
        {"held": {"force": {"war": 1.0}}},
        {"held": {"politics": {"cooperation": 0.0}}},
    ],
)
def test_pressure_only_ever_brings_the_event_forward_in_the_same_world(given: dict[str, Any]) -> None:
    calm, pressed = _statuses(), _statuses(**given)
    assert np.all(pressed >= calm)
    assert pressed[:, -1].mean() > calm[:, -1].mean() + 0.1


def test_ends_come_at_the_rate_of_the_hazard() -> None:
    ended = np.array(
        [
            run_alone(
                520,
                on=ONLY,
                parameters={"agreement_end_hazard": 0.07, "review_end_probability": 0.0},
                member=m,
            )["usmca_ended"][-1]
            for m in range(300)
        ]
    )
    assert ended.mean() == pytest.approx(1.0 - np.exp(-0.7), abs=0.09)


def test_the_review_is_one_event_in_its_week() -> None:
    quiet = {"worse_terms_hazard": 1e-9, "agreement_end_hazard": 1e-9}
    for step in (1.0, 0.5):
        trace = run_alone(
            60,
            on=ALONE._replace(step=step),
            parameters=quiet | {"review_end_probability": 0.9},
            held={"economy": {"review_in": 26.0}},
        )
        first = int(np.argmax(trace["usmca_ended"] > 0.0)) * step
        assert 25.0 <= first <= 26.0


def test_an_end_costs_trade_exemption_and_investment() -> None:
    ended = run_alone(104, parameters={"agreement_end_hazard": 1000.0}, levers={"tariff_exempt": 80.0})
    kept = run_alone(104, parameters={"agreement_end_hazard": 1e-9}, levers={"tariff_exempt": 80.0})
    assert ended["bilateral_trade"][-1] < kept["bilateral_trade"][-1]
    assert ended["investment"][-1] < kept["investment"][-1] - 3.0
    taxed = {"tariff": 25.0, "tariff_exempt": 100.0}
    lost = run_alone(104, parameters={"agreement_end_hazard": 1000.0}, levers=taxed)
    safe = run_alone(104, parameters={"agreement_end_hazard": 1e-9}, levers=taxed, on=ALONE)
    assert lost["us_imports_from_mexico"][-1] < 0.85 * safe["us_imports_from_mexico"][-1]


def test_half_the_step_ends_it_at_the_same_time() -> None:
    for member in range(10):
        whole, halves = (
            run_alone(520, on=ONLY._replace(step=step), parameters=LIKELY, member=member)["usmca_status"]
            for step in (1.0, 0.5)
        )
        assert abs(int((whole < 2.0).sum()) - int((halves < 2.0).sum()) / 2) <= 1.0
