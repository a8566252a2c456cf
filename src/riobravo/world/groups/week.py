"""A week of the means of armed groups, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel


@kernel
def open_means(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set the means of armed groups to the start of the simulation."""


@kernel
def move_means(
    world: Any, record: Any, opening: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Move the means of armed groups by one step."""


@kernel
def read_means(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
