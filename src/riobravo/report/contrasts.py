"""From many worlds to a few numbers with their Monte Carlo errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PROBABILITIES = (0.05, 0.25, 0.50, 0.75, 0.95)


@dataclass(frozen=True)
class Spread:
    """Five quantiles of one number over worlds, each with its Monte Carlo standard error.

    Attributes:
        quantiles: values at 5, 25, 50, 75 and 95 %, in the unit of the number.
        errors: Monte Carlo standard errors of those quantiles, same unit and order.
    """

    quantiles: tuple[float, ...]
    errors: tuple[float, ...]

    @property
    def median(self) -> float:
        """The value with half of the worlds below it."""
        return self.quantiles[2]

    @property
    def median_error(self) -> float:
        """The Monte Carlo standard error of the median."""
        return self.errors[2]

    @property
    def low(self) -> float:
        """The 5 % quantile: 90 % of worlds lie between `low` and `high`."""
        return self.quantiles[0]

    @property
    def high(self) -> float:
        """The 95 % quantile."""
        return self.quantiles[4]

    @property
    def end_error(self) -> float:
        """The larger Monte Carlo standard error of the two ends of the 90 % interval."""
        return max(self.errors[0], self.errors[4])


@dataclass(frozen=True)
class Contrast:
    """A paired difference: the same worlds with the same luck under an option and a comparator.

    Attributes:
        difference: spread of option minus comparator over worlds.
        relative: the same in percent of the comparator's value in the same world.
        lower: number of worlds in which the option's value is lower.
        higher: number of worlds in which it is higher; the rest are equal.
        worlds: number of worlds compared.
    """

    difference: Spread
    relative: Spread
    lower: int
    higher: int
    worlds: int

    @property
    def same(self) -> int:
        """Number of worlds in which both values are equal."""
        return self.worlds - self.lower - self.higher


def spread(values: NDArray[np.float64]) -> Spread:
    """Summarise one number over worlds.

    The error of a quantile is half the distance between the order statistics one binomial
    standard error below and above it, which needs no assumption about the distribution.

    Args:
        values: shape (member,), finite, any unit; an empty array gives values that are not numbers.
    """
    if values.size == 0:
        nothing = (float("nan"),) * len(PROBABILITIES)
        return Spread(nothing, nothing)
    centre = np.asarray(PROBABILITIES)
    width = np.sqrt(centre * (1 - centre) / values.size)
    asked = np.concatenate([centre, np.clip(centre - width, 0, 1), np.clip(centre + width, 0, 1)])
    found = np.quantile(values, asked).reshape(3, -1)
    return Spread(
        tuple(float(value) for value in found[0]),
        tuple(float(value) for value in (found[2] - found[1]) / 2),
    )


def contrast(option: NDArray[np.float64], comparator: NDArray[np.float64]) -> Contrast:
    """Pair an option with its comparator world by world.

    Args:
        option: shape (member,), values under the option.
        comparator: shape (member,), values of the same members under the comparator.
    """
    difference = option - comparator
    positive = comparator > 0
    return Contrast(
        difference=spread(difference),
        relative=spread(100 * difference[positive] / comparator[positive]),
        lower=int(np.count_nonzero(difference < 0)),
        higher=int(np.count_nonzero(difference > 0)),
        worlds=int(difference.size),
    )
