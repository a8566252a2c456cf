"""F1 strikes: strikes on laboratories, leaders and boats, and how violence answers a campaign.

kill_top     = strikes on leaders x hit probability, at most one each
lab_damage   = strikes on laboratories x hit probability x share of capacity per hit, of the step
hit          = min(1, hit probability x quality of intelligence)
conflict_log = reach x calm x w + reach of hits x heat x (1 - w)
w            = x^n / (1 + x^n),  x = remembered operations per year / threshold
reach        = 1 - exp(-remembered operations per year / scale)
calm         = lambda_s x (r + (1 - r) x unsupported),  r = share with consent and under surveillance

Pressure is remembered with a half-life, so that w depends on how many operations there are and on how
long they last: occasional force provokes (heat), sustained force may calm. Where the threshold lies, and
whether calm needs the host's consent, are beliefs with wide priors: a threshold near zero is the view
that any force works, one beyond all campaigns the view that none does. Heat that the local surges of
leader removal (G5) already show is not counted twice.

For: a drone programme with surveillance and the host's help went with 43 to 62 % fewer attacks (Mir and
Moore 2019). Against: attacks rose by 48 to 70 % in three of six months after leaders were hit (Rigterink
2021) and after air strikes for at least 90 days (Lyall 2015). All of it is extrapolation: these were
political groups in Pakistan and Afghanistan, and nobody has measured strikes in Mexico. Civilians are
harmed where groups are. Only outcomes are represented, at the level of the nation and the states.
"""

from __future__ import annotations

from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import exponential, halved, power
from riobravo.world.compile import inlined, kernel
from riobravo.world.force.toll import count, harm_civilians, meet_consent, pay

_WEEKS_PER_YEAR = 52.0
_LEAST = 1e-6


@inlined
def strike(world: Any, record: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int) -> None:
    """Carry out the strikes of a step.

    Args:
        world: the world; sets removals, damage, harm and intensity of the week.
        record: counts deaths and cost.
        parameters: reads the parameters of F1.
        lever: the levers of the week.
        on: the length of the step, and whether counts are drawn.
        luck: see `streams.draw_pair`.
        number: steps since the start of the simulation.
    """
    force = world.force[0]
    politics = world.politics[0]
    decided = politics.decided_strikes
    labs = lever.lab_strikes_with_consent + lever.lab_strikes_without_consent
    labs += decided * (1.0 - parameters.decided_leader_share)
    leaders = lever.leader_strikes_with_consent + lever.leader_strikes_without_consent
    leaders += decided * parameters.decided_leader_share
    middle = lever.middle_strikes_with_consent + lever.middle_strikes_without_consent
    supported = lever.lab_strikes_with_consent
    supported += lever.leader_strikes_with_consent + lever.middle_strikes_with_consent
    strikes = labs + leaders + middle
    if strikes + lever.boat_strikes <= 0.0:
        return
    hit = min(1.0, parameters.strike_hit * politics.intelligence)
    force.kill_top += leaders * hit
    force.kill_middle += middle * hit
    force.hits += (leaders + middle) * hit
    share = on.step / _WEEKS_PER_YEAR
    force.lab_damage += share * labs * hit * parameters.lab_share_per_hit
    force.sea_loss = 1.0 - exponential(-lever.boat_strikes * parameters.sea_loss_per_strike)
    watched = min(1.0, lever.surveillance_with_consent + lever.surveillance_without_consent)
    force.pressure += strikes
    force.supported += supported * watched
    scale = parameters.presence_scale
    meet_consent(world, supported / scale, (strikes - supported) / scale)

    civilians, boats = streams.draw_pair(luck, number, streams.STRIKE_DEATHS, streams.NATION)
    dead = count(on.noise, civilians, share * strikes * parameters.strike_civilian_deaths)
    harm_civilians(world, record, dead, on.step, False)
    at_sea = share * lever.boat_strikes * parameters.boat_strike_deaths
    record.national[0].deaths_at_sea += count(on.noise, boats, at_sea)
    pay(world, record, share * (strikes + lever.boat_strikes) * parameters.cost_per_strike, on.step)


@kernel
def answer_campaign(world: Any, parameters: Any, on: Any) -> None:
    """Let violence answer the strikes and raids of recent weeks.

    Args:
        world: the world; reads the pressure of the week, changes conflict_log.
        parameters: reads the parameters of F1.
        on: the length of the step, and whether leader removal shows surges of its own.
    """
    force = world.force[0]
    if force.pressure + force.pressure_felt <= _LEAST:
        force.pressure_felt = 0.0
        return
    keep = halved(on.step / parameters.campaign_memory)
    force.pressure_felt = keep * force.pressure_felt + (1.0 - keep) * force.pressure
    force.supported_felt = keep * force.supported_felt + (1.0 - keep) * force.supported
    force.hits_felt = keep * force.hits_felt + (1.0 - keep) * force.hits
    felt = max(force.pressure_felt, _LEAST)
    odds = power(felt / parameters.campaign_threshold, parameters.campaign_steepness)
    sustained = odds / (1.0 + odds)
    support = min(1.0, force.supported_felt / felt)
    calm = parameters.strikes_attack_change_supported
    calm *= support + (1.0 - support) * parameters.unsupported_calm
    heat = parameters.strikes_attack_change_leader
    if on.leader_removal:
        heat *= 1.0 - parameters.leader_surge_overlap
    reach = 1.0 - exponential(-felt / parameters.campaign_scale)
    reach_of_hits = 1.0 - exponential(-force.hits_felt / parameters.campaign_scale)
    force.conflict_log += reach * sustained * calm + reach_of_hits * (1.0 - sustained) * heat
