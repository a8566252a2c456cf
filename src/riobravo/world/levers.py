"""Levers: the few numbers per week through which any option reaches the simulated system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Lever:
    """One number per week that an option can move.

    Args:
        name: what it is called in the schedule and in the kernel.
        neutral: its value when no option moves it.
        combine: how several orders that move the same lever combine.
        unit: its unit.
        low: smallest value allowed, inclusive.
        high: largest value allowed, inclusive.
        description: what it does, in one sentence.
    """

    name: str
    neutral: float
    combine: Literal["multiply", "add"]
    unit: str
    low: float
    high: float
    description: str


LEVERS: tuple[Lever, ...] = (
    Lever("arrests", 1.0, "multiply", "ratio", 0.0, 10.0, "Multiplies arrests per week."),
    Lever("recruitment", 1.0, "multiply", "ratio", 0.0, 5.0, "Multiplies the recruitment rate."),
    Lever("conflict", 1.0, "multiply", "ratio", 0.0, 5.0, "Multiplies the conflict rate of groups."),
    Lever("capture_top", 0.0, "add", "removals/year", 0.0, 500.0, "Adds captures of top leaders."),
    Lever("kill_top", 0.0, "add", "removals/year", 0.0, 500.0, "Adds killings of top leaders."),
    Lever(
        "capture_middle",
        0.0,
        "add",
        "removals/year",
        0.0,
        500.0,
        "Adds captures in the middle layer of groups.",
    ),
    Lever(
        "kill_middle",
        0.0,
        "add",
        "removals/year",
        0.0,
        500.0,
        "Adds killings in the middle layer of groups.",
    ),
    Lever(
        "remove_largest",
        0.0,
        "add",
        "event",
        0.0,
        2.0,
        "In this week the leader of the largest group is captured (1) or killed (2).",
    ),
)

ARRESTS, RECRUITMENT, CONFLICT = 0, 1, 2
CAPTURE_TOP, KILL_TOP, CAPTURE_MIDDLE, KILL_MIDDLE, REMOVE_LARGEST = 3, 4, 5, 6, 7


def neutral_table(weeks: int) -> NDArray[np.float64]:
    """Return the lever table of an option that does nothing.

    Args:
        weeks: number of weeks, at least zero.

    Returns:
        Array of shape (weeks, number of levers).
    """
    return np.tile(np.array([lever.neutral for lever in LEVERS]), (weeks, 1))
