"""R2 next target: whether force in Mexico makes force elsewhere in the region more or less likely.

    log h = p x precedent + s x (expected success - its start) x precedent - k log(1 + US deaths / 100)
    log h_aligned = log h - g precedent,  log h_other = log h

A precedent is force used in Mexico, remembered with a half-life. Success as the US public expects it makes
another use likelier, and deaths make it less likely; aligned governments are less likely to be the next.
The hazard of the region is the mean of both, weighted by how likely each was at the start.

For and against: nothing measured was found; a success may deter others and make force unnecessary, so every
prior is wide and has both signs where the sign is open.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved, logarithm
from riobravo.world.compile import kernel

_WEEKS_PER_YEAR = 52.0
_EVEN = 0.5  # the success that is expected at the start


@kernel
def weigh_precedent(world: Any, parameters: Any, on: Any) -> None:
    """Set the relative hazard of force elsewhere."""
    region = world.region[0]
    used = min(max(world.force[0].unconsented, 0.0), 1.0)
    if 0.5 < world.force[0].war < 2.5:
        used = 1.0
    kept = halved(on.step / (_WEEKS_PER_YEAR * parameters.precedent_half_life))
    region.precedent = max(used, region.precedent * kept)
    change = parameters.next_target_precedent
    change += parameters.next_target_success * (world.force[0].expected_success - _EVEN)
    hazard = region.precedent * change
    hazard -= parameters.next_target_cost * logarithm(1.0 + 0.01 * max(world.force[0].us_deaths_total, 0.0))
    hazard = min(max(hazard, -4.0), 4.0)
    region.target_other = exponential(hazard)
    region.target_aligned = exponential(hazard - parameters.next_target_alignment * region.precedent)
    share = parameters.next_target_aligned_share
    region.next_target = share * region.target_aligned + (1.0 - share) * region.target_other
