"""The mechanisms of the region."""

from __future__ import annotations

from riobravo.world.mechanism import Mechanism, Shock

MECHANISMS: tuple[Mechanism, ...] = (
    Mechanism(
        "R1",
        "reputation",
        "Reputation in the region",
        "region",
        "region/reputation.py",
        "Views of the United States, alignment and China's share of trade answer force, war and tariffs.",
        "view -> v force + w war + t duty, alignment -> 1 + a view",
        Shock("A tariff of 25 % on all goods for a year", {"tariff": 25.0}, ("regional_favourability",)),
    ),
    Mechanism(
        "R2",
        "next_target",
        "The next target",
        "region",
        "region/next_target.py",
        "Force in Mexico makes force elsewhere more or less likely, by its success and its cost.",
        "log h = p precedent + s success x precedent - k log(1 + deaths / 100)",
        Shock(
            "A hundred strikes on leaders in a year",
            {"leader_strikes_without_consent": 100.0},
            ("next_target_hazard",),
        ),
    ),
)
