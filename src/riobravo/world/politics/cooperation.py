"""P2 cooperation: how far both governments work together, and the intelligence that comes of it.

    aim = start + joint work + aid + talks + successes + concessions - defiance
          + b_f unconsented force + b_t credibility x threat + b_l law and tariffs
    ceiling = start + room - slope x fall of the public's view of the United States
    cooperation -> min(aim, ceiling), losing fast and building slowly
    intelligence = share from partners x cooperation / start + the rest + flights

Joint work is ordered in points of cooperation. A threat moves cooperation either way, in proportion
to how far it is believed; so may force without consent, though its prior leans to a loss. What the
public tolerates limits both. The level is an index without a natural unit, one half at the start.

For a loss: a law against foreign agents followed the arrest of a former minister in 2020, and a unit
of more than fifty officers that worked with the United States was closed. Support in Mexico for
working with the United States fell from 53 to 24 % while favourable views fell from 61 to 29 %.
For a gain: 92 prisoners were handed over outside extradition within a year of threats, and joint
intelligence led to a raid on a top leader in 2026.
Against both: no study estimates what threats or force do to cooperation; every number here is judgement.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved
from riobravo.world.compile import inlined
from riobravo.world.measures import sanctions, tariffs, unconsented_force

# Cooperation divides by its level at the start and must not vanish.
_LEAST = 0.02


@inlined
def cooperate(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move cooperation and the quality of intelligence by one step."""
    politics = world.politics[0]
    force = world.force[0]
    politics.joint_credit *= halved(on.step / parameters.joint_success_memory)
    politics.joint_credit += force.joint_success * on.step
    overflights = parameters.overflight_weight * lever.surveillance_without_consent
    unconsented = max(unconsented_force(world), overflights)
    law = (lever.designation + min(sanctions(lever), 1.0) + min(tariffs(lever), 1.0)) / 3.0

    points = lever.intelligence
    points += parameters.aid_effect_on_cooperation * lever.security_aid / 1000.0
    points += parameters.talks_effect_on_cooperation * lever.diplomacy
    points += parameters.transfer_effect_on_cooperation * lever.prisoner_transfers / 100.0
    points += parameters.success_effect_on_cooperation * (1.0 - exponential(-politics.joint_credit))
    points += parameters.concession_effect_on_cooperation * (politics.concession - politics.defiance)
    points += parameters.force_effect_on_cooperation * unconsented
    points += parameters.threat_effect_on_cooperation * politics.threat * politics.credibility
    points += parameters.law_effect_on_cooperation * law
    aim = politics.cooperation_start + points / 100.0

    soured = politics.view_start - politics.view_of_us
    ceiling = politics.cooperation_start + parameters.tolerance_room / 100.0
    ceiling -= parameters.tolerance_slope * soured
    aim = min(max(min(aim, ceiling), _LEAST), 1.0)
    falls = aim < politics.cooperation
    time = parameters.cooperation_loss_time if falls else parameters.cooperation_build_time
    left = halved(on.step / time)
    politics.cooperation = aim + (politics.cooperation - aim) * left

    shared = parameters.intelligence_dependence * politics.cooperation / politics.cooperation_start
    flights = min(lever.surveillance_with_consent + lever.surveillance_without_consent, 1.0)
    politics.intelligence = (
        shared + 1.0 - parameters.intelligence_dependence + parameters.flight_gain * flights
    )
