"""F4 invasion: a short conventional phase, then an occupation (F5).

The phase lasts for the weeks of `invasion_duration`. Deaths of soldiers and civilians and the cost are
proportional to the soldiers sent, and are spread evenly over the phase. When it ends the country is
occupied, until the occupation's own hazard of withdrawal ends that.

The scenario of The Next War (Weinberger and Schweizer 1998) at the strategic level runs through this
mechanism and the next: invasion, an imposed government and elections (F7), and what follows for ten years.

For a short phase: Grenada, Panama and Iraq in 2003 took days to weeks. Against: the war of 1846 to 1848
took more than sixteen months, and none of the short cases had Mexico's size. All of it is extrapolation; no
observed case resembles Mexico. Only outcomes are represented.
"""

from __future__ import annotations

from typing import Any

from riobravo.world import streams
from riobravo.world.compile import inlined
from riobravo.world.force.toll import count, harm_civilians, lose_soldiers, pay

CONVENTIONAL, OCCUPATION, WITHDRAWN = 1.0, 2.0, 3.0
_PEOPLE = 1000.0  # soldiers are held in thousands


@inlined
def invade(world: Any, record: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int) -> None:
    """Begin an invasion if one is ordered or decided, and move its conventional phase.

    Args:
        world: the world; changes war, us_troops and the weeks of fighting.
        record: counts deaths and cost.
        parameters: reads the parameters of F4.
        lever: the levers of the week.
        on: the length of the step, and what follows.
        luck: see `streams.draw_pair`.
        number: steps since the start of the simulation.
    """
    force = world.force[0]
    sent = lever.invasion + world.politics[0].decided_invasion
    if sent > 0.0 and force.war != CONVENTIONAL and force.invaded == 0.0:
        force.war = CONVENTIONAL
        force.invaded = 1.0
        force.weeks_held = 0.0  # an occupation that was under way begins anew
        force.us_troops = max(sent, force.us_troops)
        force.conventional_left = parameters.invasion_duration
    if force.war != CONVENTIONAL:
        return
    force.unconsented = 1.0
    fought = min(on.step, force.conventional_left)
    part = fought / parameters.invasion_duration
    civilians, own = streams.draw_pair(luck, number, streams.INVASION_DEATHS, streams.NATION)
    soldiers, _ = streams.draw_pair(luck, number, streams.INVASION_SOLDIERS, streams.NATION)
    sent_now = part * force.us_troops
    dead = count(on.noise, civilians, sent_now * parameters.invasion_civilian_deaths)
    harm_civilians(world, record, dead, on.step, False)
    lose_soldiers(
        world,
        record,
        count(on.noise, own, _PEOPLE * sent_now * parameters.invasion_own_deaths),
        count(on.noise, soldiers, sent_now * parameters.invasion_mexican_deaths),
        on.step,
    )
    pay(world, record, _PEOPLE * sent_now * parameters.invasion_cost, on.step)
    force.conventional_weeks += fought
    force.resistance_weeks += fought
    force.conventional_left -= fought
    if force.conventional_left <= 0.0:
        force.war = OCCUPATION if on.occupation else WITHDRAWN
        if not on.occupation:
            force.us_troops = 0.0
