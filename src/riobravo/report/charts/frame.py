"""What all charts share: size, type, title above and the line of provenance below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import altair as alt

from riobravo.analysis.words import wrapped

AnyChart: TypeAlias = alt.Chart | alt.LayerChart | alt.FacetChart | alt.VConcatChart
Row: TypeAlias = dict[str, Any]

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
INK = "#222222"
QUIET = "#5a5a5a"
GRID = "#e6e6e6"


@dataclass(frozen=True)
class Layout:
    """The room a picture has.

    Attributes:
        name: `wide` for screens and print, `narrow` for telephones.
        width: width of the whole picture, pixels.
        columns: small multiples side by side.
        characters: characters of a subtitle or note that fit on a line.
    """

    name: str
    width: int
    columns: int
    characters: int

    def panel_width(self, margin: int = 56, gap: int = 18) -> int:
        """Give the width of one small multiple, pixels, after the margin for the scale."""
        return (self.width - margin - gap * (self.columns - 1) - 8) // self.columns


WIDE = Layout("wide", 800, 3, 132)
NARROW = Layout("narrow", 350, 2, 57)


@dataclass(frozen=True)
class Label:
    """The words on a picture.

    Attributes:
        title: what it shows.
        subtitle: how to read it.
        provenance: unit, source, version, seed and number of worlds; kept in a saved picture.
    """

    title: str
    subtitle: str
    provenance: str


def rows_of(rows: Sequence[Row]) -> alt.InlineData:
    """Wrap a few rows as data of a chart."""
    return alt.InlineData(values=list(rows))


def panel_names(titles: Mapping[str, str], width: int) -> dict[str, str]:
    """Break option titles into lines that fit above a panel, `|` between the lines.

    Args:
        titles: option id to title.
        width: width of a panel, pixels.
    """
    characters = max(12, int(width / 6.0))
    return {
        option: "|".join(wrapped(title.replace("|", "/"), characters)) for option, title in titles.items()
    }


def by_option(names: Mapping[str, str]) -> alt.Facet:
    """Make one panel per option, in the order given, with the option's name above it."""
    return alt.Facet(
        "panel:N",
        sort=list(names.values()),
        title=None,
        header=alt.Header(
            labelExpr="split(datum.label, '|')",
            labelAnchor="start",
            labelFontSize=11.5,
            labelFontWeight="bold",
            labelColor=INK,
            labelLimit=0,
            labelPadding=5,
        ),
    )


def option_colour(colours: Mapping[str, str]) -> alt.Color:
    """Give each option its fixed colour, without a legend: panels and labels name the options."""
    return alt.Color(
        "option:N",
        scale=alt.Scale(domain=list(colours), range=list(colours.values())),
        legend=None,
    )


def framed(
    body: AnyChart,
    data: Mapping[str, Sequence[Row] | Mapping[str, Any]],
    label: Label,
    layout: Layout,
) -> alt.VConcatChart:
    """Set a chart into a frame with title, subtitle and the line of provenance.

    Args:
        body: the chart.
        data: rows by the name under which the chart refers to them; Altair copies its data again
            and again while charts are combined, so they come in here, once.
        label: the words.
        layout: the room.
    """
    body.title = alt.TitleParams(
        wrapped(label.title, int(layout.characters * 0.72)),
        subtitle=wrapped(label.subtitle, layout.characters),
        anchor="start",
        fontSize=15,
        subtitleFontSize=11.5,
        color=INK,
        subtitleColor=QUIET,
        subtitlePadding=5,
        offset=14,
    )
    # Everything in one call: each further method of Altair would copy the whole chart again.
    return alt.VConcatChart(
        vconcat=[body],
        datasets=dict(data),
        title=alt.TitleParams(
            wrapped(label.provenance, int(layout.characters * 1.38)),
            orient="bottom",
            anchor="start",
            fontSize=9.5,
            fontWeight="normal",
            color=QUIET,
            offset=12,
        ),
        padding={"left": 2, "right": 4, "top": 2, "bottom": 4},
        background="white",
        config=alt.Config(
            font=FONT,
            aria=False,
            axis=alt.AxisConfig(
                labelFontSize=10.5,
                titleFontSize=11,
                titleFontWeight="normal",
                labelColor=QUIET,
                titleColor=QUIET,
                gridColor=GRID,
                domainColor="#999999",
                tickColor="#999999",
            ),
            view=alt.ViewConfig(stroke=None),
            legend=alt.LegendConfig(
                labelFontSize=10.5,
                titleFontSize=11,
                titleFontWeight="normal",
                labelColor=QUIET,
                titleColor=QUIET,
            ),
        ),
    )


def short_number(*, signed: bool = False) -> str:
    """Give the expression that writes the numbers of a scale briefly: 0, 20k, +1.5k."""
    sign = "+" if signed else ""
    return f"datum.value == 0 ? '0' : format(datum.value, '{sign}~s')"


def padded_domain(low: float, high: float, share: float = 0.06) -> list[float]:
    """Widen a range by a share on both sides; a range without width gets one."""
    room = (high - low) * share or max(abs(high), 1.0) * share
    return [low - room, high + room]
