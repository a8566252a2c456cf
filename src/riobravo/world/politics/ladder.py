"""P7 the ladder: the highest rung of escalation that measures in force have reached.

    0 cooperation, 1 pressure, 2 designation or tariffs, 3 flights without consent, 4 strikes,
    5 raids, 6 sustained campaign, 7 invasion, 8 occupation

The rung is read from what is ordered, by an option, by a trigger or by the US executive of P5, and from
the phase of a war. Strikes and raids count if they take place in Mexico without its consent. A campaign
is sustained once strikes and raids together run at one a week or more for a quarter of a year. Where each
rung begins is a definition, and follows the order in which published accounts of escalation put them; an
order of severity is not an order in time, and rungs can be left out.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import inlined

_SUSTAINED_PER_YEAR = 52.0
_SUSTAINED_WEEKS = 13.0


@inlined
def climb(world: Any, lever: Any, on: Any) -> None:
    """Set the rung of the week."""
    politics = world.politics[0]
    war = world.force[0].war
    strikes = (
        lever.lab_strikes_without_consent
        + lever.leader_strikes_without_consent
        + lever.middle_strikes_without_consent
        + politics.decided_strikes
    )
    raids = (
        lever.lab_raids_without_consent
        + lever.leader_raids_without_consent
        + lever.middle_raids_without_consent
        + politics.decided_raids
    )
    if strikes + raids >= _SUSTAINED_PER_YEAR:
        politics.campaign_weeks += on.step
    else:
        politics.campaign_weeks = 0.0
    pressure = lever.ultimatum + lever.linkage + lever.personal_sanctions + lever.border_soldiers
    pressure += lever.port_closure + lever.deportations + lever.remittance_tax
    rung = 0.0
    if pressure > 0.0 or politics.threat > 0.0:
        rung = 1.0
    if lever.designation > 0.0 or lever.tariff > 0.0 or lever.bank_sanctions > 0.0:
        rung = 2.0
    if lever.surveillance_without_consent > 0.0 or lever.cyber_without_consent > 0.0:
        rung = 3.0
    if strikes > 0.0:
        rung = 4.0
    if raids > 0.0:
        rung = 5.0
    if politics.campaign_weeks >= _SUSTAINED_WEEKS:
        rung = 6.0
    if lever.invasion > 0.0 or politics.decided_invasion > 0.0 or war == 1.0:
        rung = 7.0
    if lever.occupation > 0.0 or war == 2.0:
        rung = 8.0
    politics.rung = rung
