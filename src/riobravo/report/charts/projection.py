"""An equal-area projection that fits outlines into a panel.

Vega cannot fit a projection to outlines that are looked up inside small multiples, so scale and
position are worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import cos, radians, sin, sqrt
from typing import Any

PARALLELS = (17.5, 29.5)
MERIDIAN = -102.0


def fitted(geometry: Mapping[str, Any], width: int, height: int) -> dict[str, Any]:
    """Give the settings of a conic equal-area projection that fills a panel.

    Args:
        geometry: TopoJSON.
        width: width of the panel, pixels.
        height: height of the panel, pixels.
    """
    points = [albers(longitude, latitude) for longitude, latitude in positions(geometry)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = min((width - 4) / (east - west), (height - 4) / (north - south))
    return {
        "type": "conicEqualArea",
        "parallels": list(PARALLELS),
        "rotate": [-MERIDIAN, 0, 0],
        "center": [0, 0],
        "scale": scale,
        "translate": [
            width / 2 - scale * (west + east) / 2,
            height / 2 + scale * (south + north) / 2,
        ],
    }


def albers(longitude: float, latitude: float) -> tuple[float, float]:
    """Project degrees to the plane of the conic equal-area projection, unit sphere."""
    first, second = (sin(radians(parallel)) for parallel in PARALLELS)
    n = (first + second) / 2
    c = 1 + first * (2 * n - first)
    radius = sqrt(c - 2 * n * sin(radians(latitude))) / n
    angle = n * radians(longitude - MERIDIAN)
    return radius * sin(angle), sqrt(c) / n - radius * cos(angle)


def positions(geometry: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    """Give all positions of a TopoJSON in degrees, quantised or not."""
    for arc in geometry["arcs"]:
        yield from degrees(geometry, arc)


def degrees(geometry: Mapping[str, Any], arc: Sequence[Sequence[float]]) -> Iterator[tuple[float, float]]:
    """Give the positions of one arc of a TopoJSON in degrees, quantised or not."""
    transform = geometry.get("transform")
    x = y = 0.0
    for point in arc:
        if transform is None:
            yield point[0], point[1]
            continue
        x, y = x + point[0], y + point[1]
        scale, translate = transform["scale"], transform["translate"]
        yield x * scale[0] + translate[0], y * scale[1] + translate[1]
