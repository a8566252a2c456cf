"""D3 use: who uses illegal drugs, and how much they want at the present cost.

users' = q (pool (1 - cut) - users);  pool' = r (1 - pool (1 - cut))
log wanted = log users + e_s toll + (e_l - e_s) habit + x gap of the neighbouring class + log(1 - legal)
habit' = (log price of a pure unit - habit) x rate

Relative to the start. q is the yearly rate of quitting, and entry equals it at the start. The pool of
people who might begin is used up by beginners and renewed at rate r, so that fewer beginners now leave
more for later. Use answers the price within a year by e_s and after years of adjustment by e_l; a
shortage cuts use in D2, and what is not found is in part replaced by the neighbouring class: fentanyl
and other opioids, methamphetamine and cocaine. A regulated market takes over part of the demand, and
adds use of its own, which D4 counts.

Evidence: elasticities from -0.25 (supply shock of 1995) to -0.9 (review) in the short run and on both sides
of -1 in the long run. Which side it is decides whether scarcity raises revenue, and it is not settled.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved
from riobravo.world.compile import inlined, kernel
from riobravo.world.drugs.fields import COCAINE, DRUGS, FENTANYL, METHAMPHETAMINE, OTHER

_LEAST = 1e-6


@kernel
def use(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move users and habits, and set the quantities wanted in the next week."""
    drugs = world.drugs[0]
    years = on.step / 52.0
    begin = drugs.pool * (1.0 - lever.initiation_cut / 100.0)
    drugs.pool = max(drugs.pool + parameters.susceptible_renewal * (1.0 - begin) * years, 0.0)
    quit_share = 1.0 - exponential(-parameters.opioid_exit_rate * years)
    drugs.users += (begin - drugs.users) * quit_share
    uptake = 1.0 - halved(years / parameters.legal_supply_uptake)
    drugs.legal += (lever.legal_supply / 100.0 - drugs.legal) * uptake
    illegal = max(1.0 - drugs.legal, _LEAST)

    adjust = 1.0 - halved(years / parameters.demand_adjustment_time)
    for k in range(len(DRUGS)):
        market = world.market[k]
        market.habit += (market.retail + market.dilution - market.habit) * adjust

    short, long = parameters.opioid_use_elasticity_short, parameters.opioid_use_elasticity_long
    _want(world, FENTANYL, OTHER, drugs.users * illegal, short, long, parameters)
    _want(world, OTHER, FENTANYL, drugs.users * illegal, short, long, parameters)
    short, long = parameters.stimulant_use_elasticity_short, parameters.cocaine_use_elasticity
    _want(world, METHAMPHETAMINE, COCAINE, illegal, short, long, parameters)
    _want(world, COCAINE, METHAMPHETAMINE, illegal, short, long, parameters)


@inlined
def _want(
    world: Any, k: int, neighbour: int, users: float, short: float, long: float, parameters: Any
) -> None:
    """Set the quantity of a class that is wanted, given users over the start and elasticities."""
    market = world.market[k]
    # What shortages do to price and use at once stands in D2, so that only costs act here at once.
    adjusted = min(long - short, 0.0) * market.habit
    instead = parameters.drug_substitution * world.market[neighbour].gap
    market.wanted = users * exponential(short * market.toll + adjusted + instead)
