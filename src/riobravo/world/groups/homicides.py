"""G12 homicide accounting by state: deaths of groups, other victims of the same violence, and the rest.

homicides = recorded share x conflict deaths + other homicides
other homicides ~ Poisson(linked deaths x conflict deaths + level x exp(nation + state + week))

National and state shocks return slowly to their mean and are shared by all states or lasting in one, so
that states move together; the weekly shock makes counts over-dispersed. Levels and shocks come from the
series of victims in prosecutors' files (SESNSP) up to the as-of date.
"""

from __future__ import annotations

import math
from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import exponential, normal_quantile, power
from riobravo.world.compile import kernel
from riobravo.world.counts import poisson_quantile
from riobravo.world.state import STATES


@kernel
def count_homicides(world: Any, parameters: Any, noise: bool, luck: Any, week: int) -> None:
    """Set the homicides of the week in each state, victims.

    Args:
        world: the world; reads conflict_deaths and other_level, changes shock and homicides.
        parameters: reads recorded_share, linked_deaths and the five shock parameters.
        noise: whether shocks and counts are drawn.
        luck: see `streams.draw_pair`.
        week: weeks since the start of the simulation.
    """
    if not noise:
        for s in range(STATES):
            deaths = world.conflict_deaths[s]
            other = parameters.linked_deaths * deaths + world.other_level[s]
            world.homicides[s] = parameters.recorded_share * deaths + other
        return
    keep = power(0.5, 1.0 / parameters.national_shock_half_life)
    u, _ = streams.draw_pair(luck, week, streams.NATIONAL_SHOCK, streams.NATION)
    sd = parameters.national_shock_sd
    nation = _move(world.shock[STATES], keep, sd, u)
    world.shock[STATES] = nation
    variance = _variance(keep, sd, week)

    keep = power(0.5, 1.0 / parameters.state_shock_half_life)
    sd, week_sd = parameters.state_shock_sd, parameters.weekly_shock_sd
    variance += _variance(keep, sd, week) + week_sd * week_sd
    for s in range(STATES):
        identity = streams.state_identity(s)
        u, v = streams.draw_pair(luck, week, streams.STATE_SHOCK, identity)
        world.shock[s] = _move(world.shock[s], keep, sd, u)
        # Half the variance is taken off, so that shocks do not raise the expected number.
        log_shock = nation + world.shock[s] + week_sd * normal_quantile(v) - 0.5 * variance
        deaths = world.conflict_deaths[s]
        mean = parameters.linked_deaths * deaths + world.other_level[s] * exponential(log_shock)
        u, _ = streams.draw_pair(luck, week, streams.OTHER_HOMICIDES, identity)
        world.homicides[s] = parameters.recorded_share * deaths + poisson_quantile(u, mean)


@kernel
def _move(shock: float, keep: float, sd: float, u: float) -> float:
    """Return a mean-reverting shock one week later."""
    return keep * shock + sd * math.sqrt(1.0 - keep * keep) * normal_quantile(u)


@kernel
def _variance(keep: float, sd: float, week: int) -> float:
    """Return the variance of a shock that started at zero before week 0."""
    return sd * sd * (1.0 - power(keep, 2.0 * (week + 1.0)))
