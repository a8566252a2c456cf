"""A week of the means of armed groups, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel, part
from riobravo.world.groups.arrests import assist
from riobravo.world.groups.border import BORDER
from riobravo.world.groups.capability import evade, learn
from riobravo.world.groups.conflict import provoke
from riobravo.world.groups.families import count_families, name_families
from riobravo.world.groups.firearms import arm, open_firearms, traffic_firearms
from riobravo.world.groups.homicides import open_missing
from riobravo.world.groups.infiltration import infiltrate
from riobravo.world.groups.money import compete, draw_recruits, earn, extort, open_money, wait
from riobravo.world.groups.support import follow_harm, open_support, turn_support
from riobravo.world.groups.territory import WEEKS_BETWEEN_MOVES, count_held


@kernel
def open_means(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set the means of armed groups to the start of the simulation."""
    name_families(world)
    open_support(world)
    if on.homicides:
        open_missing(world, opening, parameters)
    if on.firearms:
        open_firearms(world, parameters)
    if on.money:
        open_money(world, parameters)


@part
def move_means(
    world: Any,
    record: Any,
    _opening: Any,
    parameters: Any,
    lever: Any,
    on: Any,
    _luck: Any,
    number: int,
) -> None:
    """Move the means of armed groups by one step, and what they make of recruitment, arrests and conflict."""
    quarter = number % int(WEEKS_BETWEEN_MOVES / on.step) == 0
    if on.support or on.money:
        follow_harm(world, parameters, on)
    if on.firearms:
        traffic_firearms(world, record, parameters, lever, on)
    if on.money:
        earn(world, record, parameters, on)
        extort(world, record, parameters, on, number)
        draw_recruits(world, parameters, on)
        wait(world, parameters, lever, on)
    if on.infiltration:
        infiltrate(world, parameters, lever, on)
    if on.capability:
        learn(world, parameters, lever, on)
    if on.support and quarter:
        turn_support(world, parameters, lever)

    means = world.means[0]
    means.conflict_factor = 1.0
    means.arrests_factor = 1.0
    if on.arrests:
        assist(world, parameters)
    if on.capability:
        evade(world, parameters)
    if on.conflict:
        provoke(world, parameters)
    if on.firearms:
        arm(world, parameters, BORDER)
    if on.money:
        compete(world, parameters, BORDER)


@kernel
def read_means(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
    means = world.means[0]
    tally.group_firearms = means.firearms_held
    tally.group_capability = means.capability
    tally.local_support = means.support
    tally.infiltration = means.infiltration
    tally.patience = means.patience
    count_held(world, tally)
    count_families(world, tally)
