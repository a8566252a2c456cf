"""G2 arrests: a number of people per week that the state can arrest, whatever the size of the groups.

arrests of group i per week = arrests x C_i / sum(C)

A number, not a rate: the same number weighs less on larger groups. What other mechanisms make of it is a
factor, one at the start:

factor = state capacity x (cooperation / cooperation at the start)^c x intelligence^i x capability^-evasion

Cooperation carries names, evidence and transfers, intelligence finds people; how much of the arrests
hangs on either has not been measured (see the ledger).

Source: Prieto-Curiel, Campedelli & Hope (2023), Science 381:1312-1316.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import power, whole_vectors
from riobravo.world.compile import inlined
from riobravo.world.counts import draw_counts
from riobravo.world.state import GROUPS_USED, LOCAL_ORDERS

_LEAST = 0.02
# Fewer members than this are nobody; what is divided by their number would overflow.
_NOBODY = 1e-6


@inlined
def assist(world: Any, parameters: Any) -> None:
    """Set arrests relative to the start from what the state can do and is told."""
    politics = world.politics[0]
    told = max(politics.cooperation, _LEAST) / max(politics.cooperation_start, _LEAST)
    found = max(politics.intelligence, _LEAST)
    factor = power(told, parameters.arrests_cooperation) * power(found, parameters.arrests_intelligence)
    world.means[0].arrests_factor = politics.capacity * factor


@inlined
def arrest(world: Any, parameters: Any, lever: Any, on: Any, total: float) -> None:
    """Set the arrests of the week; `total` is the members of all groups."""
    n = world.size[GROUPS_USED]
    if total < _NOBODY:
        world.arrested[:n] = 0.0
        return
    number = parameters.arrests_per_week * lever.arrests * world.means[0].arrests_factor
    per_member = on.step * number / total
    for i in range(whole_vectors(n, world.arrested)):
        world.arrested[i] = per_member * world.members[i]
    if world.size[LOCAL_ORDERS] == 1:
        for i in range(n):
            world.arrested[i] *= world.group_levers[0, i]
    if on.noise:
        draw_counts(world.arrested, world.chance[1], n)
