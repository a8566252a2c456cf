"""Random counts by inverse transform: one uniform number, one count, monotone in both."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from riobravo.world.arithmetic import (
    LANES,
    exponential,
    is_any_negative,
    normal_quantile,
    unclamped_exponential,
    whole_vectors,
)
from riobravo.world.compile import inlined, kernel

# Beyond this mean the search would take most of the time of a week, and the expansion is exact enough.
_LARGE_MEAN = 12.0
# Counts below this are found without a search, and most counts of a week are.
_SHORT = 10.0
# Numbers below this are exact by summation whatever the mean.
_LEAST_EXPANDED = 5.0
# With a larger mean no number that is drawn gives a count below ten.
_NO_SHORT_COUNT = 100.0
# The search multiplies by reciprocals, because a division per step would take most of its time.
_RECIPROCALS = 1.0 / np.maximum(np.arange(1024.0), 1.0)


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
    # Far in the tail the sum stops growing in floating point; the bound ends the search there.
    bound = int(mean + 40.0 + 12.0 * math.sqrt(mean))
    while u > cumulated and count < bound:
        count += 1
        term *= mean * _RECIPROCALS[count]
        cumulated += term
    return float(count)


@inlined
def _past(number: float, sum_of_terms: float) -> float:
    return 1.0 if number > sum_of_terms else 0.0


@kernel
def draw_counts(counts: Any, u: Any, n: int) -> None:
    """Replace the means of the first n subjects by Poisson counts, each from its own random number.

    Ten terms without branches serve most subjects in vector registers; the few others follow.

    Args:
        counts: expected counts, not negative, replaced by counts; n rounded up to eights, or more.
        u: random numbers in (0, 1), of the same shape.
        n: number of subjects.
    """
    for i in range(whole_vectors(n, u)):
        mean = counts[i]
        m = min(mean, _NO_SHORT_COUNT)
        # u > exp(-m) x sum as u x exp(m) > sum: the terms need not wait for the exponential. They are
        # written out, because loops inside a loop over subjects are not vectorised, and even and odd ones
        # make two chains, because a processor works on those side by side.
        x = u[i] * unclamped_exponential(m)
        square = m * m
        second = square * (1.0 / 2.0)
        third = m * (square * (1.0 / 6.0))
        fourth = second * (square * (1.0 / 12.0))
        fifth = third * (square * (1.0 / 20.0))
        sixth = fourth * (square * (1.0 / 30.0))
        seventh = fifth * (square * (1.0 / 42.0))
        eighth = sixth * (square * (1.0 / 56.0))
        ninth = seventh * (square * (1.0 / 72.0))
        to_1 = 1.0 + m
        to_2 = to_1 + second
        to_3 = to_2 + third
        to_4 = to_3 + fourth
        to_5 = to_4 + fifth
        to_6 = to_5 + sixth
        to_7 = to_6 + seventh
        to_8 = to_7 + eighth
        to_9 = to_8 + ninth
        few = (_past(x, 1.0) + _past(x, to_1)) + (_past(x, to_2) + _past(x, to_3))
        more = (_past(x, to_4) + _past(x, to_5)) + (_past(x, to_6) + _past(x, to_7))
        count = few + more + (_past(x, to_8) + _past(x, to_9))
        unfinished = (count >= _SHORT) | ((count >= _LEAST_EXPANDED) & (m > _LARGE_MEAN))
        counts[i] = -mean if unfinished else count
    for start in range(0, n, LANES):
        if is_any_negative(counts, start):
            for i in range(start, min(start + LANES, n)):
                if counts[i] < 0.0:
                    counts[i] = poisson_quantile(u[i], -counts[i])
