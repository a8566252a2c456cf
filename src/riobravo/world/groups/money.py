"""G10 money and patience: income by source, what it draws, and what groups do when it or peace is short.

drugs = R_d x drug revenue; migrants = R_m x volume x migration^(1 - k)
kept = (1 - blocked by force)(1 - c x legal chill)
predation -> 1 + m (1 - exp(-r x lost / m)), with a half-life; lost = shortfall of drugs and migrants
    relative to extortion and fuel theft at the start
extortion = R_e x predation; fuel theft = R_f x predation; all times `kept`
extortion_s = predation x (violence_s / violence_s at the start)^e
recruitment factor -> f + (1 - f) logistic(logit p + B (pay - legal wage)) / p, with a half-life

patience = share x campaign x 0.5^(weeks waited / endurance)
conflict rate x (1 - patience) x exp(s x scarcity), in border states also x exp(s_n x scarcity)

Incomes are in million USD per year. Members of a group are paid by its income in part (`pay_follows_income`);
the legal wage follows wages and, more than proportionally, jobs; `f` is the share of recruits who
have no choice, `p` the share of those exposed who join, B the sensitivity per thousand USD. `campaign` is the
intensity of force by either government, 0 to 1: foreign force of the week, or added Mexican soldiers
per 100 thousand; patience ends with it, or is used up by it. `scarcity` is the log of normal over present
quantity of the drugs that pass through Mexico.

For: groups hold many trades, and diversified into extortion, fuel and migrants as each paid; local job
losses raise trafficking and violence (Dell, Feigenberg & Teshima 2019; Dube, Garcia-Ponce & Thom 2016).
The participation logit and its starting values are those of Prieto-Curiel (2025), who assumed them.
Seizures in Colombia explain 10 to 14 % of the rise of violence in Mexico from 2006 to 2009, and a
quarter of the difference of the north (Castillo, Mejia & Restrepo 2020). Homicides fell in the first weeks
of the Ecuadorian emergency and stood above the start in its second year.
Against: no study measures how much of a lost income is sought elsewhere; income of groups from people
who migrate cannot be told from that of other smugglers; the rise of violence from 2006 had other
causes at the same time; Ecuador is one country without a comparison, so the share that waits may be zero.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved, logarithm, power
from riobravo.world.compile import inlined, kernel
from riobravo.world.groups.territory import WEEKS_BETWEEN_MOVES
from riobravo.world.state import STATES

_WEEKS_PER_YEAR = 52.0
_MILLION = 1e-6
_THOUSAND = 1e-3
_LEAST = 0.01
# Pay that is worth more than this to those who choose draws all of them; beyond, the odds would overflow.
_ALL_DRAWN = 500.0


@kernel
def open_money(world: Any, parameters: Any) -> None:
    """Set the income of the start."""
    means = world.means[0]
    means.drug_income = _MILLION * parameters.drug_export_revenue
    means.extortion_income = _MILLION * parameters.extortion_revenue
    means.fuel_theft_income = _MILLION * parameters.fuel_theft_revenue
    means.smuggling_income = _MILLION * parameters.migrant_smuggling_revenue * means.smuggling_volume
    means.income_start = (
        means.drug_income + means.extortion_income + means.fuel_theft_income + means.smuggling_income
    )
    means.income = 1.0


@inlined
def earn(world: Any, record: Any, parameters: Any, on: Any) -> None:
    """Set the income of the week by source, and move what is sought elsewhere."""
    means = world.means[0]
    drugs_start = _MILLION * parameters.drug_export_revenue
    migrants_start = _MILLION * parameters.migrant_smuggling_revenue * means.smuggling_volume
    extortion_start = _MILLION * parameters.extortion_revenue
    fuel_start = _MILLION * parameters.fuel_theft_revenue
    kept = (1.0 - world.force[0].income_loss) * (1.0 - parameters.chill_income_loss * world.economy[0].chill)
    migration = max(world.people[0].migration, _LEAST)
    means.smuggling_demand = migration
    means.drug_income = drugs_start * world.drugs[0].revenue * kept
    means.smuggling_income = migrants_start * power(migration, 1.0 - parameters.smuggling_price) * kept
    lost = drugs_start + migrants_start - means.drug_income - means.smuggling_income
    lost = max(lost, 0.0) / (extortion_start + fuel_start)
    ceiling = parameters.predation_ceiling
    sought = 1.0 + ceiling * (1.0 - exponential(-parameters.income_replacement * lost / ceiling))
    keep = halved(on.step / parameters.replacement_half_life)
    means.predation = keep * means.predation + (1.0 - keep) * sought
    means.extortion_income = extortion_start * means.predation * kept
    means.fuel_theft_income = fuel_start * means.predation * kept
    total = means.drug_income + means.extortion_income + means.fuel_theft_income + means.smuggling_income
    means.income = total / means.income_start
    tally = record.national[0]
    year = on.step / _WEEKS_PER_YEAR
    tally.group_income += year * total
    tally.drug_income += year * means.drug_income
    tally.extortion_income += year * means.extortion_income
    tally.fuel_theft_income += year * means.fuel_theft_income
    tally.smuggling_income += year * means.smuggling_income


@inlined
def extort(world: Any, record: Any, parameters: Any, on: Any, number: int) -> None:
    """Set extortion by state, anew once a quarter, and count its recorded victims."""
    means = world.means[0]
    if number % int(WEEKS_BETWEEN_MOVES / on.step) == 0:
        quiet = parameters.quiet_violence
        for s in range(STATES):
            local = world.local[s]
            violence = logarithm((local.violence + quiet) / (local.violence_start + quiet))
            local.extortion = means.predation * exponential(parameters.extortion_contest * violence)
    victims = 0.0
    for s in range(STATES):
        victims += world.local[s].extortion_level * world.local[s].extortion
    record.national[0].extortion += on.step * victims


@inlined
def draw_recruits(world: Any, parameters: Any, on: Any) -> None:
    """Move recruitment towards what pay and legal work make of it."""
    means = world.means[0]
    economy = world.economy[0]
    pay = parameters.pay_follows_income * parameters.group_pay * (means.income - 1.0)
    jobs = power(max(economy.jobs, _LEAST), parameters.jobs_weight)
    legal = parameters.legal_wage * (economy.wage * jobs - 1.0)
    usual = parameters.participation
    drawn = min(parameters.pay_sensitivity * _THOUSAND * (pay - legal), _ALL_DRAWN)
    odds = usual / (1.0 - usual) * exponential(drawn)
    free = odds / (1.0 + odds) / usual
    target = parameters.forced_recruits + (1.0 - parameters.forced_recruits) * free
    keep = halved(on.step / parameters.recruitment_half_life)
    means.recruitment_factor = keep * means.recruitment_factor + (1.0 - keep) * target


@inlined
def wait(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Set how much activity groups suspend in the week."""
    means = world.means[0]
    force = world.force[0]
    foreign = max(force.consented + force.unconsented, 0.01 * force.us_troops)
    campaign = min(1.0, foreign + 0.01 * lever.soldiers)
    rested = on.step * (1.0 - campaign) / parameters.patience_endurance
    means.waited = means.waited * max(0.0, 1.0 - rested) + on.step * campaign
    endurance = halved(means.waited / parameters.patience_endurance)
    means.patience = parameters.patience_share * campaign * endurance


@inlined
def compete(world: Any, parameters: Any, border: Any) -> None:
    """Let patience lower conflict, and scarcity raise it, more so at the border.

    Args:
        world: reads patience and scarcity, changes conflict_factor and rivalry.
        parameters: reads scarcity_conflict and scarcity_north.
        border: 1 in states that border the United States, (STATES,).
    """
    means = world.means[0]
    scarcity = world.drugs[0].scarcity
    means.conflict_factor *= (1.0 - means.patience) * exponential(parameters.scarcity_conflict * scarcity)
    north = exponential(parameters.scarcity_north * scarcity)
    for s in range(STATES):
        world.local[s].rivalry = north if border[s] else 1.0
