"""R1 reputation: what the region thinks of the United States, how it aligns, and with whom it trades.

    view_i  -> v x force + w x war + t x duty + c x diplomacy  (+ or - split for the two publics)
    alignment -> 1 + a x mean view,  China's share -> drift x time + b (1 - alignment)

Views move within months while something happens and come back over years when it has ended, as Mexican
views did after 2017. The publics of governments aligned with Washington answer less unkindly than others.
Force at sea counts as a part of force in Mexico. Alignment follows views slowly; China's share in the
exports of the region drifts and follows alignment more slowly still.

For: views of the United States in Mexico fell by 36 points and recovered 31. Against: majorities in four
countries of the region approved of force against groups in 2025, so the sign is open; no usable estimate
of a shift of votes or trade after an intervention was found.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved
from riobravo.world.compile import inlined, kernel
from riobravo.world.measures import FULL_TARIFF

_WEEKS_PER_YEAR = 52.0


@inlined
def _moved(view: float, target: float, parameters: Any, step: float) -> float:
    """Return a view after one step: quick away from zero, slow back to it."""
    away = target * target > view * view or target * view < 0.0
    years = parameters.region_view_half_life if away else parameters.region_recovery_half_life
    return view + (1.0 - halved(step / (_WEEKS_PER_YEAR * years))) * (target - view)


@kernel
def judge(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move views, alignment and China's share by one step."""
    region = world.region[0]
    war = 1.0 if 0.5 < world.force[0].war < 2.5 else 0.0
    at_sea = 1.0 - exponential(-lever.boat_strikes / parameters.boat_strikes_scale)
    force = max(min(max(world.force[0].unconsented, 0.0), 1.0), parameters.boat_strikes_weight * at_sea)
    target = parameters.regional_view_of_force * force + parameters.regional_view_of_invasion * war
    target += parameters.regional_view_of_tariffs * min(world.economy[0].duty / FULL_TARIFF, 2.0)
    target += parameters.regional_view_of_diplomacy * lever.diplomacy
    split = parameters.regional_view_split * max(force, war)
    region.view_aligned = _moved(region.view_aligned, target + split, parameters, on.step)
    region.view_other = _moved(region.view_other, target - split, parameters, on.step)
    view = 0.5 * (region.view_aligned + region.view_other)
    start = parameters.regional_view_start
    region.favourability = min(max(start + 0.01 * view, 0.01), 0.99)

    follow = 1.0 - halved(on.step / (_WEEKS_PER_YEAR * parameters.alignment_half_life))
    aligned = max(1.0 + parameters.alignment_response * view, 0.1)
    region.alignment += follow * (aligned - region.alignment)
    region.years += on.step / _WEEKS_PER_YEAR
    share = parameters.china_share_start + parameters.china_share_drift * region.years
    share += parameters.china_share_response * (1.0 - region.alignment)
    region.china_share += follow * (min(max(share, 0.0), 0.8) - region.china_share)
