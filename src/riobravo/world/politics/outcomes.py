"""What is recorded of both governments and publics."""

from __future__ import annotations

from riobravo.world.outcome import Outcome

NATIONAL: tuple[Outcome, ...] = ()
BY_STATE: tuple[Outcome, ...] = ()
