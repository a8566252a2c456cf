"""A block: parameters that act on the same series, and the probability of these series given them.

Every series enters in logarithms. Its expected path is that of the simulation without chance; everything
else is Gaussian: the shocks of the model (what is not explained), levels, seasons and changes of a rule
(unknown, with wide priors, integrated out), and the errors of measurement. So the likelihood is exact,
data can be made up from it, and months that were left out can be forecast from those that were not.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Values = Mapping[str, Floats]

# Standard deviation of a level that is not known, log: anything from a thousandth to a thousandfold.
UNKNOWN_LEVEL = 5.0


class Block(ABC):
    """Parameters that act on the same series.

    Args:
        y: logarithms of all observations, (n,).
        when: months since 2000 of each observation, (n,); for the parts that are left out.
    """

    name: str
    title: str
    parameters: tuple[str, ...]
    series: tuple[str, ...]
    measured: str
    # Sizes of errors that no series tells apart from the rest: medians and log spreads of their priors.
    errors: Mapping[str, tuple[float, float]] = {}

    def __init__(self, y: Floats, when: Floats) -> None:
        self.y = y
        self.when = when

    @property
    def names(self) -> tuple[str, ...]:
        """All that is fitted: parameters of the ledger first, then sizes of errors."""
        return (*self.parameters, *self.errors)

    @abstractmethod
    def mean(self, values: Values) -> Floats:
        """Return expected logarithms, (k, n), for k sets of values."""

    @abstractmethod
    def covariance(self, values: Values) -> Floats:
        """Return their covariance, (k, n, n) or (1, n, n)."""

    def log_likelihood(self, values: Values, keep: NDArray[np.bool_] | None = None) -> Floats:
        """Return the logarithm of the probability of the observations, (k,).

        Args:
            values: k values of each parameter.
            keep: which observations count; all if None.
        """
        keep = np.ones(len(self.y), bool) if keep is None else keep
        return gaussian(
            self.y[keep] - self.mean(values)[:, keep], self.covariance(values)[:, keep][:, :, keep]
        )

    def make_up(self, values: Values, random: np.random.Generator) -> Floats:
        """Return observations made up from the first set of values, (n,)."""
        root = np.linalg.cholesky(self.covariance(values)[0])
        return np.asarray(self.mean(values)[0] + root @ random.standard_normal(len(self.y)))

    def forecast(self, values: Values, keep: NDArray[np.bool_], random: np.random.Generator) -> Floats:
        """Return one joint draw of what was left out for each set of values, (k, left out).

        Args:
            values: k values of each parameter.
            keep: the observations that are known.
            random: where chance comes from.
        """
        means, covariances = self.mean(values), self.covariance(values)
        count, out = len(means), ~keep
        drawn = np.empty((count, int(out.sum())))
        for k in range(count):
            covariance = covariances[min(k, len(covariances) - 1)]
            gain = np.linalg.solve(covariance[np.ix_(keep, keep)], covariance[np.ix_(keep, out)]).T
            centre = means[k, out] + gain @ (self.y[keep] - means[k, keep])
            left = covariance[np.ix_(out, out)] - gain @ covariance[np.ix_(keep, out)]
            root = np.linalg.cholesky(left + 1e-10 * np.eye(len(left)))
            drawn[k] = centre + root @ random.standard_normal(len(left))
        return drawn

    @cached_property
    def last_year(self) -> NDArray[np.bool_]:
        """Which observations are older than the last twelve months of the block."""
        return np.asarray(self.when <= self.when.max() - 12.0)

    def with_observations(self, y: Floats) -> Block:
        """Return the same block with other observations."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.y = y
        return other


def gaussian(error: Floats, covariance: Floats) -> Floats:
    """Return the log-density of errors under normal distributions.

    Args:
        error: (k, n).
        covariance: (k, n, n), or (1, n, n) if it is the same for all.
    """
    from scipy.linalg.lapack import dpotrf, dtrtrs

    out = np.empty(len(error))
    for k, one in enumerate(error):
        if k < len(covariance):
            root, failed = dpotrf(covariance[k], lower=1)
            spread = float(np.log(np.diag(root)).sum()) if not failed else np.inf
        whitened = dtrtrs(root, one, lower=1)[0]
        out[k] = -0.5 * float(whitened @ whitened) - spread - 0.5 * len(one) * np.log(2.0 * np.pi)
    return out


def fading(when: Floats, sd: Floats, half_life: Floats) -> Floats:
    """Return the covariance of a shock that fades, (k, n, n).

    Args:
        when: whole months, (n,).
        sd: its standard deviation, (k,).
        half_life: in months, (k,).
    """
    lags = np.abs(np.subtract.outer(when, when)).round().astype(np.int64)
    by_lag = sd[:, None] ** 2 * 0.5 ** (np.arange(lags.max() + 1) / half_life[:, None])
    return np.asarray(by_lag[:, lags])


def same(groups: NDArray[np.int64]) -> Floats:
    """Return 1 where two observations belong to the same group and 0 elsewhere, (n, n)."""
    return np.asarray(np.equal.outer(groups, groups), dtype=np.float64)
