"""D2 smuggling: what is made, seized on the way and used; prices, purity, and the revenue of armed groups.

For each class of drugs, in weeks of its use at the start (`market.py` holds one class):

made = min(order, capacity);  made = left + seized + arrived;  stock' = arrived - used
used = min(wanted, stock / cover);  gap = max(0, log(wanted cover / stock))
log retail = [s + m (1 - s)] cost + (gap - dilution) / |short-run elasticity|
dilution' = (gap - dilution) x rate
log import = cost + n [(gap - dilution) / |short-run elasticity| + dilution]
revenue = sum of import price x arrived

Two things move prices. Risk and losses on the way raise the cost of a unit that arrives, of which
retail passes on s + m (1 - s). A shortage first raises the price; then sellers dilute, since buyers see
weight and not purity, and the price returns while purity stays low until supply is back; buyers at
import know the purity and pay by pure weight. Lost consignments are replaced as long as there is
capacity to spare. Smugglers shift between ports, the land between them and the sea as losses change.

Evidence: price ladders of cocaine and fentanyl; "risks and prices" (additive) against proportional
pass-through (Caulkins & Reuter 2010); in 1995 price returned in 4 months and purity in 18; after 2023 the
purity of fentanyl fell by nearly half without a clear rise of its price. Against: cocaine in 2007-08
rose by 89 % per pure gram.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved, logarithm, power
from riobravo.world.compile import inlined, kernel
from riobravo.world.drugs.fields import COCAINE, DRUGS, FENTANYL, METHAMPHETAMINE, OTHER, SYNTHETIC
from riobravo.world.drugs.market import pass_on, scarcity_price, split_ways, trade
from riobravo.world.drugs.synthesis import approach


@kernel
def open_trade(world: Any, parameters: Any) -> None:
    """Set flows and stocks to a steady state at the start's losses and use."""
    drugs = world.drugs[0]
    drugs.use_start = parameters.opioid_use
    pure = drugs.seized_start * parameters.seized_purity
    fentanyl, meth = parameters.opioid_revenue_weight, parameters.methamphetamine_revenue_weight
    cocaine, other = 1.0, parameters.other_revenue_weight
    total = cocaine + fentanyl + meth + other
    for k in range(len(DRUGS)):
        market = world.market[k]
        market.stock = parameters.pipeline_cover
        market.start_loss = parameters.seizure_share
        market.passed_on = pass_on(parameters.import_price_share_cocaine, parameters)
    world.market[FENTANYL].start_loss = pure / (pure + parameters.opioid_use)
    world.market[FENTANYL].passed_on = pass_on(parameters.import_price_share_fentanyl, parameters)
    world.market[FENTANYL].weight = fentanyl / total
    world.market[METHAMPHETAMINE].weight = meth / total
    world.market[COCAINE].weight = cocaine / total
    world.market[OTHER].weight = other / total
    world.market[FENTANYL].elasticity = parameters.opioid_use_elasticity_short
    world.market[METHAMPHETAMINE].elasticity = parameters.stimulant_use_elasticity_short
    world.market[COCAINE].elasticity = parameters.stimulant_use_elasticity_short
    world.market[OTHER].elasticity = parameters.opioid_use_elasticity_short
    for k in range(len(DRUGS)):
        world.market[k].most = _most_made(parameters, world.market[k].start_loss)
    if parameters.cocaine_supply_shock > 0.0:
        # A shortage of cocaine that is imposed leaves nothing to spare.
        left = exponential(-parameters.cocaine_supply_shock) / (1.0 + parameters.spare_capacity)
        world.market[COCAINE].most *= left


@inlined
def _most_made(parameters: Any, loss: float) -> Any:
    """Return the most that can be made, in weeks of use, with what can be made to spare at the start."""
    return (1.0 + parameters.spare_capacity) / ((1.0 - parameters.other_exits_share) * (1.0 - loss))


