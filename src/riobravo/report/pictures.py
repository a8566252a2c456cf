"""Figures drawn for both widths of the page, with their tables beside them."""

from __future__ import annotations

from dataclasses import dataclass

from riobravo.report.figures.figure import Figure
from riobravo.report.svg import inline_svg
from riobravo.report.tables import Table


@dataclass(frozen=True)
class Picture:
    """A figure ready for the page."""

    name: str
    title: str
    caption: str
    description: str
    wide: str
    narrow: str
    tables: tuple[tuple[str, Table], ...]
    csv: str
    csv_link: str


def picture(figure: Figure, *, split: bool = False) -> Picture:
    """Render a figure for both widths and put its table beside it.

    Args:
        figure: the figure.
        split: show one table per option instead of one table with a column for the option.
    """
    from riobravo.report.charts.frame import NARROW, WIDE

    spoken = f"{figure.description} {figure.subtitle} {figure.caption}"
    comments = (figure.title, figure.subtitle, figure.caption)
    return Picture(
        name=figure.name,
        title=figure.title,
        caption=figure.caption,
        description=figure.description,
        wide=inline_svg(figure.chart(WIDE), f"{figure.name}-wide", figure.title, spoken),
        narrow=inline_svg(figure.chart(NARROW), f"{figure.name}-narrow", figure.title, spoken),
        tables=figure.table.split() if split else (("", figure.table),),
        csv=figure.table.csv(comments),
        csv_link=figure.table.csv_link(comments),
    )
