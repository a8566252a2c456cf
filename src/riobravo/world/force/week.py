"""A week of force, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import inlined, kernel, part
from riobravo.world.force.disruption import disrupt
from riobravo.world.force.invasion import invade
from riobravo.world.force.occupation import judge_success, occupy
from riobravo.world.force.raids import raid
from riobravo.world.force.regime import change_regime
from riobravo.world.force.retaliation import retaliate
from riobravo.world.force.strikes import answer_campaign, strike
from riobravo.world.state import STATES


@kernel
def open_force(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set force to the start of the simulation."""
    force = world.force[0]
    force.baseline_success = force.expected_success
    # The last observed week stands for the week before the first one.
    for s in range(STATES):
        world.homicides[s] = on.step * opening.level[s]


@part
def move_force(
    world: Any,
    record: Any,
    opening: Any,
    parameters: Any,
    lever: Any,
    on: Any,
    luck: Any,
    number: int,
) -> None:
    """Move force by one step."""
    resisted = world.force[0].resistance_weeks
    still_force(world)
    if on.disruption:
        disrupt(world, parameters, lever, on)
    if on.raids:
        raid(world, record, parameters, lever, on, luck, number)
    if on.strikes:
        strike(world, record, parameters, lever, on, luck, number)
        answer_campaign(world, parameters, on)
    if on.invasion:
        invade(world, record, parameters, lever, on, luck, number)
    if on.occupation:
        occupy(world, record, parameters, lever, on, luck, number)
    if on.retaliation:
        retaliate(world, record, parameters, lever, on, luck, number)
    if on.regime:
        change_regime(world, parameters, on, luck, number)
    if on.occupation:
        judge_success(world, parameters, on)
    if world.force[0].us_troops > 0.0:
        world.force[0].weeks_of_presence += on.step
    # The week in which an invasion is won may be resisted as well: it is one week all the same.
    world.force[0].resistance_weeks = min(world.force[0].resistance_weeks, resisted + on.step)


@inlined
def still_force(world: Any) -> None:
    """Set what force does in a week to nothing."""
    force = world.force[0]
    force.capture_top = 0.0
    force.kill_top = 0.0
    force.capture_middle = 0.0
    force.kill_middle = 0.0
    force.lab_damage = 0.0
    force.sea_loss = 0.0
    force.conflict_log = 0.0
    force.joint_success = 0.0
    force.unconsented = 0.0
    force.consented = 0.0
    force.pressure = 0.0
    force.supported = 0.0
    force.hits = 0.0
    force.us_deaths = 0.0
    force.mexican_deaths = 0.0
    force.cost = 0.0
    if force.civilian_deaths > 0.0:
        for s in range(STATES):
            world.local[s].harm = 0.0
    force.civilian_deaths = 0.0


@kernel
def read_force(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
    force = world.force[0]
    tally.us_troops = force.us_troops
    tally.weeks_of_presence = force.weeks_of_presence
    tally.conventional_weeks = force.conventional_weeks
    tally.resistance_weeks = force.resistance_weeks
    tally.regime_civil_war = force.civil_war
    tally.army_groups_alignment = force.alignment
    tally.force_aim_reached = 1.0 if force.force_aim == 1.0 else 0.0
    tally.compliance_aim_reached = 1.0 if force.compliance_aim == 1.0 else 0.0
    tally.conflict_change_by_force = force.conflict_log
    tally.expected_success_of_force = force.expected_success