@kernel
def _shift(world: Any, parameters: Any, lever: Any, on: Any) -> Any:
    """Move the appeal of each way towards what its losses give, and return the effort on each."""
    drugs = world.drugs[0]
    covered = parameters.inspection_cover
    inspected = min(max(covered + lever.inspection / 100.0, 0.0), 1.0)
    ports = power(inspected / covered, parameters.inspection_yield) if inspected > 0.0 else 0.0
    between = max(1.0 + parameters.soldier_detection * lever.border_soldiers, 0.0)
    sea_left = (1.0 - lever.sea_interdiction / 100.0) * (1.0 - min(world.force[0].sea_loss, 1.0))
    least = 1.0 - parameters.most_flow_lost
    sea_left = max(sea_left, least)
    open_ports = max(1.0 - lever.port_closure / 100.0, least)
    kept, taste = logarithm(1.0 - parameters.seizure_share), parameters.route_elasticity
    follow = 1.0 - halved(on.step / parameters.route_half_life)
    target = open_ports * exponential(taste * kept * (ports - 1.0))
    drugs.appeal_ports += (target - drugs.appeal_ports) * follow
    target = exponential(taste * kept * (between - 1.0))
    drugs.appeal_between += (target - drugs.appeal_between) * follow
    drugs.appeal_sea += (power(sea_left, taste) - drugs.appeal_sea) * follow
    return ports, between, sea_left


@inlined
def _record_ways(tally: Any, value: float, flow: Any, step: float) -> None:
    """Count what gets in by each way, as an index that is 100 a year at the start."""
    index = 100.0 / 52.0 * step * value
    tally.drug_flow += index
    tally.flow_by_ports += index * flow[7]
    tally.flow_between_ports += index * flow[8]
    tally.flow_by_sea += index * flow[9]


@inlined
def _record_fentanyl(world: Any, tally: Any, before: float, step: float) -> None:
    """Count the account of fentanyl in kilograms."""
    market = world.market[FENTANYL]
    weekly = world.drugs[0].use_start / 52.0
    tally.drug_made += market.made * weekly * step
    tally.drug_seizures += market.seized * weekly * step
    tally.drug_used += market.used * weekly * step
    tally.drug_other_exits += market.left * weekly * step
    tally.drug_stock_change += (market.stock - before) * weekly


@inlined
def _sell(
    world: Any, k: int, tally: Any, parameters: Any, synthesis: float, appeal: Any, effort: Any, on: Any
) -> None:
    """Move a class of drugs by a step, and set its price on the way and to users."""
    market = world.market[k]
    ways = split_ways(market.start_ports, market.start_sea, appeal)
    most = market.most * synthesis
    flow = trade(market.stock, market.wanted, market.start_loss, most, ways, effort, parameters)
    market.made, market.left, market.seized = flow[0], flow[1], flow[2]
    market.arrived, market.used, market.gap = flow[3], flow[4], flow[5]
    market.stock += (market.arrived - market.used) * on.step
    market.cost = flow[6]
    market.toll = market.passed_on * market.cost
    scarce = scarcity_price(market.gap, market.dilution, market.elasticity, parameters.scarcity_price_limit)
    market.retail = market.toll + scarce
    market.export = market.cost + parameters.scarcity_price_exponent * (scarce + market.dilution)
    market.dilution += (market.gap - market.dilution) * approach(on.step, parameters.price_recovery_time)
    _record_ways(tally, market.weight * market.arrived, flow, on.step)


@kernel
def smuggle(world: Any, record: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move drugs from where they are made to where they are used, and set prices and revenue."""
    drugs = world.drugs[0]
    tally = record.national[0]
    effort = _shift(world, parameters, lever, on)
    appeal = (drugs.appeal_ports, drugs.appeal_between, drugs.appeal_sea)
    before = world.market[FENTANYL].stock
    scarcity, revenue = 0.0, 0.0
    for k in range(len(DRUGS)):
        synthesis = drugs.synthesis if k in SYNTHETIC else 1.0
        _sell(world, k, tally, parameters, synthesis, appeal, effort, on)
        market = world.market[k]
        scarcity += market.weight * market.gap
        revenue += market.weight * exponential(market.export) * market.arrived
    drugs.scarcity = scarcity
    drugs.revenue = revenue
    _record_fentanyl(world, tally, before, on.step)
