"""From a result to one HTML file: dataset, then what the page shows, then the page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riobravo.analysis.words import VERDICT_SCALE
from riobravo.files import write_together
from riobravo.report import figures as drawn
from riobravo.report.claims import Argument, arguments
from riobravo.report.ledger import Entry, entries
from riobravo.report.material import (
    GRADES,
    Check,
    Source,
    checks,
    data_sources,
    grade_counts,
)
from riobravo.report.results import Results
from riobravo.report.svg import inline_svg
from riobravo.report.tables import Table
from riobravo.report.view import Card, Level, Reading, cards, levels, readings

if TYPE_CHECKING:
    import xarray as xr

HASHES = ("data_hash", "ledger_hash", "kernel_hash")


@dataclass(frozen=True)
class Material:
    """Everything a report says besides the result itself.

    Attributes:
        geometry: TopoJSON of the states, or nothing for a report without a map.
        history: observed homicides before the simulation, (calendar year, victims per year).
        history_source: name of that series, kept on the figure that shows it.
        descriptions: option id to one sentence that says what the option is.
        evidence: option id to a short note on the evidence for and against it.
        reproduction: published results with `id`, `published`, `low`, `high`, `simulated`,
            `status`, `source`, `note`.
        sources: data with `title`, `publisher`, `coverage`, `licence`, `url`, `note`.
        parameters: ledger entries with `id`, `mechanism`, `unit`, `grade`, `distribution`, and the
            ledger's other fields where a reader may open the entry.
        option_parameters: option id to the parameters that its orders read.
        claims: evaluated claims as records; None if they were not evaluated.
        documents: code of a document to its author, place and date.
        system: mechanism id to its name, also of mechanisms that do not exist yet.
    """

    geometry: Mapping[str, Any] | None = None
    history: Sequence[tuple[float, float]] = ()
    history_source: str = "recorded homicides"
    descriptions: Mapping[str, str] | None = None
    evidence: Mapping[str, str] | None = None
    reproduction: Sequence[Mapping[str, Any]] = ()
    sources: Sequence[Mapping[str, Any]] = ()
    parameters: Sequence[Mapping[str, Any]] = ()
    option_parameters: Mapping[str, Sequence[str]] | None = None
    claims: Sequence[Mapping[str, Any]] | None = None
    documents: Mapping[str, str] | None = None
    system: Mapping[str, str] | None = None


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


@dataclass(frozen=True)
class Page:
    """What the page shows; the template adds only words that never change."""

    results: Results
    cards: Sequence[Card]
    levels: Sequence[Level]
    readings: Sequence[Reading]
    overview: Picture | None
    fans: Sequence[Picture]
    differences: Sequence[Picture]
    state_map: Picture | None
    checks: Sequence[Check]
    sources: Sequence[Source]
    parameters: Sequence[Entry]
    grades: Sequence[tuple[str, str, int]]
    option_parameters: Mapping[str, Sequence[str]]
    arguments: Sequence[Argument] | None

    @property
    def entries(self) -> dict[str, Entry]:
        """Ledger entries by id."""
        return {entry.id: entry for entry in self.parameters}

    @property
    def pictures(self) -> list[Picture]:
        """All pictures in the order of the page."""
        optional = [self.overview, *self.fans, *self.differences, self.state_map]
        return [picture for picture in optional if picture is not None]


def write_report(dataset: xr.Dataset, out_dir: Path, material: Material | None = None) -> Path:
    """Write `report.html` and `figures/*.csv`; an earlier report survives any failure.

    Args:
        dataset: the result of `riobravo.compare`.
        out_dir: the folder, made if missing.
        material: what the report says besides the result; without it those sections say so.

    Returns:
        The path of the HTML file.

    Raises:
        DataError: when the dataset lacks something the report needs.
        OutputError: when the files cannot be written.
    """
    page = build_page(dataset, material or Material())
    texts = {f"figures/{picture.name}.csv": picture.csv for picture in page.pictures}
    write_together(Path(out_dir), texts | {"report.html": render_page(page)})
    return Path(out_dir) / "report.html"


def build_page(dataset: xr.Dataset, material: Material) -> Page:
    """Work out everything that the page shows.

    Args:
        dataset: the result of `riobravo.compare`.
        material: what the report says besides the result.
    """
    results = Results(dataset)
    compared = bool(results.alternatives)
    with_map = compared and results.has_states and material.geometry is not None
    return Page(
        results=results,
        cards=cards(results, material.descriptions or {}, material.evidence or {}),
        levels=levels(results),
        readings=readings(results),
        overview=picture(drawn.overview_figure(results)) if compared else None,
        fans=[
            picture(drawn.fan_figure(results, drawn.HOMICIDES, material.history, material.history_source)),
            picture(drawn.fan_figure(results, drawn.MEMBERS)),
            picture(drawn.fan_figure(results, drawn.GROUPS)),
        ],
        differences=[
            picture(drawn.difference_figure(results, outcome)) for outcome in drawn.OUTCOMES if compared
        ],
        state_map=picture(drawn.map_figure(results, material.geometry or {}), split=True)
        if with_map
        else None,
        checks=checks(material.reproduction),
        sources=data_sources(material.sources),
        parameters=entries(material.parameters),
        grades=grade_counts(material.parameters),
        option_parameters=material.option_parameters or {},
        arguments=None
        if material.claims is None
        else arguments(material.claims, material.documents or {}, material.system or {}),
    )


def picture(figure: drawn.Figure, *, split: bool = False) -> Picture:
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


def render_page(page: Page) -> str:
    """Fill the template: the same page gives the same bytes.

    Args:
        page: what to show.
    """
    from jinja2 import Environment, StrictUndefined

    room = files("riobravo.report")
    style = room.joinpath("style.css").read_text(encoding="utf-8")
    script = room.joinpath("script.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(room.joinpath("template.html.j2").read_text(encoding="utf-8"))
    return template.render(
        page=page,
        results=page.results,
        style=style,
        script=script,
        script_hash=f"sha256-{digest}",
        scale=VERDICT_SCALE,
        grade_meanings=GRADES,
        hashes=[(name, page.results.attribute(name)) for name in HASHES],
    )
