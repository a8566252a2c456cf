"""E5 legal chill: designations and sanctions make lawful firms withdraw before any conviction.

    chill -> 1 - (1 - d designation) exp(-b sanctions of banks per year)
    compliance -> 1 - (1 - f designation) exp(-p prosecutions of dealers per year)

Both build up within weeks, because firms fear penalties and not verdicts, and fade more slowly once the
law is withdrawn. Chill raises the cost of sending money (see E3); compliance lowers sales of firearms that
go south (see G7).

For: partners cut off three financial institutions in 2025 before the orders against them took effect.
Against: no estimate of designation on remittances was found, and those of February 2025 hardly changed.
"""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, halved
from riobravo.world.compile import inlined


@inlined
def deter(world: Any, parameters: Any, lever: Any, on: Any) -> None:
    """Move chill and the compliance of dealers by one step."""
    economy = world.economy[0]
    rise = 1.0 - halved(on.step / parameters.chill_build_up)
    fall = 1.0 - halved(on.step / parameters.chill_fade)
    banks = exponential(-parameters.bank_sanction_chill * lever.bank_sanctions)
    chill = 1.0 - (1.0 - parameters.designation_chill * lever.designation) * banks
    economy.chill += (rise if chill > economy.chill else fall) * (chill - economy.chill)
    afraid = exponential(-parameters.dealer_deterrence * lever.dealer_prosecutions)
    compliance = 1.0 - (1.0 - parameters.dealer_designation_fear * lever.designation) * afraid
    gap = compliance - economy.dealer_compliance
    economy.dealer_compliance += (rise if gap > 0.0 else fall) * gap
