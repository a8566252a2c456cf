"""F2 raids: raids on laboratories and leaders, with or without Mexico's consent.

successes    = raids x success x min(quality of intelligence, 1.5), at most one each;
               without consent x a factor on either side of one
capture_top  = successes on leaders x captured share; kill_top the rest
lab_damage   = successes on laboratories x share of capacity per hit

Raids harm fewer bystanders than strikes and cost lives of one's own. With consent a success is a joint
success; without, soldiers of the host may fight back, and sovereignty is breached.

For: a raid in January 2026 captured a president within hours, without a US death. Against: the expedition
of 1916 did not capture its target and fought soldiers of the host state, 82 of whom died. Raids of foreign
forces on armed groups in Mexico have not been measured: all sizes are extrapolation or judgement. Only
outcomes are represented, at the level of the nation and the states.
"""

from __future__ import annotations

from typing import Any

from riobravo.world import streams
from riobravo.world.compile import inlined
from riobravo.world.force.toll import count, harm_civilians, lose_soldiers, meet_consent, pay

_WEEKS_PER_YEAR = 52.0


@inlined
def raid(world: Any, record: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int) -> None:
    """Carry out the raids of a step.

    Args:
        world: the world; sets removals, damage, harm, success and intensity of the week.
        record: counts deaths and cost.
        parameters: reads the parameters of F2, and the share of capacity per laboratory hit of F1.
        lever: the levers of the week.
        on: the length of the step, and whether counts are drawn.
        luck: see `streams.draw_pair`.
        number: steps since the start of the simulation.
    """
    force = world.force[0]
    politics = world.politics[0]
    joint = lever.lab_raids_with_consent + lever.leader_raids_with_consent + lever.middle_raids_with_consent
    leaders_alone = lever.leader_raids_without_consent + politics.decided_raids
    alone = lever.lab_raids_without_consent + leaders_alone + lever.middle_raids_without_consent
    raids = joint + alone
    if raids <= 0.0:
        return
    usual = parameters.raid_success * min(politics.intelligence, parameters.raid_intelligence_limit)
    together = min(1.0, usual)
    unaided = min(1.0, usual * parameters.raid_unconsented_factor)
    top = lever.leader_raids_with_consent * together + leaders_alone * unaided
    middle = lever.middle_raids_with_consent * together + lever.middle_raids_without_consent * unaided
    labs = lever.lab_raids_with_consent * together + lever.lab_raids_without_consent * unaided
    captured = parameters.raid_capture_share
    force.capture_top += top * captured
    force.kill_top += top * (1.0 - captured)
    force.capture_middle += middle * captured
    force.kill_middle += middle * (1.0 - captured)
    share = on.step / _WEEKS_PER_YEAR
    force.lab_damage += share * labs * parameters.lab_share_per_hit
    force.joint_success += joint * together / _WEEKS_PER_YEAR
    force.pressure += raids
    force.supported += joint * min(1.0, lever.surveillance_with_consent + lever.surveillance_without_consent)
    meet_consent(world, joint / parameters.presence_scale, alone / parameters.presence_scale)

    civilians, own = streams.draw_pair(luck, number, streams.RAID_DEATHS, streams.NATION)
    soldiers, _ = streams.draw_pair(luck, number, streams.RAID_SOLDIERS, streams.NATION)
    dead = count(on.noise, civilians, share * raids * parameters.raid_civilian_deaths)
    harm_civilians(world, record, dead, on.step, False)
    lose_soldiers(
        world,
        record,
        count(on.noise, own, share * raids * parameters.raid_us_deaths),
        count(on.noise, soldiers, share * alone * parameters.raid_mexican_deaths),
        on.step,
    )
    pay(world, record, share * raids * parameters.cost_per_raid, on.step)
