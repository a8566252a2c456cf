"""Summaries: what each option does to each outcome, and how it differs from the reference."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from riobravo.analysis.conclusions import conclude, made_from

if TYPE_CHECKING:
    import xarray

Floats = NDArray[np.float64]


def summarise(result: xarray.Dataset) -> dict[str, Any]:
    """Summarise all national outcomes of a comparison by year.

    Args:
        result: what `compare` or `run_study` returned.

    Returns:
        Mean, quantiles and Monte Carlo standard error (mcse) of the mean for every outcome, year
        after the start and option, and the same of the paired difference to the first option, with
        the share of worlds in which the option's value is lower. The mcse of a single world is None.
        Beside them what was run: seed, members, start, id of the worldview, and options; under
        `envelope` the stamps of answers that the evidence does not carry; what is concluded, as
        `conclude` says; and under `made_from` all that the numbers depend on.
    """
    options = [str(option) for option in result["option"].values]
    outcomes: dict[str, Any] = {}
    for name, array in result.data_vars.items():
        if array.dims != ("option", "member", "year"):
            continue
        values = np.asarray(array.values, dtype=np.float64)
        horizons = {
            str(year): {
                option: _describe(values[place, :, k]) | _contrast(values, place, k)
                for place, option in enumerate(options)
            }
            for k, year in enumerate(result["year"].values)
        }
        outcomes[str(name)] = {"unit": array.attrs.get("units", ""), "horizons": horizons}
    return {
        "seed": int(result.attrs["seed"]),
        "members": int(result.sizes["member"]),
        "start": result.attrs["start"],
        "worldview": result.attrs.get("worldview", "pool"),
        "options": options,
        "envelope": json.loads(result.attrs.get("envelope", "[]")),
        "outcomes": outcomes,
        "conclusions": conclude(result),
        "made_from": made_from(result),
    }


def standard_error(values: Floats) -> float | None:
    """Return the Monte Carlo standard error of the mean; None for a single world."""
    if values.size < 2:
        return None
    return float(np.std(values, ddof=1) / math.sqrt(values.size))


def _describe(values: Floats) -> dict[str, Any]:
    q05, q25, q50, q75, q95 = np.quantile(values, (0.05, 0.25, 0.5, 0.75, 0.95))
    return {
        "mean": float(values.mean()),
        "q05": float(q05),
        "q25": float(q25),
        "q50": float(q50),
        "q75": float(q75),
        "q95": float(q95),
        "mcse": standard_error(values),
    }


def _contrast(values: Floats, place: int, year: int) -> dict[str, Any]:
    difference = values[place, :, year] - values[0, :, year]
    q05, q50, q95 = np.quantile(difference, (0.05, 0.5, 0.95))
    return {
        "difference": {
            "mean": float(difference.mean()),
            "q05": float(q05),
            "q50": float(q50),
            "q95": float(q95),
            "mcse": standard_error(difference),
            "probability_lower": float(np.mean(difference < 0.0)),
        }
    }
