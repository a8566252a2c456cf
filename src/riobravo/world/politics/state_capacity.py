"""P3 state capacity in Mexico: what police, courts and services can do, relative to the start.

    d capacity / year = - a (violence - 1) - b (infiltration - 1) - c (displaced - 1)
                        + d security aid + e development aid + f (cooperation - start)
                        - return x (capacity - 1)

Violence is the homicides of about a year relative to the start; all terms are symmetric, so less of a
burden builds capacity as slowly as more of it erodes. Aid counts in billions of USD a year.

For: capacity is what programmes of aid set out to build, and violence and bribed officials what wears
it down in every account of weak states. Plan Colombia coincided with a stronger Colombian state.
Against: the audit office found in 2010 that Mexico's programme had delivered equipment without measures
of results; the effects of aid may be nil or, where forces are captured, negative. No source gives a
size, so every coefficient is judgement.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import halved
from riobravo.world.compile import inlined
from riobravo.world.state import STATES

_WEEKS = 52.0


@inlined
def build_capacity(world: Any, opening: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move state capacity by one step."""
    politics = world.politics[0]
    if on.homicides:
        killed = usual = 0.0
        for s in range(STATES):
            killed += world.homicides[s]
            usual += opening.level[s]
        if usual > 0.0:
            # Homicides are those of one step, however long.
            now = killed / (usual * on.step)
            keep = halved(on.step / parameters.capacity_violence_memory)
            politics.violence = now + (politics.violence - now) * keep
    displaced = world.people[0].displaced
    if politics.displaced_start <= 0.0:
        politics.displaced_start = displaced
    exodus = displaced / politics.displaced_start - 1.0 if politics.displaced_start > 0.0 else 0.0
    change = -parameters.capacity_loss_violence * (politics.violence - 1.0)
    change -= parameters.capacity_loss_infiltration * (world.means[0].infiltration - 1.0)
    change -= parameters.capacity_loss_displacement * exodus
    change += parameters.capacity_gain_security_aid * lever.security_aid / 1000.0
    change += parameters.capacity_gain_development_aid * lever.development_aid / 1000.0
    change += parameters.capacity_gain_cooperation * (politics.cooperation - politics.cooperation_start)
    time = on.step / _WEEKS
    stays = halved(time / parameters.capacity_return_time)
    capacity = 1.0 + (politics.capacity - 1.0) * stays + change / 100.0 * time
    politics.capacity = min(max(capacity, parameters.capacity_least), parameters.capacity_most)
