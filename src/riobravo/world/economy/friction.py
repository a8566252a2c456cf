"""E2 friction: waits, closed ports and insecurity, and what they do to trade by sector.

    wait -> hours ordered + a x inspection + b x border soldiers + d x closed
    passage -> 1 - land x (1 - min(1, (1 - closed) (1 + spare (1 - gateway))))
    drag_s = eps_1 log(1 + w_s c wait / 24) + log(passage) + insecurity

Waits and passage follow a measure, and its end, within days: queues form and clear in that time. A day of
waiting costs as much as a small tariff, more for goods that perish or that feed an assembly line. Ports
have spare capacity, but trade is concentrated on one gateway, whose share cannot move elsewhere. Goods
that go by sea and air pass anyway. Insecurity adds a cost with homicides and with blockades.

For: the concentration on Laredo is observed; recovery within days is what inspections of all trucks showed
in 2022, which is remembered and not read. Against: what was thickened after 2001 stayed thicker for years
in one direction of trade with Canada.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import halved, logarithm
from riobravo.world.compile import inlined, kernel

_HOURS_PER_DAY = 24.0


@inlined
def _delay(parameters: Any, weight: float, hours: float) -> float:
    """Return the log effect of a wait on trade in goods that feel waits so much."""
    cost = weight * parameters.delay_cost * hours / _HOURS_PER_DAY
    effect: float = parameters.tariff_elasticity_first_year * logarithm(max(1.0 + cost, 0.5))
    return effect


@kernel
def slow_goods(world: Any, record: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move waits and passage of ports, and set what they cost trade."""
    economy = world.economy[0]
    part = 1.0 - halved(on.step / parameters.queue_half_life)
    wait = lever.waiting + parameters.wait_per_inspection * lever.inspection
    wait += parameters.wait_per_soldiers * lever.border_soldiers
    wait += parameters.wait_per_closure * lever.port_closure
    economy.friction += part * (max(wait, -12.0) - economy.friction)

    spare = parameters.port_spare * (1.0 - parameters.gateway_share)
    ports = min(1.0, (1.0 - 0.01 * lever.port_closure) * (1.0 + spare))
    economy.passage += part * (1.0 - parameters.land_share * (1.0 - ports) - economy.passage)

    common = logarithm(max(economy.passage, 1e-6))
    common -= parameters.insecurity_trade_cost * logarithm(max(economy.violence, 0.05))
    common -= min(parameters.blockade_trade_cost * world.force[0].retaliation, 1.0)
    hours = economy.friction
    economy.drag_vehicles = common + _delay(parameters, parameters.delay_weight_vehicles, hours)
    economy.drag_farm = common + _delay(parameters, parameters.delay_weight_farm, hours)
    economy.drag_electronics = common + _delay(parameters, 1.0, hours)
    economy.drag_other = economy.drag_electronics

    goods = economy.start_north * economy.northbound + economy.start_south * economy.southbound
    record.national[0].border_cost += on.step * goods * parameters.delay_cost * hours / _HOURS_PER_DAY
