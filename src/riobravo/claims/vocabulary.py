"""Words a claim may use for things that exist or are still to be modelled, and what they need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from riobravo.options.catalogue import join_inline, load_catalogue
from riobravo.options.schema import Option
from riobravo.options.status import needs_of
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import BY_STATE, NATIONAL

SYSTEM: Final[dict[str, str]] = {
    "G1": "recruitment",
    "G2": "arrests",
    "G3": "conflict between groups",
    "G4": "exit",
    "G5": "leader removal",
    "G6": "territory",
    "G7": "firearms",
    "G8": "capability",
    "G9": "local support and harm",
    "G10": "money and patience",
    "G11": "infiltration",
    "G12": "homicide accounting",
    "D1": "synthesis capacity",
    "D2": "smuggling, seizure and price",
    "D3": "drug use",
    "D4": "overdose deaths",
    "P1": "Mexican opinion",
    "P2": "cooperation",
    "P3": "state capacity",
    "P4": "US opinion",
    "P5": "US decision",
    "P6": "coercive bargaining",
    "P7": "the ladder of measures",
    "F1": "strikes",
    "F2": "raids",
    "F3": "cyber and financial disruption",
    "F4": "invasion",
    "F5": "occupation",
    "F6": "retaliation",
    "F7": "regime effects",
    "E1": "tariffs and trade",
    "E2": "border friction",
    "E3": "output",
    "E4": "USMCA",
    "E5": "legal chill of designation",
    "H1": "displacement",
    "H2": "migration north",
    "H3": "exposure of people abroad",
    "R1": "regional reputation",
    "R2": "next target",
}
MODELLED: Final = frozenset(mechanism.id for mechanism in MECHANISMS)

# What is recorded today follows from the mechanisms of groups.
OUTCOMES_TODAY: Final = frozenset(outcome.name for outcome in (*NATIONAL, *BY_STATE))
STATE_OUTCOMES: Final = frozenset(outcome.name for outcome in BY_STATE)
BETTER: Final[dict[str, str]] = {
    **{one.name: one.better for one in (*NATIONAL, *BY_STATE)},
    "overdose_deaths": "lower",
    "drug_flow": "lower",
    "bilateral_trade": "higher",
    "mexican_gdp": "higher",
    "us_gdp": "higher",
    "displaced_people": "lower",
    "cooperation": "higher",
    "civilian_deaths": "lower",
    "concessions": "higher",
    "state_capacity": "higher",
}
OUTCOMES_TO_COME: Final[dict[str, tuple[str, ...]]] = {
    "southbound_firearms": ("G7",),
    "group_capability": ("G8",),
    "local_support": ("G9",),
    "targeted_group_members": ("G9",),
    "infiltration": ("G11",),
    "disappearances": ("G12",),
    "fentanyl_availability": ("D1", "D2"),
    "lost_supply_replaced": ("D1",),
    "drug_flow": ("D1", "D2"),
    "drug_seizures": ("D2",),
    "overdose_deaths": ("D3", "D4"),
    "mexican_approval": ("P1",),
    "view_of_us": ("P1",),
    "cooperation": ("P2",),
    "bilateral_relations": ("P1", "P2"),
    "state_capacity": ("P3",),
    "us_approval": ("P4",),
    "us_support_for_force": ("P4",),
    "strike_hazard": ("P5", "P7"),
    "invasion_hazard": ("P5", "P7"),
    "concessions": ("P6",),
    "resistance_weeks": ("F4", "F5"),
    "occupation_attacks": ("F5",),
    "occupation_cost": ("F5",),
    "us_military_deaths": ("F2", "F5"),
    "conventional_weeks": ("F4",),
    "army_groups_alignment": ("F5", "G8"),
    "civilian_deaths": ("F1", "F2"),
    "retaliation": ("F6",),
    "retaliation_us_soil": ("F6",),
    "regime_civil_war": ("F7",),
    "bilateral_trade": ("E1", "E2"),
    "sector_trade": ("E1", "E2"),
    "mexican_gdp": ("E3",),
    "us_gdp": ("E3",),
    "border_cost": ("E2", "H2"),
    "usmca_ended": ("E4",),
    "displaced_people": ("H1",),
    "encounters": ("H2",),
    "exposed_people_harmed": ("H3",),
    "regional_favourability": ("R1",),
    "regional_alignment": ("R1",),
    "next_target_hazard": ("R2",),
}
OPTIONS_TO_COME: Final[dict[str, tuple[str, ...]]] = {
    "joint-intelligence": ("P2",),
    "consented-joint-raids": ("F2", "P2"),
    "security-aid": ("P2", "P3"),
    "mexican-crackdown": ("P3",),
    "prevention-and-jobs": ("E3",),
    "demand-reduction": ("D3", "D4"),
    "southbound-firearms-control": ("G7",),
    "designation-alone": ("E5",),
    "designation-enforced": ("E5", "G7"),
    "tariff-full": ("E1",),
    "tariff-exempted": ("E1",),
    "ultimatum": ("P2", "P6"),
    "cyber-financial-disruption": ("F3",),
    "strikes-on-labs": ("F1", "D1"),
    "strikes-on-leaders": ("F1",),
    "raids-without-consent": ("F2", "P2"),
    "strikes-and-raids": ("F1", "F2", "P2"),
    "precursor-control": ("D1",),
    "border-militarisation": ("E2", "H2"),
    "invasion": ("F4", "F5"),
    "northern-occupation": ("F5",),
    "boat-strikes": ("D2",),
    "ports-inspection": ("D2", "E2"),
    "ports-slowdown": ("E2",),
    "ports-closure": ("E2",),
    "personal-sanctions": ("P6",),
    "usmca-linkage": ("E4", "P6"),
    "prisoner-transfers": ("P2",),
    "overflights-without-consent": ("P2",),
    "mass-deportation": ("H2",),
    "remittance-tax": ("E3",),
    "legal-regulation": ("D3",),
    "withdraw-treatment": ("D3", "D4"),
    "withdraw-firearms-control": ("G7",),
    "withdraw-aid": ("P2", "P3"),
    "prevention-by-state": ("E3",),
    "precision-and-force": ("F1", "F2", "P2"),
    "intelligence-development-diplomacy": ("P2",),
}


def known_options() -> tuple[str, ...]:
    """Return the ids of shipped options and of options still to come."""
    return (*load_catalogue(), *(one for one in OPTIONS_TO_COME if one not in load_catalogue()))


def known_outcomes() -> tuple[str, ...]:
    """Return the names of recorded outcomes and of outcomes still to come."""
    return (
        *sorted(OUTCOMES_TODAY),
        *(one for one in OUTCOMES_TO_COME if one not in OUTCOMES_TODAY),
    )


def outcome_needs(name: str) -> tuple[str, ...]:
    """Return the mechanisms that an outcome needs beyond what is recorded today."""
    return () if name in OUTCOMES_TODAY else OUTCOMES_TO_COME[name]


def option_needs(name: str, own: Mapping[str, Option]) -> tuple[str, ...]:
    """Return what an option still needs before it can run: ids of mechanisms, or other things.

    Args:
        name: id of an option.
        own: options that the claims bring along, by id.
    """
    if name in own:
        option = join_inline(own[name], None)
    elif name in load_catalogue():
        option = load_catalogue()[name]
    else:
        return OPTIONS_TO_COME.get(name) or (f"option {name}",)
    return tuple(need.name for need in needs_of(option))


def describe_mechanisms(ids: tuple[str, ...]) -> str:
    """Return mechanisms in words: `P2 cooperation, F1 strikes`."""
    return ", ".join(f"{one} {SYSTEM.get(one, '')}".strip() for one in ids)


def by_table(ids: set[str]) -> tuple[str, ...]:
    """Return mechanisms in the order of the system's tables, then everything else by name."""
    return (*(one for one in SYSTEM if one in ids), *sorted(ids - set(SYSTEM)))
