"""P5 US decision: how strongly the United States is drawn to the next rung, and whether it takes it.

    log hazard = log base + b_s (support without permission - 30 %) + b_f frustration
                 + b_a (approval at the start - approval) + b_c log concern + b_e (expected success - 1/2)
    frustration = pressure in recent months that brought no compliance
    invasion hazard has its own base and rises by a factor for every rung above the third

Hazards are per year, and shares count in tens of points. They are always reported, as a propensity. Only
if the mechanism runs do they act: strikes begin, raids join them, campaigns end, an invasion is ordered
once. It is off unless a study asks for it, because a study otherwise compares what is decided, not what
might be.

For: uses of force by the United States are frequent; consensus, frustration with milder means, success
elsewhere and troubles at home are the causes that writers on the present crisis name.
Against: studies of diversionary force find small and inconsistent effects; no dispute between the United
States and Mexico has been militarised since 1919; and a base rate taken from all countries says little
about one neighbour. Every slope spans zero or nearly so.
"""

from __future__ import annotations

from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import exponential, halved, logarithm
from riobravo.world.compile import inlined
from riobravo.world.measures import tariffs
from riobravo.world.streams import draw_pair

_WEEKS = 52.0
# The support at which the base hazards are defined.
_REFERENCE_SUPPORT = 0.3
# Per year: at this hazard the decision falls within weeks, so that a higher one means nothing more.
_MOST = 20.0


@inlined
def weigh_escalation(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Set the propensity for strikes and for an invasion, and the frustration behind both."""
    politics = world.politics[0]
    force = world.force[0]
    tariff = min(tariffs(lever), 1.0)
    tried = max(politics.threat, tariff, force.unconsented) * (1.0 - politics.conceded)
    fading = halved(on.step / parameters.frustration_half_life)
    politics.frustration = tried + (politics.frustration - tried) * fading
    drawn = parameters.hazard_support_slope * (politics.us_support_without - _REFERENCE_SUPPORT) * 10.0
    drawn += parameters.hazard_frustration_slope * politics.frustration
    drawn += parameters.hazard_approval_slope * (politics.us_approval_start - politics.us_approval) * 10.0
    drawn += parameters.hazard_concern_slope * logarithm(politics.us_concern)
    drawn += parameters.hazard_success_slope * (force.expected_success - 0.5) * 10.0
    politics.strike_hazard = min(parameters.strike_base_hazard * exponential(drawn), _MOST)
    drawn += logarithm(parameters.escalation_ratio) * max(politics.rung - 3.0, 0.0)
    politics.invasion_hazard = min(parameters.invasion_base_hazard * exponential(drawn), _MOST)


@inlined
def decide_escalation(world: Any, parameters: Any, on: Any, luck: Any, number: int) -> None:
    """Take the next rung, or step back from a campaign, by chance."""
    politics = world.politics[0]
    time = on.step / _WEEKS
    begin, join = draw_pair(luck, number, streams.STRIKE_DECISION, streams.NATION)
    end, _ = draw_pair(luck, number, streams.CAMPAIGN_DECISION, streams.NATION)
    invade, _ = draw_pair(luck, number, streams.INVASION_DECISION, streams.NATION)
    escalating = politics.strike_hazard * parameters.escalation_ratio
    if politics.decided_strikes == 0.0:
        if begin < 1.0 - exponential(-politics.strike_hazard * time):
            politics.decided_strikes = parameters.decided_strike_rate
    elif end < 1.0 - exponential(-parameters.campaign_end_rate * time):
        politics.decided_strikes = 0.0
        politics.decided_raids = 0.0
    elif politics.decided_raids == 0.0 and join < 1.0 - exponential(-escalating * time):
        politics.decided_raids = parameters.decided_raid_rate
    politics.decided_invasion = 0.0
    if politics.invaded == 0.0 and invade < 1.0 - exponential(-politics.invasion_hazard * time):
        politics.decided_invasion = parameters.decided_invasion_size
        politics.invaded = 1.0
