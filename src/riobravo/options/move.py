"""A move: what an order does to one lever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["multiply", "add", "set", "event"]


@dataclass(frozen=True)
class Move:
    """What an order does to one lever.

    Args:
        lever: name of the lever.
        kind: whether it multiplies the lever, adds to it in proportion to strength, sets it while
            the order acts, or sets it in a single week.
        value: the ratio or number at full strength, or the ledger parameter of a share that is cut.
    """

    lever: str
    kind: Kind
    value: float | str

    def at(self, factor: float) -> float | None:
        """Return the value of the lever at a share of full strength; None if a parameter decides."""
        if isinstance(self.value, str):
            return None
        if self.kind == "multiply":
            return 1.0 + (self.value - 1.0) * factor
        return self.value * (factor if self.kind == "add" else 1.0)
