"""Gathering: what the report says besides the result, from the rooms that know it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from riobravo.credibility.envelope import force_of
from riobravo.credibility.preregistration import load_registration
from riobravo.credibility.recall import recall_reproduction
from riobravo.credibility.reference_classes import Event, ReferenceClass, classes_for, compare, happens
from riobravo.credibility.validation import kept_result, outdated_simulations
from riobravo.ensemble.draws import apply_overrides
from riobravo.ensemble.opening import COLUMN, SERIES, SERIES_USED
from riobravo.evidence.loading import load_ledger
from riobravo.evidence.parameter import MECHANISMS
from riobravo.evidence.record import as_record, name_source, web_address
from riobravo.evidence.worldviews import believed_otherwise
from riobravo.observed import describe, geometry, state_months
from riobravo.options.instruments import load_instruments
from riobravo.options.schedule import parameters_of
from riobravo.options.schema import Option
from riobravo.report.material import Material
from riobravo.study import Study

if TYPE_CHECKING:
    import xarray


def gather_material(study: Study) -> Material:
    """Return sources, parameters, checks, history and geometry for the report of a study.

    Args:
        study: what was run.

    Raises:
        DataError: a series is damaged.
    """
    options = study.resolved_options()
    kept = kept_result()
    return Material(
        geometry=geometry("map"),
        history=_history(study),
        history_source="SESNSP, victims in investigation files, sums of twelve months",
        descriptions={option.id: option.summary for option in options},
        evidence={option.id: option.evidence_note for option in options if option.evidence_note},
        hindcasts=kept,
        partners={one.name: one.partner for one in load_registration().series},
        outdated=outdated_simulations(kept),
        reproduction=recall_reproduction()["targets"],
        sources=_sources(),
        parameters=_parameters(study),
        option_parameters={option.id: sorted(parameters_of(option)) for option in options},
        force={option.id: kind for option in options if (kind := force_of(option))},
        grades={option.id: grades_of(option) for option in options if force_of(option)},
    )


def grades_of(option: Option) -> dict[str, int]:
    """Count the parameters by grade in the mechanisms that an option acts through.

    Args:
        option: the option, with its bundle joined.
    """
    instruments = load_instruments()
    through = {one for order in option.orders for one in instruments[order.instrument].mechanisms}
    return dict(Counter(entry.grade for entry in load_ledger().values() if entry.mechanism in through))


def gather_outside(material: Material, study: Study, result: xarray.Dataset) -> Material:
    """Return the material with historical reference classes beside what the worlds give.

    Args:
        material: what the report says otherwise.
        study: what was run.
        result: what came out.
    """
    found = {}
    for option in study.resolved_options():
        classes = classes_for((order.instrument, order.consent) for order in option.orders)
        if classes:
            found[option.id] = [_outside(one, result, option.id) for one in classes]
    return replace(material, outside=found)


def _outside(one: ReferenceClass, result: xarray.Dataset, option: str) -> dict[str, Any]:
    """Return one reference class as the report shows it."""
    from riobravo.analysis.words import frequency

    happened = _happened(one.event, result, option)
    inside = ""
    if happened is not None and one.event is not None:
        inside = f"{frequency(int(happened.sum()), happened.size)}: {one.event.words}"
    verdict = compare(one, happened)
    views = {
        "agree": "Both views agree within their errors.",
        "lower": "The views disagree: less often here than in past cases.",
        "higher": "The views disagree: more often here than in past cases.",
    }
    source = load_ledger().sources[one.source]
    memory = "From memory. " if one.status == "remembered" else ""
    return {
        "title": one.title,
        "low": round(100.0 * one.low),
        "high": round(100.0 * one.high),
        "cases": f"{one.events} of {one.cases}" if one.cases else f"about {100.0 * one.share:.0f}%",
        "inside": inside,
        "source": name_source(source.authors, source.year),
        "url": web_address(source.doi, source.address),
        "note": f"{memory}{views.get(verdict.verdict, '')} {one.caveat}".strip(),
    }


def _happened(event: Event | None, result: xarray.Dataset, option: str) -> NDArray[np.bool_] | None:
    """Return in which worlds an event happens; nothing if the result does not tell."""
    if event is None or event.outcome not in result or event.years > result.sizes["year"]:
        return None
    years = result[event.outcome].isel(year=slice(0, event.years))
    values = years.sum("year") if event.measure == "total" else years.isel(year=-1)
    here, beside = values.sel(option=option), values.isel(option=0)
    return happens(event, np.asarray(here, np.float64), np.asarray(beside, np.float64))


def gather_claims(
    material: Material, *, threads: int | None = None, announce: Callable[[str], None] | None = None
) -> Material:
    """Return the material with the shipped claims, tested as `riobravo claims` tests them.

    Args:
        material: what the report says otherwise.
        threads: number of threads; changes no number.
        announce: told about each simulation.

    Raises:
        DataError: the observed series do not serve a claim.
    """
    from riobravo.claims.evaluate import evaluate_claims
    from riobravo.claims.register import load_register
    from riobravo.claims.vocabulary import SYSTEM

    results = evaluate_claims(threads=threads, announce=announce)
    register = load_register()
    shares: dict[str, dict[str, Mapping[str, float]]] = {}
    for result in results:
        for option in register.claims[result.id].options:
            if result.shares and option in (material.force or {}):
                shares.setdefault(option, {})[f"what claim {result.id} compares"] = result.shares
    return replace(
        material,
        shares=shares,
        claims=[result.record() for result in results],
        documents={code: document.cite for code, document in register.documents.items()},
        system=SYSTEM,
    )


def _parameters(study: Study) -> list[dict[str, Any]]:
    """Return the ledger as the study uses it, each entry in full."""
    ledger, fixed = apply_overrides(load_ledger(), study)
    found = []
    for name, parameter in ledger.items():
        shipped = load_ledger()[name].distribution.describe()
        used = f"fixed at {fixed[name]:g}" if name in fixed else parameter.distribution.describe()
        found.append(
            as_record(ledger, parameter)
            | {
                "mechanism": f"{parameter.mechanism} {MECHANISMS[parameter.mechanism].replace('_', ' ')}",
                "distribution": used,
                "ledger_distribution": shipped if shipped != used else "",
                "believed_otherwise": "; ".join(
                    f"{view}: {said}" for view, said in believed_otherwise(load_ledger()[name]).items()
                ),
            }
        )
    return found


def _history(study: Study) -> list[tuple[float, float]]:
    """Return observed victims per year: twelve-month sums at quarterly steps up to the as-of date."""
    panel = state_months(SERIES, COLUMN, study.as_of_date)
    nation = panel.values.sum(axis=1)
    points = []
    for end in range(len(nation), 11, -3):
        month = panel.months[end - 1].astype(datetime.date)
        points.append((month.year + month.month / 12.0, float(nation[end - 12 : end].sum())))
    return points[::-1]


def _sources() -> list[dict[str, object]]:
    """Return the series that the simulation used, and those that published results came from."""
    used = [*SERIES_USED, "state-map"]
    return [entry | {"coverage": _coverage(entry)} for entry in describe() if entry["id"] in used]


def _coverage(entry: Mapping[str, Any]) -> str:
    if entry["coverage_start"]:
        return f"{entry['coverage_start']} to {entry['coverage_end']}"
    return str(entry["vintage"] or "")
