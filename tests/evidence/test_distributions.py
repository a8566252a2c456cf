"""Quantiles are monotone, inside the bounds and right at known points."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from riobravo.evidence.distributions import Distribution, Floats, Matched
from riobravo.evidence.ledger import load_ledger

LEDGER = load_ledger()
ADAPTER: TypeAdapter[Distribution] = TypeAdapter(Distribution)
RISING = {"family": "triangular", "low": 0, "mode": 1, "high": 1}
FALLING = {"family": "triangular", "low": 0, "mode": 0, "high": 1}
ENDS = np.array([0.0, 0.25, 0.5, 0.75, 1.0])


def build(**fields: object) -> Distribution:
    return ADAPTER.validate_python(fields)


def quantiles(u: Floats, **fields: object) -> Floats:
    distribution = build(**fields)
    assert not isinstance(distribution, Matched)
    return distribution.quantile(u)


@given(
    name=st.sampled_from(sorted(LEDGER)),
    u=st.lists(st.floats(0.0, 1.0), min_size=2, max_size=20),
    size=st.floats(*LEDGER["initial_members"].bounds),
)
def test_quantiles_are_monotone_and_inside_bounds(name: str, u: list[float], size: float) -> None:
    probabilities = np.sort(np.array(u))
    others = {"initial_members": np.full(probabilities.shape, size)}
    values = LEDGER[name].quantile(probabilities, others)
    low, high = LEDGER[name].bounds
    assert values.shape == probabilities.shape
    assert bool(np.all(np.diff(values) >= 0))
    assert bool(np.all((values >= low) & (values <= high)))


@given(
    ends=st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3, unique=True),
    u=st.lists(st.floats(0.0, 1.0), min_size=2, max_size=20),
)
def test_triangular_quantiles_stay_between_the_ends(ends: list[float], u: list[float]) -> None:
    low, mode, high = sorted(ends)
    values = quantiles(np.sort(np.array(u)), family="triangular", low=low, mode=mode, high=high)
    slack = 1e-9 * (1 + abs(low) + abs(high))
    assert bool(np.all(np.diff(values) >= -slack))
    assert bool(np.all((values >= low - slack) & (values <= high + slack)))


@pytest.mark.parametrize(
    ("fields", "quartiles"),
    [
        ({"family": "uniform", "low": 2, "high": 6}, [2, 3, 4, 5, 6]),
        ({"family": "loguniform", "low": 1, "high": 16}, [1, 2, 4, 8, 16]),
        ({"family": "point", "value": 7}, [7, 7, 7, 7, 7]),
        (RISING, [0, 0.5, 0.5**0.5, 0.75**0.5, 1]),
        (FALLING, [0, 1 - 0.75**0.5, 1 - 0.5**0.5, 0.5, 1]),
        ({"family": "beta", "a": 1, "b": 1}, [0, 0.25, 0.5, 0.75, 1]),
        ({"family": "beta", "a": 2, "b": 1}, [0, 0.5, 0.5**0.5, 0.75**0.5, 1]),
    ],
)
def test_quartiles(fields: dict[str, object], quartiles: list[float]) -> None:
    np.testing.assert_allclose(quantiles(ENDS, **fields), quartiles, atol=1e-12)


def test_normal_and_lognormal_meet_the_normal_table() -> None:
    u = np.array([0.05, 0.5, 0.95])
    normal = quantiles(u, family="normal", mean=10, sd=2)
    np.testing.assert_allclose(normal, [10 - 2 * 1.644853627, 10, 10 + 2 * 1.644853627])
    factor = math.exp(0.68 * 1.644853627)
    lognormal = quantiles(u, family="lognormal", median=0.311, sigma=0.68)
    np.testing.assert_allclose(lognormal, [0.311 / factor, 0.311, 0.311 * factor])


@pytest.mark.parametrize("name", ["recruitment_rate", "conflict_rate"])
def test_matched_parameters_hit_their_nodes(name: str) -> None:
    nodes = LEDGER[name].model_dump()["distribution"]["nodes"]
    sizes, expected = np.array(nodes).T
    values = LEDGER[name].quantile(np.full(sizes.shape, 0.5), {"initial_members": sizes})
    np.testing.assert_allclose(values, expected, rtol=1e-12)


def test_matched_parameters_are_straight_on_logarithmic_axes() -> None:
    middle = np.array([math.sqrt(60_000 * 80_000)])
    [value] = LEDGER["recruitment_rate"].quantile(np.array([0.1]), {"initial_members": middle})
    assert value == pytest.approx(math.sqrt(3.863e-3 * 3.167e-3), rel=1e-12)


def test_the_published_model_lies_on_the_matched_curves() -> None:
    size = {"initial_members": np.array([115_000.0])}
    u = np.array([0.5])
    assert LEDGER["recruitment_rate"].quantile(u, size)[0] == pytest.approx(2.527474e-3, rel=1e-12)
    assert LEDGER["conflict_rate"].quantile(u, size)[0] == pytest.approx(1.549231e-8, rel=1e-12)


def test_draws_beyond_the_bounds_are_clipped() -> None:
    surge = LEDGER["surge_capture"]
    np.testing.assert_array_equal(surge.quantile(np.array([0.0, 1.0]), {}), surge.bounds)


@pytest.mark.parametrize("u", [-0.1, 1.1, math.nan])
def test_a_probability_outside_0_to_1_is_refused(u: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        LEDGER["spill_share"].quantile(np.array([0.5, u]), {})


@pytest.mark.parametrize(
    "fields",
    [
        {"family": "uniform", "low": 1, "high": 1},
        {"family": "loguniform", "low": 0, "high": 1},
        {"family": "normal", "mean": 0, "sd": 0},
        {"family": "lognormal", "median": -1, "sigma": 1},
        {"family": "triangular", "low": 0, "mode": 2, "high": 1},
        {"family": "beta", "a": 0, "b": 1},
        {"family": "point", "value": math.inf},
        {"family": "matched", "to": "other", "nodes": [[1, 1]]},
        {"family": "matched", "to": "other", "nodes": [[1, 1], [1, 2]]},
        {"family": "matched", "to": "other", "nodes": [[0, 1], [1, 2]]},
        {"family": "uniform", "low": 0, "high": 1, "mode": 0.5},
    ],
)
def test_improper_distributions_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        build(**fields)
