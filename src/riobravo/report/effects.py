"""What one option does to one outcome, and how it is written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from riobravo.analysis.conclusions import direction
from riobravo.analysis.headlines import Headline
from riobravo.analysis.words import MINUS, frequency, number
from riobravo.report.contrasts import Contrast

Floats = NDArray[np.float64]
_SHARES: Final = {"share": 100.0, "1": 100.0, "ratio": 100.0}
_MILLION: Final = 1e6
_MULTIPLES: Final = ("thousand", "million", "billion", "USD", "kg")


@dataclass(frozen=True)
class Scale:
    """How an outcome's differences are written.

    Attributes:
        factor: from the outcome's unit to the unit written.
        unit: the unit written.
        finest: finest step that makes sense, in the unit written.
    """

    factor: float
    unit: str
    finest: float


@dataclass(frozen=True)
class Effect:
    """What one option does to one outcome, world by world.

    Attributes:
        option: id of the option.
        headline: the outcome.
        found: the paired difference, in the unit written.
        scale: how it is written.
        size: difference of the mean world in multiples of what matters.
        both_ways: whether the 90 % interval reaches what matters on both sides.
    """

    option: str
    headline: Headline
    found: Contrast
    scale: Scale
    size: float
    both_ways: bool

    @property
    def sign(self) -> int:
        """The direction that most worlds take: −1, 1, or 0 if it is not clear."""
        return direction(self.found.lower, self.found.higher)

    @property
    def matters(self) -> bool:
        """Whether the direction is clear and the mean world moves enough to be worth a word."""
        return self.sign != 0 and self.size * self.sign >= 1.0

    def is_good(self, direction: str) -> bool:
        """Tell whether the outcome moves in a direction, `lower` or `higher`."""
        return self.sign == (-1 if direction == "lower" else 1)

    @property
    def typical(self) -> str:
        """The median difference with its unit; for events the worlds of a hundred."""
        if self.headline.event:
            more = "more" if self._events >= 0.0 else "fewer"
            return f"{abs(self._events):.0f} {more} of 100 worlds"
        return f"{self._write(self.found.difference.median)}{self._suffix}"

    @property
    def range(self) -> str:
        """The 90 % interval of the difference."""
        if self.headline.event:
            return f"{self.found.higher} worlds more, {self.found.lower} fewer"
        low, high = self.found.difference.low, self.found.difference.high
        return f"{self._write(low)} to {self._write(high)}"

    @property
    def short_typical(self) -> str:
        """The median difference without its unit."""
        if self.headline.event:
            return number(self._events, 0.0, 1.0, signed=True)
        return self._write(self.found.difference.median)

    @property
    def sort_key(self) -> str:
        """The value that a table sorts by."""
        value = self._events if self.headline.event else self.found.difference.median
        return f"{value:.6g}"

    @property
    def words(self) -> str:
        """The effect as a short clause, in percent of the reference where that says more."""
        title = self.headline.title
        title = title[0].upper() + title[1:]
        if self.headline.event:
            return f"{title} in {self.typical}"
        relative = self.found.relative
        if self.headline.measure == "percent" and math.isfinite(relative.median):
            middle, low, high = map(_percent, (relative.median, relative.low, relative.high))
            return f"{title} {middle}% ({low} to {high})"
        return f"{title} {self.typical} ({self.range})"

    @property
    def worlds(self) -> str:
        """In how many worlds the value is higher and lower."""
        higher, lower = self.found.higher, self.found.lower
        if not higher + lower:
            return "the same in every world"
        word, count = ("higher", higher) if higher >= lower else ("lower", lower)
        return f"{word} in {frequency(count, self.found.worlds)}"

    @property
    def _events(self) -> float:
        return 100.0 * (self.found.higher - self.found.lower) / self.found.worlds

    @property
    def _suffix(self) -> str:
        unit = self.scale.unit
        if unit == "%":
            return unit
        # Titles say what is counted; money, points and multiples have to be named.
        return f" {unit}" if unit == "points" or unit.split()[0] in _MULTIPLES else ""

    def _write(self, value: float) -> str:
        return compact(value, self.found.difference.median_error, self.scale.finest)


def compact(value: float, error: float, finest: float) -> str:
    """Write a difference in few characters: millions as such, all else to its error."""
    if abs(value) >= _MILLION:
        return f"{value / _MILLION:+,.3g} M".replace("-", MINUS)
    return number(value, max(error, abs(value) / 500.0), finest, signed=True)


def scale_of(unit: str, size: float, *, summed: bool, points: bool = False) -> Scale:
    """Choose how an outcome is written.

    Args:
        unit: unit of the outcome.
        points: whether a percentage is a share, so that its differences are points.
        size: a typical size, in that unit.
        summed: whether years are added up, so that "per year" falls away.
    """
    factor = _SHARES.get(unit, 1.0)
    percent = "points" if points else "%"
    written = {
        "share": "points",
        "percent": percent,
        "%": percent,
        "% of adults": "points",
        "percent of the start": "%",
        "1": "%",
        "ratio": "%",
    }.get(unit, unit)
    if summed:
        written = written.removesuffix("/year")
    digits = math.floor(math.log10(max(abs(size) * factor, 1e-9))) - 2
    return Scale(factor, written, min(10.0**digits, 1.0))


def _percent(value: float) -> str:
    return number(value, abs(value) / 50.0, 1.0 if abs(value) >= 10 else 0.1, signed=True)
