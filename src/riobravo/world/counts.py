"""Random counts by inverse transform: one uniform number, one count, monotone in both."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from riobravo.world.arithmetic import exponential, normal_quantile, whole_vectors
from riobravo.world.compile import inlined, kernel

# Beyond this mean the search would take most of the time of a week, and the expansion is exact enough.
_LARGE_MEAN = 12.0
# Counts below this are found without a search, and most counts of a week are.
_SHORT = 10.0
# Numbers below this are exact by summation whatever the mean.
_LEAST_EXPANDED = 5.0
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
def _add_term(term: float, cumulated: float, count: float, u: float, factor: float) -> Any:
    """Return the next term of the Poisson sum, the sum with it, and the count so far."""
    term *= factor
    cumulated += term
    return term, cumulated, count + (1.0 if u > cumulated else 0.0)


@kernel
def fill_poisson(mean: Any, u: Any, out: Any, n: int) -> None:
    """Write the Poisson quantiles of the first n uniform numbers.

    Ten terms without branches serve most subjects in vector registers; the few others follow.
    """
    for i in range(whole_vectors(n, u)):
        m = mean[i]
        x = u[i]
        # Written out, because loops inside a loop over subjects are not vectorised.
        term, cumulated, count = _add_term(exponential(-m), 0.0, 0.0, x, 1.0)
        term, cumulated, count = _add_term(term, cumulated, count, x, m)
        term, cumulated, count = _add_term(term, cumulated, count, x, m * (1.0 / 2.0))
        term, cumulated, count = _add_term(term, cumulated, count, x, m * (1.0 / 3.0))
        term, cumulated, count = _add_term(term, cumulated, count, x, m * (1.0 / 4.0))
        term, cumulated, count = _add_term(term, cumulated, count, x, m * (1.0 / 5.0))
        term, cumulated, count = _add_term(term, cumulated, count, x, m * (1.0 / 6.0))
        term, cumulated, count = _add_term(term, cumulated, count, x, m * (1.0 / 7.0))
        term, cumulated, count = _add_term(term, cumulated, count, x, m * (1.0 / 8.0))
        term, cumulated, count = _add_term(term, cumulated, count, x, m * (1.0 / 9.0))
        unfinished = (count >= _SHORT) | ((count >= _LEAST_EXPANDED) & (m > _LARGE_MEAN))
        out[i] = -1.0 if unfinished else count
    for i in range(n):
        if out[i] < 0.0:
            out[i] = poisson_quantile(u[i], mean[i])


@kernel
def draw_counts(noise: bool, mean: Any, u: Any, out: Any, n: int) -> None:
    """Write a count for each of the first n subjects: Poisson from its own random number, or its mean.

    Args:
        noise: whether counts are drawn; if not, the means are written.
        mean: expected counts, shape (>= n,).
        u: random numbers in (0, 1), shape (>= n,); not read without noise.
        out: the counts, shape (>= n,); not the same array as `mean`.
        n: number of subjects.
    """
    if noise:
        fill_poisson(mean, u, out, n)
    else:
        for i in range(n):
            out[i] = mean[i]
