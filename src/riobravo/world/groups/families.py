"""Families of groups: all groups that descend from one group of the map, counted together.

A group that splits goes on as a family, so that splitting is not mistaken for shrinking.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel
from riobravo.world.state import GROUPS_USED


@kernel
def name_families(world: Any) -> None:
    """Note the three groups that are largest at the start."""
    means = world.means[0]
    first = second = third = -1
    for i in range(world.size[GROUPS_USED]):
        size = world.members[i]
        if first < 0 or size > world.members[first]:
            first, second, third = i, first, second
        elif second < 0 or size > world.members[second]:
            second, third = i, second
        elif third < 0 or size > world.members[third]:
            third = i
    means.first_family = float(first)
    means.second_family = float(second)
    means.third_family = float(third)


@kernel
def count_families(world: Any, tally: Any) -> None:
    """Count the members of the three families that were largest at the start, and of the largest now."""
    n = world.size[GROUPS_USED]
    means = world.means[0]
    family = world.work
    for i in range(n):
        family[i] = 0.0
    for i in range(n):
        family[world.root[i]] += world.members[i]
    largest = 0.0
    targeted = 0.0
    for i in range(n):
        largest = max(largest, family[i])
        if i == means.first_family or i == means.second_family or i == means.third_family:
            targeted += family[i]
    tally.largest_family_members = largest
    tally.targeted_group_members = targeted
