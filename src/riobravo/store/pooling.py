"""Means and quantiles over runs that come in blocks.

Every block is reduced to a fixed number of values per cell, and blocks are joined in their order, so
that memory does not grow with the number of runs and the result is always the same.

Moments are joined exactly but for rounding (Chan, Golub and LeVeque 1983). A block with up to `LEVELS`
quantiles stands for its distribution; of joined blocks, the weighted quantiles are pooled. A block holds
many more values than that, and errors in rank stay below half the distance between two levels: 0.25 %
in the middle, 0.05 % beyond the 2nd and 98th percentile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import xarray

Floats = NDArray[np.float64]

_TAIL: Final = np.arange(0.0, 0.02, 0.001)
# Levels of the quantiles that stand for a block: every half per cent, in the tails every tenth.
LEVELS: Final = np.concatenate([_TAIL, np.arange(0.02, 0.9801, 0.005), 1.0 - _TAIL[::-1]])
_MOMENTS: Final = ("count", "mean", "sd", "minimum", "maximum")


class Pool:
    """A summary of values that come in blocks.

    Args:
        levels: levels of the quantiles wanted, 0 to 1.
    """

    def __init__(self, levels: Sequence[float] | Floats) -> None:
        self.levels = np.array(levels, dtype=np.float64)
        self._blocks: list[tuple[Floats, Floats]] = []
        self._exact: Floats | None = None
        self._moments: dict[str, Floats] | None = None
        self._lower: Floats | None = None

    def add(self, values: Floats) -> None:
        """Add a block, (options, runs, ...); runs with missing values do not count."""
        moments = _moments(values)
        lower = (values < 0.0).sum(axis=1).astype(np.float64)
        if self._moments is None or self._lower is None:
            self._moments, self._lower = moments, lower
            self._exact = _quantiles(values, self.levels)
        else:
            self._moments, self._lower, self._exact = _join(self._moments, moments), self._lower + lower, None
        if len(self.levels):
            self._blocks.append((moments["count"], _quantiles(values, LEVELS)))

    def results(self) -> dict[str, Floats]:
        """Return moments, (options, ...), share of values below zero, and quantiles with levels last."""
        if self._moments is None or self._lower is None:
            raise ValueError("nothing was added")
        told = dict(self._moments)
        with np.errstate(invalid="ignore", divide="ignore"):
            told["sd"] = np.sqrt(told.pop("squares") / (told["count"] - 1.0))
            told["share_lower"] = self._lower / told["count"]
        told["quantile"] = self._exact if self._exact is not None else _pool(self._blocks, self.levels)
        return told

    def dataset(self, labels: Mapping[str, Any], *, difference: bool) -> xarray.Dataset:
        """Return the results with labels; see `StoredStudy.summary`."""
        import xarray

        results, dims = self.results(), tuple(labels)
        names = (*_MOMENTS, "share_lower") if difference else _MOMENTS
        data: dict[str, Any] = {name: (dims, results[name]) for name in names}
        data["quantile"] = ((*dims, "level"), results["quantile"])
        return xarray.Dataset(data, coords={**labels, "level": self.levels})


def _moments(values: Floats) -> dict[str, Floats]:
    known = np.isfinite(values)
    count = known.sum(axis=1).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known, values, 0.0).sum(axis=1) / count
        squares = np.where(known, values - mean[:, None], 0.0) ** 2
    return {
        "count": count,
        "mean": mean,
        "squares": squares.sum(axis=1),
        "minimum": _or_missing(np.where(known, values, np.inf).min(axis=1)),
        "maximum": _or_missing(np.where(known, values, -np.inf).max(axis=1)),
    }


def _join(one: dict[str, Floats], other: dict[str, Floats]) -> dict[str, Floats]:
    count = one["count"] + other["count"]
    means = [np.where(part["count"] > 0, part["mean"], 0.0) for part in (one, other)]
    with np.errstate(invalid="ignore", divide="ignore"):
        share = other["count"] / count
        apart = means[1] - means[0]
        mean = np.where(one["count"] > 0, means[0] + apart * share, means[1])
        both = np.where((one["count"] > 0) & (other["count"] > 0), apart**2 * one["count"] * share, 0.0)
    return {
        "count": count,
        "mean": np.where(count > 0, mean, np.nan),
        "squares": one["squares"] + other["squares"] + both,
        "minimum": np.fmin(one["minimum"], other["minimum"]),
        "maximum": np.fmax(one["maximum"], other["maximum"]),
    }


def _or_missing(values: Floats) -> Floats:
    return np.where(np.isfinite(values), values, np.nan)


def _quantiles(values: Floats, levels: Floats) -> Floats:
    """Return quantiles over runs, levels last; options may miss different runs."""
    shape = (values.shape[0], *values.shape[2:], len(levels))
    out = np.full(shape, np.nan)
    if not len(levels):
        return out
    for option, some in enumerate(values):
        # A run that failed misses everything, so that one cell tells for all.
        known = some[np.isfinite(some.reshape(len(some), -1)).all(axis=1)]
        if len(known):
            out[option] = np.moveaxis(np.quantile(known, levels, axis=0), 0, -1)
    return out


def _pool(blocks: Sequence[tuple[Floats, Floats]], levels: Floats) -> Floats:
    """Join the quantiles of blocks: each stands for the mass around its level."""
    mass = np.diff(np.concatenate([[0.0], (LEVELS[1:] + LEVELS[:-1]) / 2.0, [1.0]]))
    counts = np.stack([count for count, _ in blocks], axis=-1)
    values = np.concatenate([part for _, part in blocks], axis=-1)
    weights = (counts[..., :, None] * mass).reshape(values.shape)
    weights = np.where(np.isfinite(values), weights, 0.0)
    order = np.argsort(values, axis=-1, kind="stable")
    values = np.take_along_axis(values, order, axis=-1)
    weights = np.take_along_axis(weights, order, axis=-1)
    out = np.full((*values.shape[:-1], len(levels)), np.nan)
    for cell in np.ndindex(values.shape[:-1]):
        weight = weights[cell]
        total = weight.sum()
        if total > 0.0:
            known = weight > 0.0
            middle = (np.cumsum(weight) - weight / 2.0)[known] / total
            out[cell] = np.interp(levels, middle, values[cell][known])
    return out
