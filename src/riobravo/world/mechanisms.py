"""The mechanisms that exist: what each reads and writes, and the switch that turns it off."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mechanism:
    """One mechanism of the simulated system.

    Args:
        id: its number in the system's table.
        name: what it is called, and its switch.
        table: the table it belongs to, which is also its folder.
        file: the module that holds it, below `riobravo.world`.
        reads: what it depends on.
        writes: what it changes.
        summary: what it does, in one sentence.
        equation: its form.
    """

    id: str
    name: str
    table: str
    file: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    summary: str
    equation: str


MECHANISMS: tuple[Mechanism, ...] = (
    Mechanism(
        "G1",
        "recruitment",
        "groups",
        "groups/recruitment.py",
        ("members", "recruitment lever"),
        ("recruits",),
        "Every member brings in others at a rate.",
        "recruits_i = rho C_i",
    ),
    Mechanism(
        "G2",
        "arrests",
        "groups",
        "groups/arrests.py",
        ("members", "arrests lever"),
        ("arrested",),
        "The state arrests a number of people per week, shared among groups by size.",
        "arrests_i = eta C_i / sum(C)",
    ),
    Mechanism(
        "G3",
        "conflict",
        "groups",
        "groups/conflict.py",
        ("members", "ties", "surge", "disruption", "contact", "conflict lever"),
        ("killed", "conflict deaths by state"),
        "Groups kill each other, rivals more; deaths fall where both are present.",
        "killed_i = theta C_i sum_j (R_ij + 1) / (A_i + 1) C_j",
    ),
    Mechanism(
        "G4",
        "exit",
        "groups",
        "groups/exit.py",
        ("members",),
        ("left",),
        "Large groups lose members by saturation.",
        "exits_i = omega C_i^2",
    ),
    Mechanism(
        "G5",
        "leader_removal",
        "groups",
        "groups/leader_removal.py",
        ("members", "presence", "removal levers"),
        ("members", "ties", "surge", "disruption", "vacuum"),
        "Leaders are captured or killed: succession or split, local surge, spill and decay.",
        "hazard_i = removals / 52 x C_i^kappa / sum(C^kappa)",
    ),
    Mechanism(
        "G6",
        "territory",
        "groups",
        "groups/territory.py",
        ("presence", "vacuum", "members", "ties"),
        ("presence", "contact"),
        "Members move towards strongholds, neighbouring states and vacuums; meeting more, they fight more.",
        "presence <- (1 - m) presence + m x reach x (1 + pull x vacuum)",
    ),
    Mechanism(
        "G12",
        "homicides",
        "groups",
        "groups/homicides.py",
        ("conflict deaths by state", "observed level"),
        ("homicides by state",),
        "Homicides by state: recorded group deaths, linked deaths and the rest, with correlated shocks.",
        "homicides_s = r D_s + Poisson(l D_s + level_s exp(nation + state_s + week))",
    ),
)
