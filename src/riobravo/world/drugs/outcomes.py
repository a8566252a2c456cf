"""What is recorded of drug markets."""

from __future__ import annotations

from riobravo.world.outcome import Outcome

NATIONAL: tuple[Outcome, ...] = ()
BY_STATE: tuple[Outcome, ...] = ()
