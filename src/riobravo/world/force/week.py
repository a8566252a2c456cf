"""A week of force, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel


@kernel
def open_force(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set force to the start of the simulation."""


@kernel
def move_force(
    world: Any, record: Any, opening: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Move force by one step."""


@kernel
def read_force(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
