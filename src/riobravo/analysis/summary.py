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
        # Worlds last: each row of the table is then read in one go.
        values = np.ascontiguousarray(array.transpose("year", "option", "member").values, np.float64)
        described, contrasts = _describe(values), _contrast(values)
        horizons = {
            str(year): {
                option: described[k][place] | {"difference": contrasts[k][place]}
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


def _describe(values: Floats) -> list[list[dict[str, float | None]]]:
    """Describe the worlds of each year and option, (years, options, worlds)."""
    q05, q25, q50, q75, q95 = np.quantile(values, (0.05, 0.25, 0.5, 0.75, 0.95), axis=2)
    rows = {"mean": values.mean(axis=2), "q05": q05, "q25": q25, "q50": q50, "q75": q75, "q95": q95}
    return _table(rows | {"mcse": _standard_errors(values)})


def _contrast(values: Floats) -> list[list[dict[str, float | None]]]:
    """Describe the differences to the first option in each year, (years, options, worlds)."""
    difference = values - values[:, :1]
    q05, q50, q95 = np.quantile(difference, (0.05, 0.5, 0.95), axis=2)
    rows = {"mean": difference.mean(axis=2), "q05": q05, "q50": q50, "q95": q95}
    lower = (difference < 0.0).mean(axis=2)
    return _table(rows | {"mcse": _standard_errors(difference), "probability_lower": lower})


def _standard_errors(values: Floats) -> Floats | None:
    worlds = values.shape[2]
    return None if worlds < 2 else np.asarray(values.std(axis=2, ddof=1) / math.sqrt(worlds))


def _table(rows: dict[str, Any]) -> list[list[dict[str, float | None]]]:
    """Return one description by year and option, of measures with shape (years, options) or None."""
    years, options = rows["mean"].shape
    nothing = [[None] * options] * years
    lists = {name: nothing if row is None else row.tolist() for name, row in rows.items()}
    return [
        [{name: row[k][place] for name, row in lists.items()} for place in range(options)]
        for k in range(years)
    ]
