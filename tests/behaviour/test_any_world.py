"""Whatever parameters and options are allowed, accounts close and numbers stay finite."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riobravo.evidence.loading import load_ledger
from riobravo.world.levers import LEVERS
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import NATIONAL
from riobravo.world.state import GROUPS_USED
from riobravo.world.week import ALL_OFF
from world.driving import EVERYTHING, Given, drive, levers, shipped_start

WEEKS = 26
FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
_READ = {name: parameter.bounds for name, parameter in load_ledger().items() if parameter.used_by != "option"}


@st.composite
def parameters(draw: Any) -> Given:
    """Draw a value inside the bounds for some parameters; the others keep their medians."""
    names = draw(st.sets(st.sampled_from(sorted(_READ)), max_size=len(_READ)))
    return {name: draw(st.floats(*_READ[name])) for name in sorted(names)}


@st.composite
def options(draw: Any) -> np.ndarray:
    """Draw a lever table: some levers at any value they allow, from some week on."""
    table = levers(WEEKS)
    for place, lever in enumerate(LEVERS):
        if not draw(st.booleans()):
            continue
        begin = draw(st.integers(0, WEEKS - 1))
        if lever.name == "remove_largest":
            table[begin, place] = draw(st.sampled_from([1.0, 2.0]))
        else:
            table[begin:, place] = draw(st.floats(lever.low, lever.high))
    return table


switches = st.builds(
    ALL_OFF._replace, **{mechanism.name: st.booleans() for mechanism in MECHANISMS}, noise=st.just(True)
)


@FEW
@given(parameters(), options(), switches, st.integers(0, 2**32))
def test_people_are_counted_to_the_last_one(values: Given, option: np.ndarray, on: Any, seed: int) -> None:
    run = drive(option, weeks=WEEKS, members=2, on=on, seed=seed, reading=1, state_reading=13, **values)
    assert np.isfinite(run.national).all()
    assert np.isfinite(run.by_state).all()
    positive = [k for k, outcome in enumerate(NATIONAL) if not outcome.signed]
    assert run.national[..., positive].min() >= 0.0
    assert run.by_state.min() >= 0.0
    weekly = {name: run[name][:, 0] / 52.0 for name in ("recruits", "arrests", "exits")}
    balance = weekly["recruits"] - weekly["arrests"] - weekly["exits"]
    balance -= run["group_deaths"][:, 0] / 52.0
    assert np.array_equal(np.diff(run["members"][:, 0]), np.rint(balance[:, 1:]))
    members = run.last.members[: run.last.size[GROUPS_USED]]
    assert members.min() >= 0.0
    assert np.array_equal(members, np.rint(members))


@FEW
@given(parameters(), options(), st.integers(0, 2**32))
def test_expected_worlds_stay_finite_and_shares_stay_shares(
    values: Given, option: np.ndarray, seed: int
) -> None:
    run = drive(option, weeks=WEEKS, on=EVERYTHING._replace(noise=False), seed=seed, **values)
    assert np.isfinite(run.national).all()
    positive = [k for k, outcome in enumerate(NATIONAL) if not outcome.signed]
    assert run.national[..., positive].min() >= 0.0
    n = run.last.size[GROUPS_USED]
    for shares in (run.last.presence[:n], run.last.fall[:n]):
        assert shares.min() >= 0.0
        np.testing.assert_allclose(shares.sum(axis=1), 1.0, rtol=1e-9)


@FEW
@given(parameters(), options(), st.integers(0, 2**32))
def test_states_always_add_up(values: Given, option: np.ndarray, seed: int) -> None:
    run = drive(
        option, weeks=WEEKS, members=2, on=EVERYTHING, seed=seed, reading=26, state_reading=26, **values
    )
    for state, nation in (("state_homicides", "homicides"), ("state_group_deaths", "group_deaths")):
        np.testing.assert_allclose(run[state].sum(axis=-1), run[nation], rtol=1e-9, atol=1e-9)


@FEW
@given(parameters(), options(), st.integers(0, 2**32), st.integers(0, 2**20))
def test_a_world_is_a_function_of_its_seed_and_number(
    values: Given, option: np.ndarray, seed: int, member: int
) -> None:
    alone = drive(option, weeks=WEEKS, on=EVERYTHING, seed=seed, first=member, **values)
    behind = drive(
        levers(WEEKS), option, weeks=WEEKS, on=EVERYTHING, members=2, seed=seed, first=member, **values
    )
    assert np.array_equal(alone.national[0, 0], behind.national[0, 1])
    assert not np.array_equal(behind.national[0, 1], behind.national[1, 1])
    assert shipped_start().opening.size_share.sum() > 0.999
