"""A week of drug markets, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel


@kernel
def open_drugs(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set drug markets to the start of the simulation."""


@kernel
def move_drugs(
    world: Any, record: Any, opening: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Move drug markets by one step."""


@kernel
def read_drugs(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
