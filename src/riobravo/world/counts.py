"""Random counts by inverse transform: one uniform number, one count, monotone in both."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from riobravo.world.arithmetic import (
    BLOCK,
    exponential,
    find_lowest,
    find_negatives,
    fused,
    normal_quantile,
    short_exponential,
    whole_vectors,
)
from riobravo.world.compile import inlined, kernel

# Beyond this mean the search would take most of the time of a week, and the expansion is exact enough.
_LARGE_MEAN = 12.0
# Counts below this are found without a search, and most counts of a week are.
_SHORT = 8.0
# Numbers below this are exact by summation whatever the mean.
_LEAST_EXPANDED = 5.0
# With a larger mean no number that is drawn gives a count below eight.
_NO_SHORT_COUNT = 100.0
# The search multiplies by reciprocals, because a division per step would take most of its time.
_RECIPROCALS = 1.0 / np.maximum(np.arange(1024.0), 1.0)


@inlined
def _find_last(mean: float) -> int:
    """Return where a search ends: far in the tail the sum stops growing in floating point."""
    return int(mean + 40.0 + 12.0 * math.sqrt(mean))


@kernel
def poisson_quantile(u: float, mean: float) -> float:
    """Return the Poisson quantile of u in (0, 1).

    Exact by summation up to a mean of 12; above, the Cornish-Fisher expansion of third order. It gives
    another count, next to the exact one, in fewer than 1 % of draws, the same mean, and a spread that
    is 0.35 % wider at a mean of 12 and less beyond.
    """
    if mean <= 0.0:
        return 0.0
    if mean > _LARGE_MEAN:
        z = normal_quantile(u)
        root = math.sqrt(mean)
        third = (z - z * z * z) / (72.0 * root)
        return max(0.0, math.floor(mean + root * z + (z * z - 1.0) / 6.0 + third + 0.5))
    term = exponential(-mean)
    cumulated = term
    count = 0
    last = _find_last(mean)
    while u > cumulated and count < last:
        count += 1
        term *= mean * _RECIPROCALS[count]
        cumulated += term
    return float(count)


@inlined
def _first_sums(m: float) -> Any:
    """Return the sums of the first two to eight terms of exp(m), and the eighth term.

    They are written out, because loops inside a loop over subjects are not vectorised, and even and odd
    terms make two chains, because a processor works on those side by side.
    """
    square = m * m
    second, third_by = square * (1.0 / 2.0), square * (1.0 / 6.0)
    fourth_by, fifth_by = square * (1.0 / 12.0), square * (1.0 / 20.0)
    seventh_by = square * (1.0 / 42.0)
    third, fourth = m * third_by, second * fourth_by
    fifth = third * fifth_by
    to_1 = 1.0 + m
    to_2 = to_1 + second
    to_3 = fused(m, third_by, to_2)
    to_4 = fused(second, fourth_by, to_3)
    to_5 = fused(third, fifth_by, to_4)
    to_6 = fused(fourth, square * (1.0 / 30.0), to_5)
    to_7 = fused(fifth, seventh_by, to_6)
    return to_1, to_2, to_3, to_4, to_5, to_6, to_7, fifth * seventh_by


@inlined
def _search_on(u: float, m: float) -> float:
    """Return the Poisson quantile of u, known to be eight or more, of a mean up to 12."""
    x = u * exponential(m)
    _, _, _, _, _, _, cumulated, term = _first_sums(m)
    count, last = 7, _find_last(m)
    while x > cumulated and count < last:
        count += 1
        term *= m * _RECIPROCALS[count]
        cumulated += term
    return float(count)


@kernel
def draw_counts(counts: Any, u: Any, n: int) -> None:
    """Replace the means of the first n subjects by Poisson counts, each from its own random number.

    Eight terms without branches serve most subjects in vector registers; the few others follow.

    Args:
        counts: expected counts, not negative, replaced by counts; room for n rounded up to whole
            blocks of 32.
        u: random numbers in (0, 1), of the same shape.
        n: number of subjects.
    """
    for i in range(whole_vectors(n, u)):
        mean = counts[i]
        m = min(mean, _NO_SHORT_COUNT)
        # u > exp(-m) x sum as u x exp(m) > sum: the sums need not wait for the exponential.
        x = u[i] * short_exponential(m)
        to_1, to_2, to_3, to_4, to_5, to_6, to_7, _ = _first_sums(m)
        # In this form each step is one masked addition.
        count = 1.0 if x > 1.0 else 0.0
        count = count + 1.0 if x > to_1 else count
        count = count + 1.0 if x > to_2 else count
        count = count + 1.0 if x > to_3 else count
        count = count + 1.0 if x > to_4 else count
        count = count + 1.0 if x > to_5 else count
        count = count + 1.0 if x > to_6 else count
        count = count + 1.0 if x > to_7 else count
        unfinished = (count >= _SHORT) | ((count >= _LEAST_EXPANDED) & (m > _LARGE_MEAN))
        counts[i] = -mean if unfinished else count
    for start in range(0, n, BLOCK):
        unfinished = find_negatives(counts, start)
        while unfinished != 0:
            i = start + find_lowest(unfinished)
            unfinished &= unfinished - 1
            # What stands beyond the first n may be anything, and is never read.
            if i < n:
                mean = -counts[i]
                counts[i] = poisson_quantile(u[i], mean) if mean > _LARGE_MEAN else _search_on(u[i], mean)
