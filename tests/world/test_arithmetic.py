"""Elementary functions against SciPy and the system library."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from world.compiled import evaluate, fused


def test_exponential_is_exact_to_fifteen_digits() -> None:
    x = np.linspace(-700.0, 700.0, 40_001)
    assert np.abs(evaluate("exponential", x) / np.exp(x) - 1.0).max() < 1e-15


def test_short_exponential_is_exact_to_eleven_digits() -> None:
    x = np.linspace(-700.0, 700.0, 40_001)
    assert np.abs(evaluate("short_exponential", x) / np.exp(x) - 1.0).max() < 1e-11


def test_a_product_and_a_sum_are_rounded_once() -> None:
    one, other, more = np.random.default_rng(1).normal(size=(3, 2000))
    # Where product and sum nearly cancel, rounding twice would leave no digit.
    more[:1000] = -(one * other)[:1000]
    exact = [float(Fraction(a) * Fraction(b) + Fraction(c)) for a, b, c in zip(one, other, more, strict=True)]
    assert np.array_equal(fused(one, other, more), exact)


def test_exponential_of_extreme_numbers_stays_finite() -> None:
    low, zero, high = evaluate("exponential", [-1e9, 0.0, 1e9])
    assert low == pytest.approx(np.exp(-708.0), rel=1e-12)
    assert zero == 1.0
    assert high == pytest.approx(np.exp(708.0), rel=1e-12)


def test_logarithm_is_exact_to_two_units_of_the_fifteenth_digit() -> None:
    x = np.concatenate([np.exp(np.linspace(-600.0, 600.0, 20_001)), np.linspace(0.5, 2.0, 20_001)])
    error = np.abs(evaluate("logarithm", x) - np.log(x))
    assert (error / np.maximum(1.0, np.abs(np.log(x)))).max() < 2e-15


@given(st.floats(1e-300, 1e300))
def test_logarithm_undoes_the_exponential(x: float) -> None:
    back = evaluate("exponential", evaluate("logarithm", x))[0]
    # The argument of the exponential reaches 691, whose rounding alone costs 1e-13.
    assert back == pytest.approx(x, rel=3e-13)


def test_normal_quantile_agrees_with_scipy_far_into_both_tails() -> None:
    u = np.concatenate(
        [np.linspace(1e-6, 1.0 - 1e-6, 20_001), 10.0 ** -np.arange(1.0, 300.0), [1.0 - 2.0**-53]]
    )
    expected = special.ndtri(u)
    error = np.abs(evaluate("normal_quantile", u) - expected)
    assert (error / np.maximum(1.0, np.abs(expected))).max() < 2e-15


@given(st.floats(2.0**-53, 0.5))
def test_normal_quantile_is_symmetric(u: float) -> None:
    below, above = evaluate("normal_quantile", [u, 1.0 - u])
    # 1 - u is itself rounded, which moves the quantile by the spacing over the density.
    slack = 2.0**-53 * np.sqrt(2.0 * np.pi) * np.exp(0.5 * above * above)
    assert below == pytest.approx(-above, abs=1e-15 + slack, rel=1e-14)
