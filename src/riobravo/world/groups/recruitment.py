"""G1 recruitment: every member brings in others at a rate.

recruits of group i per week = rate x C_i

Source: Prieto-Curiel, Campedelli & Hope (2023), Science 381:1312-1316.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import whole_vectors
from riobravo.world.compile import inlined
from riobravo.world.counts import draw_counts
from riobravo.world.state import GROUPS_USED, LOCAL_ORDERS


@inlined
def recruit(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Set the recruits of the week."""
    n = world.size[GROUPS_USED]
    rate = on.step * parameters.recruitment_rate * lever.recruitment * world.means[0].recruitment_factor
    for i in range(whole_vectors(n, world.recruits)):
        world.recruits[i] = rate * world.members[i] * world.appeal[i]
    if world.size[LOCAL_ORDERS] == 1:
        for i in range(n):
            world.recruits[i] *= world.group_levers[1, i]
    if on.noise:
        draw_counts(world.recruits, world.chance[0], n)
