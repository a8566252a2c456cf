"""The mechanisms of drug markets."""

from __future__ import annotations

from riobravo.world.mechanism import Mechanism, Shock

MECHANISMS: tuple[Mechanism, ...] = (
    Mechanism(
        "D1",
        "synthesis",
        "Drug synthesis by region",
        "drugs",
        "drugs/synthesis.py",
        "Laboratories and precursors are lost, and rebuilt, moved to other regions or replaced.",
        "synthesis = (1 - stop + bypass) (share x laboratories + 1 - share + moved)",
        Shock(
            "Half of the precursors are stopped at their origin for a year",
            {"precursor_stop": 50.0},
            ("synthesis_capacity", "fentanyl_purity"),
        ),
    ),
    Mechanism(
        "D2",
        "smuggling",
        "Smuggling, seizure and price",
        "drugs",
        "drugs/smuggling.py",
        "Drugs are made, seized on the way and used; losses raise costs, shortages price and then purity.",
        "log retail = [s + m (1 - s)] cost + (gap - dilution) / elasticity",
        Shock(
            "Half of all vehicles more are inspected for a year",
            {"inspection": 50.0},
            ("drug_seizures", "flow_by_ports", "flow_between_ports", "fentanyl_price"),
        ),
    ),
    Mechanism(
        "D3",
        "drug_use",
        "Drug use",
        "drugs",
        "drugs/drug_use.py",
        "People begin, use more or less as prices move, change the drug, and quit.",
        "log wanted = log users + e_s toll + (e_l - e_s) habit + x gap + log(1 - legal)",
        Shock(
            "Half as many people begin for a year",
            {"initiation_cut": 50.0},
            ("opioid_users", "drug_used"),
        ),
    ),
    Mechanism(
        "D4",
        "overdose",
        "US overdose deaths",
        "drugs",
        "drugs/overdose.py",
        "Deaths follow users, what they take, treatment, and a trend that nothing else explains.",
        "deaths = level x users x (quantity / users)^g x treatment x exp(drift)",
        Shock(
            "Ten points more have medication for a year",
            {"treatment": 10.0},
            ("overdose_deaths", "overdose_deaths_synthetic_opioids"),
        ),
    ),
)
