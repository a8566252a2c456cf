"""Measures of governments in units of a whole one; the ledger's weights are for one whole measure."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import inlined
from riobravo.world.force.invasion import CONVENTIONAL, OCCUPATION

# A whole tariff, as a share of the price; duties of this size were threatened and in part imposed.
FULL_TARIFF = 0.25
_PERCENT = 100.0
_FULL_SANCTIONS = 100.0


@inlined
def tariffs(lever: Any) -> Any:
    """Return the tariff on what is not exempt, 1 for a whole one."""
    return lever.tariff * (1.0 - lever.tariff_exempt / _PERCENT) / (FULL_TARIFF * _PERCENT)


@inlined
def sanctions(lever: Any) -> Any:
    """Return personal sanctions, 1 for a whole measure."""
    return lever.personal_sanctions / _FULL_SANCTIONS


@inlined
def unconsented_force(world: Any) -> Any:
    """Return force without consent, 0 to 1; war is the whole of it."""
    force = world.force[0]
    at_war = force.war == CONVENTIONAL or force.war == OCCUPATION
    return 1.0 if at_war else force.unconsented
