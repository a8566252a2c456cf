"""The mechanisms of drug markets."""

from __future__ import annotations

from riobravo.world.mechanism import Mechanism

MECHANISMS: tuple[Mechanism, ...] = ()
