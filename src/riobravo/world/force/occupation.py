"""F5 occupation: foreign soldiers hold states; attacks, aims, alignment, withdrawal and cost.

attacks per week = rate x sum over held states of (members / 1000 x local support) x capability
                   x insurgency factor x (1 + alignment) x (soldiers per 1000 inhabitants / 20)^-f
                   and never more than the ceiling per thousand soldiers: e c / (e + c)
aims             resolved with a hazard or at withdrawal; reached with the share of their reference class
withdrawal       = rate x (usual / present US support)^a x (1 + US deaths / 100)^b x years^c, per year
alignment        -> full alignment x share of inhabitants held, with a half-life

An occupation that is ordered lasts as ordered and holds the states that the order names, or else the
six at the northern border; after an invasion all states are held, until withdrawal. No ratio of soldiers
to inhabitants is magic: the exponent f spans zero. Attacks cannot grow without limit: where soldiers are
few there are few to attack. An insurgency begins or does not, and ends when an aim
that needs compliance is reached or the soldiers leave.

For: aims of brute force are reached in about 70 % of interventions, and several occupations met no
insurgency (Panama, Grenada, and others). Against: aims that need compliance are reached in about 26 %,
insurgencies last about ten years, and thresholds of soldiers to inhabitants have no support. All of it is
extrapolation from interventions elsewhere, priors are wide, and only outcomes are represented.
"""

from __future__ import annotations

from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import exponential, halved, power
from riobravo.world.compile import inlined, kernel
from riobravo.world.force.invasion import CONVENTIONAL, OCCUPATION, WITHDRAWN
from riobravo.world.force.toll import count, harm_civilians, lose_soldiers, pay
from riobravo.world.state import STATES

_WEEKS_PER_YEAR = 52.0
_LN_2 = 0.6931471805599453
_PEOPLE = 1000.0
# Where the attack rate is defined, not a threshold: soldiers per thousand inhabitants.
_USUAL_RATIO = 20.0
# Where the rate of withdrawal is defined: share of US adults who support force, and US deaths.
_USUAL_SUPPORT = 0.4
_USUAL_DEATHS = 100.0
# A year of presence at which duration neither hastens nor delays withdrawal; and no less than a week.
_LEAST_YEARS = 1.0 / 52.0
_LEAST_SUPPORT = 0.02
# Baja California, Coahuila, Chihuahua, Nuevo León, Sonora and Tamaulipas, as official code less one.
_NORTH = (1, 4, 7, 18, 25, 27)


@kernel
def occupy(world: Any, record: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int) -> None:
    """Hold states for a step, or leave.

    Args:
        world: the world; changes war, us_troops, occupied, aims, alignment and harm.
        record: counts attacks, deaths and cost.
        parameters: reads the parameters of F5.
        lever: the levers of the week.
        on: the length of the step, and whether counts are drawn.
        luck: see `streams.draw_pair`.
        number: steps since the start of the simulation.
    """
    force = world.force[0]
    if force.war == CONVENTIONAL:
        return
    ordered = lever.occupation
    if ordered > 0.0:
        force.us_troops = ordered
        if force.war != OCCUPATION:
            force.war = OCCUPATION
            force.force_aim = 0.0
            force.compliance_aim = 0.0
    if force.war != OCCUPATION:
        if force.alignment > 0.0:
            _fall_apart(world, parameters, 0.0, on.step)
        return
    if ordered <= 0.0 and (force.invaded == 0.0 or _is_over(world, parameters, on.step, luck, number)):
        _leave(world, parameters, on.step, luck, number)
        return
    _take(world)
    if force.weeks_held == 0.0:
        _begin(world, parameters, luck, number)
    force.weeks_held += on.step
    force.unconsented = 1.0
    _resolve(world, parameters, on.step, luck, number)
    force.resistance_weeks += on.step * force.insurgency
    _fight_on(world, record, parameters, on, luck, number)
    spent = force.us_troops * _PEOPLE * parameters.cost_per_soldier_year * on.step / _WEEKS_PER_YEAR
    record.national[0].occupation_cost += 1e-6 * spent
    pay(world, record, spent, on.step)


