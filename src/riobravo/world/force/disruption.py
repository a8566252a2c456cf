"""F3 disruption: cyber and financial disruption of armed groups, small and short.

coordination_loss = cyber disruption (0 to 1) x effect x (1 - adaptation)
income_loss       = income ordered to be blocked x share that holds x (1 - adaptation)
adaptation        -> 1 while disrupted, with a half-life; -> 0 afterwards, with another

Groups change channels and accounts, so a lasting disruption fades, and one after a pause works again.

For: groups depend on communication and banks; banks cut off in 2025 lost partners before the orders took
effect. Against: networks of this kind recover, and income lost in one trade is sought in another. No study
measures it for armed groups in Mexico: every size is judgement, so the priors reach from next to nothing.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import halved
from riobravo.world.compile import inlined


@inlined
def disrupt(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Disrupt communication and money of armed groups for a step.

    Args:
        world: the world; changes coordination_loss, income_loss and adaptation.
        parameters: reads the parameters of F3.
        lever: the levers of the week.
        on: the length of the step.
    """
    force = world.force[0]
    cyber = min(1.0, lever.cyber_with_consent + lever.cyber_without_consent)
    money = min(1.0, 0.01 * lever.financial_disruption)
    force.coordination_loss = cyber * parameters.cyber_effect * (1.0 - force.cyber_adaptation)
    force.income_loss = money * parameters.disruption_held * (1.0 - force.money_adaptation)
    if cyber + money + force.cyber_adaptation + force.money_adaptation <= 0.0:
        return
    adapt = halved(on.step / parameters.disruption_adaptation)
    forget = halved(on.step / parameters.disruption_recovery)
    force.cyber_adaptation = _move(force.cyber_adaptation, cyber > 0.0, adapt, forget)
    force.money_adaptation = _move(force.money_adaptation, money > 0.0, adapt, forget)


@inlined
def _move(adaptation: float, disrupted: bool, adapt: float, forget: float) -> float:
    """Return adaptation after a step: towards one while disrupted, towards zero otherwise."""
    return 1.0 - adapt * (1.0 - adaptation) if disrupted else forget * adaptation
