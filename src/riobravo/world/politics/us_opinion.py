"""P4 US opinion: support for force in Mexico, approval of the executive, concern about the border.

    support = base - gap x share without permission + b_c log concern + b_s (expected success - 1/2)
              - slope x log10(1 + US deaths) x (1 - tolerance x expected success)
              - cost - duration
    approval = start + rally + link x (support lost or won) - audience costs
    log concern -> a log deaths + b log encounters + c (1 - exp(-incidents)), within months

Incidents are those of retaliation on US soil, as far as remembered. Deaths count in total, cost in tens
of billions of USD a year, duration in years of presence. A rally comes once per height of force: the mean
of all crises, and more by how far the act dominates the news, which an invasion does wholly.

For: 52 % of Americans supported sending the military against cartels and 29 % without permission;
31 % supported strikes without it. Support for two wars followed the logarithm of deaths. Approval rose
by 1.4 points on average over 41 crises, and by 8 more in those on the front page.
Against: a later study of the same wars finds that the prospect of victory decided and deaths left at
most a weak imprint; opposition took thirteen times as many deaths in Vietnam as in Iraq. A question that
names designation first finds 68 %.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved, logarithm
from riobravo.world.compile import inlined
from riobravo.world.measures import unconsented_force

_WEEKS = 52.0
_LOG_10 = 2.302585092994046
_TEN_BILLION = 1e10
# Shares of people stay off their ends, where log odds have no value.
_LEAST = 0.02


@inlined
def form_us_opinion(world: Any, parameters: Any, on: Any) -> None:
    """Move the views of the US public by one step."""
    politics = world.politics[0]
    force = world.force[0]
    people = world.people[0]
    fading = halved(on.step / parameters.us_opinion_memory)
    if politics.encounters_start <= 0.0:
        politics.encounters_start = people.encounters
    border = 0.0
    if politics.encounters_start > 0.0:
        border = logarithm(max(people.encounters / politics.encounters_start, 0.05))
    incidents = force.retaliation * parameters.retaliation_us_share
    politics.incidents = politics.incidents * fading + incidents * on.step
    worry = parameters.concern_drugs * logarithm(max(world.drugs[0].deaths, 0.05))
    worry += parameters.concern_border * border
    worry += parameters.concern_incidents * (1.0 - exponential(-politics.incidents))
    before = logarithm(politics.us_concern)
    politics.us_concern = exponential(worry + (before - worry) * fading)

    unconsented = unconsented_force(world)
    acting = unconsented + force.consented
    without = unconsented / acting if acting > 0.0 else 0.0
    hope = force.expected_success - 0.5
    log_deaths = logarithm(1.0 + force.us_deaths_total) / _LOG_10
    # The slope is negative. Deaths in a cause that is expected to succeed weigh less.
    lost = parameters.casualty_slope * log_deaths
    lost *= 1.0 - parameters.casualty_tolerance * force.expected_success
    lost += parameters.success_slope * hope
    lost -= parameters.cost_slope * force.cost * _WEEKS / _TEN_BILLION
    lost -= parameters.duration_slope * force.weeks_of_presence / _WEEKS
    politics.war_weariness = -lost
    points = parameters.us_support_base + parameters.concern_slope * logarithm(politics.us_concern) + lost
    support = (points - parameters.permission_gap * without) / 100.0
    politics.us_support = min(max(support, _LEAST), 1.0 - _LEAST)
    support = (points - parameters.permission_gap) / 100.0
    politics.us_support_without = min(max(support, _LEAST), 1.0 - _LEAST)

    seen = min(acting, 1.0)
    new = max(seen - politics.us_attention, 0.0)
    politics.us_attention = max(seen, politics.us_attention * fading)
    news = 1.0 if force.war == 1.0 else 0.25 * seen
    politics.us_rally *= halved(on.step / parameters.us_rally_time)
    politics.us_rally += new * (parameters.rally_mean + parameters.rally_dominant_news * news)
    approval = politics.us_rally + parameters.approval_link * lost - politics.audience_loss
    approval = politics.us_approval_start + approval / 100.0
    politics.us_approval = min(max(approval, _LEAST), 1.0 - _LEAST)
