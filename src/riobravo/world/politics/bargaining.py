"""P6 coercive bargaining: demands under pressure, and what they bring.

    log odds of a concession = log odds of the class + a (credibility - 1) + b souring - c if sovereignty
    answers come after an exponential time; until then the threat stands

Four kinds of pressure, each an episode with one answer: an ultimatum (threat of force), the review of
the trade agreement tied to a demand, imposed tariffs and sanctions, and a campaign of force with a
demand. The odds of a class are its published base rate at full credibility, with a public no sourer than
at the start and a demand that leaves sovereignty alone; so simulated frequencies repeat base rates where
nothing else moves, and the test is whether they still do when opinion and credibility move. A refusal
may be open defiance. A threat of sanctions that was refused may be dropped. An ultimatum that passes
its term refused and without force, or a review that ends so, was empty: credibility and approval fall.

A concession is full or half. It counts as additional by chance, because much would have been done
anyway; only the additional part acts. Compliance fades by half in a fixed time. Some concessions come in
the usual course of cooperation, without any pressure; they are counted and change nothing.

For: threats of force were heeded in 32 or 41 % of cases, threats of sanctions in 20 to 32 % before they
were imposed, sanctions in about a third with partial success, coercion from the air in 36 %.
Against: threats are made where they promise success, so the classes may flatter; strong states often
fail against weak ones, which have a reputation to keep; no case resembles two integrated neighbours.
Audience costs show in surveys, and not in the laboratory.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from riobravo.world import streams
from riobravo.world.arithmetic import exponential, logarithm, power
from riobravo.world.compile import inlined, kernel
from riobravo.world.streams import draw_pair

_WEEKS = 52.0
_ULTIMATUM, _LINKAGE, _SANCTION, _ATTACK = 0, 1, 2, 3
_WAITING, _REFUSED, _SETTLED = 1.0, 2.0, 3.0
_MIGRATION, _OFFICIALS = 2.0, 5.0
_HALF = 0.5
# Less than this is no campaign of force, and no sanction worth an answer.
_NOTICED = 0.02
_WHOLE_TARIFF = 25.0
_WHOLE_SANCTIONS = 100.0


@kernel
def bargain(world: Any, record: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int) -> None:
    """Move demands, threats and answers by one step."""
    politics = world.politics[0]
    if lever.demand > 0.0:
        politics.demand = lever.demand
    stays = power(0.5, on.step / (_WEEKS * parameters.concession_half_life))
    politics.conceded *= stays
    politics.concession *= stays
    politics.concession_migration *= stays
    politics.defiance *= power(0.5, on.step / parameters.defiance_half_life)
    trust = power(0.5, on.step / (_WEEKS * parameters.credibility_return_time))
    politics.credibility = 1.0 + (politics.credibility - 1.0) * trust
    politics.audience_loss *= trust
    force = world.force[0].unconsented
    if world.force[0].war == 1.0 or world.force[0].war == 2.0:
        force = 1.0
    tariff = lever.tariff * (1.0 - lever.tariff_exempt / 100.0) / _WHOLE_TARIFF
    burden = tariff + lever.personal_sanctions / _WHOLE_SANCTIONS + lever.port_closure / 100.0
    offer(world, record, parameters, on, luck, number)
    demand_by_force(world, record, parameters, lever.ultimatum, force, on, luck)
    demand_by_trade(world, record, parameters, lever.linkage, burden, on, luck)
    sanction(world, record, parameters, min(burden, 1.0), on, luck)
    attack(world, record, parameters, force, on, luck)
    politics.threat = 1.0 if politics.ultimatum_phase > 0.0 else 0.0
    if politics.linkage_phase == _WAITING or politics.linkage_phase == _REFUSED:
        politics.threat = max(politics.threat, min(lever.linkage, 1.0))


@inlined
def demand_by_force(
    world: Any, record: Any, parameters: Any, ultimatum: float, force: float, on: Any, luck: Any
) -> None:
    """Open, answer and end an ultimatum."""
    politics = world.politics[0]
    if politics.ultimatum_phase == 0.0:
        if ultimatum <= 0.0:
            return
        politics.ultimatums += 1.0
        politics.ultimatum_age = 0.0
        politics.ultimatum_phase = _WAITING
    politics.ultimatum_age += on.step
    term = parameters.threat_term
    if politics.ultimatum_phase == _WAITING:
        u, wait = draw_pair(luck, 0, streams.ANSWER + _ULTIMATUM, np.uint64(politics.ultimatums))
        if politics.ultimatum_age < min(-logarithm(wait) * parameters.answer_time, term):
            return
        odds = chance(world, parameters, parameters.compellent_threat_success, 0.0)
        if u < odds:
            concede(world, record, parameters, luck, _ULTIMATUM, politics.ultimatums)
            politics.ultimatum_phase = 0.0
            politics.ultimatum_age = -1.0
            return
        refuse(world, parameters, luck, _ULTIMATUM, politics.ultimatums)
        politics.ultimatum_phase = _REFUSED
    if force > _NOTICED:
        politics.credibility = max(politics.credibility, 1.0)
    elif politics.ultimatum_age < term:
        return
    else:
        lose_face(world, parameters)
    politics.ultimatum_phase = 0.0
    politics.ultimatum_age = -1.0


@inlined
def demand_by_trade(
    world: Any, record: Any, parameters: Any, linkage: float, burden: float, on: Any, luck: Any
) -> None:
    """Open, answer and end a threat of trade measures."""
    politics = world.politics[0]
    if linkage <= 0.0:
        if politics.linkage_phase == _REFUSED and burden <= _NOTICED:
            lose_face(world, parameters)
        politics.linkage_phase = 0.0
        politics.linkage_age = -1.0
        return
    if politics.linkage_phase == 0.0:
        politics.linkages += 1.0
        politics.linkage_age = 0.0
        politics.linkage_phase = _WAITING
    politics.linkage_age += on.step
    if politics.linkage_phase != _WAITING:
        return
    u, wait = draw_pair(luck, 0, streams.ANSWER + _LINKAGE, np.uint64(politics.linkages))
    if politics.linkage_age < min(-logarithm(wait) * parameters.answer_time, parameters.threat_term):
        return
    if u < chance(world, parameters, parameters.sanction_threat_concession, 0.0):
        concede(world, record, parameters, luck, _LINKAGE, politics.linkages)
        politics.linkage_phase = _SETTLED
        return
    refuse(world, parameters, luck, _LINKAGE, politics.linkages)
    _, drop = draw_pair(luck, 0, streams.REFUSAL + _LINKAGE, np.uint64(politics.linkages))
    politics.linkage_phase = _REFUSED
    if drop < parameters.sanction_backdown:
        politics.linkage_phase = _SETTLED
        lose_face(world, parameters)


@inlined
def sanction(world: Any, record: Any, parameters: Any, burden: float, on: Any, luck: Any) -> None:
    """Open, answer and end an episode of imposed tariffs and sanctions."""
    politics = world.politics[0]
    if burden <= _NOTICED:
        politics.sanction_phase = 0.0
        politics.sanction_age = -1.0
        return
    if politics.sanction_phase == 0.0:
        politics.sanctions += 1.0
        politics.sanction_age = 0.0
        politics.sanction_phase = _WAITING
    politics.sanction_age += on.step
    if politics.sanction_phase != _WAITING:
        return
    u, wait = draw_pair(luck, 0, streams.ANSWER + _SANCTION, np.uint64(politics.sanctions))
    if politics.sanction_age < -logarithm(wait) * parameters.sanction_answer_time:
        return
    politics.sanction_phase = _SETTLED
    weight = parameters.sanction_cost_slope * (burden - _HALF)
    if u < chance(world, parameters, parameters.sanction_success, weight):
        concede(world, record, parameters, luck, _SANCTION, politics.sanctions)
    else:
        refuse(world, parameters, luck, _SANCTION, politics.sanctions)


@inlined
def attack(world: Any, record: Any, parameters: Any, force: float, on: Any, luck: Any) -> None:
    """Open, answer and end a campaign of force that a demand goes with."""
    politics = world.politics[0]
    if force <= _NOTICED:
        politics.attack_phase = 0.0
        politics.attack_age = -1.0
        return
    if politics.attack_phase == 0.0:
        if politics.demand <= 0.0 and politics.ultimatums <= 0.0:
            return
        politics.attacks += 1.0
        politics.attack_age = 0.0
        politics.attack_phase = _WAITING
    politics.attack_age += on.step
    if politics.attack_phase != _WAITING:
        return
    u, wait = draw_pair(luck, 0, streams.ANSWER + _ATTACK, np.uint64(politics.attacks))
    if politics.attack_age < -logarithm(wait) * parameters.answer_time:
        return
    politics.attack_phase = _SETTLED
    if u < chance(world, parameters, parameters.air_coercion_success, 0.0):
        concede(world, record, parameters, luck, _ATTACK, politics.attacks)
    else:
        refuse(world, parameters, luck, _ATTACK, politics.attacks)


@inlined
def offer(world: Any, record: Any, parameters: Any, on: Any, luck: Any, number: int) -> None:
    """Count what is conceded in the usual course, by chance and with cooperation."""
    politics = world.politics[0]
    rate = parameters.usual_concessions * politics.cooperation / politics.cooperation_start
    expected = rate * on.step / _WEEKS
    u, _ = draw_pair(luck, number, streams.USUAL_CONCESSION, streams.NATION)
    if not on.noise:
        record.national[0].concessions += expected
    elif u < 1.0 - exponential(-expected):
        record.national[0].concessions += 1.0


@inlined
def chance(world: Any, parameters: Any, base: float, more: float) -> float:
    """Return the probability of a concession: a class, moved by the state of the dispute."""
    politics = world.politics[0]
    base = min(max(base, 1e-6), 1.0 - 1e-6)
    odds = logarithm(base / (1.0 - base)) + more
    odds += parameters.credibility_slope * (politics.credibility - 1.0)
    odds += parameters.souring_slope * (politics.view_start - politics.view_of_us) * 10.0
    if politics.demand == _OFFICIALS:
        odds -= parameters.sovereignty_cost
    return float(1.0 / (1.0 + exponential(-odds)))


@inlined
def concede(world: Any, record: Any, parameters: Any, luck: Any, kind: int, episode: float) -> None:
    """Add a concession, full or half, and additional or not."""
    politics = world.politics[0]
    partial, anyway = draw_pair(luck, 0, streams.TERMS + kind, np.uint64(episode))
    size = _HALF if partial < parameters.partial_share else 1.0
    politics.conceded += size * (1.0 - politics.conceded)
    record.national[0].concessions += 1.0
    if anyway < parameters.additional_share:
        record.national[0].additional_concessions += 1.0
        politics.concession += size * (1.0 - politics.concession)
        if politics.demand == 0.0 or politics.demand == _MIGRATION:
            politics.concession_migration += size * (1.0 - politics.concession_migration)


@inlined
def refuse(world: Any, parameters: Any, luck: Any, kind: int, episode: float) -> None:
    """Stall, or defy openly."""
    politics = world.politics[0]
    open_refusal, _ = draw_pair(luck, 0, streams.REFUSAL + kind, np.uint64(episode))
    if open_refusal < parameters.defiance_share:
        politics.defiance = 1.0


@inlined
def lose_face(world: Any, parameters: Any) -> None:
    """Let an empty threat cost credibility and approval."""
    politics = world.politics[0]
    politics.credibility *= 1.0 - parameters.credibility_loss
    politics.audience_loss += parameters.audience_cost
