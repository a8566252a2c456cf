"""G11 infiltration: officials who work for armed groups, relative to the start.

x = log infiltration moves towards x* with a half-life;
x* = m x log(income) + e x soldiers / 100 thousand - s x officials sanctioned / 100 a year
     - a x security aid / 1,000 million USD a year

Money buys, and contact offers: soldiers deployed against groups are exposed to them. Sanctions of
officials and aid for vetting and courts may lower it; aid may also be lost to it, so its prior spans
zero. State capacity (P3) reads the result.

For: units that were deployed against groups in Mexico were disbanded or prosecuted for working with
them more than once. Against: nothing measures infiltration, so trends in it are known from cases only.
All coefficients are judgement.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved, logarithm
from riobravo.world.compile import inlined

_LEAST = 0.05


@inlined
def infiltrate(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move infiltration by one step."""
    means = world.means[0]
    target = (
        parameters.infiltration_money * logarithm(max(means.income, _LEAST))
        + parameters.infiltration_soldiers * 0.01 * lever.soldiers
        - parameters.infiltration_sanctions * 0.01 * lever.personal_sanctions
        - parameters.infiltration_aid * 0.001 * lever.security_aid
    )
    keep = halved(on.step / parameters.infiltration_half_life)
    now = logarithm(means.infiltration)
    means.infiltration = exponential(keep * now + (1.0 - keep) * target)
