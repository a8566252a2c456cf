"""How each headline outcome unfolds under every option, as small panels in a flowing grid."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from riobravo.report.consequences import Column, Consequences
from riobravo.report.contrasts import PROBABILITIES
from riobravo.report.effects import compact
from riobravo.report.marks import fan_mark
from riobravo.report.results import Results


@dataclass(frozen=True)
class Panel:
    """One option's panel."""

    option: str
    title: str
    picture: str
    effect: str


@dataclass(frozen=True)
class OutcomeFans:
    """All panels of one outcome.

    Attributes:
        column: the outcome.
        panels: one per option, the reference first.
        low: the value at the foot of all panels, written.
        high: the value at their top.
        note: how flows and stocks are read.
    """

    column: Column
    panels: Sequence[Panel]
    low: str
    high: str
    note: str


def outcome_fans(results: Results, found: Consequences) -> tuple[list[OutcomeFans], str]:
    """Draw all headline outcomes that were read by quarter.

    Args:
        results: the result.
        found: the headline outcomes.

    Returns:
        The panels, and all values drawn as CSV.
    """
    fans: list[OutcomeFans] = []
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["outcome", "unit", "option", "years since start", "q05", "q25", "q50", "q75", "q95"])
    for column in found.columns.values():
        name = column.headline.name
        if f"{name}_quarterly" not in results.dataset or column.headline.event:
            continue
        times = results.quarters - (0.125 if results.kind(name) == "flow" else 0.0)
        bands = np.stack(
            [np.quantile(results.quarterly(name, one), PROBABILITIES, axis=0) for one in results.options]
        )
        for option, values in zip(results.options, bands, strict=True):
            for place, time in enumerate(times):
                shown = [f"{value:.5g}" for value in values[:, place]]
                writer.writerow([name, results.unit(name), option, f"{time:g}", *shown])
        fans.append(_draw(results, column, bands, times))
    return fans, stream.getvalue()


def _draw(results: Results, column: Column, bands: np.ndarray, times: np.ndarray) -> OutcomeFans:
    name = column.headline.name
    ends = _ends(bands)
    panels = [
        Panel(
            option=option,
            title=results.titles[option],
            picture=fan_mark(
                values, bands[0, 2], times, ends, "bands of worlds and median, with the reference's median"
            ),
            effect=column.effects[option].typical if option in column.effects else "",
        )
        for option, values in zip(results.options, bands, strict=True)
    ]
    flow = results.kind(name) == "flow"
    beyond = "; what lies beyond is cut off" if bands.max() > ends[1] or bands.min() < ends[0] else ""
    low, high = (compact(end, 0.0, abs(ends[1]) / 100).removeprefix("+") for end in ends)
    unit = dict.fromkeys(("1", "ratio"), "relative to the start").get(results.unit(name), results.unit(name))
    note = ", quarters at yearly rates" if flow else ", end of each quarter"
    return OutcomeFans(column, panels, low, high, f"{unit}{note}{beyond}")


def _ends(bands: np.ndarray) -> tuple[float, float]:
    """Return the scale of all panels: a few extreme options do not flatten all others.

    Args:
        bands: quantiles by option, (options, 5, times).
    """
    high = max(float(np.quantile(bands[:, 4].max(axis=1), 0.9)), float(bands[0, 4].max()))
    low = min(float(np.quantile(bands[:, 0].min(axis=1), 0.1)), float(bands[0, 0].min()))
    if 0.0 <= low < 0.4 * high:
        low = 0.0
    room = 0.04 * (high - low)
    return (low - room * (low != 0.0), high + room) if high > low else (low, low + 1.0)
