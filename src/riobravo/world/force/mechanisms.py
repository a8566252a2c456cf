"""The mechanisms of force."""

from __future__ import annotations

from riobravo.world.mechanism import Mechanism, Shock

MECHANISMS: tuple[Mechanism, ...] = (
    Mechanism(
        "F1",
        "strikes",
        "Strikes",
        "force",
        "force/strikes.py",
        "Strikes hit laboratories, leaders and boats; occasional ones provoke, sustained ones may calm.",
        "conflict_log = reach calm w + reach heat (1 - w),  w = x^n / (1 + x^n)",
        Shock(
            "Fifty strikes a year on leaders without consent",
            {"leader_strikes_without_consent": 50.0},
            ("conflict_change_by_force", "civilian_deaths"),
        ),
    ),
    Mechanism(
        "F2",
        "raids",
        "Raids",
        "force",
        "force/raids.py",
        "Raids capture or kill, with fewer bystanders and own losses; consent makes them joint.",
        "capture_top = raids x success x captured share",
        Shock(
            "Forty raids a year on leaders without consent",
            {"leader_raids_without_consent": 40.0},
            ("us_military_deaths", "mexican_military_deaths"),
        ),
    ),
    Mechanism(
        "F3",
        "disruption",
        "Cyber and financial disruption",
        "force",
        "force/disruption.py",
        "Disruption takes coordination and income for a while, until groups adapt.",
        "coordination_loss = cyber x effect x (1 - adaptation)",
        Shock(
            "Cyber disruption, and a tenth of income blocked, for a year",
            {"cyber_without_consent": 1.0, "financial_disruption": 10.0},
            ("group_deaths", "members"),
        ),
    ),
    Mechanism(
        "F4",
        "invasion",
        "Invasion",
        "force",
        "force/invasion.py",
        "A short conventional phase with deaths and cost by soldiers sent, then an occupation.",
        "deaths = soldiers sent x share",
        Shock(
            "An invasion by 200 thousand soldiers",
            {"invasion": 200.0},
            ("conventional_weeks", "mexican_military_deaths"),
        ),
    ),
    Mechanism(
        "F5",
        "occupation",
        "Occupation",
        "force",
        "force/occupation.py",
        "Foreign soldiers hold states: attacks, aims reached or not, cost, and withdrawal.",
        "attacks = rate x members held x support x capability x ratio^-f",
        Shock(
            "An occupation of the northern border by 100 thousand soldiers for a year",
            {"occupation": 100.0},
            ("occupation_attacks", "us_military_deaths"),
        ),
    ),
    Mechanism(
        "F6",
        "retaliation",
        "Retaliation",
        "force",
        "force/retaliation.py",
        "Armed groups answer operations with incidents, most of them at once.",
        "incidents = (base + answers x provocation) x capability",
        Shock(
            "Fifty strikes a year on leaders without consent",
            {"leader_strikes_without_consent": 50.0},
            ("retaliation", "retaliation_us_soil"),
        ),
    ),
    Mechanism(
        "F7",
        "regime",
        "Imposed change of government",
        "force",
        "force/regime.py",
        "A government imposed after an invasion raises the hazard of civil war.",
        "hazard = base x ratio",
        Shock(
            "An invasion by 200 thousand soldiers",
            {"invasion": 200.0},
            ("regime_civil_war", "group_deaths"),
        ),
    ),
)
