"""The mechanisms of both economies."""

from __future__ import annotations

from riobravo.world.mechanism import Mechanism

MECHANISMS: tuple[Mechanism, ...] = ()
