"""Where both economies start: trade, remittances and the exchange rate of the last observed year."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from riobravo.dates import WEEKS_PER_YEAR, years_between
from riobravo.errors import DataError
from riobravo.observed.table import Table, load

TRADE: Final = "us-mexico-goods-trade"
REMITTANCES: Final = "remittances"
_REVIEW: Final = datetime.date(2026, 7, 1)  # when the trade agreement's first joint review falls due
_MONTHS: Final = 12
_MONTHS_OF_EXCHANGE: Final = 3


def fill_economy(records: NDArray[np.void], date: datetime.date, overlay: Path | None = None) -> None:
    """Set the start of both economies from the series, as far as they reach before a date.

    What the series do not hold by then keeps the value of its field.

    Args:
        records: one record of both economies, (1,), changed in place.
        date: first day of the simulation; only earlier months are used.
        overlay: folder with newer series, laid over the shipped one.
    """
    north, south = monthly_trade(date, overlay)
    if len(north) >= _MONTHS:
        records["start_north"] = north[-_MONTHS:].sum() / WEEKS_PER_YEAR
        records["start_south"] = south[-_MONTHS:].sum() / WEEKS_PER_YEAR
    money = observed_before(REMITTANCES, date, overlay)
    if money is not None:
        sent = money["remittances_usd"]
        sent = sent[~np.isnan(sent)][-_MONTHS:]
        if len(sent) == _MONTHS:
            records["start_remittances"] = sent.sum() / 1e6 / WEEKS_PER_YEAR
        records["start_exchange_rate"] = money["mxn_per_usd"][-_MONTHS_OF_EXCHANGE:].mean()
    records["review_in"] = round(WEEKS_PER_YEAR * years_between(date, _REVIEW))


def monthly_trade(
    date: datetime.date, overlay: Path | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return goods that went north and south by month, million USD; empty if none are known.

    Args:
        date: only earlier months are used.
        overlay: folder with newer series, laid over the shipped one.
    """
    trade = observed_before(TRADE, date, overlay)
    if trade is None:
        return np.zeros(0), np.zeros(0)
    north, south = trade["imports_musd"], trade["exports_musd"]
    both = ~(np.isnan(north) | np.isnan(south))
    return north[both], south[both]


def observed_before(series: str, date: datetime.date, overlay: Path | None) -> Table | None:
    """Return what a series holds before a date, None if it starts later or ends long before.

    Args:
        series: its id.
        date: only rows before it are kept.
        overlay: folder with newer series, laid over the shipped one.
    """
    try:
        return load(series, date, overlay=overlay)
    except DataError as error:
        if error.field == "as_of":
            return None
        raise
