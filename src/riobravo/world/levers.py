"""Levers: the numbers per week through which any option reaches the simulated system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from riobravo.world.fields import record_type


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


def _rate(name: str, description: str, high: float = 10.0) -> Lever:
    return Lever(name, 1.0, "multiply", "ratio", 0.0, high, description)


def _add(name: str, unit: str, low: float, high: float, description: str) -> Lever:
    return Lever(name, 0.0, "add", unit, low, high, description)


def _by_consent(name: str, unit: str, description: str, most: float = 500.0) -> tuple[Lever, ...]:
    return tuple(
        _add(f"{name}_{consent}_consent", unit, 0.0, most, f"{description} {consent} Mexico's consent.")
        for consent in ("with", "without")
    )


LEVERS: Final[tuple[Lever, ...]] = (
    _rate("arrests", "Multiplies arrests per week."),
    _rate("recruitment", "Multiplies the recruitment rate.", 5.0),
    _rate("conflict", "Multiplies the conflict rate of groups.", 5.0),
    _add("capture_top", "removals/year", 0.0, 500.0, "Adds captures of top leaders."),
    _add("kill_top", "removals/year", 0.0, 500.0, "Adds killings of top leaders."),
    _add("capture_middle", "removals/year", 0.0, 500.0, "Adds captures in the middle layer of groups."),
    _add("kill_middle", "removals/year", 0.0, 500.0, "Adds killings in the middle layer of groups."),
    _add(
        "remove_largest",
        "event",
        0.0,
        2.0,
        "In this week the leader of the largest group is captured (1) or killed (2).",
    ),
    # What Mexico does
    _add("soldiers", "thousand soldiers", 0.0, 300.0, "Adds Mexican soldiers deployed against groups."),
    _add("wage_support", "USD/person/year", 0.0, 10_000.0, "Adds pay for training and legal work."),
    # What both governments do together
    _add("intelligence", "points", -100.0, 100.0, "Adds joint intelligence work, points of cooperation."),
    _add("security_aid", "million USD/year", -1000.0, 5000.0, "Adds US aid for police and courts."),
    _add("development_aid", "million USD/year", -1000.0, 10_000.0, "Adds US aid for jobs and schools."),
    _add("diplomacy", "share", 0.0, 1.0, "Standing talks without threats (1)."),
    _add("prisoner_transfers", "prisoners/year", 0.0, 2000.0, "Adds prisoners transferred north."),
    _add("waiting", "hours", -12.0, 132.0, "Adds to the wait of legal goods at ports of entry."),
    _add("precursor_stop", "percent", -100.0, 100.0, "Adds to the precursors stopped at their origin."),
    # What the United States does at home
    _add("treatment", "points", -55.0, 75.0, "Adds to the cover with medication for opioid use disorder."),
    _add("initiation_cut", "percent", -100.0, 100.0, "Cuts the number of new users of illegal opioids."),
    _add("firearms_stop", "percent", -100.0, 100.0, "Adds to the southbound firearms that are stopped."),
    _add("dealer_prosecutions", "cases/year", 0.0, 5000.0, "Adds prosecutions of firearms dealers."),
    _add("legal_supply", "percent", 0.0, 100.0, "Moves demand for drugs to a regulated market."),
    _add("deportations", "thousand people/year", 0.0, 5000.0, "Adds deportations from the United States."),
    _add("remittance_tax", "percent", 0.0, 30.0, "Taxes remittances."),
    # Law, trade and pressure
    _add("designation", "share", 0.0, 1.0, "Terrorist designation of armed groups is in force (1)."),
    _add("bank_sanctions", "cases/year", 0.0, 100.0, "Adds sanctions of financial institutions."),
    _add("tariff", "percent", 0.0, 100.0, "Adds a tariff on goods from Mexico."),
    _add("tariff_exempt", "percent", 0.0, 100.0, "Share of imports that the tariff exempts."),
    _add("ultimatum", "event", 0.0, 1.0, "In this week a demand under threat of force is made (1)."),
    _add("linkage", "share", 0.0, 1.0, "The review of the trade agreement is tied to a demand (1)."),
    _add(
        "demand",
        "kind",
        0.0,
        5.0,
        "What is demanded: 1 drug flow, 2 migration, 3 transfers, 4 trade rules, 5 officials.",
    ),
    _add("personal_sanctions", "officials/year", 0.0, 1000.0, "Adds sanctions of public officials."),
    # The border and the sea
    _add(
        "border_soldiers", "thousand soldiers", 0.0, 200.0, "Adds US soldiers on the US side of the border."
    ),
    _add("inspection", "points", -100.0, 100.0, "Adds to the share of vehicles inspected at ports."),
    _add("port_closure", "percent", 0.0, 100.0, "Closes capacity of ports of entry."),
    _add("sea_interdiction", "percent", 0.0, 100.0, "Adds to the flow by sea that is seized."),
    _add("boat_strikes", "strikes/year", 0.0, 500.0, "Adds strikes on boats at sea."),
    # Force and presence in Mexico
    *_by_consent("surveillance", "share", "Surveillance flights (1)", 1.0),
    *_by_consent("cyber", "share", "Cyber disruption of armed groups (1)", 1.0),
    _add("financial_disruption", "percent", 0.0, 100.0, "Blocks income of armed groups."),
    *_by_consent("lab_strikes", "strikes/year", "Strikes on laboratories"),
    *_by_consent("leader_strikes", "strikes/year", "Strikes on top leaders"),
    *_by_consent("middle_strikes", "strikes/year", "Strikes on the middle layer"),
    *_by_consent("lab_raids", "raids/year", "Raids on laboratories"),
    *_by_consent("leader_raids", "raids/year", "Raids on top leaders"),
    *_by_consent("middle_raids", "raids/year", "Raids on the middle layer"),
    _add("invasion", "thousand soldiers", 0.0, 1000.0, "In this week an invasion by so many begins."),
    _add("occupation", "thousand soldiers", 0.0, 3000.0, "Foreign soldiers who hold Mexican territory."),
)

# The kernel reads the levers of a week from a record with one double per lever, in this order.
LEVER_RECORD: Final = record_type([lever.name for lever in LEVERS])


def neutral_table(weeks: int) -> NDArray[np.float64]:
    """Return the lever table of an option that does nothing.

    Args:
        weeks: number of weeks, at least zero.

    Returns:
        Array of shape (weeks, number of levers).
    """
    return np.tile(np.array([lever.neutral for lever in LEVERS]), (weeks, 1))