@inlined
def _begin(world: Any, parameters: Any, luck: Any, number: int) -> None:
    """Learn whether an insurgency begins."""
    u, _ = streams.draw_pair(luck, number, streams.INSURGENCY, streams.NATION)
    world.force[0].insurgency = 1.0 if u < parameters.insurgency_probability else 0.0


@kernel
def _take(world: Any) -> None:
    """Hold all states after an invasion, else those that the order names, else the northern ones."""
    named = 0.0
    for s in range(STATES):
        named += world.ordered_states[s]
    for s in range(STATES):
        held = world.force[0].invaded
        world.local[s].occupied = max(held, world.ordered_states[s])
    if named == 0.0:
        for s in _NORTH:
            world.local[s].occupied = 1.0


@inlined
def _is_over(world: Any, parameters: Any, step: float, luck: Any, number: int) -> bool:
    """Return whether the soldiers withdraw in this step."""
    force = world.force[0]
    support = max(world.politics[0].us_support, _LEAST_SUPPORT)
    years = max(force.weeks_held / _WEEKS_PER_YEAR, _LEAST_YEARS)
    rate = parameters.withdrawal_rate * power(_USUAL_SUPPORT / support, parameters.withdrawal_support)
    rate *= power(1.0 + force.us_deaths_total / _USUAL_DEATHS, parameters.withdrawal_deaths)
    rate *= power(years, parameters.withdrawal_duration)
    u, _ = streams.draw_pair(luck, number, streams.WITHDRAWAL, streams.NATION)
    return bool(u < 1.0 - exponential(-rate * step / _WEEKS_PER_YEAR))


@kernel
def _leave(world: Any, parameters: Any, step: float, luck: Any, number: int) -> None:
    """Withdraw: open aims are resolved, and the states are free."""
    force = world.force[0]
    _decide(world, parameters, 1.0, 1.0, luck, number)
    force.war = WITHDRAWN
    force.us_troops = 0.0
    force.insurgency = 0.0
    force.weeks_held = 0.0
    for s in range(STATES):
        world.local[s].occupied = 0.0
    _fall_apart(world, parameters, 0.0, step)


@inlined
def _resolve(world: Any, parameters: Any, step: float, luck: Any, number: int) -> None:
    """Resolve open aims by chance; compliance ends an insurgency."""
    force = world.force[0]
    by_force = 1.0 - exponential(-_LN_2 * step / parameters.brute_force_time)
    by_compliance = 1.0 - exponential(-_LN_2 * step / (_WEEKS_PER_YEAR * parameters.campaign_duration))
    _decide(world, parameters, by_force, by_compliance, luck, number)
    if force.compliance_aim == 1.0:
        force.insurgency = 0.0


@kernel
def _decide(
    world: Any, parameters: Any, by_force: float, by_compliance: float, luck: Any, number: int
) -> None:
    """Decide open aims with a probability, by the shares of their reference classes."""
    force = world.force[0]
    if force.force_aim == 0.0:
        resolved, reached = streams.draw_pair(luck, number, streams.FORCE_AIM, streams.NATION)
        if resolved < by_force:
            force.force_aim = 1.0 if reached < parameters.brute_force_success else -1.0
    if force.compliance_aim == 0.0:
        resolved, reached = streams.draw_pair(luck, number, streams.COMPLIANCE_AIM, streams.NATION)
        if resolved < by_compliance:
            force.compliance_aim = 1.0 if reached < parameters.compliance_success else -1.0


