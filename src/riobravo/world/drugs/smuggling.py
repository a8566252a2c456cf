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

from riobravo.world.arithmetic import exponential, logarithm, power
from riobravo.world.compile import inlined, kernel
from riobravo.world.drugs.market import MOST_LOST, pass_on, scarcity_price, split_ways, trade
from riobravo.world.drugs.synthesis import approach


@kernel
def open_trade(world: Any, parameters: Any) -> None:
    """Set flows and stocks to a steady state at the start's losses and use."""
    drugs = world.drugs[0]
    drugs.use_start = parameters.opioid_use
    pure = drugs.seized_start * parameters.seized_purity
    drugs.start_loss_fentanyl = pure / (pure + parameters.opioid_use)
    drugs.start_loss_methamphetamine = parameters.seizure_share
    drugs.start_loss_cocaine = parameters.seizure_share
    drugs.start_loss_other = parameters.seizure_share
    opioids, meth = parameters.opioid_revenue_weight, parameters.methamphetamine_revenue_weight
    total = 1.0 + opioids + meth + parameters.other_revenue_weight
    drugs.weight_fentanyl = opioids / total
    drugs.weight_methamphetamine = meth / total
    drugs.weight_cocaine = 1.0 / total
    drugs.weight_other = parameters.other_revenue_weight / total
    drugs.stock_fentanyl = parameters.pipeline_cover
    drugs.stock_methamphetamine = parameters.pipeline_cover
    drugs.stock_cocaine = parameters.pipeline_cover
    drugs.stock_other = parameters.pipeline_cover


@kernel
def _shift(world: Any, parameters: Any, lever: Any, on: Any) -> Any:
    """Move the appeal of each way towards what its losses give, and return the effort on each."""
    drugs = world.drugs[0]
    covered = parameters.inspection_cover
    inspected = min(max(covered + lever.inspection / 100.0, 0.0), 1.0)
    ports = power(inspected / covered, parameters.inspection_yield) if inspected > 0.0 else 0.0
    between = 1.0 + parameters.soldier_detection * lever.border_soldiers
    sea_left = (1.0 - lever.sea_interdiction / 100.0) * (1.0 - min(world.force[0].sea_loss, 1.0))
    sea_left = max(sea_left, 1.0 - MOST_LOST)
    open_ports = max(1.0 - lever.port_closure / 100.0, 1.0 - MOST_LOST)
    kept, taste = logarithm(1.0 - parameters.seizure_share), parameters.route_elasticity
    follow = 1.0 - power(0.5, on.step / parameters.route_half_life)
    target = open_ports * exponential(taste * kept * (ports - 1.0))
    drugs.appeal_ports += (target - drugs.appeal_ports) * follow
    target = exponential(taste * kept * (between - 1.0))
    drugs.appeal_between += (target - drugs.appeal_between) * follow
    drugs.appeal_sea += (power(sea_left, taste) - drugs.appeal_sea) * follow
    return ports, between, sea_left


@inlined
def _most_sold(parameters: Any, loss: float) -> Any:
    """Return what is made at the start and can be made at most then, in weeks of use."""
    return (1.0 + parameters.spare_capacity) / ((1.0 - parameters.other_exits_share) * (1.0 - loss))


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
    drugs = world.drugs[0]
    weekly = drugs.use_start / 52.0
    tally.drug_made += drugs.made_fentanyl * weekly * step
    tally.drug_seizures += drugs.seized_fentanyl * weekly * step
    tally.drug_used += drugs.used_fentanyl * weekly * step
    tally.drug_other_exits += drugs.left_fentanyl * weekly * step
    tally.drug_stock_change += (drugs.stock_fentanyl - before) * weekly


