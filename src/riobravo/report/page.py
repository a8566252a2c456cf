"""From a result to one HTML file: dataset, then what the page shows, then the page."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riobravo.analysis.headlines import Outside, load_outside
from riobravo.analysis.profiles import Profile, load_profiles
from riobravo.analysis.summary import summarise
from riobravo.analysis.words import VERDICT_SCALE
from riobravo.credibility.model_card import LABELS, load_card
from riobravo.files import write_together
from riobravo.report import figures as drawn
from riobravo.report.answer import Line, answer_lines
from riobravo.report.claims import Argument, arguments
from riobravo.report.consequences import Consequences, consequence_table, consequences, matters
from riobravo.report.details import OptionDetail, option_details
from riobravo.report.fans import OutcomeFans, outcome_fans
from riobravo.report.hindcasts import Hindcasts, hindcasts
from riobravo.report.ledger import Entry, entries
from riobravo.report.marks import interval_mark
from riobravo.report.material import (
    GRADES,
    Check,
    Source,
    checks,
    data_sources,
    grade_counts,
)
from riobravo.report.results import Results
from riobravo.report.state_panels import StatePanels, state_panels
from riobravo.report.svg import inline_svg
from riobravo.report.tables import Table
from riobravo.report.view import Card, Level, Reading, cards, levels, readings

if TYPE_CHECKING:
    import xarray as xr

# With more options than this, the large figures would be taller than anyone reads.
FEW = 12
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
        hindcasts: the kept hindcasts, see `riobravo.credibility.validation.kept_result`.
        partners: registered baseline of each series of the hindcasts.
        outdated: series of the hindcasts whose simulation was run with an earlier simulation.
        reproduction: published results with `id`, `published`, `low`, `high`, `simulated`,
            `status`, `source`, `note`.
        sources: data with `title`, `publisher`, `coverage`, `licence`, `url`, `note`.
        parameters: ledger entries with `id`, `mechanism`, `unit`, `grade`, `distribution`, and the
            ledger's other fields where a reader may open the entry.
        option_parameters: option id to the parameters that its orders read.
        claims: evaluated claims as records; None if they were not evaluated.
        documents: code of a document to its author, place and date.
        system: mechanism id to its name, also of mechanisms that do not exist yet.
        force: option id to `with consent` or `without consent`, for options that use force inside
            Mexico; every other option uses none.
        grades: option id to the number of parameters by grade in the mechanisms it acts through.
        shares: option id and outcome to shares of variance by group of inputs, 0 to 1.
        outside: option id to records of historical reference classes, with `title`, `low`, `high`
            (percent), `cases`, `source`, `note`, and `inside`, what the worlds here give.
        profiles: whose outcomes are counted; the shipped profiles if None.
    """

    geometry: Mapping[str, Any] | None = None
    history: Sequence[tuple[float, float]] = ()
    history_source: str = "recorded homicides"
    descriptions: Mapping[str, str] | None = None
    evidence: Mapping[str, str] | None = None
    hindcasts: Mapping[str, Any] | None = None
    partners: Mapping[str, str] | None = None
    outdated: Sequence[str] = ()
    reproduction: Sequence[Mapping[str, Any]] = ()
    sources: Sequence[Mapping[str, Any]] = ()
    parameters: Sequence[Mapping[str, Any]] = ()
    option_parameters: Mapping[str, Sequence[str]] | None = None
    claims: Sequence[Mapping[str, Any]] | None = None
    documents: Mapping[str, str] | None = None
    system: Mapping[str, str] | None = None
    force: Mapping[str, str] | None = None
    grades: Mapping[str, Mapping[str, int]] | None = None
    shares: Mapping[str, Mapping[str, Mapping[str, float]]] | None = None
    outside: Mapping[str, Sequence[Mapping[str, Any]]] | None = None
    profiles: Sequence[Profile] | None = None


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
    found: Consequences
    lines: Sequence[tuple[str, Sequence[Line]]]
    profiles: Sequence[Profile]
    details: Sequence[OptionDetail]
    outcome_fans: Sequence[OutcomeFans]
    state_panels: StatePanels | None
    outside: Sequence[tuple[Outside, Sequence[str]]]
    matters: Sequence[tuple[str, str]]
    tables: Mapping[str, str]
    csv_link: str
    cards: Sequence[Card]
    levels: Sequence[Level]
    readings: Sequence[Reading]
    overview: Picture | None
    fans: Sequence[Picture]
    differences: Sequence[Picture]
    state_map: Picture | None
    hindcasts: Hindcasts | None
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
    """Write `report.html`, `result.json` and `figures/*.csv`; an earlier report survives any failure.

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
    texts |= {f"figures/{name}.csv": table for name, table in page.tables.items()}
    texts["result.json"] = json.dumps(summarise(dataset)) + "\n"
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
    few = len(results.alternatives) <= FEW
    with_map = compared and results.has_states and material.geometry is not None
    found = consequences(results)
    profiles = load_profiles() if material.profiles is None else material.profiles
    fans, fans_table = outcome_fans(results, found)
    comments = (f"Differences to {results.reference_words}", drawn.provenance(results))
    table = consequence_table(results, found)
    shown_cards = cards(results, material.descriptions or {}, material.evidence or {})
    return Page(
        results=results,
        found=found,
        lines=answer_lines(results, found, profiles, material.force or {}),
        profiles=profiles,
        details=option_details(results, found, profiles, material, shown_cards),
        outcome_fans=fans,
        state_panels=state_panels(results, material.geometry or {}) if with_map and not few else None,
        outside=[
            (one, [found.columns[name].headline.title for name in one.proxies if name in found.columns])
            for one in load_outside()
        ],
        matters=matters(found),
        tables={"consequences": table.csv(comments), "over-time": fans_table},
        csv_link=table.csv_link(comments) if compared else "",
        cards=shown_cards,
        levels=levels(results),
        readings=readings(results),
        overview=picture(drawn.overview_figure(results)) if compared and few else None,
        fans=[
            picture(drawn.fan_figure(results, drawn.HOMICIDES, material.history, material.history_source)),
            picture(drawn.fan_figure(results, drawn.MEMBERS)),
            picture(drawn.fan_figure(results, drawn.GROUPS)),
        ]
        if few
        else [],
        differences=[
            picture(drawn.difference_figure(results, outcome))
            for outcome in drawn.OUTCOMES
            if compared and few
        ],
        state_map=picture(drawn.map_figure(results, material.geometry or {}), split=True)
        if with_map and few
        else None,
        hindcasts=hindcasts(material.hindcasts, material.partners or {}, material.outdated)
        if material.hindcasts and material.hindcasts["series"]
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
    from jinja2 import DictLoader, Environment, StrictUndefined

    room = files("riobravo.report")
    style = room.joinpath("style.css").read_text(encoding="utf-8")
    script = room.joinpath("script.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    texts = {one.name: one.read_text(encoding="utf-8") for one in room.iterdir() if ".j2" in one.name}
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=DictLoader(texts),
    )
    return environment.get_template("template.html.j2").render(
        page=page,
        results=page.results,
        style=style,
        script=script,
        script_hash=f"sha256-{digest}",
        scale=VERDICT_SCALE,
        interval_mark=interval_mark,
        model_card=load_card(),
        labels=LABELS,
        provenance=drawn.provenance(page.results),
        grade_meanings=GRADES,
        hashes=[(name, page.results.attribute(name)) for name in HASHES],
    )
