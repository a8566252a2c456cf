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
from riobravo.world.arithmetic import halved, logarithm
from riobravo.world.compile import inlined, kernel
from riobravo.world.measures import sanctions, tariffs, unconsented_force
from riobravo.world.politics.concession import HALF, chance, concede, lose_face, offer, refuse
from riobravo.world.politics.fields import ATTACK, LINKAGE, SANCTION, ULTIMATUM
from riobravo.world.streams import draw_pair

_WEEKS = 52.0
_NONE, _WAITING, _REFUSED, _SETTLED = 0.0, 1.0, 2.0, 3.0
# Less than this is no campaign of force, and no sanction worth an answer.
_NOTICED = 0.02


@kernel
def bargain(world: Any, record: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int) -> None:
    """Move demands, threats and answers by one step."""
    politics = world.politics[0]
    if lever.demand > 0.0:
        politics.demand = lever.demand
    stays = halved(on.step / (_WEEKS * parameters.concession_half_life))
    politics.conceded *= stays
    politics.concession *= stays
    politics.concession_migration *= stays
    politics.defiance *= halved(on.step / parameters.defiance_half_life)
    trust = halved(on.step / (_WEEKS * parameters.credibility_return_time))
    politics.credibility = 1.0 + (politics.credibility - 1.0) * trust
    politics.audience_loss *= trust
    force = unconsented_force(world)
    burden = tariffs(lever) + sanctions(lever) + lever.port_closure / 100.0
    offer(world, record, parameters, on, luck, number)
    demand_by_force(world, record, parameters, lever.ultimatum, force, on, luck)
    demand_by_trade(world, record, parameters, lever.linkage, burden, on, luck)
    burden = min(burden, 1.0)
    base, more = parameters.sanction_success, parameters.sanction_cost_slope * (burden - HALF)
    time = parameters.sanction_answer_time
    impose(world, record, parameters, SANCTION, burden, base, more, time, on, luck)
    if politics.demand > 0.0 or world.dispute[ULTIMATUM].opened > 0.0:
        base, time = parameters.air_coercion_success, parameters.answer_time
        impose(world, record, parameters, ATTACK, force, base, 0.0, time, on, luck)
    politics.threat = 1.0 if world.dispute[ULTIMATUM].phase > _NONE else 0.0
    linked = world.dispute[LINKAGE].phase
    if linked in (_WAITING, _REFUSED):
        politics.threat = max(politics.threat, min(lever.linkage, 1.0))


@inlined
def demand_by_force(
    world: Any, record: Any, parameters: Any, ultimatum: float, force: float, on: Any, luck: Any
) -> None:
    """Open, answer and end an ultimatum."""
    politics, dispute = world.politics[0], world.dispute[ULTIMATUM]
    if dispute.phase == _NONE and ultimatum <= 0.0:
        return
    term = parameters.threat_term
    if _press(world, ULTIMATUM, on):
        base = parameters.compellent_threat_success
        answer = _answer(world, record, parameters, ULTIMATUM, base, 0.0, parameters.answer_time, term, luck)
        if answer == _WAITING:
            return
        if answer == _SETTLED:
            _close(world, ULTIMATUM)
            return
        dispute.phase = _REFUSED
    if force > _NOTICED:
        politics.credibility = max(politics.credibility, 1.0)
    elif dispute.age < term:
        return
    else:
        lose_face(world, parameters)
    _close(world, ULTIMATUM)


@inlined
def demand_by_trade(
    world: Any, record: Any, parameters: Any, linkage: float, burden: float, on: Any, luck: Any
) -> None:
    """Open, answer and end a threat of trade measures."""
    dispute = world.dispute[LINKAGE]
    if linkage <= 0.0:
        if dispute.phase == _REFUSED and burden <= _NOTICED:
            lose_face(world, parameters)
        _close(world, LINKAGE)
        return
    if not _press(world, LINKAGE, on):
        return
    base, term = parameters.sanction_threat_concession, parameters.threat_term
    dispute.phase = _answer(world, record, parameters, LINKAGE, base, 0.0, parameters.answer_time, term, luck)
    if dispute.phase == _REFUSED:
        _, drop = draw_pair(luck, 0, streams.REFUSAL + LINKAGE, np.uint64(dispute.opened))
        if drop < parameters.sanction_backdown:
            dispute.phase = _SETTLED
            lose_face(world, parameters)


@inlined
def impose(
    world: Any,
    record: Any,
    parameters: Any,
    kind: int,
    size: float,
    base: float,
    more: float,
    time: float,
    on: Any,
    luck: Any,
) -> None:
    """Open, answer and end a dispute over what is already done, which no answer ends.

    Args:
        world: reads and changes politics.
        record: counts concessions.
        parameters: see `chance` and `concede`.
        kind: sanctions or a campaign of force.
        size: how large it is, 1 for a whole measure.
        base: probability of a concession, by its class.
        more: what adds to its log odds.
        time: mean time until an answer, in weeks.
        on: reads the length of the step.
        luck: see `streams.draw_pair`.
    """
    if size <= _NOTICED:
        _close(world, kind)
    elif _press(world, kind, on):
        answer = _answer(world, record, parameters, kind, base, more, time, np.inf, luck)
        if answer != _WAITING:
            world.dispute[kind].phase = _SETTLED


@inlined
def _press(world: Any, kind: int, on: Any) -> Any:
    """Open a dispute unless it is open, let it age by a step, and tell whether it waits for an answer."""
    dispute = world.dispute[kind]
    if dispute.phase == _NONE:
        dispute.opened += 1.0
        dispute.age = 0.0
        dispute.phase = _WAITING
    dispute.age += on.step
    return dispute.phase == _WAITING


@inlined
def _close(world: Any, kind: int) -> None:
    """End a dispute."""
    world.dispute[kind].phase = _NONE
    world.dispute[kind].age = -1.0


@kernel
def _answer(
    world: Any,
    record: Any,
    parameters: Any,
    kind: int,
    base: float,
    more: float,
    time: float,
    term: float,
    luck: Any,
) -> float:
    """Concede or refuse once the time of the answer has come, at the latest at the end of a term.

    Returns:
        `_WAITING` before that, `_SETTLED` after a concession, `_REFUSED` otherwise.
    """
    dispute = world.dispute[kind]
    u, wait = draw_pair(luck, 0, streams.ANSWER + kind, np.uint64(dispute.opened))
    if dispute.age < min(-logarithm(wait) * time, term):
        return _WAITING
    if u < chance(world, parameters, base, more):
        concede(world, record, parameters, luck, kind, dispute.opened)
        return _SETTLED
    refuse(world, parameters, luck, kind, dispute.opened)
    return _REFUSED
