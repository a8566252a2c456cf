"""Expectations: whether answers move, from one worldview to the pool, as its adherents say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from riobravo.analysis.summary import standard_error
from riobravo.evidence.worldviews import Expectation, Worldview

if TYPE_CHECKING:
    import xarray
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# A shift of fewer Monte Carlo standard errors than this is not told from none.
ERRORS = 2.0


@dataclass(frozen=True)
class Verdict:
    """What became of one expectation.

    Args:
        expectation: what adherents expect.
        shift: mean over the worlds of the difference between both options under the worldview,
            less that under the pool, in the unit of the outcome.
        error: Monte Carlo standard error of the shift; None for a single world.
        status: `holds`, `fails`, or `open` if the shift cannot be told from none.
    """

    expectation: Expectation
    shift: float
    error: float | None
    status: Literal["holds", "fails", "open"]


def judge(worldview: Worldview, result: xarray.Dataset, pool: xarray.Dataset) -> list[Verdict]:
    """Judge those expectations of a worldview that two results can tell.

    Args:
        worldview: whose expectations.
        result: a comparison under this worldview.
        pool: the same comparison, with the same seed and members, under the pool.
    """
    options = {str(option) for option in result["option"].values}
    return [
        _judge(expectation, _difference(result, expectation) - _difference(pool, expectation))
        for expectation in worldview.expects
        if {expectation.option, expectation.against} <= options and expectation.year in result["year"].values
    ]


def _difference(result: xarray.Dataset, expectation: Expectation) -> Floats:
    values = result[expectation.outcome].sel(year=expectation.year)
    option, against = (
        np.asarray(values.sel(option=name).values, dtype=np.float64)
        for name in (expectation.option, expectation.against)
    )
    return option - against


def _judge(expectation: Expectation, shifts: Floats) -> Verdict:
    shift, error = float(shifts.mean()), standard_error(shifts)
    if error is None or abs(shift) <= ERRORS * error:
        return Verdict(expectation, shift, error, "open")
    holds = (shift < 0.0) == (expectation.direction == "lower")
    return Verdict(expectation, shift, error, "holds" if holds else "fails")
