"""The mechanisms of both governments and publics."""

from __future__ import annotations

from riobravo.world.mechanism import Mechanism

MECHANISMS: tuple[Mechanism, ...] = ()
