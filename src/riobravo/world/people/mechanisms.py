"""The mechanisms of people who move or are exposed."""

from __future__ import annotations

from riobravo.world.mechanism import Mechanism

MECHANISMS: tuple[Mechanism, ...] = ()
