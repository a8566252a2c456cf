"""The figures of the report: for each one its charts, its table and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from riobravo.analysis.words import short_frequency
from riobravo.report.contrasts import Contrast, contrast, spread
from riobravo.report.palette import colours
from riobravo.report.results import Results
from riobravo.report.tables import (
    CONTRAST_COLUMNS,
    QUANTILE_COLUMNS,
    Cell,
    Table,
    contrast_cells,
    number_cell,
    spread_cells,
    words_cell,
)

if TYPE_CHECKING:
    from riobravo.report.charts.frame import AnyChart, Label, Layout


@dataclass(frozen=True)
class Outcome:
    """One outcome as the report names it.

    Attributes:
        name: variable of the result dataset.
        title: how headings name it.
        unit: unit of one year's value.
        finest: finest step that makes sense when rounding.
    """

    name: str
    title: str
    unit: str
    finest: float


HOMICIDES = Outcome("homicides", "Homicides", "victims per year", 1)
GROUP_DEATHS = Outcome("group_deaths", "Deaths of group members", "members killed per year", 1)
MEMBERS = Outcome("members", "Members of armed groups", "people", 1)
GROUPS = Outcome("groups", "Number of armed groups", "groups", 1)
OUTCOMES = (HOMICIDES, GROUP_DEATHS, MEMBERS, GROUPS)


class Drawing(Protocol):
    """A chart with everything decided but its words and its room."""

    def __call__(self, *, label: Label, layout: Layout) -> AnyChart:
        """Draw."""
        ...


@dataclass(frozen=True)
class Figure:
    """A figure: words, drawing and the tables behind it.

    Attributes:
        name: id in the page and stem of the CSV file.
        title: what it shows.
        subtitle: how to read it, on the picture.
        description: one or two sentences for those who cannot see it.
        unit: unit of the values.
        drawing: the chart.
        table: all values drawn.
        provenance: source, version, seed and number of worlds.
    """

    name: str
    title: str
    subtitle: str
    description: str
    unit: str
    drawing: Drawing
    table: Table
    provenance: str

    @property
    def caption(self) -> str:
        """The line under the picture: unit, source, version, seed."""
        return f"Unit: {self.unit}. {self.provenance}"

    def chart(self, layout: Layout) -> AnyChart:
        """Draw the figure for a screen or a telephone."""
        from riobravo.report.charts.frame import Label

        return self.drawing(label=Label(self.title, self.subtitle, self.caption), layout=layout)


def provenance(results: Results, observed: str = "") -> str:
    """Write source, version, seed and size of the simulation in one line."""
    source = f"Source: riobravo {results.attribute('version')} simulation"
    if observed:
        source += f"; observed values: {observed.rstrip('.')}"
    return (
        f"{source}. Seed {results.attribute('seed')}, {results.worlds:,} worlds per option, "
        f"options start {results.start_words}. What the model implies, not a prediction."
    )


def _quantile_row(found: Contrast) -> dict[str, Any]:
    names = ("q05", "q25", "q50", "q75", "q95")
    row: dict[str, Any] = dict(zip(names, found.difference.quantiles, strict=True))
    return row | {
        "lower": short_frequency(found.lower, found.worlds),
        "higher": short_frequency(found.higher, found.worlds),
    }


def overview_figure(results: Results) -> Figure:
    """Compare all options in the last year: homicides, difference to the reference."""
    from riobravo.report.charts.overview import overview

    year = results.last_year
    when, reference = results.year_words(year), results.reference_words
    found = {
        option: contrast(
            results.annual("homicides", option, year),
            results.annual("homicides", results.reference, year),
        )
        for option in results.alternatives
    }
    rows = [
        {"option": option, "title": results.titles[option], **_quantile_row(one)}
        for option, one in found.items()
    ]
    cells = [
        (words_cell(results.titles[option]), *contrast_cells(one, HOMICIDES.finest))
        for option, one in found.items()
    ]
    return Figure(
        name="overview",
        title=f"Homicides in {when}: difference to {reference}",
        subtitle="Dot: median world. Thick bar: 50% of worlds. Thin line: 90% of worlds. "
        "Each world is compared with itself, with the same luck.",
        description=f"For each option, median, 50% and 90% interval of the difference in homicides "
        f"to {reference} in {when}.",
        unit="victims per year",
        drawing=partial(
            overview,
            rows,
            colours(results.options),
            axis_title=f"← fewer than under {reference} · victims per year · more →",
        ),
        table=Table(("option", *CONTRAST_COLUMNS), tuple(cells)),
        provenance=provenance(results),
    )


def fan_figure(
    results: Results,
    outcome: Outcome,
    history: Sequence[tuple[float, float]] = (),
    observed: str = "",
) -> Figure:
    """Show how an outcome unfolds under each option, by quarter."""
    from riobravo.report.charts.fan import fan

    flow = results.kind(outcome.name) == "flow"
    # A flow belongs to the middle of its quarter, a stock to the end.
    times = results.start_time + results.quarters - (0.125 if flow else 0.0)
    medians = np.median(results.quarterly(outcome.name, results.reference), axis=0)
    rows: list[dict[str, Any]] = []
    cells = []
    for option in results.options:
        values = results.quarterly(outcome.name, option)
        for place, time in enumerate(times):
            found = spread(values[:, place])
            names = ("q05", "q25", "q50", "q75", "q95")
            row = {name: round(value, 3) for name, value in zip(names, found.quantiles, strict=True)}
            beside = None if option == results.reference else float(medians[place])
            rows.append({"option": option, "time": round(float(time), 4), "reference": beside} | row)
            cells.append(
                (
                    words_cell(results.titles[option]),
                    number_cell(float(results.quarters[place]), 0, 0.01, signed=True),
                    *spread_cells(found, outcome.finest),
                )
            )
    shown = [(time, value) for time, value in history if time >= results.start_time - 10]
    cells += [recorded_row(time - results.start_time, value) for time, value in shown]
    reading = f"Bands: 50% and 90% of worlds; line: median. Dashed: median of {results.reference_words}."
    return Figure(
        name=f"{outcome.name.replace('_', '-')}-over-time",
        title=f"{outcome.title} under each option",
        subtitle=reading + (" Black: recorded." if shown else ""),
        description=f"{outcome.title} by quarter for each option: median, 50% and 90% of worlds, "
        f"with the median of {results.reference_words} for comparison.",
        unit=outcome.unit + (", quarters at yearly rates" if flow else ", end of each quarter"),
        drawing=partial(
            fan,
            rows,
            results.titles,
            colours(results.options),
            start=results.start_time,
            history=shown,
        ),
        table=Table(
            ("option", "years since options' start (end of quarter)", *QUANTILE_COLUMNS),
            tuple(cells),
        ),
        provenance=provenance(results, observed if shown else ""),
    )


def recorded_row(elapsed: float, value: float) -> tuple[Cell, ...]:
    """Make the row of one recorded value: no world, so only a middle."""
    nothing = Cell("–", float("nan"))
    recorded = number_cell(value, 0, 1)
    place = number_cell(elapsed, 0, 0.01, signed=True)
    return (words_cell("Recorded"), place, nothing, nothing, recorded, nothing, nothing)


def difference_figure(results: Results, outcome: Outcome) -> Figure:
    """Show the paired difference of an outcome to the reference, year by year."""
    from riobravo.report.charts.differences import differences

    rows: list[dict[str, Any]] = []
    cells = []
    names = [results.year_words(year) for year in results.years]
    short = [
        name if len(name) == 4 else f"year {year}" for name, year in zip(names, results.years, strict=True)
    ]
    for option in results.alternatives:
        for year, name, brief in zip(results.years, names, short, strict=True):
            found = contrast(
                results.annual(outcome.name, option, year),
                results.annual(outcome.name, results.reference, year),
            )
            rows.append({"option": option, "year": brief} | _quantile_row(found))
            cells.append(
                (
                    words_cell(results.titles[option]),
                    words_cell(name),
                    *contrast_cells(found, outcome.finest),
                )
            )
    return Figure(
        name=f"{outcome.name.replace('_', '-')}-difference",
        title=f"{outcome.title}: difference to {results.reference_words}",
        subtitle="Dot: median world; bars: 50% and 90% of worlds. Small numbers: worlds of 100 in "
        "which the value is higher (top) and lower (foot).",
        description=f"Paired difference of {outcome.title.lower()} to {results.reference_words} "
        "for each option and year: median, 50% and 90% of worlds.",
        unit=outcome.unit,
        drawing=partial(
            differences,
            rows,
            {option: results.titles[option] for option in results.alternatives},
            colours(results.options),
        ),
        table=Table(("option", "year", *CONTRAST_COLUMNS), tuple(cells)),
        provenance=provenance(results),
    )


def map_figure(results: Results, geometry: Mapping[str, Any]) -> Figure:
    """Show the paired difference in homicides per 100,000 people by state in the last year."""
    from riobravo.report.charts.state_map import AGREEMENT, state_map

    year = results.last_year
    comparator = results.state_rates(results.reference, year)
    rows: list[dict[str, Any]] = []
    cells = []
    for option in results.alternatives:
        rates = results.state_rates(option, year)
        for place, state in enumerate(results.states):
            found = contrast(rates[:, place], comparator[:, place])
            agreeing = max(found.lower, found.higher) / found.worlds
            rows.append(
                {
                    "option": option,
                    "state": state,
                    "difference": round(found.difference.median, 3),
                    "agree": bool(agreeing >= AGREEMENT),
                }
            )
            cells.append(
                (
                    words_cell(results.titles[option]),
                    words_cell(results.state_name(state)),
                    *contrast_cells(found, 0.1),
                )
            )
    when = results.year_words(year)
    return Figure(
        name="homicides-by-state",
        title=f"Homicide rate by state in {when}: difference to {results.reference_words}",
        subtitle="Colour: median of worlds. Dark outline and full colour: at least 80 of 100 "
        "worlds agree whether the rate is lower or higher. Pale: they do not.",
        description=f"One map of the 32 states per option, coloured by the median difference in "
        f"homicides per 100,000 people in {when}.",
        unit="victims per 100,000 people per year",
        drawing=partial(
            state_map,
            rows,
            geometry,
            {option: results.titles[option] for option in results.alternatives},
            legend_title="median difference, victims per 100,000 people",
        ),
        table=Table(("option", "state", *CONTRAST_COLUMNS), tuple(cells)),
        provenance=provenance(results),
    )
