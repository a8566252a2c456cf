"""A week of the region, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel, part
from riobravo.world.region.next_target import weigh_precedent
from riobravo.world.region.reputation import judge


@kernel
def open_region(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set the region to the start of the simulation."""
    region = world.region[0]
    if on.reputation:
        region.favourability = parameters.regional_view_start
        region.china_share = parameters.china_share_start


@part
def move_region(
    world: Any,
    record: Any,
    opening: Any,
    parameters: Any,
    lever: Any,
    on: Any,
    luck: Any,
    number: int,
) -> None:
    """Move the region by one step."""
    if on.reputation:
        judge(world, parameters, lever, on)
    if on.next_target:
        weigh_precedent(world, parameters, on)


@kernel
def read_region(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
    region = world.region[0]
    tally.regional_favourability = 100.0 * region.favourability
    apart = 0.5 * (region.view_aligned - region.view_other)
    tally.favourability_aligned = min(max(100.0 * region.favourability + apart, 0.0), 100.0)
    tally.favourability_other = min(max(100.0 * region.favourability - apart, 0.0), 100.0)
    tally.regional_alignment = region.alignment
    tally.china_trade_share = 100.0 * region.china_share
    tally.next_target_hazard = region.next_target
    tally.next_target_aligned = region.target_aligned
    tally.next_target_other = region.target_other
