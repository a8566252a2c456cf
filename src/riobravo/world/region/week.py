"""A week of the region, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel


@kernel
def open_region(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set the region to the start of the simulation."""


@kernel
def move_region(
    world: Any, record: Any, opening: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Move the region by one step."""


@kernel
def read_region(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
