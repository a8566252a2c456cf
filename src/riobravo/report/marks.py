"""Small pictures written by hand: one interval, one fan. Hundreds of them fit into a page."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WIDTH, HEIGHT = 96, 14
FAN_WIDTH, FAN_HEIGHT = 200, 72
_EDGE = 4


def interval_mark(low: float, middle: float, high: float, ends: tuple[float, float]) -> str:
    """Draw a 90 % interval and its median beside zero, on a scale of square roots.

    Large effects of a few options would leave no room for all others on an even scale.

    Args:
        low: lower end of the interval.
        middle: the median.
        high: upper end.
        ends: lowest and highest value of the column, around zero.
    """
    left, right = (_root(end) for end in ends)
    room = (WIDTH - 2 * _EDGE) / (right - left) if right > left else 0.0

    def at(value: float) -> float:
        return round(_EDGE + (_root(value) - left) * room, 1) if room else WIDTH / 2

    return (
        f'<svg class="mark-90" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">'
        f'<path class="z" d="M{at(0.0):g} 0V{HEIGHT}"/>'
        f'<path class="r" d="M{at(low):g} 7H{max(at(high), at(low) + 0.5):g}"/>'
        f'<circle cx="{at(middle):g}" cy="7" r="3"/></svg>'
    )


def fan_mark(bands: Floats, beside: Floats, times: Floats, ends: tuple[float, float], label: str) -> str:
    """Draw how an outcome unfolds: 90 % and 50 % of worlds, median, and the reference's median.

    Args:
        bands: quantiles at 5, 25, 50, 75 and 95 %, (5, times).
        beside: median of the reference, (times,).
        times: years since the start of the options, (times,).
        ends: lowest and highest value of all panels of the outcome.
        label: what is said to those who cannot see it.
    """
    across = (times - times[0]) / max(float(times[-1] - times[0]), 1e-9) * FAN_WIDTH
    low, high = ends
    height = (high - low) or 1.0

    def down(values: Floats) -> Floats:
        return np.asarray(FAN_HEIGHT - (values - low) / height * FAN_HEIGHT)

    def line(values: Floats, order: Sequence[int] | slice = slice(None)) -> str:
        pairs = zip(across[order], down(values)[order], strict=True)
        return "L".join(f"{x:.0f} {y:.1f}".replace(".0", "") for x, y in pairs)

    def band(bottom: Floats, top: Floats) -> str:
        return f"M{line(bottom)}L{line(top, slice(None, None, -1))}Z"

    start = float(np.interp(0.0, times, across))
    return (
        f'<svg class="fan" viewBox="0 0 {FAN_WIDTH} {FAN_HEIGHT}" preserveAspectRatio="none" '
        f'role="img" aria-label="{label}">'
        f'<path class="z" d="M{start:.0f} 0V{FAN_HEIGHT}"/>'
        f'<path class="b9" d="{band(bands[0], bands[4])}"/><path class="b5" d="{band(bands[1], bands[3])}"/>'
        f'<path class="m" d="M{line(bands[2])}"/><path class="q" d="M{line(beside)}"/></svg>'
    )


def _root(value: float) -> float:
    return math.copysign(math.sqrt(abs(value)), value)
