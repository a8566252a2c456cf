"""All options in the last year."""

from __future__ import annotations

from functools import partial

from riobravo.report.contrasts import contrast
from riobravo.report.figures.figure import HOMICIDES, Figure, provenance, quantile_row
from riobravo.report.palette import colours
from riobravo.report.results import Results
from riobravo.report.tables import CONTRAST_COLUMNS, Table, contrast_cells, words_cell


def overview_figure(results: Results) -> Figure:
    """Compare all options in the last year: homicides, difference to the reference."""
    from riobravo.report.charts.overview import overview

    year = results.last_year
    when, reference = results.year_words(year), results.reference_words
    found = {
        option: contrast(
            results.annual("homicides", option, year),
            results.annual("homicides", results.reference, year),
        )
        for option in results.alternatives
    }
    rows = [
        {"option": option, "title": results.titles[option], **quantile_row(one)}
        for option, one in found.items()
    ]
    cells = [
        (words_cell(results.titles[option]), *contrast_cells(one, HOMICIDES.finest))
        for option, one in found.items()
    ]
    return Figure(
        name="overview",
        title=f"Homicides in {when}: difference to {reference}",
        subtitle="Dot: median world. Thick bar: 50% of worlds. Thin line: 90% of worlds. "
        "Each world is compared with itself, with the same luck.",
        description=f"For each option, median, 50% and 90% interval of the difference in homicides "
        f"to {reference} in {when}.",
        unit="victims per year",
        drawing=partial(
            overview,
            rows,
            colours(results.options),
            axis_title=f"← fewer than under {reference} · victims per year · more →",
        ),
        table=Table(("option", *CONTRAST_COLUMNS), tuple(cells)),
        provenance=provenance(results),
    )
