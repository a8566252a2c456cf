"""A week of both economies, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel


@kernel
def open_economy(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set both economies to the start of the simulation."""


@kernel
def move_economy(
    world: Any, record: Any, opening: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Move both economies by one step."""


@kernel
def read_economy(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