@inlined
def _sell_fentanyl(world: Any, tally: Any, parameters: Any, appeal: Any, effort: Any, on: Any) -> Any:
    """Move fentanyl by a step; return scarcity and revenue, weighted."""
    drugs = world.drugs[0]
    ways = split_ways(drugs.start_ports_fentanyl, drugs.start_sea_fentanyl, appeal)
    most = drugs.synthesis * _most_sold(parameters, drugs.start_loss_fentanyl)
    flow = trade(
        drugs.stock_fentanyl, drugs.wanted_fentanyl, drugs.start_loss_fentanyl, most, ways, effort, parameters
    )
    drugs.made_fentanyl, drugs.left_fentanyl, drugs.seized_fentanyl = flow[0], flow[1], flow[2]
    drugs.arrived_fentanyl, drugs.used_fentanyl, drugs.gap_fentanyl = flow[3], flow[4], flow[5]
    drugs.stock_fentanyl += (flow[3] - flow[4]) * on.step
    drugs.cost_fentanyl = flow[6]
    drugs.toll_fentanyl = pass_on(parameters.import_price_share_fentanyl, parameters) * flow[6]
    scarce = scarcity_price(flow[5], drugs.dilution_fentanyl, parameters.opioid_use_elasticity_short)
    drugs.retail_fentanyl = drugs.toll_fentanyl + scarce
    drugs.export_fentanyl = flow[6] + parameters.scarcity_price_exponent * (scarce + drugs.dilution_fentanyl)
    drugs.dilution_fentanyl += (flow[5] - drugs.dilution_fentanyl) * approach(
        on.step, parameters.price_recovery_time
    )
    _record_ways(tally, drugs.weight_fentanyl * flow[3], flow, on.step)
    return drugs.weight_fentanyl * flow[5], drugs.weight_fentanyl * exponential(drugs.export_fentanyl) * flow[
        3
    ]


@inlined
def _sell_methamphetamine(world: Any, tally: Any, parameters: Any, appeal: Any, effort: Any, on: Any) -> Any:
    """Move methamphetamine by a step; return scarcity and revenue, weighted."""
    drugs = world.drugs[0]
    ways = split_ways(drugs.start_ports_methamphetamine, drugs.start_sea_methamphetamine, appeal)
    most = drugs.synthesis * _most_sold(parameters, drugs.start_loss_methamphetamine)
    flow = trade(
        drugs.stock_methamphetamine,
        drugs.wanted_methamphetamine,
        drugs.start_loss_methamphetamine,
        most,
        ways,
        effort,
        parameters,
    )
    drugs.made_methamphetamine, drugs.left_methamphetamine, drugs.seized_methamphetamine = (
        flow[0],
        flow[1],
        flow[2],
    )
    drugs.arrived_methamphetamine, drugs.used_methamphetamine, drugs.gap_methamphetamine = (
        flow[3],
        flow[4],
        flow[5],
    )
    drugs.stock_methamphetamine += (flow[3] - flow[4]) * on.step
    drugs.cost_methamphetamine = flow[6]
    drugs.toll_methamphetamine = pass_on(parameters.import_price_share_cocaine, parameters) * flow[6]
    scarce = scarcity_price(
        flow[5], drugs.dilution_methamphetamine, parameters.stimulant_use_elasticity_short
    )
    drugs.retail_methamphetamine = drugs.toll_methamphetamine + scarce
    drugs.export_methamphetamine = flow[6] + parameters.scarcity_price_exponent * (
        scarce + drugs.dilution_methamphetamine
    )
    drugs.dilution_methamphetamine += (flow[5] - drugs.dilution_methamphetamine) * approach(
        on.step, parameters.price_recovery_time
    )
    _record_ways(tally, drugs.weight_methamphetamine * flow[3], flow, on.step)
    return drugs.weight_methamphetamine * flow[5], drugs.weight_methamphetamine * exponential(
        drugs.export_methamphetamine
    ) * flow[3]


@inlined
def _plants(parameters: Any) -> Any:
    """Return the supply of cocaine over the most that can be made at the start."""
    shock = parameters.cocaine_supply_shock
    return exponential(-shock) / (1.0 + parameters.spare_capacity) if shock > 0.0 else 1.0


