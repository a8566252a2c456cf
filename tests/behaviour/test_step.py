"""The length of a step is an approximation that changes nothing material."""

from __future__ import annotations

import numpy as np
import pytest

from riobravo.world.outcomes import NATIONAL
from world.driving import EVERYTHING, drive, levers

WEEKS = 4 * 52
MOVED = {"arrests": 1.5, "recruitment": 0.9, "conflict": 1.1}
# Without luck nothing happens by chance, except to leaders, who stay where they are.
QUIET = EVERYTHING._replace(noise=False, leader_removal=False)


@pytest.mark.parametrize("moved", [{}, MOVED], ids=["status quo", "moved"])
def test_half_the_step_gives_the_same_numbers(moved: dict[str, float]) -> None:
    whole = drive(levers(WEEKS, **moved), weeks=WEEKS, on=QUIET, reading=26)
    half = drive(levers(2 * WEEKS, **moved), weeks=2 * WEEKS, on=QUIET._replace(step=0.5), reading=52)
    for place, outcome in enumerate(NATIONAL):
        # A reading of 52 half steps is taken for a year, and is half of one.
        scale = 2.0 if outcome.kind == "flow" else 1.0
        one, other = whole.national[0, 0, :, place], scale * half.national[0, 0, :, place]
        size = np.abs(one).max()
        np.testing.assert_allclose(other, one, rtol=0.01, atol=max(0.01 * size, 1e-4), err_msg=outcome.name)
