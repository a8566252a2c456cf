"""P1 Mexican opinion: the view of the United States, support for its force, approval at home.

    pressure = threat + w_t tariff / 25 % + w_l law + w_f unconsented force
    view -> view at the start x (1 - fall / 0.635 x max(pressure, remembered)); back by points a year
    remembered' = max(pressure, remembered), halved in half a year
    approval = approval at the start + rally + joint success; rally jumps with a new height of
    pressure, then wears off by a fixed number of points a month

A whole threat in force counts as one. `law` is the mean of designation (1), personal sanctions (1 at
a hundred officials a year) and deportations (1 at half a million people a year). Support for US force
in Mexico falls with threats and with force itself, and is kept apart from the view of the country. Both
falls are shares of what there is: they were measured from 63 and 37 %, and less is left to lose below.
What was done is remembered, so that a war of weeks costs more than the weeks: the return starts from what is
remembered, and both are slow. A week of threats leaves a trace too.

For: favourable views fell by 36 points from 2015 to 2017 and by 32 from 2024 to 2025, and had come back
by 31 in between. Opposition to US forces rose from 62 to about 80 % in the year of threats, and
approval at home, highest when tariffs were threatened, lost 16 points in eleven months.
Against: both falls came with one office holder, so acts and persons cannot be told apart; polls online
find majorities in favour of force; studies of sanctions find rallies in some countries and none in
others, so the rally may be negative. A year after the invasion of Iraq views of the United States in Europe
were no better than at its end, so half a year of memory is short for force.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved
from riobravo.world.compile import inlined
from riobravo.world.measures import sanctions, tariffs, unconsented_force

# What counts as a whole measure; the weights in the ledger are for one.
_WHOLE_DEPORTATIONS = 500.0
# Where the published falls began: the mean of 66 and 61 % for the view, and 37 % for force.
_VIEW_BEFORE = 0.635
_SUPPORT_BEFORE = 0.37
# Nobody is ever liked by nobody.
_LEAST = 0.02
_WEEKS = 52.0


@inlined
def form_mexican_opinion(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move the views of the Mexican public by one step."""
    politics = world.politics[0]
    unconsented = unconsented_force(world)
    law = (
        lever.designation
        + min(sanctions(lever), 1.0)
        + min(max(lever.deportations, 0.0) / _WHOLE_DEPORTATIONS, 1.0)
    ) / 3.0
    menace = politics.threat + parameters.force_weight * unconsented
    pressure = menace + parameters.tariff_weight * min(tariffs(lever), 1.0) + parameters.law_weight * law

    fading = halved(on.step / parameters.opinion_fall_time)
    back = parameters.favourability_recovery / 100.0 * on.step / _WEEKS
    # Only what is worse than the public has got used to rallies it, below; what it remembers still weighs.
    felt = min(pressure, 1.0)
    new = max(felt - politics.provocation, 0.0)
    forgetting = halved(on.step / parameters.provocation_half_life)
    politics.provocation = max(felt, politics.provocation * forgetting)
    politics.menace = max(min(menace, parameters.most_menace), politics.menace * forgetting)

    fall = parameters.favourability_fall / 100.0 / _VIEW_BEFORE
    weighs = max(pressure, politics.provocation)
    aim = min(max(politics.view_start * (1.0 - fall * weighs), _LEAST), 1.0 - _LEAST)
    politics.view_of_us = approach(politics.view_of_us, aim, fading, back)
    fall = parameters.rejection_rise / 100.0 / _SUPPORT_BEFORE
    aim = politics.force_support_start * (1.0 - fall * politics.menace)
    aim = min(max(aim, _LEAST), 1.0 - _LEAST)
    politics.support_for_force_mexico = approach(politics.support_for_force_mexico, aim, fading, back)

    lost = parameters.rally_decay * on.step / _WEEKS
    rally = politics.rally
    rally = max(rally - lost, 0.0) if rally > 0.0 else min(rally + lost, 0.0)
    politics.rally = rally + parameters.rally_size * new
    proud = parameters.joint_success_approval * (1.0 - exponential(-politics.joint_credit))
    approval = politics.approval_start + (politics.rally + proud) / 100.0
    politics.approval = min(max(approval, _LEAST), 1.0 - _LEAST)


@inlined
def approach(value: float, aim: float, fading: float, back: float) -> float:
    """Return a share after a step: exponential falls, and a return by a fixed amount at most."""
    return aim + (value - aim) * fading if value > aim else min(value + back, aim)