@inlined
def _sell_cocaine(world: Any, tally: Any, parameters: Any, appeal: Any, effort: Any, on: Any) -> Any:
    """Move cocaine by a step; return scarcity and revenue, weighted."""
    drugs = world.drugs[0]
    ways = split_ways(drugs.start_ports_cocaine, drugs.start_sea_cocaine, appeal)
    # A shortage of cocaine that is imposed leaves nothing to spare.
    most = _plants(parameters) * _most_sold(parameters, drugs.start_loss_cocaine)
    flow = trade(
        drugs.stock_cocaine, drugs.wanted_cocaine, drugs.start_loss_cocaine, most, ways, effort, parameters
    )
    drugs.made_cocaine, drugs.left_cocaine, drugs.seized_cocaine = flow[0], flow[1], flow[2]
    drugs.arrived_cocaine, drugs.used_cocaine, drugs.gap_cocaine = flow[3], flow[4], flow[5]
    drugs.stock_cocaine += (flow[3] - flow[4]) * on.step
    drugs.cost_cocaine = flow[6]
    drugs.toll_cocaine = pass_on(parameters.import_price_share_cocaine, parameters) * flow[6]
    scarce = scarcity_price(flow[5], drugs.dilution_cocaine, parameters.stimulant_use_elasticity_short)
    drugs.retail_cocaine = drugs.toll_cocaine + scarce
    drugs.export_cocaine = flow[6] + parameters.scarcity_price_exponent * (scarce + drugs.dilution_cocaine)
    drugs.dilution_cocaine += (flow[5] - drugs.dilution_cocaine) * approach(
        on.step, parameters.price_recovery_time
    )
    _record_ways(tally, drugs.weight_cocaine * flow[3], flow, on.step)
    return drugs.weight_cocaine * flow[5], drugs.weight_cocaine * exponential(drugs.export_cocaine) * flow[3]


@inlined
def _sell_other(world: Any, tally: Any, parameters: Any, appeal: Any, effort: Any, on: Any) -> Any:
    """Move heroin and other drugs by a step; return scarcity and revenue, weighted."""
    drugs = world.drugs[0]
    ways = split_ways(drugs.start_ports_other, drugs.start_sea_other, appeal)
    most = 1.0 * _most_sold(parameters, drugs.start_loss_other)
    flow = trade(
        drugs.stock_other, drugs.wanted_other, drugs.start_loss_other, most, ways, effort, parameters
    )
    drugs.made_other, drugs.left_other, drugs.seized_other = flow[0], flow[1], flow[2]
    drugs.arrived_other, drugs.used_other, drugs.gap_other = flow[3], flow[4], flow[5]
    drugs.stock_other += (flow[3] - flow[4]) * on.step
    drugs.cost_other = flow[6]
    drugs.toll_other = pass_on(parameters.import_price_share_cocaine, parameters) * flow[6]
    scarce = scarcity_price(flow[5], drugs.dilution_other, parameters.opioid_use_elasticity_short)
    drugs.retail_other = drugs.toll_other + scarce
    drugs.export_other = flow[6] + parameters.scarcity_price_exponent * (scarce + drugs.dilution_other)
    drugs.dilution_other += (flow[5] - drugs.dilution_other) * approach(
        on.step, parameters.price_recovery_time
    )
    _record_ways(tally, drugs.weight_other * flow[3], flow, on.step)
    return drugs.weight_other * flow[5], drugs.weight_other * exponential(drugs.export_other) * flow[3]


@kernel
def smuggle(world: Any, record: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move drugs from where they are made to where they are used, and set prices and revenue."""
    drugs = world.drugs[0]
    tally = record.national[0]
    effort = _shift(world, parameters, lever, on)
    appeal = (drugs.appeal_ports, drugs.appeal_between, drugs.appeal_sea)
    before = drugs.stock_fentanyl
    fentanyl = _sell_fentanyl(world, tally, parameters, appeal, effort, on)
    meth = _sell_methamphetamine(world, tally, parameters, appeal, effort, on)
    cocaine = _sell_cocaine(world, tally, parameters, appeal, effort, on)
    other = _sell_other(world, tally, parameters, appeal, effort, on)
    drugs.scarcity = fentanyl[0] + meth[0] + cocaine[0] + other[0]
    drugs.revenue = fentanyl[1] + meth[1] + cocaine[1] + other[1]
    drugs.price_fentanyl = exponential(drugs.retail_fentanyl)
    drugs.availability = drugs.used_fentanyl
    _record_fentanyl(world, tally, before, on.step)
