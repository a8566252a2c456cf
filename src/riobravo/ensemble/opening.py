"""The opening that all worlds of a study share, from the group map and the observed series."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riobravo.dates import WEEKS_PER_YEAR, years_between
from riobravo.ensemble.nowcast.homicides import nowcast_homicides
from riobravo.ensemble.nowcast.start import Nowcast, make_nowcast
from riobravo.ensemble.openings.drugs import DEATHS, PRESS, SEIZURES, fill_drugs
from riobravo.ensemble.openings.economy import REMITTANCES, TRADE, fill_economy
from riobravo.ensemble.openings.groups import fill_groups, fill_smuggling
from riobravo.ensemble.openings.people import ENCOUNTERS, fill_people
from riobravo.ensemble.openings.politics import POLLS, fill_politics
from riobravo.ensemble.shocks import Shocks, estimate_shocks
from riobravo.errors import DataError
from riobravo.observed import adjacency, group_map, state_months
from riobravo.observed.groups import GroupMap
from riobravo.study import Study
from riobravo.world.opening import Opening
from riobravo.world.state import STATES, new_tables

HISTORY_START = datetime.date(2012, 1, 1)
SERIES = "sesnsp-victims"
COLUMN = "intentional_homicide"
SERIES_USED = (
    SERIES,
    "group-map",
    "adjacency",
    "population",
    "states",
    DEATHS,
    PRESS,
    SEIZURES,
    TRADE,
    REMITTANCES,
    ENCOUNTERS,
    *POLLS,
)


@dataclass(frozen=True)
class Start:
    """Where and when a simulation starts.

    Args:
        opening: the expected start, which all worlds share.
        nowcast: what is known of the start, from which every world draws its own.
        observed: homicides per week by state over the last twelve observed months, (32,).
        shocks: estimated sizes of shocks.
        date: first day of the simulation, the month after the last observed one.
        history: weeks of the published model from 2012 to that day.
        before: weeks from that day to the start of the options.
    """

    opening: Opening
    nowcast: Nowcast
    observed: NDArray[np.float64]
    shocks: Shocks
    date: datetime.date
    history: int
    before: int


def prepare_start(study: Study, overlay: Path | None = None) -> Start:
    """Read the observed series up to the study's as-of date and derive the start from them.

    Args:
        study: what to run.
        overlay: folder with newer series, laid over the shipped one.

    Raises:
        DataError: the series do not reach far enough, or are damaged.
    """
    panel = state_months(SERIES, COLUMN, study.as_of_date, overlay=overlay)
    shocks = estimate_shocks(panel.values)
    last = panel.months[-1].astype(datetime.date)
    date = _next_month(last)
    if date > study.start_date:
        raise DataError(
            f"the last observed month ({last:%Y-%m}) is not before the start of the options ({study.start}).",
            field="start",
            fix="let the options start later, or give an earlier as_of.",
        )
    homicides = nowcast_homicides(panel.months, panel.values, shocks)
    opening = make_opening(group_map(overlay=overlay), homicides.level, adjacency(overlay=overlay))
    fill_drugs(opening.drugs, opening.market, date, study.as_of_date, overlay)
    fill_groups(opening.local, study.as_of_date, overlay)
    fill_economy(opening.economy, date, overlay)
    fill_people(opening.people, opening.local, date, overlay)
    fill_politics(opening.politics, study.as_of_date, overlay)
    fill_smuggling(opening.means, opening.people)
    return Start(
        opening=opening,
        nowcast=make_nowcast(homicides, date, study.as_of_date, overlay),
        observed=panel.values[-12:].sum(axis=0) / WEEKS_PER_YEAR,
        shocks=shocks,
        date=date,
        history=_weeks(HISTORY_START, date),
        before=_weeks(date, study.start_date),
    )


def make_opening(groups: GroupMap, level: np.ndarray, borders: np.ndarray) -> Opening:
    """Turn the map of groups into the opening of a world.

    Sizes follow Zipf's law by rank of tie strength. A group is at home in its state of the map. The
    rest of a group with ties is half in the home states of its allies and rivals, by the weight of
    the ties, and half where homicides are; a group without ties is all at home.

    Args:
        groups: groups with their home states, rivalries and alliances.
        level: expected homicides per week by state, (32,).
        borders: whether two states share a border, (32, 32).
    """
    count = len(groups.keys)
    # Groups stand in the order of their published ids, so that their order in the file is nothing.
    order = sorted(range(count), key=lambda i: groups.keys[i])
    place = np.empty(count, dtype=np.int64)
    place[order] = np.arange(count)
    home = np.zeros((STATES, count))
    home[groups.home, place] = 1.0
    rivalry, alliance = np.zeros(count), np.zeros(count)
    elsewhere = np.zeros((STATES, count))
    for ties, strength in ((groups.rivalries, rivalry), (groups.alliances, alliance)):
        for one, other, weight in ties:
            i, j = place[one], place[other]
            strength[i] += weight
            strength[j] += weight
            elsewhere[:, i] += weight * home[:, j]
            elsewhere[:, j] += weight * home[:, i]
    tied = elsewhere.sum(axis=0)
    violence = level / level.sum() if level.sum() > 0.0 else np.full(STATES, 1.0 / STATES)
    with_ties = 0.5 * elsewhere / np.where(tied > 0.0, tied, 1.0) + 0.5 * violence[:, None]
    elsewhere = np.where(tied > 0.0, with_ties, home)
    rank = np.empty(count)
    rank[np.argsort(-(rivalry + alliance), kind="stable")] = np.arange(1, count + 1)
    sizes = 1.0 / rank
    pairs = np.sort(place[groups.rivalries[:, :2]], axis=1)
    sorted_ties = np.lexsort(pairs.T)
    pairs, weights = pairs[sorted_ties], groups.rivalries[sorted_ties, 2]
    return Opening(
        counts=np.array([count, len(pairs)]),
        size_share=sizes / sizes.sum(),
        identity=np.array([groups.identities[i] for i in order], dtype=np.uint64),
        restraint=alliance + 1.0,
        home=home,
        elsewhere=elsewhere,
        tie_first=np.array(pairs[:, 0]),
        tie_second=np.array(pairs[:, 1]),
        tie_weight=np.array(weights, dtype=np.float64),
        level=np.array(level, dtype=np.float64),
        shock=np.zeros(STATES + 1),
        adjacency=np.array(borders, dtype=np.float64),
        **new_tables(),
    )


def _next_month(day: datetime.date) -> datetime.date:
    return datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _weeks(earlier: datetime.date, later: datetime.date) -> int:
    return round(WEEKS_PER_YEAR * years_between(earlier, later))
