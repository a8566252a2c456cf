"""What each option does to each headline outcome, beside the reference, in one number and its range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from riobravo.analysis.conclusions import matter_of
from riobravo.analysis.headlines import Headline, load_headlines, table_titles
from riobravo.report.contrasts import contrast, spread
from riobravo.report.effects import Effect, Scale, compact, scale_of
from riobravo.report.results import Results
from riobravo.report.tables import CONTRAST_COLUMNS, Table, contrast_cells, words_cell


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
