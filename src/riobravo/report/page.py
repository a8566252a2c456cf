"""The page: everything that it shows, worked out from a result and the material."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riobravo.analysis.headlines import Outside, load_outside
from riobravo.analysis.profiles import Profile, load_profiles
from riobravo.report.answer import Line, answer_lines
from riobravo.report.claims import Argument, arguments
from riobravo.report.consequences import Consequences, consequence_table, consequences, matters
from riobravo.report.details import OptionDetail, option_details
from riobravo.report.fans import OutcomeFans, outcome_fans
from riobravo.report.figures.differences import difference_figure
from riobravo.report.figures.fan import fan_figure
from riobravo.report.figures.figure import GROUPS, HOMICIDES, MEMBERS, OUTCOMES, provenance
from riobravo.report.figures.overview import overview_figure
from riobravo.report.figures.state_map import map_figure
from riobravo.report.hindcasts import Hindcasts, hindcasts
from riobravo.report.ledger import Entry, entries
from riobravo.report.lists import Check, Source, checks, data_sources, grade_counts
from riobravo.report.material import Material
from riobravo.report.pictures import Picture, picture
from riobravo.report.results import Results
from riobravo.report.state_panels import StatePanels, state_panels
from riobravo.report.view import Card, Level, Reading, cards, levels, readings

if TYPE_CHECKING:
    import xarray as xr

# With more options than this, the large figures would be taller than anyone reads.
FEW = 12


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
    comments = (f"Differences to {results.reference_words}", provenance(results))
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
        overview=picture(overview_figure(results)) if compared and few else None,
        fans=[
            picture(fan_figure(results, HOMICIDES, material.history, material.history_source)),
            picture(fan_figure(results, MEMBERS)),
            picture(fan_figure(results, GROUPS)),
        ]
        if few
        else [],
        differences=[
            picture(difference_figure(results, outcome)) for outcome in OUTCOMES if compared and few
        ],
        state_map=picture(map_figure(results, material.geometry or {}), split=True)
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
