"""The mechanisms of armed groups and violence."""

from __future__ import annotations

from riobravo.world.mechanism import Mechanism, Shock

MECHANISMS: tuple[Mechanism, ...] = (
    Mechanism(
        "G1",
        "recruitment",
        "Recruitment",
        "groups",
        "groups/recruitment.py",
        "Every member brings in others at a rate.",
        "recruits_i = rho C_i",
        Shock("The recruitment rate is halved for a year", {"recruitment": 0.5}, ("members", "group_deaths")),
    ),
    Mechanism(
        "G2",
        "arrests",
        "Arrests",
        "groups",
        "groups/arrests.py",
        "The state arrests a number of people per week, shared among groups by size.",
        "arrests_i = eta C_i / sum(C)",
        Shock("Arrests are doubled for a year", {"arrests": 2.0}, ("members", "arrests")),
    ),
    Mechanism(
        "G3",
        "conflict",
        "Conflict between groups",
        "groups",
        "groups/conflict.py",
        "Groups kill each other, rivals more; deaths fall where both are present.",
        "killed_i = theta C_i sum_j (R_ij + 1) / (A_i + 1) C_j",
        Shock("Groups fight half as much for a year", {"conflict": 0.5}, ("group_deaths", "members")),
    ),
    Mechanism(
        "G4",
        "exit",
        "Exit",
        "groups",
        "groups/exit.py",
        "Large groups lose members by saturation.",
        "exits_i = omega C_i^2",
        Shock("The recruitment rate is doubled for a year", {"recruitment": 2.0}, ("exits", "members")),
    ),
    Mechanism(
        "G5",
        "leader_removal",
        "Leader removal",
        "groups",
        "groups/leader_removal.py",
        "Leaders are captured or killed: succession or split, local surge, spill and decay.",
        "hazard_i = removals / 52 x C_i^kappa / sum(C^kappa)",
        Shock("Ten more leaders are captured in a year", {"capture_top": 10.0}, ("group_deaths", "groups")),
    ),
    Mechanism(
        "G6",
        "territory",
        "Territory",
        "groups",
        "groups/territory.py",
        "Members move towards strongholds, neighbouring states and vacuums; meeting more, they fight more.",
        "presence <- (1 - m) presence + m x reach x (1 + pull x vacuum)",
        Shock(
            "Twenty more leaders are captured in a year",
            {"capture_top": 20.0},
            ("contested_states", "group_deaths"),
        ),
    ),
    Mechanism(
        "G12",
        "homicides",
        "Homicides by state",
        "groups",
        "groups/homicides.py",
        "Homicides by state: recorded group deaths, linked deaths and the rest, with correlated shocks.",
        "homicides_s = r D_s + Poisson(l D_s + level_s exp(nation + state_s + week))",
        Shock("Groups fight half as much for a year", {"conflict": 0.5}, ("homicides", "group_deaths")),
    ),
)
