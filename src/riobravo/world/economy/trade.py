"""E1 trade: both flows of goods by sector, and how duties move them.

Four sectors (vehicles, farm products, electronics, the rest) go north and south. The response r of a
flow to a duty d closes in on its long-run value at a constant rate:

    dr/dt = k (eps_L log(1 + d) - r),   k = -log(1 - eps_1 / eps_L) per year

so that it is eps_1 after one year and eps_L in the end. With the published -0.76 and -2 the rate is
0.48 a year, and 96 to 99 per cent of the response is there after 7 to 10 years, which is the published
time of convergence; that time is therefore no parameter of its own. The duty of a sector is the tariff on
what is not exempt, and, once the agreement has ended, the ordinary tariff on what used it. Sectors use
exemptions as they use the agreement: almost all farm products, fewer vehicles, and the rest so that the
exempt share is the one ordered.

The value of trade grows in current dollars, the same under every option, whatever else happens; what other
mechanisms read of trade is relative to that growth.

Mexico answers with a share of the duty, more under open defiance. US exports also fall with Mexican
exports, into which many of them are built. Trade between enemies falls at once and returns over years, in
part already under occupation. There is one flow per sector and direction, so exports of one country are the
imports of the other.

For: Boehm, Levchenko & Pandalai-Nayar (2023). Against: the elasticities are of world trade, and models of
North American chains use larger ones; tariffs that are only announced move trade before they apply, which
is left out.
"""

from __future__ import annotations

import math
from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import exponential, halved, logarithm, normal_quantile, power
from riobravo.world.compile import inlined, kernel

_WEEKS_PER_YEAR = 52.0


@inlined
def adjustment_rate(parameters: Any) -> float:
    """Return the rate at which trade closes in on its long-run response, per year."""
    first = parameters.tariff_elasticity_first_year / parameters.tariff_elasticity_long
    return -logarithm(1.0 - min(max(first, 0.02), 0.95))


@inlined
def _exempt(share: float, use: float, mean_use: float) -> float:
    """Return the exempt share of a sector that uses the agreement so much, when `share` is exempt."""
    if share <= 0.0:
        return 0.0
    return power(min(share, 1.0), logarithm(min(use, 0.999)) / logarithm(min(mean_use, 0.995)))


