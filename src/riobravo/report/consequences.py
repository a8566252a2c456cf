"""What each option does to each headline outcome, beside the reference, in one number and its range."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from riobravo.analysis.conclusions import direction, matter_of
from riobravo.analysis.headlines import Headline, load_headlines, table_titles
from riobravo.analysis.words import MINUS, frequency, number
from riobravo.report.contrasts import Contrast, contrast, spread
from riobravo.report.results import Results
from riobravo.report.tables import CONTRAST_COLUMNS, Table, contrast_cells, words_cell

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


@dataclass(frozen=True)
class Column:
    """One headline outcome over all options.

    Attributes:
        headline: the outcome.
        title: what the head of its column says.
        period: the years that count.
        scale: how it is written.
        level: the reference's typical value.
        level_range: the reference's 90 % interval.
        better: the direction that the outcome's table calls better.
        low: lowest end of the intervals, in the unit written, at most 0.
        high: highest end of the intervals, at least 0.
        effects: by option.
    """

    headline: Headline
    title: str
    period: str
    scale: Scale
    level: str
    level_range: str
    better: str
    low: float
    high: float
    effects: Mapping[str, Effect]


@dataclass(frozen=True)
class Consequences:
    """All headline outcomes that a result holds, table by table."""

    tables: Sequence[tuple[str, str, Sequence[Column]]]

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The columns by outcome, in order."""
        return {one.headline.name: one for _, _, columns in self.tables for one in columns}

    def of_option(self, option: str) -> list[Effect]:
        """Return the effects of an option in the order of the outcomes."""
        return [column.effects[option] for column in self.columns.values()]


def consequences(results: Results) -> Consequences:
    """Work out all differences of all options in all headline outcomes of a result.

    Args:
        results: the result.
    """
    tables = []
    for table, title in table_titles().items():
        columns = [
            _column(results, one) for one in load_headlines() if one.table == table and results.has(one.name)
        ]
        if columns:
            tables.append((table, title, columns))
    return Consequences(tables)


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


def _column(results: Results, headline: Headline) -> Column:
    values = results.totals(headline.name) if headline.summed else results.last(headline.name)
    unit, better = results.unit(headline.name), results.better(headline.name)
    base = values[0]
    level = spread(base)
    matter = matter_of(headline, unit, float(np.abs(base).mean()))
    points = headline.measure == "points"
    scale = scale_of(unit, max(abs(level.median), matter), summed=headline.summed, points=points)
    effects = {}
    for place, option in enumerate(results.alternatives, start=1):
        found = contrast(scale.factor * values[place], scale.factor * base)
        size = float((values[place] - base).mean()) / matter if matter else 0.0
        limit = scale.factor * matter
        both = found.difference.low <= -limit and found.difference.high >= limit
        effects[option] = Effect(option, headline, found, scale, size, both and limit > 0.0)
    ends = [end for one in effects.values() for end in (one.found.difference.low, one.found.difference.high)]
    years = [results.year_words(year) for year in results.years]
    several = headline.summed and len(years) > 1
    period = f"{years[0].split(' to ')[0]} to {years[-1].split(' to ')[-1]}" if several else years[-1]
    return Column(
        headline=headline,
        title=headline.title[0].upper() + headline.title[1:],
        period=period,
        scale=scale,
        level=_level(level.median, level.median_error, scale),
        level_range=" to ".join(_level(end, level.end_error, scale) for end in (level.low, level.high)),
        better=better,
        low=min([0.0, *ends]),
        high=max([0.0, *ends]),
        effects=effects,
    )


def _level(value: float, error: float, scale: Scale) -> str:
    return compact(scale.factor * value, scale.factor * error, scale.finest).removeprefix("+")


def matters(found: Consequences) -> list[tuple[str, str]]:
    """Say for each outcome which difference is taken to be worth a word.

    Args:
        found: the headline outcomes of a result.
    """
    said = []
    for column in found.columns.values():
        one = column.headline
        unit = {"percent": "%", "points": " points"}.get(one.measure, f" {column.scale.unit}")
        said.append((one.title, f"{one.matter:,g}{unit}"))
    return said


def consequence_table(results: Results, found: Consequences) -> Table:
    """Return all differences of all options as one long table.

    Args:
        results: the result.
        found: its headline outcomes.
    """
    rows = []
    for name, column in found.columns.items():
        for option, effect in column.effects.items():
            head = (column.title, name, column.period, column.scale.unit, results.titles[option])
            rows.append((*map(words_cell, head), *contrast_cells(effect.found, column.scale.finest)))
    return Table(("outcome", "name", "period", "unit", "option", *CONTRAST_COLUMNS), tuple(rows))
