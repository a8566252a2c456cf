"""Conclusions: what a result says about every option and headline outcome, and what it was made from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from riobravo.analysis.headlines import Headline, load_headlines
from riobravo.analysis.words import distinguishable

if TYPE_CHECKING:
    import xarray

Floats = NDArray[np.float64]

# A direction in which fewer worlds move than this is not told as the option's effect.
AGREEMENT: Final = 2 / 3
_PLAIN: Final = ("version", "kernel_hash", "ledger_hash", "data_hash", "simulation_start", "mechanisms")
_PACKED: Final = ("settings", "orders", "parameters", "series")


def direction(lower: int, higher: int) -> int:
    """Return the direction that most worlds take: −1, 1, or 0 if it is not clear.

    Args:
        lower: worlds in which the value is lower than under the reference.
        higher: worlds in which it is higher.
    """
    moved = lower + higher
    if not moved or not distinguishable(lower, higher) or max(lower, higher) < AGREEMENT * moved:
        return 0
    return 1 if higher > lower else -1


def matter_of(headline: Headline, unit: str, level: float) -> float:
    """Return the smallest difference worth a word, in the outcome's unit.

    Args:
        headline: the outcome.
        unit: its unit.
        level: the reference's mean size.
    """
    if headline.measure == "percent":
        return headline.matter / 100.0 * level
    if headline.measure == "points" and (unit == "share" or headline.event):
        return headline.matter / 100.0
    return headline.matter


def conclude(result: xarray.Dataset) -> dict[str, dict[str, dict[str, Any]]]:
    """Return what a result says about each option, by headline outcome.

    Args:
        result: what `compare` or `run_study` returned.

    Returns:
        By option and outcome: `says` (`lower`, `higher`, or either with `a little` where the mean world
        moves by less than matters, or `not clear`), worlds lower and higher, mean difference with its
        Monte Carlo standard error (None for a single world), and unit. Outcomes are read as the report's
        first page reads them.
    """
    from riobravo.analysis.summary import standard_error

    options = [str(one) for one in result["option"].values]
    found: dict[str, dict[str, dict[str, Any]]] = {one: {} for one in options[1:]}
    for headline in load_headlines():
        name = headline.name
        if name not in result or result[name].dims != ("option", "member", "year"):
            continue
        cube = np.asarray(result[name].values, dtype=np.float64)
        values = cube.sum(axis=2) if headline.summed else cube[:, :, -1]
        unit = str(result[name].attrs.get("units", ""))
        matter = matter_of(headline, unit, float(np.abs(values[0]).mean()))
        for place, option in enumerate(options[1:], start=1):
            difference = values[place] - values[0]
            lower, higher = int((difference < 0.0).sum()), int((difference > 0.0).sum())
            mean = float(difference.mean())
            found[option][name] = {
                "says": _say(direction(lower, higher), mean, matter),
                "lower": lower,
                "higher": higher,
                "mean": mean,
                "mcse": standard_error(difference),
                "unit": unit.removesuffix("/year") if headline.summed else unit,
            }
    return found


def made_from(result: xarray.Dataset) -> dict[str, Any]:
    """Return all that the numbers of a result depend on: code, ledger, data and settings.

    Args:
        result: what `compare` or `run_study` returned; what it does not say is left out.
    """
    attributes = result.attrs
    found: dict[str, Any] = {name: str(attributes[name]) for name in _PLAIN if name in attributes}
    return found | {name: json.loads(attributes[name]) for name in _PACKED if name in attributes}


def _say(sign: int, mean: float, matter: float) -> str:
    if sign == 0:
        return "not clear"
    word = "lower" if sign < 0 else "higher"
    return word if mean * sign >= matter else f"{word}, a little"
