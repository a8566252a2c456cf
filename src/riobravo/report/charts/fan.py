"""How an outcome unfolds under each option, as bands of worlds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    panel_names,
    short_number,
)
from riobravo.report.palette import OBSERVED

HEIGHT = 124


def fan(
    rows: Sequence[Row],
    titles: Mapping[str, str],
    colours: Mapping[str, str],
    label: Label,
    layout: Layout,
    start: float,
    history: Sequence[tuple[float, float]] = (),
) -> alt.VConcatChart:
    """Draw one small multiple per option: 90 % and 50 % bands and the median.

    Args:
        rows: one per option and time with `option`, `time` (calendar year), `q05` … `q95` and
            `reference`, the median of the reference option at that time, nothing for itself.
        titles: option id to title.
        colours: option id to colour.
        label: the words of the picture.
        layout: the room.
        start: calendar year in which the options start.
        history: observed (calendar year, value per year) before the simulation.
    """
    width = layout.panel_width()
    names = panel_names(titles, width)
    times = [row["time"] for row in rows] + [time for time, _ in history]
    highest = max([row["q95"] for row in rows] + [value for _, value in history])
    first, last = min(times), max(times)
    data = [row | {"panel": names[row["option"]]} for row in rows]
    for place, (option, name) in enumerate(names.items()):
        here = {"option": option, "panel": name}
        note = "" if place else "options start"
        data.append(here | {"start": start, "note": note})
        data.extend(here | {"time": time, "observed": value} for time, value in history)
    base = alt.Chart(alt.NamedData(name="rows"))
    simulated = base.transform_filter("isValid(datum.q50)")
    across = alt.X(
        "time:Q",
        scale=alt.Scale(domain=[first, last], nice=False, zero=False),
        axis=alt.Axis(title=None, format="d", grid=False, values=year_ticks(first, last, start, layout)),
    )
    scale = alt.Scale(domain=[0, highest * 1.03], nice=False)
    axis = alt.Axis(title=None, labelExpr=short_number(), tickCount=4)
    colour = option_colour(colours)
    beginning = base.transform_filter("isValid(datum.start)")
    layers = [
        beginning.mark_rule(color="#999999", strokeDash=[2, 2]).encode(x="start:Q"),
        simulated.mark_area(opacity=0.18).encode(
            x=across, y=alt.Y("q05:Q", scale=scale, axis=axis), y2="q95", color=colour
        ),
        simulated.mark_area(opacity=0.38).encode(x=across, y="q25:Q", y2="q75", color=colour),
        simulated.mark_line(strokeWidth=2).encode(x=across, y="q50:Q", color=colour),
        base.transform_filter("isValid(datum.reference)")
        .mark_line(color=INK, strokeWidth=1, strokeDash=[4, 2])
        .encode(x=across, y="reference:Q"),
        base.transform_filter("isValid(datum.observed)")
        .mark_line(color=OBSERVED, strokeWidth=1.3)
        .encode(x=across, y="observed:Q"),
        beginning.mark_text(align="right", dx=-4, dy=-3, fontSize=9.5, color=QUIET, baseline="bottom").encode(
            x="start:Q", y=alt.value(HEIGHT), text="note:N"
        ),
    ]
    panels = (
        alt.layer(*layers, width=width, height=HEIGHT)
        .facet(facet=by_option(names), columns=layout.columns, spacing={"row": 10, "column": 18})
        .resolve_axis(x="independent")
    )
    return framed(panels, {"rows": data}, label, layout)


def year_ticks(first: float, last: float, start: float, layout: Layout) -> list[int]:
    """Choose whole years for the scale, one of them the year in which the options start."""
    step = max(1, round((last - first) / (4 if layout.name == "wide" else 2.5)))
    whole = range(int(first) - step, int(last) + 2)
    return [year for year in whole if (year - int(start)) % step == 0 and first - 0.01 <= year <= last + 0.01]
