"""What each member starts from: one joint draw of all that the series leave open on the first day.

Homicides by state, encounters, trade, overdose deaths and opinion are drawn here. Where armed groups are
follows from the map and from `home_presence` and `initial_members`, and cooperation from `cooperation_now`:
these are parameters of the ledger, drawn with all others. The options of a member share its start.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from riobravo.ensemble.nowcast.deaths import draw_deaths
from riobravo.ensemble.nowcast.homicides import HomicideNowcast, draw_normal
from riobravo.ensemble.nowcast.waves import Floats, Wave, read_wave
from riobravo.ensemble.openings.drugs import reach_of_deaths
from riobravo.ensemble.openings.economy import monthly_trade
from riobravo.ensemble.openings.groups import fill_smuggling
from riobravo.ensemble.openings.people import monthly_encounters
from riobravo.ensemble.openings.politics import last_polls
from riobravo.world.opening import Opening, start_records
from riobravo.world.state import Records

_DEATHS: Final = ("deaths_all", "deaths_opioids", "deaths_methamphetamine", "deaths_cocaine")
# Nobody is ever liked by nobody, or by all.
_LEAST: Final = 0.02


@dataclass(frozen=True)
class Nowcast:
    """What is known on the first day beyond the expected values that the opening holds.

    Args:
        homicides: log rates of the states.
        encounters: the last year at the border, None if it is not known.
        trade: the last year of goods that went north, None if it is not known.
        deaths_reach: years from the first day to the middle of the last sum of overdose deaths, None if
            none is known.
        polls: for each measure of opinion the last poll in per cent, or None, and its age in years.
    """

    homicides: HomicideNowcast
    encounters: Wave | None
    trade: Wave | None
    deaths_reach: float | None
    polls: dict[str, tuple[float | None, float]]


def make_nowcast(
    homicides: HomicideNowcast, date: datetime.date, as_of: datetime.date, overlay: Path | None = None
) -> Nowcast:
    """Read what else is known.

    Args:
        homicides: nowcast of homicides.
        date: first day of the simulation.
        as_of: day from which on no observation is used.
        overlay: folder with newer series, laid over the shipped one.
    """
    return Nowcast(
        homicides=homicides,
        encounters=read_wave(monthly_encounters("All", date, overlay)),
        trade=read_wave(monthly_trade(date, overlay)[0]),
        deaths_reach=reach_of_deaths(date, as_of, overlay),
        polls=last_polls(as_of, overlay),
    )


def draw_starts(
    nowcast: Nowcast, opening: Opening, values: Mapping[str, Floats], seed: int, first: int, count: int
) -> Records:
    """Return what some members start from, see `opening.start_records`.

    Args:
        nowcast: what is known.
        opening: the expected start that all members share.
        values: their parameters, (count,) by name.
        seed: study seed.
        first: number of the first member.
        count: number of members.
    """

    def normal(name: str) -> Floats:
        return np.asarray(draw_normal(seed, [name], first, count)[0])

    def pair(name: str) -> Floats:
        return draw_normal(seed, [f"{name} level", f"{name} wave"], first, count).T

    starts = np.repeat(start_records([opening]), count)
    starts["level"], starts["shock"] = nowcast.homicides.draw(seed, first, count)

    people = starts["people"][:, 0]
    if nowcast.encounters is not None:
        factor, wave = nowcast.encounters.draw(
            values["encounter_shock_sd"], values["encounter_shock_half_life"], pair("encounters")
        )
        for name in ("start_from_mexico", "start_from_elsewhere"):
            people[name] *= factor
        people["encounters"] *= factor * np.exp(wave - 0.5 * values["encounter_shock_sd"] ** 2)
        people["encounter_shock"] = wave
        fill_smuggling(starts["means"][:, 0], people)

    economy = starts["economy"][:, 0]
    if nowcast.trade is not None:
        factor, wave = nowcast.trade.draw(
            values["trade_shock_sd"], values["trade_shock_half_life"], pair("trade")
        )
        for name in ("start_north", "start_south"):
            economy[name] *= factor
        economy["trade_shock"] = wave

    drugs = starts["drugs"][:, 0]
    if nowcast.deaths_reach is not None:
        level, trend = draw_deaths(
            nowcast.deaths_reach,
            values["overdose_count_error"],
            values["overdose_trend_spread"],
            values["overdose_trend_half_life"],
            pair("overdose deaths"),
        )
        for name in _DEATHS:
            drugs[name] *= np.exp(level)
        drugs["trend"] += trend

    politics = starts["politics"][:, 0]
    for name, (poll, age) in nowcast.polls.items():
        points = values["opinion_drift"] ** 2 * age
        points += values["poll_error"] ** 2 if poll is not None else 0.0
        drawn = politics[name] + 0.01 * np.sqrt(points) * normal(name)
        politics[name] = np.clip(drawn, _LEAST, 1.0 - _LEAST)
    politics["cooperation"] = values["cooperation_now"]
    return starts
