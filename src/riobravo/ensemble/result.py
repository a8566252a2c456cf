"""The result: labelled arrays with units, and everything needed to make them again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from riobravo._version import __version__
from riobravo.ensemble.opening import SERIES_USED
from riobravo.ensemble.runner import Worlds
from riobravo.evidence.loading import ledger_hash, load_ledger
from riobravo.observed import data_hash, population, states
from riobravo.study import Study
from riobravo.world.compile import kernel_hash
from riobravo.world.outcome import Outcome
from riobravo.world.outcomes import BY_STATE, NATIONAL

if TYPE_CHECKING:
    import xarray


def make_dataset(study: Study, worlds: Worlds, command: str, overlay: Path | None = None) -> xarray.Dataset:
    """Label what was simulated.

    Args:
        study: what was run.
        worlds: what came out.
        command: the command line that makes the same numbers.
        overlay: folder whose newer series were used.

    Returns:
        Dimensions option, member, year, quarter, state. Yearly flows are sums over the year, stocks
        its end; quarterly flows are per year. The first option is the reference. Outcomes of a
        mechanism that is switched off are left out.
    """
    import xarray

    options = study.resolved_options()
    quarterly = worlds.quarterly
    quarters = quarterly.shape[2]
    data: dict[str, tuple[tuple[str, ...], np.ndarray, dict[str, str]]] = {}
    after = quarterly[:, :, quarters - 4 * study.years :]
    by_year = after.reshape(*after.shape[:2], study.years, 4, len(NATIONAL))
    on = {None, *study.active_mechanisms}
    for k, outcome in enumerate(NATIONAL):
        if outcome.needs not in on:
            continue
        annual = by_year[..., k].mean(axis=3) if outcome.kind == "flow" else by_year[..., 3, k]
        data[outcome.name] = (("option", "member", "year"), annual, _describe(outcome))
        data[f"{outcome.name}_quarterly"] = (
            ("option", "member", "quarter"),
            quarterly[..., k],
            _describe(outcome),
        )
    for k, outcome in enumerate(BY_STATE):
        if outcome.needs not in on:
            continue
        data[outcome.name] = (
            ("option", "member", "year", "state"),
            worlds.by_state[..., k, :],
            _describe(outcome),
        )
    level = worlds.start.observed * 52.0
    data["state_reference_homicides"] = (
        ("state",),
        level,
        {"units": "victims/year", "long_name": "Homicides in the last twelve observed months"},
    )
    data["population"] = (
        ("state",),
        population(study.start_date.year),
        {"units": "people", "long_name": "Population at mid-year"},
    )
    all_states = states()
    return xarray.Dataset(
        data,
        coords={
            "option": [option.id for option in options],
            "option_title": ("option", [option.title for option in options]),
            "option_summary": ("option", [option.summary for option in options]),
            "member": np.arange(study.members),
            "year": np.arange(1, study.years + 1),
            "quarter": (np.arange(quarters) + 1 - (quarters - 4 * study.years)) / 4.0,
            "state": [state.code for state in all_states],
            "state_name": ("state", [state.name for state in all_states]),
        },
        attrs=_attributes(study, worlds, command, overlay),
    )


def _describe(outcome: Outcome) -> dict[str, str]:
    return {
        "units": outcome.unit,
        "long_name": outcome.title,
        "kind": outcome.kind,
        "better": outcome.better,
        "description": outcome.description,
    }


def _attributes(
    study: Study, worlds: Worlds, command: str, overlay: Path | None
) -> dict[str, str | int | float]:
    return {
        "study_title": study.title,
        "study": study.dump_yaml(),
        "version": __version__,
        # As text: a 64-bit seed does not fit the signed integers of many file formats.
        "seed": str(study.seed),
        "members": study.members,
        "years": study.years,
        "start": study.start,
        "worldview": study.resolved_worldview().id,
        "calibration": study.calibration,
        "as_of": study.as_of_date.isoformat(),
        "simulation_start": worlds.start.date.isoformat(),
        "mechanisms": ",".join(study.active_mechanisms),
        "data_hash": data_hash(SERIES_USED, overlay=overlay),
        "ledger_hash": ledger_hash(),
        "kernel_hash": kernel_hash(),
        "command": command,
        "runs": study.members * len(study.options),
        "seconds": round(worlds.seconds, 2),
        "refused_splits": int(worlds.refused_splits.sum()),
        # As text, because attributes are flat: what two results are told apart by.
        "settings": json.dumps(study.model_dump(mode="json", exclude={"options", "title", "notes"})),
        "orders": json.dumps(
            {
                one.id: one.model_dump(mode="json", by_alias=True, exclude_defaults=True)
                for one in study.resolved_options()
            }
        ),
        "parameters": json.dumps(
            {name: one.distribution.model_dump(mode="json") for name, one in load_ledger().items()}
        ),
        "series": json.dumps({name: data_hash([name], overlay=overlay)[:16] for name in SERIES_USED}),
    }
