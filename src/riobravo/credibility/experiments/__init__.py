"""Experiments whose numbers have been published: each returns the same measures from the simulation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from riobravo.credibility.experiments import drugs, economy, force, groups, people, politics
from riobravo.credibility.experiments.measures import Measures

EXPERIMENTS: Mapping[str, Callable[[], Measures]] = {
    # Armed groups
    "published-model": groups.published_model,
    "size-not-identified": groups.size_not_identified,
    "fragmentation": groups.fragmentation,
    "leader-removal": groups.leader_removal,
    "recent-fall": groups.recent_fall,
    # Drugs and deaths in the United States
    "precursor-shock": drugs.precursor_shock,
    "treatment": drugs.treatment,
    "price-and-use": drugs.price_and_use,
    "cocaine-shortage": drugs.cocaine_shortage,
    "overdose-fall": drugs.overdose_fall,
    "scarcity": groups.scarcity,
    "permissive-supply": groups.permissive_supply,
    # Force
    "air-power": force.air_power,
    "aims": force.aims,
    "regime": force.regime,
    "invasion": force.invasion,
    # Economies and people
    "tariff": economy.tariff,
    "war-at-home": economy.war_at_home,
    "migration": people.migration,
    # Both governments and publics
    "opinion": politics.opinion,
    "coercion": politics.coercion,
}


@cache
def run_experiment(name: str) -> Measures:
    """Run one experiment, once per process."""
    return EXPERIMENTS[name]()
