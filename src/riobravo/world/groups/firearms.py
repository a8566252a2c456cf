"""G7 firearms: a flow from the United States feeds a stock; the stock makes violence deadlier.

flow = A (1 - stop)(1 - fear of dealers) + other sources + s x (what was stopped)
stock' = flow - stock / life - seizure rate x enforcement x stock
lethality = (stock / stock at the start)^e

`A` is the southbound flow (firearms/year), `s` the share of what is stopped that comes from elsewhere
instead, `e` the elasticity of homicides to the stock: of the deaths of groups and of all others. At the
start inflow, wear and seizure balance, and the account closes every week: inflow = worn + seized + change.

The form is a stock with wear because firearms last for years: a cut acts only as fast as they wear out.
The elasticity in border states follows from the change of US law of 2004, after which homicides rose in
Mexican municipalities across from the states that sold (Dube, Dube & Garcia-Ponce 2013); elsewhere it is
a share of it. For: the comparison with California, whose own law did not change. Against: trace data
are a sample of what is submitted, the stock of the whole country is large, and other sources replace
what is stopped. How much the stock rose after 2004 was not measured, so the elasticity is wide.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, logarithm
from riobravo.world.compile import inlined, kernel
from riobravo.world.state import STATES

_WEEKS_PER_YEAR = 52.0


@kernel
def open_firearms(world: Any, parameters: Any) -> None:
    """Set the stock at which inflow, wear and seizure balance."""
    means = world.means[0]
    inflow = parameters.firearms_southbound / parameters.us_origin_share / _WEEKS_PER_YEAR
    seized = min(parameters.firearms_seized / _WEEKS_PER_YEAR, parameters.most_firearms_seized * inflow)
    wear = 1.0 / (parameters.firearm_life * _WEEKS_PER_YEAR)
    stock = (inflow - seized) / wear
    means.firearms_held = stock
    means.firearms_start = stock
    means.firearms_wear = wear
    means.firearms_seizure = seized / stock
    means.firearms = 1.0


@inlined
def traffic_firearms(world: Any, record: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move the stock of firearms by one step, and count every firearm that comes or goes."""
    means = world.means[0]
    tally = record.national[0]
    usual = on.step * parameters.firearms_southbound / _WEEKS_PER_YEAR
    passing = max(0.0, 1.0 - 0.01 * lever.firearms_stop) * (1.0 - world.economy[0].dealer_compliance)
    southbound = usual * passing
    elsewhere = usual * (1.0 / parameters.us_origin_share - 1.0)
    elsewhere += parameters.firearm_substitution * max(usual - southbound, 0.0)
    held = means.firearms_held
    enforcement = lever.arrests * means.arrests_factor
    worn = on.step * means.firearms_wear * held
    seized = min(on.step * means.firearms_seizure * enforcement, 0.5) * held
    means.firearms_held = held + southbound + elsewhere - worn - seized
    means.firearms = means.firearms_held / means.firearms_start
    tally.southbound_firearms += southbound
    tally.other_firearms += elsewhere
    tally.worn_firearms += worn
    tally.seized_firearms += seized


@inlined
def arm(world: Any, parameters: Any, border: Any) -> None:
    """Set how deadly the stock of firearms makes violence in each state.

    Args:
        world: reads firearms, changes lethality.
        parameters: reads the supply shock and firearm_inland_share.
        border: 1 in states that border Texas, Arizona, New Mexico or California, (STATES,).
    """
    means = world.means[0]
    rise = logarithm(1.0 + parameters.firearm_supply_shock_deaths / parameters.border_homicides_2003)
    elasticity = rise / logarithm(1.0 + parameters.supply_shock_stock_rise)
    stock = logarithm(max(means.firearms, 1e-6))
    near = exponential(elasticity * stock)
    inland = exponential(parameters.firearm_inland_share * elasticity * stock)
    for s in range(STATES):
        world.local[s].lethality = near if border[s] else inland
