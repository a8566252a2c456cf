"""The paired difference of an outcome to the reference, year by year."""

from __future__ import annotations

from functools import partial
from typing import Any

from riobravo.report.contrasts import contrast
from riobravo.report.figures.figure import Figure, Outcome, provenance, quantile_row
from riobravo.report.palette import colours
from riobravo.report.results import Results
from riobravo.report.tables import CONTRAST_COLUMNS, Table, contrast_cells, words_cell


def difference_figure(results: Results, outcome: Outcome) -> Figure:
    """Show the paired difference of an outcome to the reference, year by year."""
    from riobravo.report.charts.differences import differences

    rows: list[dict[str, Any]] = []
    cells = []
    names = [results.year_words(year) for year in results.years]
    short = [
        name if len(name) == 4 else f"year {year}" for name, year in zip(names, results.years, strict=True)
    ]
    for option in results.alternatives:
        for year, name, brief in zip(results.years, names, short, strict=True):
            found = contrast(
                results.annual(outcome.name, option, year),
                results.annual(outcome.name, results.reference, year),
            )
            rows.append({"option": option, "year": brief} | quantile_row(found))
            cells.append(
                (
                    words_cell(results.titles[option]),
                    words_cell(name),
                    *contrast_cells(found, outcome.finest),
                )
            )
    return Figure(
        name=f"{outcome.name.replace('_', '-')}-difference",
        title=f"{outcome.title}: difference to {results.reference_words}",
        subtitle="Dot: median world; bars: 50% and 90% of worlds. Small numbers: worlds of 100 in "
        "which the value is higher (top) and lower (foot).",
        description=f"Paired difference of {outcome.title.lower()} to {results.reference_words} "
        "for each option and year: median, 50% and 90% of worlds.",
        unit=outcome.unit,
        drawing=partial(
            differences,
            rows,
            {option: results.titles[option] for option in results.alternatives},
            colours(results.options),
        ),
        table=Table(("option", "year", *CONTRAST_COLUMNS), tuple(cells)),
        provenance=provenance(results),
    )
