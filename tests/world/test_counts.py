"""Poisson counts by inverse transform: against SciPy, and monotone in luck and in the mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from world.compiled import draw_counts, evaluate

PROBABILITIES = np.concatenate(
    [(np.arange(4000) + 0.5) / 4000, 10.0 ** -np.arange(4.0, 12.0), 1 - 10.0 ** -np.arange(4.0, 10)]
)
SMALL_MEANS = (1e-9, 1e-4, 0.01, 0.3, 1.0, 2.0, 4.9, 9.0, 11.9, 12.0)
LARGE_MEANS = (12.1, 20.0, 30.0, 80.0, 250.0, 600.0, 1500.0, 5000.0)
# Away from both ends, where the running sum has no digits left.
inside = st.floats(1e-9, 1.0 - 1e-9)
means = st.floats(1e-9, 5000.0)


@pytest.mark.parametrize("mean", SMALL_MEANS)
def test_counts_are_exact_up_to_a_mean_of_12(mean: float) -> None:
    expected = stats.poisson.ppf(PROBABILITIES, mean)
    assert np.array_equal(evaluate("poisson_quantile", PROBABILITIES, mean), expected)


@pytest.mark.parametrize("mean", LARGE_MEANS)
def test_counts_above_12_err_by_less_than_documented(mean: float) -> None:
    u = (np.arange(100_000) + 0.5) / 100_000
    ours, exact = evaluate("poisson_quantile", u, mean), stats.poisson.ppf(u, mean)
    assert np.abs(ours - exact).max() <= 1.0
    assert np.mean(ours != exact) < 0.01
    assert ours.mean() == pytest.approx(exact.mean(), abs=1e-3)
    assert ours.std() == pytest.approx(exact.std(), rel=3.6e-3)


@pytest.mark.parametrize("mean", [0.0, -1.0])
def test_nothing_is_counted_where_nothing_is_expected(mean: float) -> None:
    assert not evaluate("poisson_quantile", PROBABILITIES, mean).any()


def test_many_counts_at_once_are_the_single_counts() -> None:
    rng = np.random.default_rng(2)
    mean = np.exp(rng.uniform(np.log(1e-9), np.log(5000.0), 50_000))
    mean[:100] = 0.0
    mean[100:200] = 10.0 ** np.linspace(1.0, 15.0, 100)
    u = rng.uniform(2.0**-53, 1.0 - 2.0**-53, mean.size)
    u[200:300] = 10.0 ** -np.linspace(1.0, 15.0, 100)
    u[300:400] = 1.0 - u[200:300]
    assert np.array_equal(draw_counts(mean, u), evaluate("poisson_quantile", u, mean))


@given(inside, inside, means)
def test_more_luck_is_never_a_smaller_count(one: float, other: float, mean: float) -> None:
    low, high = evaluate("poisson_quantile", [min(one, other), max(one, other)], mean)
    assert low <= high


@given(inside, means, means)
def test_a_larger_mean_is_never_a_smaller_count(u: float, one: float, other: float) -> None:
    low, high = evaluate("poisson_quantile", [u, u], [min(one, other), max(one, other)])
    # Where the sum hands over to the expansion, both may round differently by one count.
    slack = 1.0 if min(one, other) <= 12.0 < max(one, other) else 0.0
    assert low <= high + slack
    assert high == int(high) >= 0.0


def test_counts_have_the_mean_and_variance_of_the_law() -> None:
    u = (np.arange(200_000) + 0.5) / 200_000
    for mean in (0.2, 3.0, 19.0, 45.0):
        counts = evaluate("poisson_quantile", u, mean)
        assert counts.mean() == pytest.approx(mean, rel=1e-3)
        assert counts.var() == pytest.approx(mean, rel=8e-3)
