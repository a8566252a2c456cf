"""G12 homicide accounting by state: deaths of groups, other victims of the same violence, and the rest.

homicides = counted x recorded share x conflict deaths + other homicides
other homicides ~ Poisson(counted x linked deaths x conflict deaths + level x exp(nation + state + week))

missing = (1 - recorded share) x counted x conflict deaths
          + level of missing x homicides / homicides at the start

The recorded share is lower while groups wait a campaign out: recorded share x (1 - hiding x patience). The
level of missing persons is what the register has beyond hidden conflict deaths at the start; lethal
violence is homicides and missing persons together, so hiding the dead moves people between registers
and does not lower it. Firearms (G7) make other homicides deadlier as they do conflict.

`counted` is one except in states where the map of groups implies more homicides than are observed.

National and state shocks return slowly to their mean and are shared by all states or lasting in one, so
that states move together; the weekly shock makes counts over-dispersed. Levels and shocks come from the
series of victims in prosecutors' files (SESNSP) up to the as-of date.
"""

from __future__ import annotations

import math
from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import exponential, fill_normal, halved, normal_quantile, power
from riobravo.world.compile import inlined, kernel
from riobravo.world.counts import draw_counts
from riobravo.world.state import STATES


@inlined
def count_homicides(world: Any, parameters: Any, on: Any, luck: Any, week: int) -> None:
    """Set the homicides of the week in each state, victims.

    Args:
        world: the world; reads conflict_deaths, other_level and lethality, changes shock and homicides.
        parameters: reads recorded_share, hiding, linked_deaths and the five shock parameters.
        on: whether shocks and counts are drawn, and the length of the step.
        luck: see `streams.draw_pair`.
        week: weeks since the start of the simulation.
    """
    share = parameters.recorded_share * (1.0 - parameters.hiding * world.means[0].patience)
    if not on.noise:
        for s in range(STATES):
            deaths = world.counted[s] * world.conflict_deaths[s]
            other = (
                parameters.linked_deaths * deaths + on.step * world.other_level[s] * world.local[s].lethality
            )
            world.homicides[s] = share * deaths + other
        return
    keep = halved(on.step / parameters.national_shock_half_life)
    sd = parameters.national_shock_sd
    u, _ = streams.draw_pair(luck, week, streams.NATIONAL_SHOCK, streams.NATION)
    nation = keep * world.shock[STATES] + _step(keep, sd) * normal_quantile(u)
    world.shock[STATES] = nation
    variance = _variance(keep, sd, week)

    keep = halved(on.step / parameters.state_shock_half_life)
    sd, week_sd = parameters.state_shock_sd, parameters.weekly_shock_sd
    step = _step(keep, sd)
    variance += _variance(keep, sd, week) + week_sd * week_sd
    uniform, lasting, passing = world.uniform, world.mean, world.work
    streams.fill_uniform(luck, week, streams.STATE_SHOCK, world.state_identity, uniform, STATES)
    fill_normal(uniform, lasting, STATES)
    streams.fill_uniform(luck, week, streams.WEEK_SHOCK, world.state_identity, uniform, STATES)
    fill_normal(uniform, passing, STATES)
    for s in range(STATES):
        world.shock[s] = keep * world.shock[s] + step * lasting[s]
        # Half the variance is taken off, so that shocks do not raise the expected number.
        log_shock = nation + world.shock[s] + week_sd * passing[s] - 0.5 * variance
        linked = parameters.linked_deaths * world.counted[s] * world.conflict_deaths[s]
        other = world.other_level[s] * world.local[s].lethality
        world.homicides[s] = linked + on.step * other * exponential(log_shock)
    streams.fill_uniform(luck, week, streams.OTHER_HOMICIDES, world.state_identity, uniform, STATES)
    draw_counts(world.homicides, uniform, STATES)
    for s in range(STATES):
        recorded = share * world.counted[s]
        world.homicides[s] += recorded * world.conflict_deaths[s]


@kernel
def open_missing(world: Any, opening: Any, parameters: Any) -> None:
    """Set the missing persons per week that hidden conflict deaths do not explain."""
    hidden = 1.0 - parameters.recorded_share
    for s in range(STATES):
        missing = parameters.missing_per_homicide * opening.level[s]
        dead = hidden * world.counted[s] * world.conflict_deaths[s]
        world.local[s].missing_level = max(missing - dead, 0.0)


@inlined
def count_missing(world: Any, record: Any, opening: Any, parameters: Any) -> None:
    """Count disappearances, and lethal violence as homicides and disappearances together."""
    hidden = 1.0 - parameters.recorded_share
    kept_quiet = parameters.recorded_share * parameters.hiding * world.means[0].patience
    tally = record.national[0]
    for s in range(STATES):
        deaths = world.counted[s] * world.conflict_deaths[s]
        missing = (hidden + kept_quiet) * deaths
        if opening.level[s] > 0.0:
            # The rest follows homicides as they would be without hiding.
            homicides = world.homicides[s] + kept_quiet * deaths
            missing += world.local[s].missing_level * homicides / opening.level[s]
        record.by_state[s].state_disappearances += missing
        tally.disappearances += missing
        tally.lethal_violence += missing + world.homicides[s]


@inlined
def _step(keep: float, sd: float) -> float:
    """Return the spread of one week's step of a mean-reverting shock with long-run spread `sd`."""
    return sd * math.sqrt(1.0 - keep * keep)


@inlined
def _variance(keep: float, sd: float, week: int) -> float:
    """Return the variance of a shock that started at zero before week 0."""
    return sd * sd * (1.0 - power(keep, 2.0 * (week + 1.0)))
