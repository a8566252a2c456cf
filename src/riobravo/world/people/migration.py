"""H2 migration north: push, networks and enforcement, and encounters at the border.

    flow_i     = start_i x (1 + push_i) x exp(s N_i) x (1 - e)^E
    dN_i/dt    = log 2 / h (log(1 + push_i) + s N_i - N_i)
    push_mexico    = ((1 - s) mu_m x more homicides + mu_d x displaced by force) / start - j log(jobs)
    push_elsewhere = (1 - s) mu_c m x more homicides in Central America / start
    E          -> w (concession on migration + gain in cooperation) + (1 - w) (soldiers and deportations)

Enforcement by both countries dominates: at E = 1 encounters fall by the share e, and where Mexico stops
helping, E falls below zero and encounters rise. Networks carry a flow on for years after the push has
ended. The published response of Central American children to homicides, over six years, is taken as the
response with networks, and m counts all migrants for each child. The response to homicides in Mexico is
close to none; it is taken as a response to all that homicides bring, so people whom homicides displace and
jobs lost to violence do not count again. Migration as others read it is the flow without passing shocks.

For: Clemens (2017) for Central America, Basu & Pearlman (2017) for Mexico; encounters fell by 77 per cent
within eight months of 2024 when both countries enforced more. Against: December 2023 was a record month,
so part of that fall would have come anyway; force in Mexico is without precedent, and a border that is
watched may also be crossed unseen.
"""

from __future__ import annotations

import math
from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import exponential, halved, logarithm, normal_quantile, power
from riobravo.world.compile import kernel
from riobravo.world.state import STATES

_WEEKS_PER_YEAR = 52.0


@kernel
def enforce(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move enforcement by both countries by one step."""
    people = world.people[0]
    politics = world.politics[0]
    mexico = politics.concession_migration + politics.cooperation - politics.cooperation_start
    soldiers = 1.0 - exponential(-lever.border_soldiers / parameters.border_soldiers_scale)
    deported = 1.0 - exponential(-lever.deportations / parameters.deportations_scale)
    states = 1.0 - (1.0 - soldiers) * (1.0 - deported)
    share = parameters.mexican_enforcement_share
    target = share * min(max(mexico, -1.0), 1.0) + (1.0 - share) * states
    part = 1.0 - halved(on.step / parameters.enforcement_half_life)
    people.enforcement += part * (target - people.enforcement)


@kernel
def move_north(
    world: Any, record: Any, opening: Any, parameters: Any, on: Any, luck: Any, number: int
) -> None:
    """Set migration and encounters of the week."""
    people = world.people[0]
    homicides = observed = 0.0
    for s in range(STATES):
        homicides += world.homicides[s] / on.step
        observed += opening.level[s]
    more = homicides - observed if on.homicides and observed > 0.0 else 0.0
    strength = parameters.network_strength
    push = (1.0 - strength) * parameters.mexican_migration_response * more
    push += parameters.displaced_who_go_north * people.displaced_by_force
    push /= max(people.start_from_mexico, 1.0)
    # The response to homicides is one to all that they bring, work lost to violence included.
    lost = parameters.employment_elasticity * parameters.violence_job_cost
    jobs = logarithm(max(world.economy[0].jobs, 0.05))
    jobs += lost * logarithm(max(world.economy[0].violence, 0.05))
    push -= parameters.migration_job_response * jobs
    pushed_mexico = max(1.0 + push, 0.1)
    abroad = parameters.central_america_homicides_change / _WEEKS_PER_YEAR
    abroad *= (1.0 - strength) * parameters.child_apprehensions_per_homicide * parameters.migrants_per_child
    pushed_elsewhere = max(1.0 + abroad / max(people.start_from_elsewhere, 1.0), 0.1)

    carried_mexico, carried_elsewhere = people.network_mexico, people.network_elsewhere
    grow = 1.0 - halved(on.step / (_WEEKS_PER_YEAR * parameters.network_half_life))
    people.network_mexico += grow * (logarithm(pushed_mexico) + (strength - 1.0) * carried_mexico)
    people.network_elsewhere += grow * (logarithm(pushed_elsewhere) + (strength - 1.0) * carried_elsewhere)
    kept = power(1.0 - min(parameters.enforcement_effect, 0.99), people.enforcement)
    mexican = people.start_from_mexico * pushed_mexico * exponential(strength * carried_mexico) * kept
    others = people.start_from_elsewhere * pushed_elsewhere * kept
    others *= exponential(strength * carried_elsewhere)
    people.migration = (mexican + others) / max(people.start_from_mexico + people.start_from_elsewhere, 1.0)

    shock = 0.0
    if on.noise:
        uniform, _ = streams.draw_pair(luck, number, streams.ENCOUNTER_SHOCK, streams.NATION)
        spread = parameters.encounter_shock_sd
        stays = halved(on.step / parameters.encounter_shock_half_life)
        fresh = spread * math.sqrt(1.0 - stays * stays)
        people.encounter_shock = people.encounter_shock * stays + fresh * normal_quantile(uniform)
        shock = people.encounter_shock - 0.5 * spread * spread
    people.encounters = (mexican + others) * exponential(shock)
    record.national[0].encounters += on.step * people.encounters
    record.national[0].encounters_mexican += on.step * mexican * exponential(shock)
