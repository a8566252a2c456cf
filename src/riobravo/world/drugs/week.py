"""A week of drug markets, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential
from riobravo.world.compile import kernel, part
from riobravo.world.drugs.drug_use import use
from riobravo.world.drugs.fields import COCAINE, FENTANYL, METHAMPHETAMINE
from riobravo.world.drugs.overdose import count_deaths
from riobravo.world.drugs.smuggling import open_trade, smuggle
from riobravo.world.drugs.synthesis import share_replaced, synthesise


@kernel
def open_drugs(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set drug markets to the start of the simulation."""
    open_trade(world, parameters)


@part
def move_drugs(
    world: Any,
    record: Any,
    opening: Any,
    parameters: Any,
    lever: Any,
    on: Any,
    luck: Any,
    number: int,
) -> None:
    """Move drug markets by one step."""
    if on.synthesis:
        synthesise(world, parameters, lever, on, luck)
    if on.smuggling:
        smuggle(world, record, parameters, lever, on)
    if on.drug_use:
        use(world, parameters, lever, on)
    if on.overdose:
        count_deaths(world, record, parameters, lever, on, luck, number)


@kernel
def read_drugs(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
    drugs = world.drugs[0]
    fentanyl, meth = world.market[FENTANYL], world.market[METHAMPHETAMINE]
    cocaine = world.market[COCAINE]
    tally.synthesis_capacity = drugs.synthesis
    tally.lost_supply_replaced = share_replaced(world)
    supply = exponential(drugs.supply_drift)
    tally.fentanyl_availability = fentanyl.used * supply
    tally.fentanyl_price = exponential(fentanyl.retail)
    tally.fentanyl_purity = exponential(-fentanyl.dilution) * supply
    tally.methamphetamine_availability = meth.used
    tally.cocaine_availability = cocaine.used
    tally.methamphetamine_price = exponential(meth.retail)
    tally.methamphetamine_purity = exponential(-meth.dilution)
    tally.cocaine_price = exponential(cocaine.retail)
    tally.cocaine_purity = exponential(-cocaine.dilution)
    tally.drug_stock = fentanyl.stock * drugs.use_start / 52.0
    tally.drug_revenue = drugs.revenue
    tally.drug_scarcity = drugs.scarcity
    tally.opioid_users = drugs.users
