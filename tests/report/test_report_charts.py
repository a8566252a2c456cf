"""Charts draw what the tables say, in fixed colours, as valid specifications."""

from __future__ import annotations

from typing import Any

import pytest

from report.synthetic import HISTORY, square_states, synthetic_result
from riobravo.analysis.words import wrapped
from riobravo.report.charts.frame import NARROW, WIDE, Layout
from riobravo.report.charts.projection import albers, fitted, positions
from riobravo.report.figures.differences import difference_figure
from riobravo.report.figures.fan import fan_figure
from riobravo.report.figures.figure import OUTCOMES, Figure
from riobravo.report.figures.overview import overview_figure
from riobravo.report.figures.state_map import map_figure
from riobravo.report.palette import colours
from riobravo.report.results import Results
from riobravo.report.svg import accessible, inline_svg, renamed, shortened

RESULTS = Results(synthetic_result(members=50))
FIGURES = [
    overview_figure(RESULTS),
    *(fan_figure(RESULTS, outcome, HISTORY) for outcome in OUTCOMES),
    *(difference_figure(RESULTS, outcome) for outcome in OUTCOMES),
    map_figure(RESULTS, square_states()),
]


@pytest.mark.parametrize("layout", [WIDE, NARROW], ids=lambda layout: layout.name)
@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_every_chart_is_a_valid_specification_that_fits(figure: Figure, layout: Layout) -> None:
    spec: dict[str, Any] = figure.chart(layout).to_dict()
    assert spec["config"]["font"].endswith("sans-serif")
    svg = inline_svg(figure.chart(layout), "x", figure.title, figure.description)
    width = float(svg.partition('width="')[2].partition('"')[0])
    assert layout.width * 0.85 <= width <= layout.width + 14
    assert "NaN" not in svg
    for line in wrapped(figure.title, 20):
        assert all(word in svg.replace("&amp;", "&") for word in line.split())


def test_an_option_has_one_colour_wherever_it_stands() -> None:
    chosen = colours(RESULTS.options)
    assert len(set(chosen.values())) == len(RESULTS.options)
    for figure in FIGURES[:-1]:
        spec = figure.chart(WIDE).to_dict()
        scales = [found for found in scales_of(spec) if found.get("domain") == list(chosen)]
        assert scales
        assert all(scale["range"] == list(chosen.values()) for scale in scales)


def scales_of(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node["scale"]] if isinstance(node.get("scale"), dict) else []
        return own + [found for value in node.values() for found in scales_of(value)]
    if isinstance(node, list):
        return [found for value in node for found in scales_of(value)]
    return []


def test_states_are_pale_unless_the_worlds_agree() -> None:
    result = synthetic_result(options=2, members=50)
    half = result["state_homicides"].values
    half[1] = half[0]
    half[1, :, :, 0] -= 5  # all worlds lower in the first state
    half[1, ::2, :, 1] -= 5  # half of them in the second
    half[1, 1::2, :, 1] += 5
    figure = map_figure(Results(result), square_states())
    data = figure.chart(WIDE).to_dict()["datasets"]["rows"]
    agree = {row["state"]: row["agree"] for row in data}
    assert agree["01"]
    assert not agree["02"]
    assert not agree["03"]


def test_the_projection_fills_the_panel_and_keeps_areas() -> None:
    geometry = square_states()
    settings = fitted(geometry, 240, 160)
    placed = [albers(*position) for position in positions(geometry)]
    across = [settings["translate"][0] + settings["scale"] * x for x, _ in placed]
    down = [settings["translate"][1] - settings["scale"] * y for _, y in placed]
    assert min(across) >= 0
    assert max(across) <= 240
    assert min(down) >= 0
    assert max(down) <= 160
    assert max(max(across) - min(across) - 236, max(down) - min(down) - 156) == pytest.approx(0)
    low, high = square_area(20.0), square_area(28.0)
    # Equal areas on the sphere: a degree square shrinks with the cosine of its latitude.
    assert high / low == pytest.approx(0.9376, abs=0.002)


def square_area(latitude: float) -> float:
    corners = [(-100, latitude), (-99, latitude), (-99, latitude + 1), (-100, latitude + 1)]
    points = [albers(*corner) for corner in corners]
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x * b - a * y for (x, y), (a, b) in pairs)) / 2


def test_quantised_outlines_are_decoded() -> None:
    geometry = {
        "transform": {"scale": [0.5, 2.0], "translate": [-100.0, 10.0]},
        "arcs": [[[2, 1], [2, 1], [-4, 0]]],
    }
    assert list(positions(geometry)) == [(-99.0, 12.0), (-98.0, 14.0), (-100.0, 14.0)]


def test_pictures_keep_their_shape_when_numbers_are_shortened() -> None:
    text = '<svg width="10"><path d="M0.123456,-0.04L12.987654,3e-7"/><text>0.123456</text></svg>'
    short = shortened(text)
    assert 'd="M0.1,0L13,3e-7"' in short
    assert "<text>0.123456</text>" in short


def test_ids_of_two_pictures_do_not_meet() -> None:
    text = '<svg><clipPath id="clip0"/><g clip-path="url(#clip0)"/><use href="#clip0"/></svg>'
    assert renamed(text, "a").count("a-0") == 3
    assert renamed(text, "a") == renamed(text.replace("clip0", "clip17"), "a")


def test_titles_of_pictures_are_escaped() -> None:
    assert "a &lt;b&gt;" in accessible("<svg><g/></svg>", "n", "a <b>", "d")
