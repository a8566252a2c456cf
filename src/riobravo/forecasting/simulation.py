"""The structural arm: the shipped simulation, started at the origin.

The simulation sees the observed victims up to the last published month and nothing later. The ledger's priors
and the map of groups are those of today: they were made from publications after most origins, so this arm
is not free of hindsight, and every page that shows it says so.

Before the prosecutors' files begin, it starts from the registered homicides (INEGI): their last twelve known
months are the level, their last years the size of shocks; trade, encounters and populations are those of the
time, everything else stands where its field does. Groups are those of the map of 2020 at the sizes of the
published model's start in 2012, because no map of the time is shipped.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from riobravo.forecasting.known import Floats, Panel
from riobravo.observed.entry import STATE_CODES

if TYPE_CHECKING:
    from riobravo.ensemble.opening import Start
    from riobravo.options.schema import Option
    from riobravo.study import Study

WEEKS: Final = 52
SIMULATED_MONTHS: Final = 12


@lru_cache(maxsize=256)
def simulate_states(
    known_until: np.datetime64, origin: np.datetime64, worlds: int, seed: int, overlay: Path | None = None
) -> Floats:
    """Return homicides by state of the twelve months after an origin, (worlds, 12, 32), joint.

    Args:
        known_until: last published month; the simulation starts with the next.
        origin: last month before the forecast.
        worlds: number of worlds.
        seed: fixes all random numbers.
        overlay: folder with newer series.

    Raises:
        InputError: the simulation cannot start then.
        DataError: the observed series do not serve the dates.
    """
    from riobravo.api import REFERENCE
    from riobravo.options.catalogue import resolve

    study = _study(str(origin + 1), f"{known_until + 1}-01", worlds, seed, 1, (resolve(REFERENCE),))
    return np.asarray(_run(study, 0, None, overlay)[0])


def simulate_early(known: Panel, origin: np.datetime64, worlds: int, seed: int, window: int) -> Floats:
    """Return what `simulate_states` does, started from a series older than the prosecutors' files.

    Args:
        known: what was published, by state; the simulation starts with the month after it.
        origin: last month before the forecast.
        worlds: number of worlds.
        seed: fixes all random numbers.
        window: months at the end of `known` that shocks are estimated from.
    """
    last = known.values[-max(window, 12) :]
    content = np.ascontiguousarray(last).tobytes()
    return _simulate_early(content, known.months[-len(last)], origin, worlds, seed, window)


@lru_cache(maxsize=256)
def _simulate_early(
    content: bytes, first: np.datetime64, origin: np.datetime64, worlds: int, seed: int, window: int
) -> Floats:
    from riobravo.api import REFERENCE
    from riobravo.options.catalogue import resolve

    values = np.frombuffer(content).reshape(-1, len(STATE_CODES))
    known = Panel(first + np.arange(len(values)), values, STATE_CODES)
    return np.asarray(simulate_options(known, origin, worlds, seed, window, (resolve(REFERENCE),))[0])


def simulate_options(
    known: Panel, origin: np.datetime64, worlds: int, seed: int, window: int, options: tuple[Option, ...]
) -> Floats:
    """Return homicides by state of the twelve months after an origin, (options, worlds, 12, 32).

    The options start with the simulation, in the month after the last known one, so that they may hold what
    was ordered between then and the origin. All options meet the same worlds with the same luck.

    Args:
        known: what was published, by state.
        origin: last month before the forecast.
        worlds: number of worlds.
        seed: fixes all random numbers.
        window: months of `known` that shocks are estimated from, at its end.
        options: what is ordered; times in years after the start of the simulation.
    """
    gap = int((origin - known.months[-1]).astype(np.int64))
    years = -(-(gap + SIMULATED_MONTHS) // 12)
    # The study's own date only has to be one that studies may have: all times of orders are relative.
    study = _study("2016-01", "2016-01-01", worlds, seed, years, options)
    return _run(study, gap, _start_early(known, window), None)


def _study(start: str, as_of: str, worlds: int, seed: int, years: int, options: tuple[Option, ...]) -> Study:
    from riobravo.study import make_study

    study = make_study(
        {
            "name": "hindcast",
            "title": "Forecast from an origin",
            "start": start,
            "as_of": as_of,
            "years": years,
            "members": worlds,
            "seed": seed,
            "options": ["status-quo", "kingpin-capture"],
        }
    )
    # Studies compare at least two options; a forecast may need one.
    return study.model_copy(update={"options": options})


def _run(study: Study, gap: int, start: Start | None, overlay: Path | None) -> Floats:
    from riobravo.ensemble.runner import run_worlds
    from riobravo.world.outcomes import STATE_PLACE

    done = run_worlds(study, state_reading=1, overlay=overlay, start=start)
    place = STATE_PLACE["state_homicides"]
    weekly = done.by_state[:, :, : study.years * WEEKS, place].astype(np.float64) / WEEKS
    return np.asarray(np.einsum("mw,oawu->oamu", month_shares(gap, weekly.shape[2]), weekly))


def _start_early(known: Panel, window: int) -> Start:
    """Return the start from a panel alone; what no series holds by then keeps the value of its field."""
    from riobravo.ensemble.nowcast.homicides import nowcast_homicides
    from riobravo.ensemble.nowcast.start import make_nowcast
    from riobravo.ensemble.opening import Start, make_opening
    from riobravo.ensemble.openings.drugs import fill_drugs
    from riobravo.ensemble.openings.economy import fill_economy
    from riobravo.ensemble.openings.groups import fill_smuggling
    from riobravo.ensemble.openings.people import fill_people
    from riobravo.ensemble.openings.politics import fill_politics
    from riobravo.ensemble.shocks import estimate_shocks
    from riobravo.observed import adjacency, group_map

    date = (known.months[-1] + 1).astype("datetime64[D]").astype(datetime.date)
    shocks = estimate_shocks(known.values[-window:])
    homicides = nowcast_homicides(known.months[-window:], known.values[-window:], shocks)
    opening = make_opening(group_map(), homicides.level, adjacency())
    fill_drugs(opening.drugs, opening.market, date)
    fill_economy(opening.economy, date)
    fill_people(opening.people, opening.local, date)
    fill_politics(opening.politics, date)
    fill_smuggling(opening.means, opening.people)
    return Start(
        opening=opening,
        nowcast=make_nowcast(homicides, date, date),
        observed=known.values[-12:].sum(axis=0) / WEEKS,
        shocks=shocks,
        date=date,
        history=0,
        before=0,
    )


def month_shares(gap: int = 0, weeks: int = WEEKS) -> Floats:
    """Return the share of each week that falls into each of twelve months, (12, weeks).

    Args:
        gap: months before the first of them.
        weeks: number of weeks.
    """
    per_month = WEEKS / 12.0
    starts = (gap + np.arange(SIMULATED_MONTHS)[:, None]) * per_month
    number = np.arange(weeks)[None, :]
    overlap = np.minimum(starts + per_month, number + 1.0) - np.maximum(starts, number)
    return np.asarray(np.maximum(overlap, 0.0))
