"""G5 leader removal: leaders are captured or killed, at the top or in the middle layer.

A removal has local consequences: conflict surges where the group holds ground and spills, by a share, to
its other states, then decays; after a capture a short disruption comes first; some members desert; rivals
find a vacuum; and the group is led on in order, or splits (see `fragmentation`).

Evidence: Calderon, Robles, Diaz-Cayeros & Magaloni (2015), Lindo & Padilla-Romo (2018), Phillips (2015),
Dickenson (2014); studies of municipalities, here applied to a group's share of a state.
"""

from __future__ import annotations

from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import add_up, exponential, halved, logarithm, whole_vectors
from riobravo.world.compile import inlined, kernel
from riobravo.world.groups.fragmentation import split
from riobravo.world.groups.territory import count_present
from riobravo.world.state import GROUPS_USED, STATES

_WEEKS_PER_YEAR = 52.0


@inlined
def fade_surges(world: Any, parameters: Any, step: float) -> None:
    """Let surge and disruption fade by one week."""
    surge_fade = halved(step / parameters.surge_half_life)
    disruption_fade = halved(step / parameters.disruption_half_life)
    for s in range(STATES):
        world.surge[s] *= surge_fade
        world.disruption[s] *= disruption_fade


@inlined
def remove_leaders(
    world: Any, record: Any, parameters: Any, lever: Any, on: Any, luck: Any, week: int
) -> None:
    """Remove leaders in the week: by chance at the yearly rates in force, and the largest on order.

    Args:
        world: the world; changes surge, disruption, vacuum, members and the list of groups.
        record: counts removals, deserters and fragments.
        parameters: reads the parameters of G5.
        lever: the levers of the week.
        on: the length of the step.
        luck: see `streams.draw_pair`.
        week: weeks since the start of the simulation.
    """
    n = world.size[GROUPS_USED]  # fragments born this week keep their leaders
    order = lever.remove_largest
    ordered = -1
    if order > 0.0:
        largest = 0
        for i in range(n):
            if world.members[i] > world.members[largest]:
                largest = i
        ordered = largest
        _remove(world, record, parameters, largest, order > 1.5, False, luck, week)

    baseline = parameters.baseline_removals
    # The status quo's removals come first on the scale of chance, so options add to them.
    captured = baseline * parameters.baseline_capture_share
    after_capture_top = baseline + lever.capture_top + world.force[0].capture_top
    after_kill_top = after_capture_top + lever.kill_top + world.force[0].kill_top
    after_capture_middle = after_kill_top + lever.capture_middle + world.force[0].capture_middle
    per_year = after_capture_middle + lever.kill_middle + world.force[0].kill_middle
    if per_year <= 0.0:
        return

    weight = world.work
    for i in range(whole_vectors(n, weight)):
        size = max(world.members[i], 1.0)
        weight[i] = exponential(parameters.target_concentration * logarithm(size))
    for i in range(n):
        if world.members[i] < 1.0:
            weight[i] = 0.0
    total = add_up(weight, n)
    if total <= 0.0:
        return
    streams.fill_uniform(luck, week, streams.REMOVAL, world.identity, world.uniform, n)
    scale = on.step / (_WEEKS_PER_YEAR * total)
    for i in range(n):
        hazard = per_year * weight[i] * scale
        if i == ordered or world.uniform[i] >= hazard:  # the probability is below the hazard
            continue
        waited = -logarithm(1.0 - world.uniform[i])
        if waited >= hazard:
            continue
        year_scale = waited / (weight[i] * scale)
        killed = captured <= year_scale < baseline or (
            after_capture_top <= year_scale < after_kill_top or year_scale >= after_capture_middle
        )
        middle = year_scale >= after_kill_top
        _remove(world, record, parameters, i, killed, middle, luck, week)


@kernel
def _remove(
    world: Any,
    record: Any,
    parameters: Any,
    group: int,
    killed: bool,
    middle: bool,
    luck: Any,
    week: int,
) -> None:
    """Remove one leader of one group, with all that follows at once."""
    record.national[0].leader_removals += 1.0
    factor = parameters.middle_layer_factor if middle else 1.0
    surge = parameters.surge_capture + (parameters.surge_kill_addition if killed else 0.0)
    _shake_states(world, parameters, group, factor * surge, killed, factor)

    deserters = world.members[group] * parameters.desertion_share * factor
    deserters = float(int(deserters + 0.5))
    world.members[group] -= deserters
    record.national[0].exits += deserters

    chance = parameters.split_probability_kill if killed else parameters.split_probability_capture
    _, u = streams.draw_pair(luck, week, streams.REMOVAL, world.identity[group])
    if u < chance * factor and world.members[group] >= parameters.smallest_splitting_group:
        record.national[0].fragments += split(world, parameters, group, luck, week)


@kernel
def _shake_states(world: Any, parameters: Any, group: int, surge: float, killed: bool, factor: float) -> None:
    """Add surge, disruption and vacuum where the group holds ground, by its share of those present."""
    seat, most = 0, 0.0
    for s in range(STATES):
        there = world.presence[group, s]
        if there > most:
            seat, most = s, there
    crowd = world.mean
    count_present(world, crowd)
    for s in range(STATES):
        there = world.presence[group, s] * world.members[group]
        if there <= 0.0:
            continue
        share = there / crowd[s]
        world.surge[s] += surge * share * (1.0 if s == seat else parameters.spill_share)
        world.vacuum[s] += factor * share
        if not killed:
            world.disruption[s] += parameters.disruption_capture * share
