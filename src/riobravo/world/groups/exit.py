"""G4 exit: large groups lose members by saturation.

exits of group i per week = saturation x C_i^2

A group alone in the world stops growing at recruitment rate / saturation.

Source: Prieto-Curiel, Campedelli & Hope (2023), Science 381:1312-1316.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import whole_vectors
from riobravo.world.compile import inlined
from riobravo.world.counts import draw_counts
from riobravo.world.state import GROUPS_USED


@inlined
def leave(world: Any, parameters: Any, on: Any) -> None:
    """Set the exits of the week."""
    n = world.size[GROUPS_USED]
    for i in range(whole_vectors(n, world.left)):
        world.left[i] = on.step * parameters.saturation_rate * world.members[i] * world.members[i]
    if on.noise:
        draw_counts(world.left, world.chance[3], n)
