"""With every mechanism off but one, what it moves has the documented sign."""

from __future__ import annotations

import pytest

from riobravo.credibility.laboratory import run_by_hand
from riobravo.world.week import ALL_OFF

WEEKS = 52
QUIET = ALL_OFF._replace(noise=False)
# What runs alone, which lever is moved by how much, what answers, and which way.
SIGNS = [
    ("recruitment", "recruitment", 0.5, "members", -1),
    ("arrests", "arrests", 2.0, "members", -1),
    ("conflict", "conflict", 0.5, "group_deaths", -1),
    ("leader_removal", "capture_top", 40.0, "leader_removals", 1),
    ("firearms", "firearms_stop", 50.0, "group_firearms", -1),
    ("synthesis", "precursor_stop", 50.0, "synthesis_capacity", -1),
    ("smuggling", "inspection", 10.0, "drug_seizures", 1),
    ("overdose", "treatment", 10.0, "overdose_deaths", -1),
    ("mexican_opinion", "tariff", 25.0, "view_of_us", -1),
    ("mexican_opinion", "deportations", 500.0, "view_of_us", -1),
    ("cooperation", "intelligence", 10.0, "cooperation", 1),
    ("state_capacity", "security_aid", 1000.0, "state_capacity", 1),
    ("bargaining", "ultimatum", 1.0, "threat_in_force", 1),
    ("ladder", "invasion", 100.0, "rung", 1),
    ("invasion", "invasion", 100.0, "us_military_deaths", 1),
    ("occupation", "occupation", 100.0, "occupation_attacks", 1),
    ("raids", "lab_raids_without_consent", 100.0, "us_military_deaths", 1),
    ("strikes", "lab_strikes_without_consent", 50.0, "civilian_deaths", 1),
    ("retaliation", "capture_top", 10.0, "retaliation", 1),
    ("trade", "tariff", 25.0, "us_imports_from_mexico", -1),
    ("friction", "inspection", 10.0, "border_cost", 1),
    ("output", "linkage", 1.0, "investment", -1),
    ("output", "remittance_tax", 5.0, "remittances", -1),
    ("legal_chill", "designation", 1.0, "legal_chill", 1),
    ("migration", "border_soldiers", 50.0, "encounters", -1),
    ("reputation", "diplomacy", 1.0, "regional_favourability", 1),
]


@pytest.mark.parametrize(("mechanism", "lever", "amount", "outcome", "sign"), SIGNS)
def test_alone_a_mechanism_moves_its_outcome_as_documented(
    mechanism: str, lever: str, amount: float, outcome: str, sign: int
) -> None:
    on = QUIET._replace(**{mechanism: True})
    weeks = run_by_hand([{}], [{}, {lever: amount}], before=4, after=WEEKS, on=on)
    calm, moved = weeks[outcome][0, :, 4:].sum(axis=1)
    assert sign * (moved - calm) > 0.0


@pytest.mark.parametrize("lever", ["remittance_tax", "inspection", "precursor_stop", "invasion"])
def test_with_everything_off_no_lever_moves_anything(lever: str) -> None:
    weeks = run_by_hand([{}], [{}, {lever: 1.0}], before=4, after=WEEKS, on=QUIET)
    assert (weeks.values[:, 0] == weeks.values[:, 1]).all()
