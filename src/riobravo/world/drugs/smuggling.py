"""D2 smuggling: what is made, seized on the way and used; prices, purity, and the revenue of armed groups.

For each class of drugs, in weeks of its use at the start:

made = min(order, capacity);  made = left + seized + arrived;  stock' = arrived - used
used = min(wanted, stock / cover);  gap = max(0, log(wanted cover / stock))
log retail = [s + m (1 - s)] cost + (gap - dilution) / |short-run elasticity|
dilution' = (gap - dilution) x rate
log import = cost + n [(gap - dilution) / |short-run elasticity| + dilution]
revenue = sum of import price x arrived

Two things move prices. Risk and losses on the way raise the cost of a unit that arrives, of which retail passes
on s + m(1 - s). A shortage first raises the price; then sellers dilute, since buyers see weight and not purity,
and the price returns while purity stays low until supply is back; buyers at import know the purity and pay by
pure weight. Lost consignments are replaced as long as
there is capacity to spare. Smugglers shift between ports, the land between them and the sea as losses there change.

Evidence: price ladders of cocaine and fentanyl; "risks and prices" (additive) against proportional pass-through
(Caulkins & Reuter 2010); in 1995 price returned in 4 months and purity in 18; after 2023 the purity of fentanyl
fell by nearly half without a clear rise of its price. Against: cocaine in 2007-08 rose by 89 % per pure gram.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, logarithm, power
from riobravo.world.compile import inlined, kernel
from riobravo.world.drugs.synthesis import approach

# Limits of the arithmetic, wider than anything observed: log price, and share of a flow that can be lost.
_PRICE_LIMIT = 2.5
_MOST_LOST = 0.99
_LEAST = 1e-6


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


@inlined
def _ways(ports: float, sea: float, appeal: Any) -> Any:
    """Return the shares of a flow through ports, between them and by sea, given their appeal."""
    a, b, c = ports * appeal[0], (1.0 - ports - sea) * appeal[1], sea * appeal[2]
    total = max(a + b + c, _LEAST)
    return a / total, b / total, c / total


@inlined
def _pass(loss: float, ways: Any, effort: Any, sea_left: float) -> Any:
    """Return the shares of a flow that pass through ports, between them and by sea."""
    kept = logarithm(1.0 - loss)
    return (
        ways[0] * exponential(kept * effort[0]),
        ways[1] * exponential(kept * effort[1]),
        ways[2] * (1.0 - loss) * sea_left,
    )


@kernel
def _trade(stock: float, wanted: float, most: float, passed: float, parameters: Any) -> Any:
    """Return what is made, left outside, seized, sold in and used in a week, and the shortage."""
    cover, outside = parameters.pipeline_cover, parameters.other_exits_share
    offered = stock / cover
    order = max(2.0 * wanted - offered, 0.0) / (passed * (1.0 - outside))
    made = min(order, most)
    sent = made * (1.0 - outside)
    arrived = sent * passed
    gap = logarithm(wanted / max(offered, _LEAST)) if wanted > offered else 0.0
    return made, made - sent, sent - arrived, arrived, min(wanted, offered), gap


@inlined
def _scarce(gap: float, dilution: float, elasticity: float) -> float:
    """Return the log rise of the price in a shortage that purity has not taken up."""
    price = (gap - dilution) / max(-elasticity, 0.05)
    return min(max(price, -_PRICE_LIMIT), _PRICE_LIMIT)


@kernel
def _shift(world: Any, parameters: Any, lever: Any, on: Any) -> Any:
    """Move the appeal of each way towards what its losses give, and return effort and what the sea leaves."""
    drugs = world.drugs[0]
    covered = parameters.inspection_cover
    inspected = min(max(covered + lever.inspection / 100.0, 0.0), 1.0)
    ports = power(inspected / covered, parameters.inspection_yield) if inspected > 0.0 else 0.0
    between = 1.0 + parameters.soldier_detection * lever.border_soldiers
    sea_left = (1.0 - lever.sea_interdiction / 100.0) * (1.0 - min(world.force[0].sea_loss, 1.0))
    sea_left = max(sea_left, 1.0 - _MOST_LOST)
    open_ports = max(1.0 - lever.port_closure / 100.0, 1.0 - _MOST_LOST)
    kept, taste = logarithm(1.0 - parameters.seizure_share), parameters.route_elasticity
    follow = 1.0 - power(0.5, on.step / parameters.route_half_life)
    target = open_ports * exponential(taste * kept * (ports - 1.0))
    drugs.appeal_ports += (target - drugs.appeal_ports) * follow
    target = exponential(taste * kept * (between - 1.0))
    drugs.appeal_between += (target - drugs.appeal_between) * follow
    drugs.appeal_sea += (power(sea_left, taste) - drugs.appeal_sea) * follow
    return (ports, between), sea_left


@kernel
def smuggle(world: Any, record: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move drugs from where they are made to where they are used, and set prices and revenue."""
    drugs = world.drugs[0]
    tally = record.national[0]
    effort, sea_left = _shift(world, parameters, lever, on)
    appeal = (drugs.appeal_ports, drugs.appeal_between, drugs.appeal_sea)
    step = on.step
    dilute = approach(step, parameters.price_recovery_time)
    mix, exponent = parameters.price_pass_through_weight, parameters.scarcity_price_exponent
    share = parameters.import_price_share_fentanyl
    passes_fentanyl = share + mix * (1.0 - share)
    share = parameters.import_price_share_cocaine
    passes = share + mix * (1.0 - share)
    start = 1.0 - parameters.other_exits_share
    spare = 1.0 + parameters.spare_capacity
    plants = (
        spare if parameters.cocaine_supply_shock <= 0.0 else exponential(-parameters.cocaine_supply_shock)
    )

    ways = _ways(drugs.start_ports_fentanyl, drugs.start_sea_fentanyl, appeal)
    loss = drugs.start_loss_fentanyl
    passed = _pass(loss, ways, effort, sea_left)
    through = passed[0] + passed[1] + passed[2]
    made, left, seized, arrived, used, gap = _trade(
        drugs.stock_fentanyl,
        drugs.wanted_fentanyl,
        drugs.synthesis * spare / (start * (1.0 - loss)),
        through,
        parameters,
    )
    before = drugs.stock_fentanyl
    drugs.stock_fentanyl += (arrived - used) * step
    drugs.made_fentanyl, drugs.left_fentanyl, drugs.seized_fentanyl = made, left, seized
    drugs.arrived_fentanyl, drugs.used_fentanyl, drugs.gap_fentanyl = arrived, used, gap
    scarce = _scarce(gap, drugs.dilution_fentanyl, parameters.opioid_use_elasticity_short)
    drugs.cost_fentanyl = -logarithm(through / (1.0 - loss))
    drugs.toll_fentanyl = passes_fentanyl * drugs.cost_fentanyl
    drugs.retail_fentanyl = drugs.toll_fentanyl + scarce
    drugs.export_fentanyl = drugs.cost_fentanyl + exponent * (scarce + drugs.dilution_fentanyl)
    drugs.dilution_fentanyl += (gap - drugs.dilution_fentanyl) * dilute
    drugs.price_fentanyl = exponential(drugs.retail_fentanyl)
    drugs.availability = used
    scarcity = drugs.weight_fentanyl * gap
    revenue = drugs.weight_fentanyl * exponential(drugs.export_fentanyl) * arrived
    unit = drugs.weight_fentanyl * arrived / through
    by_ports, by_land, by_sea = unit * passed[0], unit * passed[1], unit * passed[2]
    kilograms = drugs.use_start / 52.0 * step
    tally.drug_made += made * kilograms
    tally.drug_seizures += seized * kilograms
    tally.drug_used += used * kilograms
    tally.drug_other_exits += left * kilograms
    tally.drug_stock_change += (drugs.stock_fentanyl - before) * drugs.use_start / 52.0

    ways = _ways(drugs.start_ports_methamphetamine, drugs.start_sea_methamphetamine, appeal)
    loss = drugs.start_loss_methamphetamine
    passed = _pass(loss, ways, effort, sea_left)
    through = passed[0] + passed[1] + passed[2]
    made, left, seized, arrived, used, gap = _trade(
        drugs.stock_methamphetamine,
        drugs.wanted_methamphetamine,
        drugs.synthesis * spare / (start * (1.0 - loss)),
        through,
        parameters,
    )
    drugs.stock_methamphetamine += (arrived - used) * step
    drugs.made_methamphetamine, drugs.left_methamphetamine = made, left
    drugs.seized_methamphetamine, drugs.arrived_methamphetamine = seized, arrived
    drugs.used_methamphetamine, drugs.gap_methamphetamine = used, gap
    scarce = _scarce(gap, drugs.dilution_methamphetamine, parameters.stimulant_use_elasticity_short)
    drugs.cost_methamphetamine = -logarithm(through / (1.0 - loss))
    drugs.toll_methamphetamine = passes * drugs.cost_methamphetamine
    drugs.retail_methamphetamine = drugs.toll_methamphetamine + scarce
    drugs.export_methamphetamine = drugs.cost_methamphetamine + exponent * (
        scarce + drugs.dilution_methamphetamine
    )
    drugs.dilution_methamphetamine += (gap - drugs.dilution_methamphetamine) * dilute
    scarcity += drugs.weight_methamphetamine * gap
    revenue += drugs.weight_methamphetamine * exponential(drugs.export_methamphetamine) * arrived
    unit = drugs.weight_methamphetamine * arrived / through
    by_ports, by_land, by_sea = (
        by_ports + unit * passed[0],
        by_land + unit * passed[1],
        by_sea + unit * passed[2],
    )

    ways = _ways(drugs.start_ports_cocaine, drugs.start_sea_cocaine, appeal)
    loss = drugs.start_loss_cocaine
    passed = _pass(loss, ways, effort, sea_left)
    through = passed[0] + passed[1] + passed[2]
    made, left, seized, arrived, used, gap = _trade(
        drugs.stock_cocaine,
        drugs.wanted_cocaine,
        plants / (start * (1.0 - loss)),
        through,
        parameters,
    )
    drugs.stock_cocaine += (arrived - used) * step
    drugs.made_cocaine, drugs.left_cocaine, drugs.seized_cocaine = made, left, seized
    drugs.arrived_cocaine, drugs.used_cocaine, drugs.gap_cocaine = arrived, used, gap
    scarce = _scarce(gap, drugs.dilution_cocaine, parameters.stimulant_use_elasticity_short)
    drugs.cost_cocaine = -logarithm(through / (1.0 - loss))
    drugs.toll_cocaine = passes * drugs.cost_cocaine
    drugs.retail_cocaine = drugs.toll_cocaine + scarce
    drugs.export_cocaine = drugs.cost_cocaine + exponent * (scarce + drugs.dilution_cocaine)
    drugs.dilution_cocaine += (gap - drugs.dilution_cocaine) * dilute
    scarcity += drugs.weight_cocaine * gap
    revenue += drugs.weight_cocaine * exponential(drugs.export_cocaine) * arrived
    unit = drugs.weight_cocaine * arrived / through
    by_ports, by_land, by_sea = (
        by_ports + unit * passed[0],
        by_land + unit * passed[1],
        by_sea + unit * passed[2],
    )

    ways = _ways(drugs.start_ports_other, drugs.start_sea_other, appeal)
    loss = drugs.start_loss_other
    passed = _pass(loss, ways, effort, sea_left)
    through = passed[0] + passed[1] + passed[2]
    made, left, seized, arrived, used, gap = _trade(
        drugs.stock_other,
        drugs.wanted_other,
        spare / (start * (1.0 - loss)),
        through,
        parameters,
    )
    drugs.stock_other += (arrived - used) * step
    drugs.made_other, drugs.left_other, drugs.seized_other = made, left, seized
    drugs.arrived_other, drugs.used_other, drugs.gap_other = arrived, used, gap
    scarce = _scarce(gap, drugs.dilution_other, parameters.opioid_use_elasticity_short)
    drugs.cost_other = -logarithm(through / (1.0 - loss))
    drugs.toll_other = passes * drugs.cost_other
    drugs.retail_other = drugs.toll_other + scarce
    drugs.export_other = drugs.cost_other + exponent * (scarce + drugs.dilution_other)
    drugs.dilution_other += (gap - drugs.dilution_other) * dilute
    scarcity += drugs.weight_other * gap
    revenue += drugs.weight_other * exponential(drugs.export_other) * arrived
    unit = drugs.weight_other * arrived / through
    by_ports, by_land, by_sea = (
        by_ports + unit * passed[0],
        by_land + unit * passed[1],
        by_sea + unit * passed[2],
    )

    drugs.scarcity = scarcity
    drugs.revenue = revenue
    index = 100.0 / 52.0 * step
    tally.drug_flow += (by_ports + by_land + by_sea) * index
    tally.flow_by_ports += by_ports * index
    tally.flow_between_ports += by_land * index
    tally.flow_by_sea += by_sea * index