@kernel
def _fight_on(world: Any, record: Any, parameters: Any, on: Any, luck: Any, number: int) -> None:
    """Draw the attacks of a step and who dies, and let groups fight each other less or more."""
    force = world.force[0]
    held = inhabitants = opponents = members = members_held = 0.0
    for s in range(STATES):
        local = world.local[s]
        inhabitants += local.population
        held += local.occupied * local.population
        members += world.crowd[s]
        members_held += local.occupied * world.crowd[s]
        opponents += local.occupied * world.crowd[s] * local.appeal
    _fall_apart(world, parameters, held / inhabitants, on.step)
    ratio = force.us_troops * _PEOPLE / (held / _PEOPLE)  # soldiers per thousand inhabitants
    expected = on.step * parameters.attack_rate * opponents / _PEOPLE * world.means[0].capability
    expected *= power(ratio / _USUAL_RATIO, -parameters.force_ratio_exponent) * (1.0 + force.alignment)
    if force.insurgency == 1.0:
        expected *= parameters.insurgency_factor
    most = on.step * parameters.attack_ceiling * force.us_troops
    expected *= most / (expected + most)
    u_attacks, u_own = streams.draw_pair(luck, number, streams.ATTACKS, streams.NATION)
    u_civilian, u_mexican = streams.draw_pair(luck, number, streams.ATTACK_DEATHS, streams.NATION)
    attacks = count(on.noise, u_attacks, expected)
    record.national[0].occupation_attacks += attacks
    harm_civilians(
        world,
        record,
        count(on.noise, u_civilian, attacks * parameters.attack_civilian_deaths),
        on.step,
        True,
    )
    lose_soldiers(
        world,
        record,
        count(on.noise, u_own, attacks * parameters.attack_us_deaths),
        count(on.noise, u_mexican, attacks * force.alignment * parameters.attack_mexican_deaths),
        on.step,
    )
    if members > 0.0:
        force.conflict_log += parameters.occupation_conflict * members_held / members


@inlined
def _fall_apart(world: Any, parameters: Any, share_held: float, step: float) -> None:
    """Move the share of Mexican soldiers who side with armed groups, by the share of the country held."""
    force = world.force[0]
    keep = halved(step / parameters.army_alignment_half_life)
    force.alignment = keep * force.alignment + (1.0 - keep) * parameters.alignment_full * share_held


@inlined
def judge_success(world: Any, parameters: Any, on: Any) -> None:
    """Move the success of force that the US public expects, by what has followed force so far.

    target = usual + violence weight x (homicides before / now - 1), at most a half either way,
             + laboratories weight x lost capacity + removals weight x leaders removed a year / 12, at most 1,
             + aims weight x mean of both aims, reached (1) or given up (-1)

    Without force it returns to the usual. All weights are judgement, and none says that force caused what
    followed it.

    Args:
        world: the world; reads homicides, capacity and removals, changes expected_success.
        parameters: reads the weights and their half-life.
        on: the length of the step, and whether homicides are counted.
    """
    force = world.force[0]
    keep = halved(on.step / parameters.success_learning)
    acts = force.pressure_felt + force.us_troops > 0.0
    if on.homicides:
        victims = 0.0
        for s in range(STATES):
            victims += world.homicides[s]
        victims /= on.step
        if force.violence_now <= 0.0:
            force.violence_now = max(victims, 1.0)
        force.violence_now = keep * force.violence_now + (1.0 - keep) * max(victims, 1.0)
        if not acts:
            force.violence_before = force.violence_now
    target = force.baseline_success
    if acts:
        change = max(force.violence_before, 1.0) / max(force.violence_now, 1.0)
        target += parameters.success_violence * min(max(change - 1.0, -0.5), 0.5)
        target += parameters.success_labs * max(1.0 - world.drugs[0].capacity, 0.0)
        removed = force.capture_top + force.kill_top + force.capture_middle + force.kill_middle
        target += parameters.success_removals * min(removed / 12.0, 1.0)
        target += parameters.success_aims * 0.5 * (force.force_aim + force.compliance_aim)
    target = min(max(target, 0.0), 1.0)
    force.expected_success = keep * force.expected_success + (1.0 - keep) * target
