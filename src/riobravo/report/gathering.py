"""Gathering: what the report says besides the result, from the rooms that know it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from riobravo.credibility.reproduce import reproduce
from riobravo.ensemble.draws import apply_overrides
from riobravo.ensemble.opening import COLUMN, SERIES, SERIES_USED
from riobravo.evidence.loading import load_ledger
from riobravo.evidence.parameter import MECHANISMS
from riobravo.evidence.record import as_record
from riobravo.observed import describe, geometry, state_months
from riobravo.options.schedule import parameters_of
from riobravo.report.page import Material
from riobravo.study import Study


def gather_material(study: Study) -> Material:
    """Return sources, parameters, checks, history and geometry for the report of a study.

    Args:
        study: what was run.

    Raises:
        DataError: a series is damaged.
    """
    options = study.resolved_options()
    return Material(
        geometry=geometry("map"),
        history=_history(study),
        history_source="SESNSP, victims in investigation files, sums of twelve months",
        descriptions={option.id: option.summary for option in options},
        evidence={option.id: option.evidence_note for option in options if option.evidence_note},
        reproduction=reproduce()["targets"],
        sources=_sources(),
        parameters=_parameters(study),
        option_parameters={option.id: sorted(parameters_of(option)) for option in options},
    )


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
    return replace(
        material,
        claims=[result.record() for result in results],
        documents={code: document.cite for code, document in load_register().documents.items()},
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
