"""Local support: harm where it happens, in either direction, and fading."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from groups.told import FOUNDATION, told, with_means
from riobravo.evidence.loading import load_ledger
from riobravo.world.state import STATES
from world.driving import Driven, drive, levers, small_opening

ON = with_means("support")
HARMED, OTHER = 24, 7
QUIET: dict[str, Any] = {
    "support_contest": 0.0,
    "support_predation": 0.0,
    "support_services": 0.0,
    "support_of_attacked": 0.0,
}


def _harm(per_week: float = 2.0) -> np.ndarray:
    harm = np.zeros(STATES)
    harm[HARMED] = per_week
    return harm


def _run(force: dict[str, float] | None = None, harm: float = 2.0, weeks: int = 53, **given: Any) -> Driven:
    opening = told(
        small_opening([1.0, 1.0], [HARMED, OTHER]),
        force=force or {"unconsented": 0.5},
        local={"harm": _harm(harm)},
    )
    return drive(weeks=weeks, on=ON, opening=opening, **(QUIET | {"home_presence": 1.0} | given))


@pytest.mark.parametrize(("backlash", "sign"), [(1.0, 1.0), (0.0, 0.0), (-0.5, -1.0)])
def test_harm_moves_support_where_it_happens_in_the_direction_of_the_prior(
    backlash: float, sign: float
) -> None:
    run = _run(harm_backlash=backlash)
    appeal = run.last.local["appeal"]
    assert np.sign(appeal[HARMED] - 1.0) == sign
    assert np.all(np.delete(appeal, HARMED) == 1.0)
    assert np.sign(run.last.appeal[0] - 1.0) == sign
    assert run.last.appeal[1] == pytest.approx(1.0, abs=1e-12)


def test_recruitment_follows_only_as_far_as_support_matters() -> None:
    loud = _run(harm_backlash=2.0, support_recruitment=0.8)["recruits"][0, 0, -1]
    deaf = _run(harm_backlash=2.0, support_recruitment=0.0)["recruits"][0, 0, -1]
    calm = _run(harm_backlash=2.0, harm=0.0, support_recruitment=0.8)["recruits"][0, 0, -1]
    assert deaf == pytest.approx(calm, rel=1e-9)
    assert loud > deaf


def test_harm_counts_less_with_consent() -> None:
    with_consent = _run({"consented": 0.5}, harm_backlash=1.0, harm_with_consent=0.4)
    without = _run({"unconsented": 0.5}, harm_backlash=1.0, harm_with_consent=0.4)
    logs = [np.log(run.last.local["appeal"][HARMED]) for run in (with_consent, without)]
    assert logs[0] == pytest.approx(0.4 * logs[1], rel=1e-9)


def test_grievance_fades_by_its_half_life() -> None:
    opening = told(small_opening([1.0], [HARMED]), local={"grievance": 0.4})
    run = drive(weeks=27, on=ON, opening=opening, harm_backlash_duration=26.0, **QUIET)
    assert run.last.local["grievance"][HARMED] == pytest.approx(0.4 * 0.5 ** (27 / 26), rel=1e-9)


@pytest.mark.parametrize("rally", [0.3, -0.3])
def test_force_without_consent_moves_support_everywhere_in_the_direction_of_the_prior(rally: float) -> None:
    opening = told(force={"unconsented": 1.0})
    run = drive(weeks=53, on=ON, opening=opening, **(QUIET | {"support_of_attacked": rally}))
    np.testing.assert_allclose(run.last.local["appeal"], np.exp(rally), rtol=1e-9)


def test_programmes_lower_support_slowly() -> None:
    run = drive(
        levers(208),
        levers(208, development_aid=2000.0),
        weeks=208,
        on=ON,
        support_programmes=0.2,
        support_recruitment=0.5,
        **QUIET,
    )
    support, recruits = run["local_support"][0], run["recruits"][0]
    assert np.all(np.diff(support[1]) < 0.0)
    fall = 1.0 - recruits[1] / recruits[0]
    assert 0.0 < fall[1] < 0.4 * fall[-1]


def test_predation_lowers_support() -> None:
    opening = told(local={"extortion": 1.5})
    given = QUIET | {"support_predation": 0.5}
    run = drive(weeks=53, on=ON, opening=opening, **given)
    assert run["local_support"][0, 0, -1] < 1.0


def test_support_never_leaves_its_bounds() -> None:
    run = _run(harm=1e5, harm_backlash=3.0)
    assert run.last.local["appeal"].max() <= np.exp(1.5) + 1e-12


def test_the_prior_of_the_backlash_spans_zero() -> None:
    ledger = load_ledger()
    for name in ("harm_backlash", "support_of_attacked", "support_contest"):
        low, high = ledger[name].quantile(np.array([0.1, 0.9]), {})
        assert low < 0.0 < high


def test_when_off_harm_changes_no_recruitment() -> None:
    opening = told(local={"harm": _harm(50.0)}, force={"unconsented": 1.0})
    harmed = drive(levers(52, development_aid=5000.0), weeks=52, on=FOUNDATION, opening=opening)
    calm = drive(weeks=52, on=FOUNDATION)
    assert np.array_equal(harmed.national, calm.national)
