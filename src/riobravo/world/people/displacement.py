"""H1 displacement: people who leave home because of violence or force, and who return.

    in_s  = [n (homicides_s / level) + max(d x civilians killed by force_s, o x war_s x population_s)]
            x (limit_s - displaced_s) / (limit_s - displaced at the start_s)
    out_s = r displaced_s
    present_s += q in_s + (1 - q) sum(in) share of population_s - out_s

n is the yearly number of displaced people at the start, spread over the states by their observed
homicides, so displacement is proportional to homicides. Most of the displaced stay in their own state. The
stock of the start is the one that this inflow and the return keep steady, so the stock of the nation is
always what came in less what returned.

War is an insurgency where foreign soldiers hold a state, or a civil war anywhere. Its rate and that for
each civilian killed were read from the same wars, so the larger of them counts and not both. Nobody
is displaced twice at a time, and part of the people stay whatever happens: what comes in falls to nothing
as the displaced approach the limit.

For: Mexican studies find moves within the same commuting zone only; half of Syria, a fifth of Iraq and some
six million Colombians were displaced, most of them while groups fought each other.
Against: counts of the displaced in Mexico differ by a factor of ninety with what is counted, and whether
the response to homicides is proportional was not estimated; where groups contest a place, many leave at
once. No war of those years resembles one in Mexico.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved, logarithm
from riobravo.world.compile import inlined, kernel
from riobravo.world.state import STATES

_WEEKS_PER_YEAR = 52.0
# Where more are displaced at the start than the limit allows, the limit is this many times as high.
_HEADROOM = 1.25


@kernel
def settle_displaced(world: Any, opening: Any, parameters: Any) -> None:
    """Set the displaced people of the start."""
    people = world.people[0]
    total = 0.0
    for s in range(STATES):
        total += opening.level[s]
    stay = parameters.displacement_half_life / logarithm(2.0)
    people.newly_displaced_start = parameters.displaced_per_year / _WEEKS_PER_YEAR
    people.newly_displaced = people.newly_displaced_start
    people.displaced = 0.0
    residents = 0.0
    for s in range(STATES):
        residents += world.local[s].population
    for s in range(STATES):
        local = world.local[s]
        share = opening.level[s] / total if total > 0.0 else 1.0 / STATES
        own = parameters.displacement_local_share
        share = own * share + (1.0 - own) * local.population / residents
        local.displaced_here = parameters.displaced_per_year * stay * share
        local.displaced_start = local.displaced_here
        people.displaced += local.displaced_here


@kernel
def displace(world: Any, record: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Move displaced people by one step."""
    people = world.people[0]
    observed = residents = 0.0
    for s in range(STATES):
        observed += opening.level[s]
        residents += world.local[s].population
    own = parameters.displacement_local_share
    back = 1.0 - halved(on.step / (_WEEKS_PER_YEAR * parameters.displacement_half_life))
    step = on.step
    # In plain arrays on the way, whose loop runs in vector registers.
    asked, forced_here, kept = world.work, world.mean, world.uniform
    for s in range(STATES):
        local = world.local[s]
        share = 1.0 / STATES
        if observed > 0.0:
            victims = world.homicides[s] if on.homicides else step * opening.level[s]
            share = victims / (step * observed)
        at_war = max(local.occupied * world.force[0].insurgency, world.force[0].civil_war)
        by_war = parameters.displaced_by_occupation * at_war * local.population / _WEEKS_PER_YEAR
        forced_here[s] = step * max(parameters.displaced_per_civilian_death * local.harm, by_war)
        asked[s] = step * people.newly_displaced_start * share + forced_here[s]
        kept[s] = asked[s] / (_most(local, parameters) - local.displaced_start)
    for s in range(STATES):
        kept[s] = exponential(-kept[s])
    entered = returned = forced = 0.0
    for s in range(STATES):
        local = world.local[s]
        # Of those who would leave at the rates of the start, so many still can.
        new = max(_most(local, parameters) - local.displaced_here, 0.0) * (1.0 - kept[s])
        if asked[s] > 0.0:
            forced += forced_here[s] * (new / asked[s])
        home = back * local.displaced_here
        local.displaced_here += own * new - home
        entered += new
        returned += home
        record.by_state[s].state_newly_displaced += new
    moved = (1.0 - own) * entered / residents
    total = 0.0
    for s in range(STATES):
        local = world.local[s]
        local.displaced_here += moved * local.population
        total += local.displaced_here
    people.displaced = total
    people.newly_displaced = entered / step
    people.displaced_by_force = forced / step
    record.national[0].newly_displaced += entered
    record.national[0].returned_people += returned


@inlined
def _most(local: Any, parameters: Any) -> float:
    """Return how many can be displaced from a state at once."""
    most: float = max(parameters.displaceable_share * local.population, _HEADROOM * local.displaced_start)
    return most