@kernel
def levy(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Set the duties of the week, and move the responses to them."""
    economy = world.economy[0]
    vehicles, farm = parameters.vehicles_share_north, parameters.farm_share_north
    rest = 1.0 - vehicles - farm
    use = parameters.agreement_use
    exempt = 0.01 * lever.tariff_exempt
    ordinary = 0.0
    if economy.agreement > 1.5:
        exempt, ordinary = 0.0, parameters.ordinary_tariff
    elif economy.agreement > 0.5:
        exempt *= 1.0 - parameters.worse_terms_loss
    exempt_vehicles = _exempt(exempt, parameters.agreement_use_vehicles, use)
    exempt_farm = _exempt(exempt, parameters.agreement_use_farm, use)
    exempt_rest = min(max((exempt - vehicles * exempt_vehicles - farm * exempt_farm) / rest, 0.0), 1.0)
    tariff = 0.01 * lever.tariff
    duty_vehicles = tariff * (1.0 - exempt_vehicles) + ordinary * parameters.agreement_use_vehicles
    duty_farm = tariff * (1.0 - exempt_farm) + ordinary * parameters.agreement_use_farm
    duty_rest = tariff * (1.0 - exempt_rest) + ordinary * use
    economy.duty = vehicles * duty_vehicles + farm * duty_farm + rest * duty_rest
    answer = parameters.retaliation_share
    answer += (1.0 - answer) * min(max(world.politics[0].defiance, 0.0), 1.0)

    long = parameters.tariff_elasticity_long
    part = 1.0 - exponential(-adjustment_rate(parameters) * on.step / _WEEKS_PER_YEAR)
    economy.tariff_vehicles += part * (long * logarithm(1.0 + duty_vehicles) - economy.tariff_vehicles)
    economy.tariff_farm += part * (long * logarithm(1.0 + duty_farm) - economy.tariff_farm)
    response = long * logarithm(1.0 + duty_rest)
    economy.tariff_electronics += part * (response - economy.tariff_electronics)
    economy.tariff_other += part * (response - economy.tariff_other)
    economy.tariff_south += part * (long * logarithm(1.0 + answer * economy.duty) - economy.tariff_south)


@kernel
def exchange_goods(world: Any, record: Any, parameters: Any, on: Any, luck: Any, number: int) -> None:
    """Set both flows of the week by sector, and count them in US and in Mexican books."""
    economy = world.economy[0]
    war = world.force[0].war
    shadow = 0.0
    if 0.5 < war < 2.5:
        shadow = 1.0 if war < 1.5 else parameters.occupation_intensity
    lifts = 1.0 - halved(on.step / (_WEEKS_PER_YEAR * parameters.war_trade_half_life))
    economy.war_shadow = max(shadow, economy.war_shadow + lifts * (shadow - economy.war_shadow))
    peace = 1.0 - parameters.war_trade_loss * economy.war_shadow
    kept = halved(on.step / parameters.trade_shock_half_life)
    shock = parameters.trade_growth * number * on.step / _WEEKS_PER_YEAR
    if on.noise:
        uniform, _ = streams.draw_pair(luck, number, streams.TRADE_SHOCK, streams.NATION)
        spread = parameters.trade_shock_sd
        fresh = spread * math.sqrt(1.0 - kept * kept)
        economy.trade_shock = economy.trade_shock * kept + fresh * normal_quantile(uniform)
        shock += economy.trade_shock - 0.5 * spread * spread

    vehicles, farm = parameters.vehicles_share_north, parameters.farm_share_north
    electronics = parameters.electronics_share_north
    other = 1.0 - vehicles - farm - electronics
    chained = vehicles * economy.tariff_vehicles + farm * economy.tariff_farm
    chained += electronics * economy.tariff_electronics + other * economy.tariff_other
    south = economy.tariff_south + parameters.input_link * chained
    drag_vehicles, drag_farm = exponential(economy.drag_vehicles), exponential(economy.drag_farm)
    drag_electronics, drag_other = exponential(economy.drag_electronics), exponential(economy.drag_other)
    north_vehicles = peace * vehicles * drag_vehicles * exponential(economy.tariff_vehicles)
    north_farm = peace * farm * drag_farm * exponential(economy.tariff_farm)
    north_electronics = peace * electronics * drag_electronics * exponential(economy.tariff_electronics)
    north_other = peace * other * drag_other * exponential(economy.tariff_other)
    peace *= exponential(south)
    south_vehicles = peace * parameters.vehicles_share_south * drag_vehicles
    south_farm = peace * parameters.farm_share_south * drag_farm
    south_electronics = peace * parameters.electronics_share_south * drag_electronics
    rest = 1.0 - parameters.vehicles_share_south - parameters.farm_share_south
    south_other = peace * (rest - parameters.electronics_share_south) * drag_other

    economy.northbound = north_vehicles + north_farm + north_electronics + north_other
    economy.southbound = south_vehicles + south_farm + south_electronics + south_other
    both = economy.start_north + economy.start_south
    economy.trade = economy.start_north * economy.northbound + economy.start_south * economy.southbound
    economy.trade /= both

    # Billions of dollars in this step.
    north = 0.001 * economy.start_north * exponential(shock) * on.step
    south = 0.001 * economy.start_south * exponential(shock) * on.step
    tally = record.national[0]
    tally.trade_vehicles += north * north_vehicles + south * south_vehicles
    tally.trade_farm += north * north_farm + south * south_farm
    tally.trade_electronics += north * north_electronics + south * south_electronics
    tally.trade_other += north * north_other + south * south_other
    tally.bilateral_trade += north * economy.northbound + south * economy.southbound
    tally.us_imports_from_mexico += north * economy.northbound
    tally.us_exports_to_mexico += south * economy.southbound
