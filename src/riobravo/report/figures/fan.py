"""How an outcome unfolds under each option."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from riobravo.report.contrasts import spread
from riobravo.report.figures.figure import Figure, Outcome, provenance
from riobravo.report.palette import colours
from riobravo.report.results import Results
from riobravo.report.tables import QUANTILE_COLUMNS, Cell, Table, number_cell, spread_cells, words_cell


def fan_figure(
    results: Results,
    outcome: Outcome,
    history: Sequence[tuple[float, float]] = (),
    observed: str = "",
) -> Figure:
    """Show how an outcome unfolds under each option, by quarter."""
    from riobravo.report.charts.fan import fan

    flow = results.kind(outcome.name) == "flow"
    # A flow belongs to the middle of its quarter, a stock to the end.
    times = results.start_time + results.quarters - (0.125 if flow else 0.0)
    medians = np.median(results.quarterly(outcome.name, results.reference), axis=0)
    rows: list[dict[str, Any]] = []
    cells = []
    for option in results.options:
        values = results.quarterly(outcome.name, option)
        for place, time in enumerate(times):
            found = spread(values[:, place])
            names = ("q05", "q25", "q50", "q75", "q95")
            row = {name: round(value, 3) for name, value in zip(names, found.quantiles, strict=True)}
            beside = None if option == results.reference else float(medians[place])
            rows.append({"option": option, "time": round(float(time), 4), "reference": beside} | row)
            cells.append(
                (
                    words_cell(results.titles[option]),
                    number_cell(float(results.quarters[place]), 0, 0.01, signed=True),
                    *spread_cells(found, outcome.finest),
                )
            )
    shown = [(time, value) for time, value in history if time >= results.start_time - 10]
    cells += [recorded_row(time - results.start_time, value) for time, value in shown]
    reading = f"Bands: 50% and 90% of worlds; line: median. Dashed: median of {results.reference_words}."
    return Figure(
        name=f"{outcome.name.replace('_', '-')}-over-time",
        title=f"{outcome.title} under each option",
        subtitle=reading + (" Black: recorded." if shown else ""),
        description=f"{outcome.title} by quarter for each option: median, 50% and 90% of worlds, "
        f"with the median of {results.reference_words} for comparison.",
        unit=outcome.unit + (", quarters at yearly rates" if flow else ", end of each quarter"),
        drawing=partial(
            fan,
            rows,
            results.titles,
            colours(results.options),
            start=results.start_time,
            history=shown,
        ),
        table=Table(
            ("option", "years since options' start (end of quarter)", *QUANTILE_COLUMNS),
            tuple(cells),
        ),
        provenance=provenance(results, observed if shown else ""),
    )


def recorded_row(elapsed: float, value: float) -> tuple[Cell, ...]:
    """Make the row of one recorded value: no world, so only a middle."""
    nothing = Cell("–", float("nan"))
    recorded = number_cell(value, 0, 1)
    place = number_cell(elapsed, 0, 0.01, signed=True)
    return (words_cell("Recorded"), place, nothing, nothing, recorded, nothing, nothing)
