"""Paired differences by state, one map per option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from riobravo.report.charts.frame import Label, Layout, Row, by_option, framed, panel_names
from riobravo.report.charts.projection import fitted

AGREEMENT = 0.80


def state_map(
    rows: Sequence[Row],
    geometry: Mapping[str, Any],
    titles: Mapping[str, str],
    label: Label,
    layout: Layout,
    legend_title: str,
) -> alt.VConcatChart:
    """Draw the median paired difference per 100,000 people in every state.

    Args:
        rows: one per option and state with `option`, `state` ("01" to "32"), `difference` and
            `agree`, whether at least 80 % of worlds have its sign.
        geometry: TopoJSON with one object whose geometries carry `properties.state_code`.
        titles: option id to title.
        label: the words of the picture.
        layout: the room.
        legend_title: what the colours measure, with the unit.
    """
    width = layout.panel_width(margin=0)
    height = int(width * 0.66)
    names = panel_names(titles, width)
    feature = next(iter(geometry["objects"]))
    bound = max((abs(row["difference"]) for row in rows), default=0.0) or 1.0
    shapes = alt.NamedData(name="outlines", format=alt.TopoDataFormat(type="topojson", feature=feature))
    maps = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_geoshape()
        .transform_lookup(
            lookup="state",
            from_=alt.LookupData(data=shapes, key="properties.state_code", fields=["type", "geometry"]),
        )
        .encode(
            color=alt.Color(
                "difference:Q",
                scale=alt.Scale(scheme="purpleorange", domain=[-bound, bound], domainMid=0, reverse=True),
                legend=alt.Legend(
                    title=legend_title,
                    orient="bottom",
                    direction="horizontal",
                    gradientLength=min(260, layout.width - 60),
                    gradientThickness=10,
                    titleLimit=layout.width,
                    labelExpr="datum.value == 0 ? '0' : format(datum.value, '+,~f')",
                    tickCount=5,
                ),
            ),
            fillOpacity=alt.condition("datum.agree", alt.value(1.0), alt.value(0.45)),
            stroke=alt.condition("datum.agree", alt.value("#222222"), alt.value("#999999")),
            strokeWidth=alt.condition("datum.agree", alt.value(0.9), alt.value(0.4)),
        )
        .project(**fitted(geometry, width, height))
        .properties(width=width, height=height)
        .facet(facet=by_option(names), columns=layout.columns, spacing={"row": 8, "column": 8})
    )
    data = [row | {"panel": names[row["option"]]} for row in rows]
    return framed(maps, {"rows": data, "outlines": geometry}, label, layout)
