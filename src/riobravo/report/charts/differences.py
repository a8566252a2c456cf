"""Paired differences to the reference, year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import altair as alt

from riobravo.report.charts.frame import (
    INK,
    QUIET,
    Label,
    Layout,
    Row,
    by_option,
    framed,
    option_colour,
    padded_domain,
    panel_names,
    short_number,
)

HEIGHT = 132
MARGIN = 0.14


def differences(
    rows: Sequence[Row],
    titles: Mapping[str, str],
    colours: Mapping[str, str],
    label: Label,
    layout: Layout,
) -> alt.VConcatChart:
    """Draw one small multiple per option: median, 50 % and 90 % of worlds in every year.

    Args:
        rows: one per option and year with `option`, `year` (short name), `q05` … `q95`, `lower`
            and `higher`, the worlds of a hundred with a lower or higher value as short texts.
        titles: option id to title.
        colours: option id to colour.
        label: the words of the picture.
        layout: the room.
    """
    width = layout.panel_width()
    names = panel_names(titles, width)
    low, high = padded_domain(
        min([0.0, *(row["q05"] for row in rows)]), max([0.0, *(row["q95"] for row in rows)])
    )
    scale = alt.Scale(
        domain=[low - MARGIN * (high - low), high + MARGIN * (high - low)], nice=False, zero=False
    )
    data = [row | {"panel": names[row["option"]], "zero": 0} for row in rows]
    base = alt.Chart(alt.NamedData(name="rows"))
    across = alt.X(
        "year:O",
        sort=None,
        axis=alt.Axis(title=None, labelAngle=0, ticks=False, labelOverlap="greedy"),
        scale=alt.Scale(paddingInner=0.2, paddingOuter=0.15),
    )
    axis = alt.Axis(title=None, labelExpr=short_number(signed=True), tickCount=4)
    colour = option_colour(colours)
    layers = [
        base.transform_aggregate(zero="min(zero)", groupby=["panel"])
        .mark_rule(color=INK)
        .encode(y=alt.Y("zero:Q", scale=scale, axis=axis)),
        base.mark_rule(strokeWidth=2).encode(x=across, y="q05:Q", y2="q95", color=colour),
        base.mark_rule(strokeWidth=9, opacity=0.45).encode(x=across, y="q25:Q", y2="q75", color=colour),
        base.mark_point(filled=True, size=34, opacity=1, stroke="white", strokeWidth=1).encode(
            x=across, y="q50:Q", color=colour
        ),
        *counts(base, across, "lower:N", HEIGHT, "bottom", -2),
        *counts(base, across, "higher:N", 0, "top", 1),
    ]
    panels = (
        alt.layer(*layers, width=width, height=HEIGHT)
        .facet(facet=by_option(names), columns=layout.columns, spacing={"row": 10, "column": 18})
        .resolve_axis(x="independent")
    )
    return framed(panels, {"rows": data}, label, layout)


def counts(
    base: alt.Chart,
    across: alt.X,
    field: str,
    height: int,
    baseline: Literal["top", "bottom"],
    shift: int,
) -> list[alt.Chart]:
    """Write the worlds of a hundred at the top or foot of a panel, with a white edge on the grid.

    Args:
        base: chart with the rows.
        across: the horizontal position of the rows.
        field: the text to write.
        height: distance from the top of the panel, pixels.
        baseline: which edge of the text stands there.
        shift: downward correction, pixels.
    """
    edge = base.mark_text(fontSize=9.5, baseline=baseline, dy=shift, stroke="white", strokeWidth=3.5)
    text = base.mark_text(fontSize=9.5, baseline=baseline, dy=shift, color=QUIET)
    return [one.encode(x=across, y=alt.value(height), text=field) for one in (edge, text)]
