"""Every option's paired difference in the last year on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from riobravo.analysis.words import wrapped
from riobravo.report.charts.frame import (
    GRID,
    INK,
    QUIET,
    Label,
    Layout,
    Row,
    framed,
    option_colour,
    padded_domain,
    rows_of,
)

WHOLE = "datum.value == 0 ? '0' : format(datum.value, '+,~f')"
LINE = 13


def overview(
    rows: Sequence[Row],
    colours: Mapping[str, str],
    label: Label,
    layout: Layout,
    axis_title: str,
) -> alt.VConcatChart:
    """Draw median, 50 % and 90 % of worlds per option.

    Args:
        rows: one per option with `option`, `title`, `q05`, `q25`, `q50`, `q75`, `q95` and `lower`,
            the worlds of a hundred with a lower value as a short text.
        colours: option id to colour.
        label: the words of the picture.
        layout: the room.
        axis_title: what the horizontal scale measures, with its unit.
    """
    narrow = layout.name == "narrow"
    step = 46 if narrow else 34
    names_width = 0 if narrow else 246
    share_width = 46 if narrow else 92
    width = layout.width - names_width - share_width - 16
    scale = alt.Scale(
        domain=padded_domain(
            min([0.0, *(row["q05"] for row in rows)]), max([0.0, *(row["q95"] for row in rows)])
        ),
        nice=False,
        zero=False,
    )
    data = [
        row | {"place": place, "name": wrapped(row["title"], 52 if narrow else 40)}
        for place, row in enumerate(rows)
    ]
    base = alt.Chart(alt.NamedData(name="options"))
    across = alt.X(
        "q05:Q",
        scale=scale,
        axis=alt.Axis(title=wrapped(axis_title, 62 if narrow else 120), tickCount=5, labelExpr=WHOLE),
    )
    down = alt.Y("place:O", axis=None)
    shift = 9 if narrow else 0
    colour = option_colour(colours)
    zero = alt.Chart(rows_of([{"zero": 0}])).mark_rule(color=INK, strokeWidth=1).encode(x="zero:Q")
    layers: list[alt.Chart] = [
        base.mark_rule(color=GRID).encode(y=alt.Y("place:O", axis=None, bandPosition=1)),
        zero,
        base.mark_rule(strokeWidth=2, yOffset=shift).encode(x=across, x2="q95", y=down, color=colour),
        base.mark_rule(strokeWidth=8, opacity=0.45, yOffset=shift).encode(
            x="q25:Q", x2="q75", y=down, color=colour
        ),
        base.mark_point(
            size=64, filled=True, opacity=1, stroke="white", strokeWidth=1.2, yOffset=shift
        ).encode(x="q50:Q", y=down, color=colour),
        *names(base, down, narrow),
        base.mark_text(align="left", dx=10, fontSize=11.5, yOffset=shift).encode(
            x=alt.value(width), y=down, text="lower:N", color=alt.value(INK)
        ),
    ]
    head = (
        alt.Chart(
            rows_of([{"text": ["fewer in", "… of 100"] if narrow else ["fewer in …", "of 100 worlds"]}])
        )
        .mark_text(align="left", dx=10, dy=-20, fontSize=10, color=QUIET, lineHeight=11)
        .encode(x=alt.value(width), y=alt.value(0), text="text:N")
    )
    chart = alt.layer(*layers, head, width=width, height=step * max(1, len(rows)))
    return framed(chart, {"options": data}, label, layout)


def names(base: alt.Chart, down: alt.Y, narrow: bool) -> list[alt.Chart]:
    """Write the options' names beside the bars, or above them where there is no room.

    Args:
        base: chart with the rows.
        down: the vertical position of the rows.
        narrow: names above the bars; a white edge keeps them legible on the grid.
    """
    if narrow:
        place: dict[str, Any] = {"align": "left", "dy": -11, "fontSize": 11.5, "fontWeight": "bold"}
        edge = base.mark_text(stroke="white", strokeWidth=4, strokeJoin="round", **place)
        text = base.mark_text(color=INK, **place)
        return [one.encode(x=alt.value(0), y=down, text="name:N") for one in (edge, text)]
    centred = alt.ExprRef(f"-{LINE} * (length(datum.name) - 1) / 2")
    beside = base.mark_text(
        align="right",
        dx=-10,
        dy=centred,
        fontSize=11.5,
        lineHeight=LINE,
        baseline="middle",
        color=INK,
    )
    return [beside.encode(x=alt.value(0), y=down, text="name:N")]
