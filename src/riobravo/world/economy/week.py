"""A week of both economies, in the order in which things happen."""

from __future__ import annotations

from typing import Any

from riobravo.world.compile import kernel, part
from riobravo.world.economy.agreement import renegotiate
from riobravo.world.economy.friction import slow_goods
from riobravo.world.economy.legal_chill import deter
from riobravo.world.economy.output import feel_violence, produce, send_money
from riobravo.world.economy.trade import exchange_goods, levy


@kernel
def open_economy(world: Any, opening: Any, parameters: Any, on: Any) -> None:
    """Set both economies to the start of the simulation; the opening holds all that is needed."""


@part
def move_economy(
    world: Any, record: Any, opening: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Move both economies by one step."""
    if on.legal_chill:
        deter(world, parameters, lever, on)
    if on.agreement:
        renegotiate(world, parameters, lever, on, luck)
    if on.friction:
        slow_goods(world, record, parameters, lever, on)
    if on.trade:
        levy(world, parameters, lever, on)
        exchange_goods(world, record, parameters, on, luck, number)
    if on.output:
        feel_violence(world, opening, parameters, on, number)
        produce(world, parameters, lever, on)
        send_money(world, record, parameters, lever, on)


@kernel
def read_economy(world: Any, tally: Any) -> None:
    """Set the stocks of a reading."""
    economy = world.economy[0]
    tally.mexican_gdp = 100.0 * (economy.mexican_output - 1.0)
    tally.us_gdp = 100.0 * (economy.us_output - 1.0)
    tally.us_prices = 100.0 * (economy.us_prices - 1.0)
    tally.investment = 100.0 * (economy.investment - 1.0)
    tally.mexican_jobs = 100.0 * (economy.jobs - 1.0)
    tally.exchange_rate = economy.start_exchange_rate * economy.exchange_rate
    tally.legal_wage = economy.wage
    tally.border_wait = economy.friction
    tally.legal_chill = economy.chill
    tally.dealer_compliance = economy.dealer_compliance
    tally.usmca_status = economy.agreement
    tally.usmca_ended = 1.0 if economy.agreement > 1.5 else 0.0
