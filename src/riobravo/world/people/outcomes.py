"""What is recorded of people who move or are exposed."""

from __future__ import annotations

from riobravo.world.outcome import Outcome

NATIONAL: tuple[Outcome, ...] = ()
BY_STATE: tuple[Outcome, ...] = ()
