"""E4 agreement: the trade agreement is in force, on worse terms, or ended.

    hazard_k = base_k exp(a linkage + b force + c duty / 25 % + d lost cooperation),  k = worse, end
    status 1 once the cumulative hazard of worse terms passes E_1, 2 once that of the end passes E_2

E_1 and E_2 are exponential chances that belong to the member and not to the week, so an option that adds
hazard only ever brings the event forward in the same world. The joint review adds its own hazard in the
week in which it falls. Without noise both chances stand at their medians. Worse terms cost part of the
exemption from tariffs; the end costs all of it and brings ordinary tariffs (see E1), and both cost
investment (see E3).

For and against: how the review of 2026 ended was not found, and there is no base rate for agreements of
this kind: all numbers are judgement. Linkage may also bring a deal sooner, so its effect may be negative.
"""

from __future__ import annotations

from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import exponential, logarithm
from riobravo.world.compile import kernel
from riobravo.world.measures import FULL_TARIFF

_WEEKS_PER_YEAR = 52.0
_MEDIAN = 0.5


@kernel
def renegotiate(world: Any, parameters: Any, lever: Any, on: Any, luck: Any) -> None:
    """Let the hazards of the agreement act for one step."""
    economy = world.economy[0]
    politics = world.politics[0]
    force = world.force[0].unconsented
    if 0.5 < world.force[0].war < 2.5:
        force = 1.0
    lost = 0.0
    if politics.cooperation_start > 0.0:
        lost = max(1.0 - politics.cooperation / politics.cooperation_start, 0.0)
    strain = parameters.agreement_linkage * lever.linkage
    strain += parameters.agreement_force * min(max(force, 0.0), 1.0)
    strain += parameters.agreement_tariff * min(economy.duty / FULL_TARIFF, 2.0)
    strain += parameters.agreement_rupture * lost
    factor = exponential(min(max(strain, -5.0), 5.0))

    worse = parameters.worse_terms_hazard * on.step / _WEEKS_PER_YEAR
    end = parameters.agreement_end_hazard * on.step / _WEEKS_PER_YEAR
    if 0.0 < economy.review_in <= on.step:
        worse -= logarithm(1.0 - min(parameters.review_worse_probability, 0.99))
        end -= logarithm(1.0 - min(parameters.review_end_probability, 0.99))
    economy.review_in -= on.step
    economy.worse_hazard += worse * factor
    economy.end_hazard += end * factor
    chance_worse, chance_end = _MEDIAN, _MEDIAN
    if on.noise:
        chance_worse, chance_end = streams.draw_pair(luck, 0, streams.AGREEMENT, streams.NATION)
    if economy.end_hazard > -logarithm(chance_end):
        economy.agreement = 2.0
    elif economy.worse_hazard > -logarithm(chance_worse):
        economy.agreement = max(economy.agreement, 1.0)
