"""A mechanism's answer to its standard shock as a small picture."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from riobravo.credibility.shocks import FIRST, LAST, WEEKS, Answer
from riobravo.world.mechanism import Mechanism
from riobravo.world.outcomes import NATIONAL

WIDTH, PANEL = 560, 118
LEFT, RIGHT = 78, 540
HEAD, FOOT = 42, 34
# Weekly counts are ragged; the line is a running mean over this many weeks.
SMOOTHED = 9


def draw_answer(mechanism: Mechanism, answers: Sequence[Answer], members: int) -> str:
    """Return an SVG picture: weekly difference to no shock, median and 90 % of worlds.

    Args:
        mechanism: whose shock.
        answers: one per outcome drawn.
        members: number of worlds.
    """
    height = HEAD + (PANEL + 26) * len(answers) + FOOT
    title = f"{mechanism.id} {mechanism.title}: {mechanism.shock.title}"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" font-family="Arial, Liberation Sans, Helvetica, sans-serif">',
        f"<title>{escape(title)}</title>",
        "<desc>Weekly difference to the same worlds without the shock: median and 90 % of worlds. "
        "Grey: the weeks of the shock.</desc>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        '<text x="8" y="20" font-size="14" font-weight="bold" fill="#222">'
        f"{escape(mechanism.shock.title)}</text>",
    ]
    top = HEAD
    for answer in answers:
        lines += _panel(answer, top + 20)
        top += PANEL + 26
    for week in range(0, WEEKS + 1, 26):
        lines.append(
            f'<text x="{_across(week):.0f}" y="{top + 16}" font-size="11" text-anchor="middle" '
            f'fill="#5a5a5a">{week}</text>'
        )
    lines.append(
        f'<text x="8" y="{top + 30}" font-size="10" fill="#5a5a5a">Weeks. Difference to no shock, running '
        f"mean of {SMOOTHED} weeks; line: median, band: 90 % of {members} worlds. Not a prediction.</text>"
    )
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


def _panel(answer: Answer, top: int) -> list[str]:
    """Draw one outcome."""
    outcome = next(one for one in NATIONAL if one.name == answer.outcome)
    bands = np.stack([_smooth(line) for line in answer.bands])
    low, high = min(0.0, float(bands.min())), max(0.0, float(bands.max()))
    if high == low:
        high = 1.0

    def down(value: float) -> float:
        return top + PANEL - 14 - (value - low) / (high - low) * (PANEL - 20)

    def points(line: NDArray[np.float64], weeks: Sequence[int]) -> str:
        return "L".join(f"{_across(week + 0.5):.0f} {down(float(line[week])):.1f}" for week in weeks)

    forth = range(0, WEEKS, 2)
    back = forth[::-1]
    ticks = [
        f'<text x="{LEFT - 6}" y="{down(value) + 4:.0f}" font-size="11" text-anchor="end" '
        f'fill="#5a5a5a">{_brief(value)}</text>'
        for value in dict.fromkeys((low, 0.0, high))
        if value == 0.0 or abs(value) > 0.12 * (high - low)
    ]
    return [
        f'<text x="8" y="{top - 4}" font-size="12" fill="#222">{escape(outcome.title)} '
        f'<tspan fill="#5a5a5a">({escape(_unit(outcome.unit))})</tspan></text>',
        f'<rect x="{_across(FIRST):.0f}" y="{top}" width="{_across(LAST) - _across(FIRST):.0f}" '
        f'height="{PANEL - 10}" fill="#eeeeea"/>',
        f'<path d="M{points(bands[0], forth)}L{points(bands[2], back)}Z" fill="#0072B2" fill-opacity=".22"/>',
        f'<path d="M{LEFT} {down(0.0):.1f}H{RIGHT}" stroke="#666" stroke-width="1"/>',
        f'<path d="M{points(bands[1], forth)}" fill="none" stroke="#0072B2" stroke-width="1.8"/>',
        *ticks,
    ]


def _smooth(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a centred running mean that uses what there is at both ends."""
    kernel = np.ones(SMOOTHED)
    return np.convolve(line, kernel, "same") / np.convolve(np.ones_like(line), kernel, "same")


def _across(week: float) -> float:
    return LEFT + (RIGHT - LEFT) * week / WEEKS


def _unit(unit: str) -> str:
    return "relative to the start" if unit == "1" else unit


def _brief(value: float) -> str:
    return (
        f"{value:+,.3g}".replace("-", "−")
        if value and abs(value) < 1000
        else f"{value:+,.0f}".replace("-", "−")
        if value
        else "0"
    )
