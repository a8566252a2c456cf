"""The mechanisms of both governments and publics."""

from __future__ import annotations

from riobravo.world.mechanism import Mechanism, Shock

MECHANISMS: tuple[Mechanism, ...] = (
    Mechanism(
        "P1",
        "mexican_opinion",
        "Mexican opinion",
        "politics",
        "politics/mexican_opinion.py",
        "Threats, tariffs and force sour the view of the United States and may rally approval at home.",
        "view -> start - fall x pressure; approval = start + rally + joint success",
        Shock(
            "A tariff of 25 % without exemptions and a tied review for a year",
            {"tariff": 25.0, "linkage": 1.0},
            ("view_of_us", "mexican_approval"),
        ),
    ),
    Mechanism(
        "P2",
        "cooperation",
        "Cooperation",
        "politics",
        "politics/cooperation.py",
        "Cooperation follows joint work, force, threats and concessions, within what the public tolerates.",
        "cooperation -> min(start + sum of effects, ceiling(view of the United States))",
        Shock(
            "Flights without consent and an end to joint work for a year",
            {"surveillance_without_consent": 1.0, "intelligence": -20.0},
            ("cooperation", "bilateral_relations"),
        ),
    ),
    Mechanism(
        "P3",
        "state_capacity",
        "State capacity in Mexico",
        "politics",
        "politics/state_capacity.py",
        "Violence, infiltration and displacement wear the state down; aid and cooperation build it slowly.",
        "d capacity = (- burdens + aid + cooperation) dt - return x (capacity - 1) dt",
        Shock(
            "Security aid of two billion dollars for a year", {"security_aid": 2000.0}, ("state_capacity",)
        ),
    ),
    Mechanism(
        "P4",
        "us_opinion",
        "US opinion",
        "politics",
        "politics/us_opinion.py",
        "US support for force follows permission, deaths, cost, duration, success and concern.",
        "support = base - gap x without permission + slopes x (concern, success, log deaths, cost, years)",
        Shock(
            "Fifty strikes without consent in a year",
            {"lab_strikes_without_consent": 50.0},
            ("us_support_for_force", "us_approval"),
        ),
    ),
    Mechanism(
        "P5",
        "us_decision",
        "US decision",
        "politics",
        "politics/us_decision.py",
        "Whether the United States takes the next rung by itself; off unless a study asks for it.",
        "log hazard = log base + slopes x (support, frustration, approval, concern, success)",
        Shock(
            "A tied review that is refused for a year",
            {"linkage": 1.0},
            ("strike_hazard", "invasion_hazard"),
        ),
        default=False,
    ),
    Mechanism(
        "P6",
        "bargaining",
        "Coercive bargaining",
        "politics",
        "politics/bargaining.py",
        "Demands under pressure are conceded, stalled or defied; empty threats cost credibility.",
        "log odds of concession = log odds of the class + credibility + souring - sovereignty",
        Shock(
            "The review of the trade agreement is tied to a demand for a year",
            {"linkage": 1.0, "demand": 1.0},
            ("concessions", "concessions_in_force"),
        ),
    ),
    Mechanism(
        "P7",
        "ladder",
        "The ladder of escalation",
        "politics",
        "politics/ladder.py",
        "The highest rung of measures in force, from cooperation to occupation.",
        "rung = highest of the measures in force",
        Shock("A tariff of 25 % for a year", {"tariff": 25.0}, ("rung",)),
    ),
)
