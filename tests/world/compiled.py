"""Ways in from Python to the inner kernels, compiled once per test run."""

from __future__ import annotations

import functools
from typing import Any, Literal

import numba
import numpy as np
from numpy.typing import ArrayLike, NDArray

from riobravo.world import arithmetic, counts, streams

Floats = NDArray[np.float64]
Function = Literal["exponential", "short_exponential", "logarithm", "normal_quantile", "poisson_quantile"]

_FUNCTIONS: tuple[Function, ...] = (
    "exponential",
    "short_exponential",
    "logarithm",
    "normal_quantile",
    "poisson_quantile",
)
_exponential, _logarithm = arithmetic.exponential, arithmetic.logarithm
_short_exponential, _fused = arithmetic.short_exponential, arithmetic.fused
_normal_quantile, _poisson_quantile = arithmetic.normal_quantile, counts.poisson_quantile
_draw_counts = counts.draw_counts
_philox, _draw_pair, _fill_uniform = streams.philox, streams.draw_pair, streams.fill_uniform
_fill_four = streams.fill_four


@functools.cache
def _evaluate() -> Any:
    def evaluate(which: int, x: Any, y: Any, out: Any) -> None:
        for i in range(x.size):
            if which == 0:
                out[i] = _exponential(x[i])
            elif which == 1:
                out[i] = _short_exponential(x[i])
            elif which == 2:
                out[i] = _logarithm(x[i])
            elif which == 3:
                out[i] = _normal_quantile(x[i])
            else:
                out[i] = _poisson_quantile(x[i], y[i])

    return numba.njit(evaluate)


@functools.cache
def _fuse() -> Any:
    def fuse(one: Any, other: Any, more: Any, out: Any) -> None:
        for i in range(out.size):
            out[i] = _fused(one[i], other[i], more[i])

    return numba.njit(fuse)


@functools.cache
def _fill() -> Any:
    def fill(counts: Any, u: Any, n: int) -> None:
        _draw_counts(counts, u, n)

    return numba.njit(fill)


@functools.cache
def _draw() -> Any:
    def draw(luck: Any, weeks: Any, stream: int, subjects: Any, out: Any) -> None:
        for i in range(subjects.size):
            out[0, i], out[1, i] = _draw_pair(luck, weeks[i], stream, subjects[i])
        _fill_uniform(luck, weeks[0], stream, subjects, out[2], subjects.size)

    return numba.njit(draw)


@functools.cache
def _words() -> Any:
    def words(counter: Any, key: Any, out: Any) -> None:
        out[0], out[1], out[2], out[3] = _philox(
            counter[0], counter[1], counter[2], counter[3], key[0], key[1]
        )

    return numba.njit(words)


def evaluate(function: Function, x: ArrayLike, y: ArrayLike = 0.0) -> Floats:
    """Return a kernel's value for every element of x, and of y where it takes two."""
    points = np.atleast_1d(np.asarray(x, dtype=np.float64))
    out = np.empty_like(points)
    second = np.broadcast_to(np.asarray(y, dtype=np.float64), points.shape).copy()
    _evaluate()(_FUNCTIONS.index(function), points, second, out)
    return out


def fused(one: Floats, other: Floats, more: Floats) -> Floats:
    """Return one x other + more as the kernels work it out."""
    out = np.empty_like(one)
    _fuse()(one, other, more, out)
    return out


def draw_counts(mean: Floats, u: Floats) -> Floats:
    """Return what `draw_counts` writes."""
    room = -u.size % arithmetic.BLOCK
    counts, numbers = np.pad(mean, (0, room)), np.pad(u, (0, room))
    _fill()(counts, numbers, u.size)
    drawn: Floats = counts[: u.size]
    return drawn


def draw_pairs(seed: int, member: int, weeks: ArrayLike, stream: int, subjects: ArrayLike) -> Floats:
    """Return both numbers at each address, and what `fill_uniform` writes for the first week.

    Returns:
        Array of shape (3, subjects).
    """
    identities = np.atleast_1d(np.asarray(subjects, dtype=np.uint64))
    out = np.empty((3, identities.size))
    places = np.broadcast_to(np.asarray(weeks, dtype=np.int64), identities.shape).copy()
    _draw()(streams.luck_of(seed, member), places, stream, identities, out)
    return out


def philox(counter: tuple[int, int, int, int], key: tuple[int, int]) -> list[int]:
    """Return the four words of Philox4x32-10."""
    out = np.empty(4, dtype=np.uint64)
    _words()(np.array(counter, dtype=np.uint64), np.array(key, dtype=np.uint64), out)
    return [int(word) for word in out]


@functools.cache
def _four() -> Any:
    def four(luck: Any, week: int, stream: int, subjects: Any, out: Any) -> None:
        _fill_four(luck, week, stream, subjects, out, subjects.size)

    return numba.njit(four)


def draw_fours(seed: int, member: int, week: int, stream: int, subjects: NDArray[np.uint64]) -> Floats:
    """Return the four numbers at each address, (4, subjects)."""
    out = np.empty((4, subjects.size))
    _four()(streams.luck_of(seed, member), week, stream, subjects, out)
    return out
