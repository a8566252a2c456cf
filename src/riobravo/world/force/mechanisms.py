"""The mechanisms of force."""

from __future__ import annotations

from riobravo.world.mechanism import Mechanism

MECHANISMS: tuple[Mechanism, ...] = ()
