"""Accounts that have to close in every world: what comes in, what goes out, and what is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from riobravo.credibility.checking.worlds import Readings

Floats = NDArray[np.float64]
Account = Literal[
    "people", "drugs", "drug routes", "money", "trade", "firearms", "displaced people", "states"
]

_QUARTERS: Final = 4.0
_TOLERANCE: Final = 1e-6


def gap(account: Account, readings: Readings) -> Floats:
    """Return by how much an account fails to close in each run and quarter or year, as a share of its size.

    Args:
        account: which account.
        readings: what was read.

    Returns:
        Shape (runs, quarters or years); zero where it closes to rounding.
    """
    found, size = ACCOUNTS[account][1](readings)
    with np.errstate(invalid="ignore", over="ignore"):
        share = np.abs(found) / np.maximum(size, 1.0)
    return np.asarray(np.where(share <= _TOLERANCE, 0.0, share))


def _people(r: Readings) -> tuple[Floats, Floats]:
    flows = r["recruits"] - r["arrests"] - r["group_deaths"] - r["exits"]
    return _stock(r["members"], flows, r["recruits"] + r["arrests"] + r["group_deaths"] + r["exits"])


def _drugs(r: Readings) -> tuple[Floats, Floats]:
    made = r["drug_made"]
    uses = r["drug_seizures"] + r["drug_used"] + r["drug_other_exits"] + r["drug_stock_change"]
    found, size = _stock(r["drug_stock"], r["drug_stock_change"], made)
    return np.concatenate([found, made - uses], axis=1), np.concatenate([size, made], axis=1)


def _routes(r: Readings) -> tuple[Floats, Floats]:
    ways = r["flow_by_ports"] + r["flow_between_ports"] + r["flow_by_sea"]
    return r["drug_flow"] - ways, r["drug_flow"]


def _money(r: Readings) -> tuple[Floats, Floats]:
    parts = ("drug_income", "extortion_income", "fuel_theft_income", "smuggling_income")
    return r["group_income"] - sum(r[name] for name in parts), r["group_income"]


def _trade(r: Readings) -> tuple[Floats, Floats]:
    both = r["bilateral_trade"]
    ways = r["us_imports_from_mexico"] + r["us_exports_to_mexico"]
    sectors = r["trade_vehicles"] + r["trade_farm"] + r["trade_electronics"] + r["trade_other"]
    return np.concatenate([both - ways, both - sectors], axis=1), np.concatenate([both, both], axis=1)


def _firearms(r: Readings) -> tuple[Floats, Floats]:
    flows = r["southbound_firearms"] + r["other_firearms"] - r["worn_firearms"] - r["seized_firearms"]
    return _stock(r["group_firearms"], flows, r["group_firearms"])


def _displaced(r: Readings) -> tuple[Floats, Floats]:
    flows = r["newly_displaced"] - r["returned_people"]
    return _stock(r["displaced_people"], flows, r["displaced_people"] + r["newly_displaced"])


def _states(r: Readings) -> tuple[Floats, Floats]:
    years = r.by_state.shape[1]
    found, size = [], []
    for name in ("homicides", "group_deaths", "disappearances", "newly_displaced"):
        nation = r[name][:, r.before :].reshape(len(r.national), years, 4).mean(axis=2)
        found.append(nation - r[f"state_{name}"].sum(axis=2))
        size.append(np.abs(nation))
    return np.concatenate(found, axis=1), np.concatenate(size, axis=1)


def _stock(stock: Floats, flow: Floats, size: Floats) -> tuple[Floats, Floats]:
    """Return by how much the change of a stock differs from its flows, from one quarter to the next."""
    change = np.diff(stock, axis=1)
    return change - flow[:, 1:] / _QUARTERS, np.maximum(np.abs(stock[:, 1:]), size[:, 1:])


ACCOUNTS: Final[dict[Account, tuple[str, Callable[[Readings], tuple[Floats, Floats]]]]] = {
    "people": ("Members change by recruits less arrests, deaths and exits.", _people),
    "drugs": ("What is made is used, seized, sold elsewhere or in stock.", _drugs),
    "drug routes": ("What enters comes through ports, between them or by sea.", _routes),
    "money": ("The income of groups is the sum of its sources.", _money),
    "trade": ("Trade is the sum of both directions, and of all sectors.", _trade),
    "firearms": ("Firearms change by what arrives less wear and seizures.", _firearms),
    "displaced people": ("The displaced change by those newly displaced less those who return.", _displaced),
    "states": ("The states add up to the nation.", _states),
}
