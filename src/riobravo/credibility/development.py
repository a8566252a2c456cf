"""The data on which calibration was chosen: older than the first registered origin of each series.

`python -m riobravo.credibility.development` makes the table again: on each development series, the interval
score of the 90 % interval in logs and its coverage, without calibration and with it. Nothing registered is
scored here, and the panels are cut before the first registered origin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from riobravo.credibility.preregistration import Origins, Registration, Series, load_registration
from riobravo.forecasting.calibration import Spread, stretch
from riobravo.forecasting.known import Floats, Panel, last_published, load_panel
from riobravo.forecasting.models import NOWCAST, POOLED, run_parts, run_pool, stand_at
from riobravo.forecasting.origins import origins_of
from riobravo.forecasting.pooling import Weights, components
from riobravo.forecasting.scores import quantile

_STEPS: Final = 12


@dataclass(frozen=True)
class Older:
    """One development series.

    Args:
        name: its name.
        like: registered series whose models it uses.
        of: registered series whose observations it uses; twelve-month sums of them if `like` is one.
        first: first origin.
        every_months: months between origins.
    """

    name: str
    like: str
    of: str
    first: str
    every_months: int


DEVELOPMENT: Final = (
    Older("sesnsp-states", "sesnsp-homicides", "sesnsp-homicides", "2016-12", 1),
    Older("sesnsp-nation", "sesnsp-homicides-national", "sesnsp-homicides-national", "2016-12", 1),
    Older("inegi-states", "inegi-homicides", "inegi-homicides", "1995-12", 3),
    Older("inegi-nation", "inegi-homicides-national", "inegi-homicides-national", "1995-12", 3),
    Older("imports", "us-imports-from-mexico", "us-imports-from-mexico", "1992-12", 3),
    Older("encounters", "border-encounters", "border-encounters", "2003-12", 2),
    Older("sums-of-homicides", "us-overdose-deaths", "inegi-homicides-national", "1994-12", 2),
    Older("sums-of-imports", "us-overdose-deaths", "us-imports-from-mexico", "1991-12", 3),
    Older("sums-of-encounters", "us-overdose-deaths", "border-encounters", "2003-12", 2),
)


def measure(older: Older) -> dict[str, tuple[float, float]]:
    """Return interval score and coverage, without and with calibration, over the later origins."""
    registration = load_registration()
    found: dict[str, list[tuple[float, float]]] = {"none": [], "calibrated": []}
    for mixed, factor, observed in _forecasts(registration, *_cut(registration, older)):
        for name, draws in (("none", mixed), ("calibrated", stretch(mixed, factor))):
            found[name].append(_interval(draws[:, : len(observed)], observed))
    rows = {name: np.array(pairs[len(pairs) // 3 :]).mean(axis=0) for name, pairs in found.items()}
    return {name: (float(row[0]), float(row[1])) for name, row in rows.items()}


def _cut(registration: Registration, older: Older) -> tuple[Series, Panel]:
    """Return a series and its panel, cut at what was known at the first registered origin."""
    source, series = registration.find(older.of), registration.find(older.like)
    limit = last_published(source.published, np.datetime64(source.origins.first, "M"))
    panel = load_panel(source).until(limit)
    if series.shape == "rolling-sum":
        totals = np.cumsum(panel.values.sum(axis=1))
        sums = np.concatenate([totals[11:12], totals[12:] - totals[:-12]])
        panel = Panel(panel.months[11:], sums[:, None], ("US",))
    origins = Origins(
        first=older.first,
        last=str(limit - 1),
        every_months=older.every_months,
        learning_from=older.first,
    )
    return series.model_copy(update={"origins": origins}), panel


def _forecasts(
    registration: Registration, series: Series, panel: Panel
) -> Iterator[tuple[Floats, float, Floats]]:
    """Give at each origin the pool, the factor learned by then, and what came."""
    pool, parts = registration.pool, (NOWCAST, series.partner)
    weights, spread = Weights(2, pool.prior_origins, pool.step), Spread(pool.prior_origins)
    target = panel.nation() if series.shape == "nation" else panel
    for date in origins_of(series):
        origin = stand_at(registration, series, panel, date, registration.seeds[0], steps=_STEPS)
        done, missing = run_parts(origin, parts)
        if missing:
            continue
        observed = target.values[(target.months > date) & (target.months <= date + _STEPS)]
        known = origin.known.months[-1]
        mixed = run_pool(origin, POOLED, [done[part] for part in parts], weights.at(known))
        yield mixed, spread.at(known), observed
        ordered = [np.sort(done[part][:, : len(observed)], axis=0) for part in parts]
        weights.add(date, *components(ordered, observed))
        spread.add(date, mixed, observed)


def _interval(draws: Floats, observed: Floats) -> tuple[float, float]:
    ordered, came = np.sort(np.log1p(draws), axis=0), np.log1p(observed)
    low, high = quantile(ordered, 0.05), quantile(ordered, 0.95)
    outside = np.maximum(low - came, 0.0) + np.maximum(came - high, 0.0)
    return float((high - low + 20.0 * outside).mean()), float((outside == 0.0).mean())


if __name__ == "__main__":
    for one in DEVELOPMENT:
        told = ", ".join(
            f"{name} {score:.3f} (covers {share:.2f})" for name, (score, share) in measure(one).items()
        )
        print(f"{one.name}: {told}", flush=True)
