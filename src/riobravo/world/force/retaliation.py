"""F6 retaliation: blockades, attacks on officials and other answers of armed groups, front-loaded and short.

incidents per week = (base / 52 x (1 + share x removals added / removals usual)
                      + answers x provocation x decay rate) x capability x (1 - coordination loss)
provocation        = leaders removed by foreign force, the leader of the largest group by whomever, and
                     foreign soldiers by weight, fading

Each operation is answered by `retaliation_per_event` incidents in all, most of them at once. A share falls
on US soil. The base is what goes on anyway, answers to the removals by Mexico included; removals that Mexico
adds raise that share of it in proportion. The state of the world holds only the answers to operations.

For: 252 road blockades in 20 states followed a raid by Mexico's own forces in February 2026, and nine
in ten were cleared on the same day. Against: that was the leader of the largest group, and most removals
are answered by little; groups that live by trade avoid attacks that cost them business, on US soil above all.
Counts of such incidents are press counts; sizes are judgement. Only numbers of incidents are represented.
"""

from __future__ import annotations

from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import halved, logarithm
from riobravo.world.compile import inlined
from riobravo.world.force.toll import count

_WEEKS_PER_YEAR = 52.0
# Nothing divides by removals that do not take place.
_LEAST_REMOVALS = 1.0


@inlined
def retaliate(world: Any, record: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int) -> None:
    """Let armed groups answer the operations of this and earlier weeks.

    Args:
        world: the world; reads operations and soldiers, changes provocation and retaliation.
        record: counts incidents.
        parameters: reads the parameters of F6.
        lever: the levers of the week; reads the leaders that Mexico removes on order.
        on: the length of the step, and whether counts are drawn.
        luck: see `streams.draw_pair`.
        number: steps since the start of the simulation.
    """
    force = world.force[0]
    means = world.means[0]
    removed = force.capture_top + force.kill_top + force.capture_middle + force.kill_middle
    operations = removed / _WEEKS_PER_YEAR
    if lever.remove_largest > 0.0:
        operations += 1.0 / on.step
    operations += force.us_troops * parameters.retaliation_per_soldiers
    fade = halved(on.step / parameters.retaliation_half_life)
    # What a step adds has faded on average over the step: answers in all do not depend on its length.
    rate = -logarithm(fade) / on.step
    before = force.provocation
    force.provocation = fade * before + operations * (1.0 - fade) / rate
    answered = before + operations * on.step - force.provocation  # in this step
    strength = means.capability * (1.0 - force.coordination_loss)
    added = lever.capture_top + lever.kill_top + lever.capture_middle + lever.kill_middle
    more = parameters.retaliation_to_removals * added / max(parameters.baseline_removals, _LEAST_REMOVALS)
    base = on.step * parameters.retaliation_base / _WEEKS_PER_YEAR * (1.0 + more)
    answers = strength * parameters.retaliation_per_event * answered
    u_usual, u_answers = streams.draw_pair(luck, number, streams.RETALIATION, streams.NATION)
    u_soil, _ = streams.draw_pair(luck, number, streams.RETALIATION_ON_SOIL, streams.NATION)
    usual = count(on.noise, u_usual, strength * base)
    provoked = count(on.noise, u_answers, answers)
    on_us_soil = (strength * base + answers) * parameters.retaliation_us_share
    force.retaliation = provoked / on.step
    record.national[0].retaliation += usual + provoked
    record.national[0].retaliation_us_soil += count(on.noise, u_soil, on_us_soil)
