"""Judging: whether what was read is what must hold, and where not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from riobravo.credibility.checking.accounts import ACCOUNTS, gap
from riobravo.credibility.checking.demands import Demand, Must
from riobravo.credibility.checking.worlds import Readings
from riobravo.world.outcomes import IS_FLOW, NATIONAL, PLACE, STATE_PLACE

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# Bounds are of what is meant, not of its last bits.
_ROUNDING: Final = 1e-9
# Compared to the same world before the options, and not to another option.
_IN_TIME: Final = ("falls", "rises")


@dataclass(frozen=True)
class Miss:
    """One demand that does not hold.

    Args:
        what: the outcome, the account, or `no_nan`.
        says: what was found, in words.
        inputs: names of the inputs or worlds where it does not hold.
    """

    what: str
    says: str
    inputs: tuple[str, ...] = ()


def judge_everywhere(must: Must, readings: Readings, names: Sequence[str]) -> list[Miss]:
    """Judge bounds, accounts and numbers in every run.

    Args:
        must: what must hold.
        readings: what was read.
        names: what each run is called.
    """
    found = []
    if must.no_nan:
        where = np.asarray(~np.isfinite(readings.national).all(axis=1))
        bad = np.asarray(where.any(axis=1) | ~np.isfinite(readings.by_state).all(axis=(1, 2, 3)))
        if bad.any():
            outcomes = [one.name for k, one in enumerate(NATIONAL) if where[:, k].any()]
            said = f"is no number: {', '.join(outcomes) or 'an outcome by state'}"
            found.append(_miss("no_nan", said, bad, names))
    for account in must.accounts:
        gaps = gap(account, readings).max(axis=1)
        bad = np.asarray(~(gaps == 0.0))
        if bad.any():
            worst = float(np.nanmax(gaps))
            said = f"{ACCOUNTS[account][0]} It is off by up to {worst:.3g} of its size"
            found.append(_miss(account, said, bad, names))
    for name, demand in must.outcomes.items():
        low, high = demand.bounds
        values = readings[name].reshape(len(names), -1)
        slack = _ROUNDING * max(1.0, *(abs(end) for end in (low, high) if np.isfinite(end)), 0.0)
        # What is no number is for `no_nan` to tell.
        outside = (values < low - slack) | (values > high + slack)
        if outside.any():
            extreme = values[outside]
            said = f"reaches {extreme.min():.6g}" if (extreme < low).any() else f"reaches {extreme.max():.6g}"
            limit = f"at least {low:g}" if (extreme < low).any() else f"at most {high:g}"
            found.append(_miss(name, f"{said}, must be {limit}", np.asarray(outside.any(axis=1)), names))
    return found


def judge_compared(must: Must, readings: Readings, against: Readings, years: int) -> list[Miss]:
    """Judge comparisons with the same worlds under another option.

    Args:
        must: what must hold.
        readings: what was read under the option, by world.
        against: the same without it.
        years: years simulated.
    """
    found = []
    for name, demand in must.outcomes.items():
        if name in STATE_PLACE:
            continue
        year = demand.in_year or years
        values, other = (_annual(one, name, year) for one in (readings, against))
        before = _before(readings, name)
        slack = demand.within / 100.0 * np.abs(other) + _ROUNDING * np.abs(other)
        for kind, share in demand.shares.items():
            holds = _holds(kind, values, before if kind in _IN_TIME else other, slack)
            if holds.mean() < share - _ROUNDING:
                word = {"falls": "lower than before", "rises": "higher than before"}.get(kind, kind)
                found.append(
                    Miss(
                        name,
                        f"is {word} in {int(holds.sum())} of {len(holds)} worlds in year {year},"
                        f" must be in {100 * share:g} of 100",
                        tuple(f"world {world}" for world in np.flatnonzero(~holds)),
                    )
                )
        found += _band(name, demand, values, other, year)
    return found


def _holds(kind: str, values: Floats, other: Floats, slack: Floats) -> Bools:
    """Tell in which worlds a comparison comes out as demanded."""
    match kind:
        case "lower":
            return np.asarray(values < other - slack)
        case "higher":
            return np.asarray(values > other + slack)
        case "unchanged":
            return np.asarray(np.abs(values - other) <= slack)
        case "differs":
            return np.asarray(np.abs(values - other) > slack)
        case _:
            return np.asarray(values < other if kind == "falls" else values > other)


def _band(name: str, demand: Demand, values: Floats, other: Floats, year: int) -> list[Miss]:
    if demand.median is None:
        return []
    low, high = demand.median.between
    match demand.median.of:
        case "level":
            middle, unit = float(np.median(values)), ""
        case "difference":
            middle, unit = float(np.median(values - other)), " of difference"
        case "percent":
            with np.errstate(divide="ignore", invalid="ignore"):
                middle, unit = float(np.median(100.0 * (values - other) / other)), " %"
    if low <= middle <= high:
        return []
    return [Miss(name, f"has a median of {middle:.4g}{unit} in year {year}, must be {low:g} to {high:g}")]


def _annual(readings: Readings, name: str, year: int) -> Floats:
    """Return an outcome in a year of the options: flows as the sum of the year, stocks at its end."""
    end = readings.before + 4 * year
    part = readings[name][:, end - 4 : end]
    return np.asarray(part.mean(axis=1) if IS_FLOW[PLACE[name]] else part[:, -1])


def _before(readings: Readings, name: str) -> Floats:
    """Return an outcome in the last year before the options, or what there is of it."""
    part = readings[name][:, max(readings.before - 4, 0) : max(readings.before, 1)]
    return np.asarray(part.mean(axis=1) if IS_FLOW[PLACE[name]] else part[:, -1])


def _miss(what: str, says: str, bad: Bools, names: Sequence[str]) -> Miss:
    return Miss(what, says, tuple(names[int(place)] for place in np.flatnonzero(bad)))
