"""D3 use: who uses illegal drugs, and how much they want at the present cost.

users' = q (pool (1 - cut) - users);  pool' = r (1 - pool (1 - cut))
log wanted = log users + e_s toll + (e_l - e_s) habit + x gap of the neighbouring class + log(1 - legal)
habit' = (log price of a pure unit - habit) x rate

Relative to the start. q is the yearly rate of quitting, and entry equals it at the start. The pool of people
who might begin is used up by beginners and renewed at rate r, so that fewer beginners now leave more for later. Use
answers the price within a year by e_s and after years of adjustment by e_l; a shortage cuts use in D2, and what is not
found is in part replaced by the neighbouring class: fentanyl and other opioids, methamphetamine and cocaine. A regulated
market takes over part of the demand, and adds use of its own, which D4 counts.

Evidence: elasticities from -0.25 (supply shock of 1995) to -0.9 (review) in the short run and on both sides
of -1 in the long run. Which side it is decides whether scarcity raises revenue, and it is not settled.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, power
from riobravo.world.compile import kernel

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
    uptake = 1.0 - power(0.5, years / parameters.legal_supply_uptake)
    drugs.legal += (lever.legal_supply / 100.0 - drugs.legal) * uptake
    illegal = max(1.0 - drugs.legal, _LEAST)

    adjust = 1.0 - power(0.5, years / parameters.demand_adjustment_time)
    drugs.habit_fentanyl += (drugs.retail_fentanyl + drugs.dilution_fentanyl - drugs.habit_fentanyl) * adjust
    price = drugs.retail_methamphetamine + drugs.dilution_methamphetamine
    drugs.habit_methamphetamine += (price - drugs.habit_methamphetamine) * adjust
    drugs.habit_cocaine += (drugs.retail_cocaine + drugs.dilution_cocaine - drugs.habit_cocaine) * adjust
    drugs.habit_other += (drugs.retail_other + drugs.dilution_other - drugs.habit_other) * adjust

    # What shortages do to price and use at once stands in D2, so that only costs act here at once.
    short, x = parameters.opioid_use_elasticity_short, parameters.drug_substitution
    more = min(parameters.opioid_use_elasticity_long - short, 0.0)
    users = drugs.users * illegal
    drugs.wanted_fentanyl = users * exponential(
        short * drugs.toll_fentanyl + more * drugs.habit_fentanyl + x * drugs.gap_other
    )
    drugs.wanted_other = users * exponential(
        short * drugs.toll_other + more * drugs.habit_other + x * drugs.gap_fentanyl
    )
    short = parameters.stimulant_use_elasticity_short
    more = min(parameters.cocaine_use_elasticity - short, 0.0)
    drugs.wanted_methamphetamine = illegal * exponential(
        short * drugs.toll_methamphetamine + more * drugs.habit_methamphetamine + x * drugs.gap_cocaine
    )
    drugs.wanted_cocaine = illegal * exponential(
        short * drugs.toll_cocaine + more * drugs.habit_cocaine + x * drugs.gap_methamphetamine
    )
