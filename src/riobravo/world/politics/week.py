"""A week of both governments and publics, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel, part
from riobravo.world.politics.bargaining import bargain
from riobravo.world.politics.cooperation import cooperate
from riobravo.world.politics.ladder import climb
from riobravo.world.politics.mexican_opinion import form_mexican_opinion
from riobravo.world.politics.state_capacity import build_capacity
from riobravo.world.politics.us_decision import decide_escalation, weigh_escalation
from riobravo.world.politics.us_opinion import form_us_opinion

_RUNGS = 8.0


@kernel
def open_politics(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set both governments and publics to the start of the simulation."""
    politics = world.politics[0]
    politics.cooperation_start = politics.cooperation
    politics.approval_start = politics.approval
    politics.view_start = politics.view_of_us
    politics.force_support_start = politics.support_for_force_mexico
    politics.us_approval_start = politics.us_approval
    if on.us_opinion:
        politics.us_support = parameters.us_support_base / 100.0
        politics.us_support_without = (parameters.us_support_base - parameters.permission_gap) / 100.0


@part
def decide(
    world: Any, record: Any, opening: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Decide at the start of a step: threats, demands, answers and the rung of the ladder."""
    if on.bargaining:
        bargain(world, record, parameters, lever, on, luck, number)
    # The propensity is reported whether or not anybody acts on it.
    weigh_escalation(world, parameters, lever, on)
    if on.us_decision:
        decide_escalation(world, parameters, on, luck, number)
    if on.ladder:
        climb(world, lever, on)


@part
def answer_events(
    world: Any, record: Any, opening: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Move opinion, cooperation and state capacity at the end of a step."""
    if on.mexican_opinion:
        form_mexican_opinion(world, parameters, lever, on)
    if on.cooperation:
        cooperate(world, parameters, lever, on)
    if on.state_capacity:
        build_capacity(world, opening, parameters, lever, on)
    if on.us_opinion:
        form_us_opinion(world, parameters, on)


@kernel
def read_politics(world: Any, tally: Any) -> None:
    """Set the stocks of a reading, in per cent."""
    politics = world.politics[0]
    tally.mexican_approval = 100.0 * politics.approval
    tally.view_of_us = 100.0 * politics.view_of_us
    tally.mexican_support_for_force = 100.0 * politics.support_for_force_mexico
    tally.cooperation = 100.0 * politics.cooperation
    calm = 1.0 - politics.rung / _RUNGS
    tally.bilateral_relations = 100.0 * (politics.cooperation + politics.view_of_us + calm) / 3.0
    tally.state_capacity = 100.0 * politics.capacity
    tally.us_approval = 100.0 * politics.us_approval
    tally.us_support_for_force = 100.0 * politics.us_support
    tally.us_support_without_permission = 100.0 * politics.us_support_without
    tally.us_concern = 100.0 * politics.us_concern
    tally.concessions_in_force = 100.0 * politics.conceded
    tally.threat_in_force = 100.0 * politics.threat
    tally.threat_credibility = 100.0 * politics.credibility
    tally.rung = politics.rung
    tally.strike_hazard = politics.strike_hazard
    tally.invasion_hazard = politics.invasion_hazard
