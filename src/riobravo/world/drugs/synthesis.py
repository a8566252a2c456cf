"""D1 synthesis: how much Mexico and other regions can make, after losses of laboratories and precursors.

laboratories' = r (1 + h/r - laboratories) - h e laboratories - force x laboratories
precursors = 1 - stop + bypass,  bypass' = (limit x stop - bypass) x rate
moved' = (share (1 - laboratories) - moved) x rate
synthesis = precursors x (share x laboratories + 1 - share + moved)

Relative to the start; h is the yearly rate at which Mexico destroys laboratories and e its intelligence
times its capacity. A time "until back" is taken as three half-lives, so that one eighth is left.
Laboratories are rebuilt within months; under lasting pressure synthesis moves elsewhere within years;
precursors that are stopped at their origin are replaced by others. A control works at all only with a
probability, and one draw decides it for a world.

Evidence: the raids of 1995 on two suppliers of methamphetamine precursors, undone in about 18 months
(Dobkin & Nicosia 2009); 7 of 15 precursor controls lowered any indicator (McKetin et al. 2011); synthesis of
fentanyl went from China to Mexico, and methamphetamine from one chemistry to another, in one to five years.
Against quick replacement: closing one firm in Mexico in 2007 had effects to the end of the study.
"""

from __future__ import annotations

from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import exponential, halved, logarithm
from riobravo.world.compile import inlined, kernel

# What is published as "back" is read as seven eighths of the way: a definition, not an estimate.
HALF_LIVES_UNTIL_BACK = 3.0


@inlined
def approach(step: float, years: float) -> Any:
    """Return the share of a gap that closes in a step if it is nearly closed after so many years."""
    return 1.0 - halved(HALF_LIVES_UNTIL_BACK * step / (52.0 * years))


@kernel
def _stopped(parameters: Any, lever: Any, on: Any, luck: Any) -> Any:
    """Return the share of precursors that is stopped beyond the start."""
    chance = parameters.precursor_control_success
    if on.noise:
        first, _ = streams.draw_pair(luck, 0, streams.PRECURSOR_CONTROL, streams.NATION)
        chance = 1.0 if first < chance else 0.0
    return lever.precursor_stop / 100.0 * chance


@kernel
def synthesise(world: Any, parameters: Any, lever: Any, on: Any, luck: Any) -> None:
    """Set the capacity for synthesis of the week."""
    drugs = world.drugs[0]
    share = parameters.mexican_synthesis_share
    rebuild = logarithm(2.0) / parameters.lab_rebuild_half_life * 52.0
    destroyed = parameters.lab_destruction_rate
    pressure = destroyed * world.politics[0].intelligence * world.politics[0].capacity
    # The exact solution over a step with constant rates, so that the length of the step is nothing.
    rate = rebuild + pressure
    level = (rebuild + destroyed) / rate
    hit = world.force[0].lab_damage * drugs.laboratories
    after = drugs.laboratories - hit
    drugs.laboratories = level + (after - level) * exponential(-rate * on.step / 52.0)

    stop = _stopped(parameters, lever, on, luck)
    follow = approach(on.step, parameters.synthesis_recovery_time)
    drugs.bypass += (parameters.precursor_bypass_limit * stop - drugs.bypass) * follow
    precursors = max(1.0 - stop + drugs.bypass, 0.0)

    move = approach(on.step, parameters.synthesis_relocation_time)
    drugs.moved += (max(share * (1.0 - drugs.laboratories), 0.0) - drugs.moved) * move
    drugs.capacity = precursors * drugs.laboratories
    drugs.synthesis = precursors * (share * drugs.laboratories + 1.0 - share + drugs.moved)

    drugs.loss_total += share * hit
    left = exponential(-rebuild * on.step / 52.0) * (1.0 - move)
    drugs.loss_unfilled = (drugs.loss_unfilled + share * hit) * left
    drugs.loss_precursors = max(stop, 0.0)


@kernel
def share_replaced(world: Any) -> Any:
    """Return the share of all capacity ever lost that has been rebuilt, moved or bypassed."""
    drugs = world.drugs[0]
    lost = drugs.loss_total + drugs.loss_precursors
    if lost < 1e-6:
        return 0.0
    missing = drugs.loss_unfilled + max(drugs.loss_precursors - drugs.bypass, 0.0)
    return min(max(1.0 - missing / lost, 0.0), 1.0)
