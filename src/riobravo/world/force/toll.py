"""Deaths from force: how many, and where civilians are harmed.

Deaths are counts around an expectation; where expectations are wanted, they are the expectation itself.
Civilians are harmed where armed groups are, in proportion to the members present.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import inlined, kernel
from riobravo.world.counts import poisson_quantile
from riobravo.world.state import STATES


@inlined
def count(noise: bool, u: float, mean: float) -> float:
    """Return a count with this expectation, or the expectation.

    Args:
        noise: whether counts are drawn.
        u: a uniform number in (0, 1).
        mean: expected count of the step.
    """
    return poisson_quantile(u, mean) if noise else mean


@kernel
def harm_civilians(world: Any, record: Any, deaths: float, step: float, where_held: bool) -> None:
    """Add civilian deaths to the nation and to the states.

    Args:
        world: the world; changes civilian_deaths and the harm of the states.
        record: counts civilian deaths.
        deaths: civilians killed in this step.
        step: length of the step in weeks.
        where_held: whether only states under occupation count.
    """
    if deaths <= 0.0:
        return
    record.national[0].civilian_deaths += deaths
    world.force[0].civilian_deaths += deaths / step
    total = 0.0
    for s in range(STATES):
        total += world.crowd[s] * (world.local[s].occupied if where_held else 1.0)
    if total <= 0.0:
        return
    per_member = deaths / (step * total)
    for s in range(STATES):
        world.local[s].harm += per_member * world.crowd[s] * (world.local[s].occupied if where_held else 1.0)


@inlined
def lose_soldiers(world: Any, record: Any, own: float, mexican: float, step: float) -> None:
    """Add deaths of US and of Mexican soldiers in this step."""
    force = world.force[0]
    record.national[0].us_military_deaths += own
    record.national[0].mexican_military_deaths += mexican
    force.us_deaths += own / step
    force.us_deaths_total += own
    force.mexican_deaths += mexican / step


@inlined
def pay(world: Any, record: Any, usd: float, step: float) -> None:
    """Add public cost of this step, in USD."""
    record.national[0].us_cost += 1e-6 * usd
    world.force[0].cost += usd / step


@inlined
def meet_consent(world: Any, with_consent: float, without_consent: float) -> None:
    """Add the intensity of operations with and without consent, each to what there is already.

    Args:
        world: the world; changes consented and unconsented.
        with_consent: operations over the scale at which their presence is felt, at least zero.
        without_consent: the same without consent.
    """
    force = world.force[0]
    force.consented = 1.0 - (1.0 - force.consented) / (1.0 + with_consent)
    force.unconsented = 1.0 - (1.0 - force.unconsented) / (1.0 + without_consent)
