"""Gathering: what the report says besides the result, from the rooms that know it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from riobravo.credibility.reproduce import reproduce
from riobravo.ensemble.draws import apply_overrides
from riobravo.ensemble.opening import COLUMN, SERIES, SERIES_USED
from riobravo.evidence.loading import load_ledger
from riobravo.observed import describe, geometry, state_months
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
        parameters=[
            {
                "id": name,
                "mechanism": parameter.mechanism,
                "unit": parameter.unit,
                "grade": parameter.grade,
                "distribution": parameter.distribution.describe(),
            }
            for name, parameter in apply_overrides(load_ledger(), study)[0].items()
        ],
    )


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
