"""A figure of the report: words, drawing and the table behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from riobravo.analysis.words import short_frequency
from riobravo.report.contrasts import Contrast
from riobravo.report.results import Results
from riobravo.report.tables import Table

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


def quantile_row(found: Contrast) -> dict[str, Any]:
    """Return what charts draw of a difference: quantiles, and in how many worlds it is lower or higher."""
    names = ("q05", "q25", "q50", "q75", "q95")
    row: dict[str, Any] = dict(zip(names, found.difference.quantiles, strict=True))
    return row | {
        "lower": short_frequency(found.lower, found.worlds),
        "higher": short_frequency(found.higher, found.worlds),
    }
