"""G8 capability: drones, training, deserters and hired soldiers, as one number relative to the start.

x = log capability moves towards x* with a half-life;
x* = diffusion + leak x soldiers / 100 thousand x infiltration + learning x force
     + a x log(firearms) - b x log(arrests)
arrests are multiplied by capability^(-evasion)

Diffusion is what spreads without any option. Soldiers deployed against groups can desert or be bought,
the more so the more officials are infiltrated; force from outside teaches those who survive it, or
removes the specialists first (`learning` may be negative). `force` is the intensity of foreign force of
the week, 0 to 1, or foreign soldiers per 100 thousand where they are more.

For: drone attacks and explosive devices of armed groups in Mexico went from none to hundreds a year
within five years, and the first military-style group was founded by deserters. Against: counts by the
ministry are of found devices, effort to find them rose too, and nobody has measured what capability
does to arrests. All coefficients are judgement.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved, logarithm, power
from riobravo.world.compile import inlined

_WEEKS_PER_YEAR = 52.0
_LEAST = 1e-3


@inlined
def learn(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move capability by one step, and let it lower the effect of arrests."""
    means = world.means[0]
    force = world.force[0]
    violence = min(1.0, max(force.unconsented + force.consented, 0.01 * force.us_troops))
    target = (
        parameters.capability_diffusion
        + parameters.capability_leak * 0.01 * lever.soldiers * means.infiltration
        + parameters.capability_learning * violence
        + parameters.capability_firearms * logarithm(max(means.firearms, _LEAST))
        - parameters.capability_arrests * logarithm(max(lever.arrests * means.arrests_factor, _LEAST))
    )
    keep = halved(on.step / (_WEEKS_PER_YEAR * parameters.capability_half_life))
    now = logarithm(means.capability)
    means.capability = exponential(keep * now + (1.0 - keep) * target)


@inlined
def evade(world: Any, parameters: Any) -> None:
    """Lower arrests by the capability of groups."""
    means = world.means[0]
    means.arrests_factor *= power(means.capability, -parameters.capability_evasion)
