"""A week of people who move or are exposed, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel, part
from riobravo.world.people.displacement import displace, settle_displaced
from riobravo.world.people.exposure import expose
from riobravo.world.people.migration import enforce, move_north
from riobravo.world.state import STATES


@kernel
def open_people(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set people who move or are exposed to the start of the simulation."""
    people = world.people[0]
    people.encounters = people.start_from_mexico + people.start_from_elsewhere
    if on.displacement:
        settle_displaced(world, opening, parameters)


@part
def move_people(
    world: Any, record: Any, opening: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Move people who move or are exposed by one step."""
    if on.displacement:
        displace(world, record, opening, parameters, on)
        for s in range(STATES):
            record.by_state[s].state_displaced = world.local[s].displaced_here
    if on.migration:
        enforce(world, parameters, lever, on)
        move_north(world, record, opening, parameters, on, luck, number)
    if on.exposure:
        expose(world, record, opening, parameters, on)


@kernel
def read_people(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
    tally.displaced_people = world.people[0].displaced
    tally.migration_north = world.people[0].migration
