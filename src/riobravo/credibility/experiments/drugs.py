"""Published results about drug markets and overdose deaths, measured in the simulation."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from riobravo.credibility.experiments.measures import Measures
from riobravo.credibility.laboratory import Weeks, run_by_hand
from riobravo.evidence.loading import load_ledger
from riobravo.world.week import ALL_OFF

_MARKETS = ALL_OFF._replace(synthesis=True, smuggling=True, drug_use=True, overdose=True, noise=False)
_BEFORE = 26
_FIVE_YEARS = 260
_DECADE = 520
_WEEKS_PER_MONTH = 52.0 / 12.0
# Within a tenth of the old level counts as back.
_BACK = 0.1
# 1995: one region, no capacity to spare, a control that works, and other sources in the end. How much
# was lost is read from the published purity, 20 over 90 per cent.
_CONCENTRATED = {
    "precursor_control_success": 1.0,
    "spare_capacity": 0.0,
    "mexican_synthesis_share": 1.0,
    "precursor_bypass_limit": 1.0,
}
_LOST = 100.0 * (1.0 - 20.0 / 90.0)
# Use in the United States halved from 2006 to 2010.
_HALVED = math.log(2.0)
_POINTS = 10.0
_MEMBERS = 240
_SEED = 20230630


def _run(row: Mapping[str, float], option: Mapping[str, float], after: int) -> Weeks:
    """Run drug markets alone, once without and once with an option."""
    return run_by_hand([row], [{}, option], before=_BEFORE, after=after, on=_MARKETS)


def _ratio(weeks: Weeks, outcome: str) -> NDArray[np.float64]:
    """Return an outcome under the option over that without, week by week from its start."""
    series = weeks[outcome][0, :, _BEFORE:]
    return np.asarray(series[1] / series[0])


def _months_until_back(series: NDArray[np.float64]) -> float:
    """Return the months from the start of the option until a series is back for the first time."""
    away = np.abs(series - 1.0) > _BACK
    first = int(np.argmax(away))
    back = np.flatnonzero(~away[first:])
    return float((first + back[0]) / _WEEKS_PER_MONTH) if away.any() and len(back) else float(len(series))


def precursor_shock() -> Measures:
    """Take away the precursors of 1995, and follow price, purity and use of methamphetamine."""
    weeks = _run(_CONCENTRATED, {"precursor_stop": _LOST}, _FIVE_YEARS)
    price = _ratio(weeks, "methamphetamine_price")
    purity = _ratio(weeks, "methamphetamine_purity")
    used = _ratio(weeks, "methamphetamine_availability")
    return {
        "price-peak": float(price.max()),
        "price-back-months": _months_until_back(price),
        "purity-lowest": float(purity.min()),
        "purity-back-months": _months_until_back(purity),
        "use-change": float(100.0 * (used.min() - 1.0)),
        "use-back-months": _months_until_back(used),
    }


def treatment() -> Measures:
    """Raise cover by ten points, and infer the risk in treatment over that out of it from deaths."""
    weeks = _run({}, {"treatment": _POINTS}, _DECADE)
    fall = 1.0 - _ratio(weeks, "overdose_deaths_synthetic_opioids")[-1]
    start = load_ledger()["treatment_coverage"].default
    # deaths = (1 - c x) / (1 - c0 x) with x one less the ratio, solved for x.
    saved = fall / (_POINTS / 100.0 + fall * start)
    return {"risk-ratio": float(1.0 - saved)}


def price_and_use() -> Measures:
    """Raise the risk at ports, and measure prices of fentanyl and how use answers them."""
    weeks = _run({}, {"inspection": 50.0}, _DECADE)
    price, used = _ratio(weeks, "fentanyl_price"), _ratio(weeks, "fentanyl_availability")
    return {
        "fentanyl-price": float(100.0 * (price[51] - 1.0)),
        "elasticity-half-year": float(math.log(used[25]) / math.log(price[25])),
        "elasticity-decade": float(math.log(used[-1]) / math.log(price[-1])),
    }


def cocaine_shortage() -> Measures:
    """Replay the shortage of cocaine from 2006 on: prices, purity, scarcity and revenue."""
    rows = [{}, {"cocaine_supply_shock": _HALVED}]
    weeks = run_by_hand(rows, [{}], before=0, after=_FIVE_YEARS, on=_MARKETS)
    # January 2007 to September 2008.
    then = round(20 * _WEEKS_PER_MONTH)

    def change(outcome: str) -> NDArray[np.float64]:
        series = weeks[outcome][:, 0]
        return np.asarray(series[1] / series[0])

    price, purity = change("cocaine_price"), change("cocaine_purity")
    return {
        "pure-price": float(100.0 * (price[then] / purity[then] - 1.0)),
        "purity": float(purity[then]),
        "revenue-first-year": float(100.0 * (change("drug_revenue")[13:52].mean() - 1.0)),
        "scarcity": float(weeks["drug_scarcity"][1, 0, then]),
    }


def overdose_fall() -> Measures:
    """Project deaths from what was observed up to mid-2023, without any later measure."""
    from riobravo.ensemble.runner import run_worlds
    from riobravo.study import load_study
    from riobravo.world.outcomes import PLACE

    study = load_study().with_changes(
        options=["status-quo", "arrests-doubled"],
        start="2024-01",
        as_of="2024-01-01",
        years=2,
        members=_MEMBERS,
        seed=_SEED,
    )
    quarters = run_worlds(study).quarterly[0, :, :, PLACE["overdose_deaths"]]
    first, second = quarters[:, -8:-4].mean(axis=1), quarters[:, -4:].mean(axis=1)
    return {
        "deaths-2024": float(np.median(first)),
        "deaths-2025": float(np.median(second)),
        "change-2025": float(np.median(100.0 * (second / first - 1.0))),
        "worlds-as-low-in-2025": float(100.0 * np.mean(second <= _DEATHS_2025)),
    }


_DEATHS_2025 = 68_632.0
"""Deaths in 2025, provisional, as reported in the press."""
