"""G9 local support: what communities give armed groups, by state, relative to the start.

support_s = exp(standing_s + grievance_s + w x unconsented force)
standing_s -> services x log(income) - predation x log(extortion_s) - contest x log(violence_s)
              - programmes x development aid / 1,000 million USD a year, with a half-life
grievance_s' = harm backlash x civilians killed_s / scale x consent, fading
recruitment of a group = mean of support^r over the states where it is

Services that groups pay for raise support; predation and violence between groups lower it; harm to
civilians by an outside force may raise support for those it attacks, or lower it: the prior of the
backlash spans zero. With the host's consent harm counts less. Standing, groups' means and the links to
violence move once a quarter; harm is counted as it happens.

For: list experiments in Mexico find extortion where groups contest ground and assistance where they do
not (Magaloni and co-authors 2020); after harm to civilians incidents rose in Afghanistan (Condra and
co-authors 2010). Against: no effect in Iraq in the same study, fewer attacks from shelled villages in
Chechnya (Lyall 2009); all of these are insurgencies, and groups that live by profit recruit for pay.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import dot_block, exponential, halved, logarithm
from riobravo.world.compile import inlined, kernel
from riobravo.world.groups.territory import WEEKS_BETWEEN_MOVES
from riobravo.world.state import GROUPS_USED, STATES


@kernel
def open_support(world: Any) -> None:
    """Take the conflict deaths expected at the start as the ones that later changes start from."""
    for s in range(STATES):
        local = world.local[s]
        local.violence_start = world.conflict_deaths[s]
        local.violence = world.conflict_deaths[s]


@inlined
def follow_harm(world: Any, parameters: Any, on: Any) -> None:
    """Count harm to civilians and violence of the last step."""
    force = world.force[0]
    outside = force.consented + force.unconsented
    consent = force.consented / outside if outside > 0.0 else 0.0
    counts = 1.0 - consent * (1.0 - parameters.harm_with_consent)
    gain = on.step * parameters.harm_backlash / parameters.harm_scale * counts
    fade = halved(on.step / parameters.harm_backlash_duration)
    keep = halved(on.step / parameters.violence_recency)
    recent = (1.0 - keep) / on.step
    for s in range(STATES):
        local = world.local[s]
        local.grievance = fade * local.grievance + gain * local.harm
        local.violence = keep * local.violence + recent * world.conflict_deaths[s]


@kernel
def turn_support(world: Any, parameters: Any, lever: Any) -> None:
    """Move support by a quarter, and set what it means for the recruitment of each group."""
    means = world.means[0]
    n = world.size[GROUPS_USED]
    keep = halved(WEEKS_BETWEEN_MOVES / parameters.support_half_life)
    common = parameters.support_services * logarithm(max(means.income, 0.05))
    common -= parameters.support_programmes * 0.001 * lever.development_aid
    attacked = parameters.support_of_attacked * world.force[0].unconsented
    quiet, limit = parameters.quiet_violence, parameters.support_limit
    felt = world.work
    for s in range(STATES):
        local = world.local[s]
        violence = logarithm((local.violence + quiet) / (local.violence_start + quiet))
        target = common - parameters.support_predation * logarithm(local.extortion)
        target -= parameters.support_contest * violence
        local.standing = keep * local.standing + (1.0 - keep) * target
        support = min(max(local.standing + local.grievance + attacked, -limit), limit)
        local.appeal = exponential(support)
        felt[s] = exponential(parameters.support_recruitment * support)
    total = 0.0
    drawn = 0.0
    for i in range(n):
        world.appeal[i] = dot_block(world.presence[i], felt)
        total += world.members[i]
        drawn += world.members[i] * world.appeal[i]
    means.support = drawn / total if total > 0.0 else 1.0
