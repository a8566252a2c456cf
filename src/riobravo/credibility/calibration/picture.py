"""Pictures: priors beside posteriors, and prior-predictive ranges beside what was observed."""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from riobravo.credibility.calibration.artefact import load_calibration
from riobravo.credibility.calibration.predictive import kept_prediction
from riobravo.report.svg import inline_svg

FOLDER: Final = "calibration"
_PRIOR, _POSTERIOR, _SEEN = "#8c8c8c", "#0072B2", "#D55E00"
_WIDTH, _HEIGHT = 230, 110
_CONFIG: Final[dict[str, Any]] = {
    "font": "Arial, 'Liberation Sans', Helvetica, sans-serif",
    "view": {"stroke": None},
    "axis": {"gridColor": "#e6e6e6", "domain": False, "labelColor": "#5a5a5a", "titleColor": "#5a5a5a"},
}


def draw_calibration() -> dict[str, str]:
    """Return all pictures of both pages: name of the file, and its SVG text."""
    found = {}
    for name, block in load_calibration()["blocks"].items():
        title = f"{block['title']}: priors and posteriors"
        said = "For each parameter the prior as a grey line and the posterior as a blue area."
        found[f"{FOLDER}/{name}.svg"] = _svg(_block(block), f"calibration-{name}", title, said)
    prediction = kept_prediction()
    said = (
        "For each series the median, 50 and 90 % ranges of simulated worlds, and dots for what was observed."
    )
    chart = _grid([_fan(one, prediction) for one in prediction["series"].values()], 2)
    found[f"{FOLDER}/predictive.svg"] = _svg(chart, "predictive", "Prior-predictive ranges", said)
    said = "For each state the 90 % range of simulated homicides by year, and a line for what was observed."
    chart = _grid(_states(prediction), 4)
    found[f"{FOLDER}/predictive-states.svg"] = _svg(chart, "states", "Prior-predictive ranges by state", said)
    return found


def _svg(chart: alt.VConcatChart, name: str, title: str, said: str) -> str:
    text = inline_svg(chart.configure(**_CONFIG), name, title, said)
    return text if text.endswith("\n") else text + "\n"


def _grid(charts: list[alt.LayerChart | alt.FacetChart], columns: int) -> alt.VConcatChart:
    rows = [alt.hconcat(*charts[i : i + columns], spacing=22) for i in range(0, len(charts), columns)]
    grid: alt.VConcatChart = alt.vconcat(*rows, spacing=22, background="white", padding=8)
    return grid


def _block(block: dict[str, Any]) -> alt.VConcatChart:
    charts: list[alt.LayerChart | alt.FacetChart] = []
    for name, one in block["parameters"].items():
        left, right = one["edges"][:-1], one["edges"][1:]
        width = right[0] - left[0]
        rows = [
            {"x": low, "to": high, "y": share / width, "what": what}
            for what in ("prior", "posterior")
            for low, high, share in zip(left, right, one[what]["shares"], strict=True)
        ]
        rows.append(rows[len(left) - 1] | {"x": right[-1]})
        base = alt.Chart(alt.InlineData(values=rows))
        x = alt.X("x:Q", title=_unit(one["unit"]), scale=alt.Scale(nice=False), axis=alt.Axis(tickCount=4))
        y = alt.Y("y:Q", title=None, axis=None)
        posterior = (
            base.transform_filter("datum.what == 'posterior'")
            .mark_rect(color=_POSTERIOR, opacity=0.55)
            .encode(x=x, x2="to:Q", y=y, y2=alt.datum(0))
        )
        prior = (
            base.transform_filter("datum.what == 'prior'")
            .mark_line(color=_PRIOR, interpolate="step-after", strokeWidth=1.6)
            .encode(x=x, y=y)
        )
        said = f"spread {one['spread_ratio']:.2f} of the prior's: " + (
            "identified" if one["identified"] else "stays at its prior"
        )
        title = alt.TitleParams(name, subtitle=said, anchor="start", fontSize=12, subtitleFontSize=10.5)
        charts.append(alt.layer(posterior, prior).properties(width=_WIDTH, height=_HEIGHT, title=title))
    return _grid(charts, 3)


def _fan(one: dict[str, Any], prediction: dict[str, Any]) -> alt.LayerChart | alt.FacetChart:
    names = ["low", "below", "middle", "above", "high"]
    assert len(prediction["levels"]) == len(names)
    rows = [
        {"year": year, "seen": one["observed"][place]}
        | {name: values[place] for name, values in zip(names, one["ranges"], strict=True)}
        for place, year in enumerate(one["years"])
    ]
    base = alt.Chart(alt.InlineData(values=rows))
    x = alt.X("year:Q", title=None, axis=alt.Axis(format="d", tickCount=len(rows), grid=False))
    scale = alt.Scale(zero=True)
    outer = base.mark_area(color=_POSTERIOR, opacity=0.18).encode(
        x=x, y=alt.Y("low:Q", title=one["unit"], scale=scale, axis=alt.Axis(tickCount=4)), y2="high:Q"
    )
    inner = base.mark_area(color=_POSTERIOR, opacity=0.28).encode(x=x, y="below:Q", y2="above:Q")
    middle = base.mark_line(color=_POSTERIOR, strokeWidth=1.6).encode(x=x, y="middle:Q")
    seen = (
        base.transform_filter("isValid(datum.seen)")
        .mark_point(color=_SEEN, filled=True, size=45, opacity=1)
        .encode(x=x, y="seen:Q")
    )
    title = alt.TitleParams(one["title"], anchor="start", fontSize=12)
    return alt.layer(outer, inner, middle, seen).properties(width=300, height=150, title=title)


def _states(prediction: dict[str, Any]) -> list[alt.LayerChart | alt.FacetChart]:
    from riobravo.observed import states

    years = next(iter(prediction["series"].values()))["years"]
    charts: list[alt.LayerChart | alt.FacetChart] = []
    for place, state in enumerate(states()):
        seen, ranges = prediction["states"]["observed"][place], prediction["states"]["ranges"][place]
        rows = [
            {"year": year, "seen": seen[k], "low": ranges[0][k], "middle": ranges[2][k], "high": ranges[4][k]}
            for k, year in enumerate(years)
        ]
        base = alt.Chart(alt.InlineData(values=rows))
        x = alt.X("year:Q", title=None, axis=alt.Axis(format="d", values=[years[0], years[-1]], grid=False))
        y = alt.Y("low:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=3))
        outer = base.mark_area(color=_POSTERIOR, opacity=0.25).encode(x=x, y=y, y2="high:Q")
        middle = base.mark_line(color=_POSTERIOR, strokeWidth=1.2).encode(x=x, y="middle:Q")
        line = base.mark_line(color=_SEEN, strokeWidth=1.8).encode(x=x, y="seen:Q")
        title = alt.TitleParams(state.name, anchor="start", fontSize=11, fontWeight="normal")
        charts.append(alt.layer(outer, middle, line).properties(width=130, height=64, title=title))
    return charts


def _unit(unit: str) -> str:
    return "" if unit in {"1", "share", "ratio"} else unit
