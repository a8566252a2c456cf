"""F7 regime: an imposed change of government raises the hazard of civil war.

hazard of civil war = base after a war x ratio if a government was imposed, for ten years
conflict_log       += violence of civil war while it lasts

The hazard exists only in worlds with a war; what Mexico's armed groups do without one is not a civil war
here. A government is imposed at the end of the conventional phase, with a probability.

For: imposed changes of government more than doubled civil war within ten years, and more than tripled it
for a new leader (Downes 2021, 100 cases). Against: governments were changed where war was near anyway, and
Germany, Japan, Grenada and Panama saw none. Extrapolation: none of the cases is like Mexico.
"""

from __future__ import annotations

from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import exponential
from riobravo.world.compile import inlined
from riobravo.world.force.invasion import CONVENTIONAL

_WEEKS_PER_YEAR = 52.0
# The study counts civil wars within ten years.
_RAISED_WEEKS = 520.0
_LN_2 = 0.6931471805599453


@inlined
def change_regime(world: Any, parameters: Any, on: Any, luck: Any, number: int) -> None:
    """Impose a government after an invasion, and begin or end a civil war.

    Args:
        world: the world; changes imposed, civil_war and conflict_log.
        parameters: reads the parameters of F7.
        on: the length of the step.
        luck: see `streams.draw_pair`.
        number: steps since the start of the simulation.
    """
    force = world.force[0]
    if force.war <= CONVENTIONAL:
        return
    # One address for each world: whether a government would be imposed does not depend on the week.
    u_imposed, _ = streams.draw_pair(luck, 0, streams.IMPOSITION, streams.NATION)
    if force.invaded == 1.0 and u_imposed < parameters.imposition_probability:
        force.imposed = 1.0
    begins, ends = streams.draw_pair(luck, number, streams.CIVIL_WAR, streams.NATION)
    raised = force.imposed == 1.0 and force.weeks_after_war < _RAISED_WEEKS
    ratio = parameters.regime_change_civil_war_ratio if raised else 1.0
    force.weeks_after_war += on.step
    years = on.step / _WEEKS_PER_YEAR
    if force.civil_war == 0.0:
        if begins < 1.0 - exponential(-years * parameters.civil_war_base * ratio):
            force.civil_war = 1.0
    elif ends < 1.0 - exponential(-years * _LN_2 / parameters.civil_war_duration):
        force.civil_war = 0.0
    force.conflict_log += force.civil_war * parameters.civil_war_violence
