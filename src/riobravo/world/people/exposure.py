"""H3 exposure: US citizens in Mexico and residents of the border who are harmed.

    harmed = citizens x (base rate x homicides / start + war rate in war) / 52 + h x retaliation

The base rate stands for violent deaths and abductions of US citizens in Mexico in ordinary years and moves
with homicides. Incidents of retaliation harm people on both sides of the border.

For: only the order of magnitude of violent deaths per year, which is remembered. Against: citizens leave,
and stay at home, when danger rises; incidents of retaliation against citizens have hardly been seen.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel
from riobravo.world.state import STATES

_WEEKS_PER_YEAR = 52.0


@kernel
def expose(world: Any, record: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set how many exposed people are harmed in the week, as an expectation."""
    people = world.people[0]
    ratio = 1.0
    if on.homicides:
        homicides = observed = 0.0
        for s in range(STATES):
            homicides += world.homicides[s] / on.step
            observed += opening.level[s]
        ratio = homicides / observed if observed > 0.0 else 1.0
    war = world.force[0].war
    rate = parameters.exposed_base_rate * ratio
    if 0.5 < war < 2.5:
        rate += parameters.exposed_war_rate
    harmed = parameters.exposed_citizens * rate / _WEEKS_PER_YEAR
    harmed += parameters.harmed_per_retaliation * world.force[0].retaliation
    people.exposed_harmed = harmed
    record.national[0].exposed_people_harmed += on.step * harmed
