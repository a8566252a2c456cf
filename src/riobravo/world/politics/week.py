"""A week of both governments and publics, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel


@kernel
def open_politics(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set both governments and publics to the start of the simulation."""


@kernel
def decide(
    world: Any, record: Any, opening: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Decide at the start of a step: threats, demands, answers and the rung of the ladder."""


@kernel
def answer_events(
    world: Any, record: Any, opening: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Move opinion, cooperation and state capacity at the end of a step."""


@kernel
def read_politics(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
