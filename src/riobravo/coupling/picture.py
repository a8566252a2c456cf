"""The coupling as a picture: mechanisms on a circle by table, and an arc for every effect."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import cos, pi, sin
from typing import Final

from riobravo.coupling.effects import Edge, edges
from riobravo.world.mechanism import Mechanism
from riobravo.world.mechanisms import MECHANISMS

# One colour per table, distinguishable with any common colour vision (Okabe and Ito 2008).
COLOURS: Final = {
    "groups": "#D55E00",
    "drugs": "#882255",
    "politics": "#0072B2",
    "force": "#333333",
    "economy": "#009E73",
    "people": "#B07900",
    "region": "#AA4499",
}
TITLES: Final = {
    "groups": "armed groups and violence",
    "drugs": "drugs and deaths",
    "politics": "governments and publics",
    "force": "force and its aftermath",
    "economy": "economies",
    "people": "people",
    "region": "the region",
}
WIDTH: Final = 1000
RADIUS: Final = 290
CENTRE: Final = (500, 480)
HEIGHT: Final = 1020
# Room between two tables, in places of a mechanism.
GAP: Final = 1.2


def draw_graph(mechanisms: Sequence[Mechanism] = MECHANISMS, links: Sequence[Edge] | None = None) -> str:
    """Return the coupling as an SVG picture; every arc says what it stands for when pointed at.

    Args:
        mechanisms: what stands on the circle, table by table.
        links: the effects; those read from the source if None.
    """
    links = edges() if links is None else links
    angles = _angles(mechanisms)
    table = {one.id: one.table for one in mechanisms}
    shown = [edge for edge in links if edge.source in angles and edge.target in angles]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" font-family="Arial, Liberation Sans, Helvetica, sans-serif">',
        f"<title>{len(mechanisms)} mechanisms and {len(shown)} effects of one on another</title>",
        "<desc>Mechanisms on a circle by table. An arc has the colour of the mechanism that writes and "
        "ends in a dot at the one that reads.</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    parts += [_arc(edge, angles, COLOURS.get(table[edge.source], "#777777")) for edge in shown]
    parts += [_label(one, angles[one.id]) for one in mechanisms]
    parts += _legend([name for name in COLOURS if name in table.values()])
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _angles(mechanisms: Sequence[Mechanism]) -> dict[str, float]:
    """Return the angle of each mechanism, clockwise from the top, with gaps between tables."""
    places: dict[str, float] = {}
    at, last = GAP / 2, None
    for one in mechanisms:
        at += GAP if last not in (None, one.table) else 0.0
        places[one.id] = at
        at, last = at + 1.0, one.table
    total = max(at + GAP / 2, 1.0)
    return {name: 2.0 * pi * place / total for name, place in places.items()}


def _point(angle: float, radius: float) -> tuple[float, float]:
    return CENTRE[0] + radius * sin(angle), CENTRE[1] - radius * cos(angle)


def _arc(edge: Edge, angles: dict[str, float], colour: str) -> str:
    """Draw one effect as a curve that bends towards the centre, with a dot where it is felt."""
    # Effects out and back do not lie on each other: they leave and arrive on two sides of the name.
    start, end = angles[edge.source] + 0.018, angles[edge.target] - 0.018
    apart = abs((start - end + pi) % (2.0 * pi) - pi) / pi
    pull = RADIUS * (1.0 - 0.25 - 0.65 * apart)
    (x, y), (u, v) = _point(start, RADIUS), _point(end, RADIUS - 3)
    (a, b), (c, d) = _point(start, pull), _point(end, pull)
    said = escape(f"{edge.source} to {edge.target}: {', '.join(edge.through)}")
    return (
        f'<g stroke="{colour}" fill="none"><title>{said}</title>'
        f'<path d="M{x:.0f} {y:.0f}C{a:.0f} {b:.0f} {c:.0f} {d:.0f} {u:.0f} {v:.0f}" stroke-width="1.1" '
        f'stroke-opacity=".45"/><circle cx="{u:.0f}" cy="{v:.0f}" r="2.4" fill="{colour}" stroke="none"/></g>'
    )


def _label(one: Mechanism, angle: float) -> str:
    """Write a mechanism's id and title outside the circle, turned so that it reads outward."""
    x, y = _point(angle, RADIUS + 10)
    degrees = angle * 180.0 / pi - 90.0
    anchor = "start"
    if angle > pi:
        degrees, anchor = degrees + 180.0, "end"
    title = one.title if len(one.title) <= 26 else f"{one.title[:25].rstrip()}…"
    words = (
        f'<tspan font-weight="bold">{one.id}</tspan> {escape(title)}'
        if anchor == "start"
        else f'{escape(title)} <tspan font-weight="bold">{one.id}</tspan>'
    )
    off = "" if one.default else ' font-style="italic"'
    return (
        f'<text transform="translate({x:.1f} {y:.1f}) rotate({degrees:.1f})" text-anchor="{anchor}" '
        f'dy=".35em" font-size="13" fill="{COLOURS.get(one.table, "#777777")}"{off}>{words}</text>'
    )


def _legend(tables: Sequence[str]) -> list[str]:
    """Name the colours at the foot, four to a line."""
    lines = []
    for place, name in enumerate(tables):
        x, y = 40 + 240 * (place % 4), HEIGHT - 42 + 20 * (place // 4)
        lines.append(
            f'<circle cx="{x}" cy="{y}" r="5" fill="{COLOURS[name]}"/><text x="{x + 10}" y="{y + 4}" '
            f'font-size="13" fill="#222">{TITLES[name]}</text>'
        )
    return lines
