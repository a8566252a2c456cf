"""One outcome: something that is recorded of every world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Outcome:
    """One thing that is recorded.

    Args:
        name: its name in every result.
        title: what a figure calls it.
        unit: its unit; flows are per year.
        kind: a flow is counted over a period, a stock is read at its end.
        better: the direction that most people would call better; "neither" where it depends.
        description: what is counted, in one sentence.
        needs: the mechanism without which it is not recorded at all.
        signed: whether it may be negative.
    """

    name: str
    title: str
    unit: str
    kind: Literal["flow", "stock"]
    better: Literal["lower", "higher", "neither"]
    description: str
    needs: str | None = None
    signed: bool = False
