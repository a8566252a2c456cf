"""The paired difference in homicides by state."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from riobravo.report.contrasts import contrast
from riobravo.report.figures.figure import Figure, provenance
from riobravo.report.results import Results
from riobravo.report.tables import CONTRAST_COLUMNS, Table, contrast_cells, words_cell


def map_figure(results: Results, geometry: Mapping[str, Any]) -> Figure:
    """Show the paired difference in homicides per 100,000 people by state in the last year."""
    from riobravo.report.charts.state_map import AGREEMENT, state_map

    year = results.last_year
    comparator = results.state_rates(results.reference, year)
    rows: list[dict[str, Any]] = []
    cells = []
    for option in results.alternatives:
        rates = results.state_rates(option, year)
        for place, state in enumerate(results.states):
            found = contrast(rates[:, place], comparator[:, place])
            agreeing = max(found.lower, found.higher) / found.worlds
            rows.append(
                {
                    "option": option,
                    "state": state,
                    "difference": round(found.difference.median, 3),
                    "agree": bool(agreeing >= AGREEMENT),
                }
            )
            cells.append(
                (
                    words_cell(results.titles[option]),
                    words_cell(results.state_name(state)),
                    *contrast_cells(found, 0.1),
                )
            )
    when = results.year_words(year)
    return Figure(
        name="homicides-by-state",
        title=f"Homicide rate by state in {when}: difference to {results.reference_words}",
        subtitle="Colour: median of worlds. Dark outline and full colour: at least 80 of 100 "
        "worlds agree whether the rate is lower or higher. Pale: they do not.",
        description=f"One map of the 32 states per option, coloured by the median difference in "
        f"homicides per 100,000 people in {when}.",
        unit="victims per 100,000 people per year",
        drawing=partial(
            state_map,
            rows,
            geometry,
            {option: results.titles[option] for option in results.alternatives},
            legend_title="median difference, victims per 100,000 people",
        ),
        table=Table(("option", "state", *CONTRAST_COLUMNS), tuple(cells)),
        provenance=provenance(results),
    )
