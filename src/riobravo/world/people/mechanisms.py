"""The mechanisms of people who move or are exposed."""

from __future__ import annotations

from riobravo.world.mechanism import Mechanism, Shock

MECHANISMS: tuple[Mechanism, ...] = (
    Mechanism(
        "H1",
        "displacement",
        "Displacement",
        "people",
        "people/displacement.py",
        "People leave home where homicides, harm or war rise, up to a limit, mostly stay near, and return.",
        "in_s = (n homicides_s / level + max(d harm_s, o war_s people_s)) (1 - displaced_s / limit_s)",
        Shock("Groups fight half as much for a year", {"conflict": 0.5}, ("displaced_people",)),
    ),
    Mechanism(
        "H2",
        "migration",
        "Migration north",
        "people",
        "people/migration.py",
        "Push, networks with a lag, and enforcement by both countries decide how many go north.",
        "flow = start (1 + push) exp(s N) (1 - e)^E",
        Shock("Fifty thousand soldiers at the border for a year", {"border_soldiers": 50.0}, ("encounters",)),
    ),
    Mechanism(
        "H3",
        "exposure",
        "People exposed abroad",
        "people",
        "people/exposure.py",
        "Citizens abroad and residents of the border are harmed by violence, retaliation and war.",
        "harmed = citizens x rate + h x retaliation",
        Shock("Groups fight twice as much for a year", {"conflict": 2.0}, ("exposed_people_harmed",)),
    ),
)
