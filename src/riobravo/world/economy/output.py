"""E3 output: what trade, investment, violence and war mean for both economies.

    log Y_mexico = kappa (log(exports) - A) + alpha K - v log(violence) + log(1 - L war)
    dA/dt        = log 2 / h (g log(exports) - A)
    log Y_us     = kappa_us log(trade)
    dK/dt        = delta (log I - K)
    log I       -> accelerator x kappa log(exports) - doubt - agreement - violence + capacity + war

kappa is such that a full 25 % tariff lowers Mexican output, through exports, by the published amount in
its second year, and kappa_us such that it lowers US output by the published amount in the long run. People
and firms that lose export orders move to other work in part, A; that is why models of the long run find
smaller losses than the fall of exports alone would bring. War on the own soil lowers output as at the site
of interstate wars; only Mexico is such a site here. Jobs follow output; wages where groups recruit follow
jobs and programmes, with a lag. Violence in a state costs jobs there. Remittances fall with the cost of
sending (a tax, or banks that withdraw) and with deportations. US prices rise with the duty, and as they would
with a duty that kept as many goods away as war and closed ports do; the peso falls with exports.

For and against: see the entries; models of a full tariff differ by a factor of eight, and in 2025, with an
exemption, output and trade rose. The estimate for war sites is mostly of world wars.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved, logarithm
from riobravo.world.compile import inlined, kernel
from riobravo.world.economy.trade import adjustment_rate
from riobravo.world.measures import FULL_TARIFF
from riobravo.world.state import STATES

_WEEKS_PER_YEAR = 52.0


@inlined
def _closing(half_life_in_years: float, step: float) -> float:
    """Return the part of a gap that closes in one step."""
    return 1.0 - halved(step / (_WEEKS_PER_YEAR * half_life_in_years))


@kernel
def feel_violence(world: Any, opening: Any, parameters: Any, on: Any, number: int) -> None:
    """Let firms learn of last week's homicides, in each state and in the nation."""
    economy = world.economy[0]
    if not on.homicides or number == 0:  # nothing has been counted yet
        return
    part = _closing(parameters.violence_memory, on.step)
    nation = start = 0.0
    for s in range(STATES):
        local = world.local[s]
        level = opening.level[s]
        nation += world.homicides[s] / on.step
        start += level
        if level > 0.0:
            local.violence_local += part * (world.homicides[s] / (on.step * level) - local.violence_local)
    if start > 0.0:
        economy.violence += part * (nation / start - economy.violence)


@kernel
def produce(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Set output, investment, jobs and wages."""
    economy = world.economy[0]
    war = world.force[0].war
    target = 0.0
    if 0.5 < war < 2.5:
        target = 1.0 if war < 1.5 else parameters.occupation_intensity
    target = max(target, world.force[0].civil_war)
    years = parameters.war_output_half_life if target > economy.war_loss else parameters.war_recovery
    economy.war_loss += _closing(years, on.step) * (target - economy.war_loss)
    at_war = logarithm(1.0 - parameters.war_output_loss * economy.war_loss)

    full = parameters.tariff_elasticity_long * logarithm(1.0 + FULL_TARIFF)
    by_second_year = full * (1.0 - exponential(-2.0 * adjustment_rate(parameters)))
    lost = logarithm(max(economy.northbound, 1e-3))
    moved = parameters.reallocation_share * lost
    economy.reallocated += _closing(parameters.reallocation_half_life, on.step) * (
        moved - economy.reallocated
    )
    exports = parameters.gdp_effect_full_tariff / by_second_year * (lost - economy.reallocated)
    both_ways = logarithm(max(economy.trade, 1e-3))
    economy.us_output = exponential(-parameters.us_output_fall_full_tariff / full * both_ways)

    violence = logarithm(max(economy.violence, 0.05))
    doubt = min(max(world.politics[0].threat, lever.linkage, 0.0), 1.0)
    wanted = parameters.investment_accelerator * (exports + at_war)
    wanted -= parameters.investment_doubt * doubt
    wanted -= 0.5 * parameters.agreement_investment_loss * economy.agreement
    wanted -= parameters.investment_violence * violence
    wanted += parameters.investment_capacity * logarithm(max(world.politics[0].capacity, 0.05))
    investing = logarithm(economy.investment)
    investing += _closing(parameters.investment_half_life, on.step) * (max(wanted, -3.0) - investing)
    economy.investment = exponential(investing)
    wear = 1.0 - exponential(-parameters.capital_wear * on.step / _WEEKS_PER_YEAR)
    economy.capital += wear * (investing - economy.capital)

    output = exports + parameters.capital_share * economy.capital + at_war
    output -= parameters.violence_job_cost * violence
    economy.mexican_output = exponential(output)
    jobs = parameters.employment_elasticity * output
    economy.jobs = exponential(jobs)
    paid = parameters.programme_reach * lever.wage_support
    paid += parameters.aid_wage_gain * lever.development_aid
    economy.programme += _closing(parameters.programme_delay, on.step) * (paid - economy.programme)
    programme = max(1.0 + economy.programme / parameters.legal_wage, 0.1)
    economy.wage = exponential(parameters.wage_response * jobs) * programme
    _spread_jobs(world, economy.jobs, parameters.violence_job_cost, violence)


@inlined
def _spread_jobs(world: Any, jobs: float, cost: float, violence: float) -> None:
    """Set the jobs of each state; in a plain array on the way, whose loop runs in vector registers."""
    here = world.work
    for s in range(STATES):
        here[s] = max(world.local[s].violence_local, 0.05)
    for s in range(STATES):
        here[s] = jobs * exponential(-cost * (logarithm(here[s]) - violence))
    for s in range(STATES):
        world.local[s].jobs_local = here[s]


@kernel
def send_money(world: Any, record: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Set remittances, US prices and the exchange rate."""
    economy = world.economy[0]
    economy.deported += 0.001 * lever.deportations * on.step / _WEEKS_PER_YEAR
    cost = 0.01 * lever.remittance_tax + parameters.chill_sending_cost * economy.chill
    sent = parameters.remittance_cost_elasticity * cost
    sent -= parameters.remittances_per_deported * economy.deported
    economy.remittances = exponential(max(sent, -3.0))
    # A full tariff keeps this share of goods away in the long run; what else is missing counts alike.
    kept_by_tariff = exponential(parameters.tariff_elasticity_long * logarithm(1.0 + FULL_TARIFF))
    missing = max(1.0 - economy.northbound / _by_tariffs_alone(economy, parameters), 0.0)
    full_tariffs = economy.duty / FULL_TARIFF + missing / (1.0 - min(kept_by_tariff, 0.99))
    economy.us_prices = 1.0 + parameters.us_price_full_tariff * full_tariffs
    depreciation = -parameters.exchange_rate_response * logarithm(max(economy.northbound, 1e-3))
    economy.exchange_rate = exponential(depreciation)
    record.national[0].remittances += 0.001 * on.step * economy.start_remittances * economy.remittances


@inlined
def _by_tariffs_alone(economy: Any, parameters: Any) -> float:
    """Return what would come north if only tariffs held it back, relative to the start."""
    vehicles, farm = parameters.vehicles_share_north, parameters.farm_share_north
    electronics = parameters.electronics_share_north
    left = vehicles * exponential(economy.tariff_vehicles) + farm * exponential(economy.tariff_farm)
    left += electronics * exponential(economy.tariff_electronics)
    rest = 1.0 - vehicles - farm - electronics
    return float(max(left + rest * exponential(economy.tariff_other), 1e-3))
