"""One small map per option, for reports with many options: outlines once, colours per option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from riobravo.analysis.words import MINUS
from riobravo.report.charts.projection import albers, degrees
from riobravo.report.charts.state_map import AGREEMENT
from riobravo.report.results import Results

WIDTH: Final = 180
# Blue for lower, orange for higher, in three steps each; no difference is grey.
STEPS: Final = (0.05, 0.3, 0.65)


@dataclass(frozen=True)
class StatePanels:
    """Outlines of the states, and a map per option that refers to them.

    Attributes:
        outlines: definitions, to stand once in the page.
        box: view box of a map.
        maps: title of the option and the map.
        legend: class of a colour and what it means.
        largest: difference that the strongest colour stands for, per 100,000 people.
    """

    outlines: str
    box: str
    maps: Sequence[tuple[str, str]]
    legend: Sequence[tuple[str, str]]
    largest: float


def state_panels(results: Results, geometry: Mapping[str, Any]) -> StatePanels:
    """Draw the median difference in homicide rates by state, one map per option.

    Args:
        results: a result with states.
        geometry: TopoJSON of the states.
    """
    shapes, height = _outlines(geometry)
    year = results.last_year
    base = results.state_rates(results.reference, year)
    medians, agreed = {}, {}
    for option in results.alternatives:
        difference = results.state_rates(option, year) - base
        medians[option] = np.median(difference, axis=0)
        share = np.maximum((difference < 0).mean(axis=0), (difference > 0).mean(axis=0))
        agreed[option] = share >= AGREEMENT
    # The strongest colour is not left to one state under one option.
    largest = max(
        float(np.quantile(np.abs(np.stack(list(medians.values()))), 0.98)) if medians else 0.0, 1e-9
    )
    maps = []
    for option in results.alternatives:
        marks = []
        for state, value, sure in zip(results.states, medians[option], agreed[option], strict=True):
            if state in shapes:
                pale = "" if sure else " p"
                marks.append(f'<use href="#st{state}" class="{_colour(value / largest)}{pale}"/>')
        maps.append((results.titles[option], "".join(marks)))
    outlines = "".join(f'<path id="st{state}" d="{shape}"/>' for state, shape in shapes.items())
    bounds = [f"{step * largest:.2g}" for step in STEPS]
    legend = [
        (f"{side}{step}", f"{sign}{low} to {sign}{high}" if high else f"{sign}{low} or {beyond}")
        for side, sign, beyond in (("l", MINUS, "less"), ("h", "+", "more"))
        for step, (low, high) in enumerate(zip(bounds, [*bounds[1:], ""], strict=True), start=1)
    ]
    return StatePanels(outlines, f"0 0 {WIDTH} {height:.0f}", maps, legend, largest)


def _colour(share: float) -> str:
    step = int(np.searchsorted(STEPS, abs(share)))
    return ("l" if share < 0 else "h") + str(step) if step else "n"


def _outlines(geometry: Mapping[str, Any]) -> tuple[dict[str, str], float]:
    """Return the outlines as paths by state, and the height of the map."""
    arcs = [[albers(*point) for point in degrees(geometry, arc)] for arc in geometry["arcs"]]
    xs = [x for arc in arcs for x, _ in arc]
    ys = [y for arc in arcs for _, y in arc]
    scale = (WIDTH - 4) / (max(xs) - min(xs))
    height = (max(ys) - min(ys)) * scale + 4
    west, north = min(xs), max(ys)

    def path(ring: Sequence[int]) -> str:
        points: list[str] = []
        for arc in ring:
            steps = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
            for x, y in steps:
                shown = f"{2 + (x - west) * scale:.1f} {2 + (north - y) * scale:.1f}"
                if not points or points[-1] != shown:
                    points.append(shown)
        return "M" + "L".join(points) + "Z"

    shapes = {}
    for shape in next(iter(geometry["objects"].values()))["geometries"]:
        rings = shape["arcs"] if shape["type"] == "Polygon" else [r for part in shape["arcs"] for r in part]
        shapes[shape["properties"]["state_code"]] = "".join(path(ring) for ring in rings)
    return shapes, height
