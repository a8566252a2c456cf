"""A week of people who move or are exposed, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel


@kernel
def open_people(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set people who move or are exposed to the start of the simulation."""


@kernel
def move_people(
    world: Any, record: Any, opening: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Move people who move or are exposed by one step."""


@kernel
def read_people(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
