"""Published results about armed groups and violence, measured in the simulation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from riobravo.credibility.experiments.measures import Measures
from riobravo.credibility.laboratory import PUBLISHED, Weeks, run_by_hand
from riobravo.ensemble.job import PAST
from riobravo.ensemble.opening import prepare_start
from riobravo.observed import state_months
from riobravo.study import load_study
from riobravo.world.groups.border import BORDER
from riobravo.world.week import ALL_OFF

_DECADE = 520
_FIVE_YEARS = 260
# The refit of the published model to the same deaths with other initial sizes: members in 2012,
# recruitment per member and week, conflict per member squared and week.
_REFITS = (
    (40_000, 5.265e-3, 14.721e-8),
    (60_000, 3.863e-3, 5.986e-8),
    (80_000, 3.167e-3, 3.255e-8),
    (115_000, 2.534e-3, 1.544e-8),
    (160_000, 2.136e-3, 0.794e-8),
    (230_000, 1.846e-3, 0.386e-8),
    (350_000, 1.653e-3, 0.169e-8),
)
# Cocaine from Colombia fell by about a half from 2006 to 2009; the size is remembered.
_SHORTFALL = float(np.log(2.0))
# Registered homicides of 2003 in the states that border Texas, New Mexico and Arizona.
_BORDER_2003 = 1267.0
_POLICIES: dict[str, dict[str, float]] = {
    "base": {},
    "arrests-doubled": {"arrests": 2.0},
    "recruitment-halved": {"recruitment": 0.5},
    "both": {"arrests": 2.0, "recruitment": 0.5},
    "arrests-1.25": {"arrests": 1.25},
    "arrests-1.5": {"arrests": 1.5},
    "arrests-3": {"arrests": 3.0},
    "arrests-4": {"arrests": 4.0},
    "recruitment-0.9": {"recruitment": 0.9},
    "recruitment-0.75": {"recruitment": 0.75},
    "no-recruitment": {"recruitment": 0.0},
}


def published_model() -> Measures:
    """Run the published model from 2012 to 2022, and its policies to 2027."""
    weeks = run_by_hand([PUBLISHED], list(_POLICIES.values()), before=_DECADE, after=_FIVE_YEARS + 1)
    members, killed = weeks["members"][0], weeks["group_deaths"][0]
    recruits, exits = weeks["recruits"][0, 0], weeks["exits"][0, 0]
    arrests = weeks["arrests"][0, 0]
    decade = slice(0, _DECADE)
    lost = killed[0, decade].sum() + arrests[decade].sum()
    deaths_2012 = killed[0, 0]
    zero = list(_POLICIES).index("no-recruitment")
    measures = {
        "members-2012": PUBLISHED["initial_members"],
        "members-2022": members[0, _DECADE - 1],
        "recruits-mean": recruits[decade].mean(),
        "recruits-2012": recruits[0],
        "recruits-2022": recruits[_DECADE],
        "killed-2012": deaths_2012,
        "killed-2022": killed[0, _DECADE],
        "killed-year-2022": killed[0, _DECADE] * 52.0,
        "lost-mean": lost / _DECADE,
        "exits-2012": exits[0],
        "exits-2022": exits[_DECADE],
        "share-lost": 100.0 * lost / (PUBLISHED["initial_members"] + recruits[decade].sum()),
        "growth-year": (members[0, _DECADE - 1] - PUBLISHED["initial_members"]) / 10.0,
        "years-to-2012-deaths": float(np.argmax(killed[zero, _DECADE:] < deaths_2012)) / 52.0,
    }
    for place, name in enumerate(_POLICIES):
        for key, value in _changes(weeks, 0, place).items():
            measures[f"{name}-{key}"] = value
    return measures


def size_not_identified() -> Measures:
    """Run the refits of the published model with other initial sizes, and three policies each."""
    rows = [
        PUBLISHED | {"initial_members": c, "recruitment_rate": rho, "conflict_rate": theta}
        for c, rho, theta in _REFITS
    ]
    names = ("base", "arrests-doubled", "recruitment-halved")
    weeks = run_by_hand(rows, [_POLICIES[name] for name in names], before=_DECADE, after=_FIVE_YEARS + 1)
    measures: Measures = {}
    for row, (size, _, _) in enumerate(_REFITS):
        key = f"{size // 1000}k"
        measures[f"{key}-members-2022"] = weeks["members"][row, 0, _DECADE - 1]
        measures[f"{key}-recruits-mean"] = weeks["recruits"][row, 0, :_DECADE].mean()
        for place, name in enumerate(names):
            for change, value in _changes(weeks, row, place).items():
                measures[f"{key}-{name}-{change}"] = value
    return measures


def fragmentation() -> Measures:
    """Split the largest group into equal rivals at the end of the decade, in the published model."""
    cases = [(heirs, weight) for heirs in (2, 4) for weight in (1, 5, 13)]
    quiet = {
        "baseline_removals": 0.0,
        "split_probability_capture": 1.0,
        "desertion_share": 0.0,
        "surge_capture": 0.0,
        "surge_kill_addition": 0.0,
        "disruption_capture": 0.0,
    }
    rows = [
        PUBLISHED
        | quiet
        | {
            "rump_share": 1.0 / heirs,
            "extra_fragment_probability": 1.0 if heirs == 4 else 0.0,
            "split_rivalry_weight": float(weight),
        }
        for heirs, weight in cases
    ]
    weeks = run_by_hand(
        rows,
        [{}, {"remove_largest": 1.0}],
        before=_DECADE,
        after=_FIVE_YEARS,
        on=PAST._replace(leader_removal=True),
    )
    killed = weeks["group_deaths"]
    measures: Measures = {}
    for row, (heirs, weight) in enumerate(cases):
        for key, span in (("year-1", 52), ("years-1-5", _FIVE_YEARS)):
            period = slice(_DECADE, _DECADE + span)
            ratio = killed[row, 1, period].sum() / killed[row, 0, period].sum()
            measures[f"into-{heirs}-weight-{weight}-{key}"] = 100.0 * (ratio - 1.0)
    return measures


def _changes(weeks: Weeks, row: int, policy: int) -> Measures:
    """Return changes in per cent five years after the start of a policy."""
    members, killed = weeks["members"][row], weeks["group_deaths"][row]
    end = _DECADE + _FIVE_YEARS
    # Members are read at the end of a week, deaths during it.
    return {
        "size": 100.0 * (members[policy, end - 1] / members[0, _DECADE - 1] - 1.0),
        "deaths": 100.0 * (killed[policy, end] / killed[0, _DECADE] - 1.0),
        "deaths-against-base": 100.0 * (killed[policy, end] / killed[0, end] - 1.0),
    }


def scarcity() -> Measures:
    """Halve the drugs that pass through Mexico for three years, with everything else held.

    Returns the share, in per cent, of the observed rise of homicides from 2006 to 2009 that the change
    would make up, and the share of the difference between the border states and the rest.
    """
    runs = [_run_quiet({}, [{}], {"scarcity": value}) for value in (0.0, _SHORTFALL)]
    calm, scarce = (run.by_state("state_homicides")[0, 0].mean(axis=0) for run in runs)
    nation = scarce.sum() / calm.sum()
    north = scarce[BORDER].sum() / calm[BORDER].sum()
    rest = scarce[~BORDER].sum() / calm[~BORDER].sum()
    before, after = (_registered(year) for year in (2006, 2009))
    rise = after.sum() / before.sum() - 1.0
    gap = np.log(after[BORDER].sum() / before[BORDER].sum())
    gap -= np.log(after[~BORDER].sum() / before[~BORDER].sum())
    return {
        "national-share": float(100.0 * (nation - 1.0) / rise),
        "north-share": float(100.0 * np.log(north / rest) / gap),
    }


def permissive_supply() -> Measures:
    """Let twice as many firearms south, and count additional homicides in border states two years later.

    The rise of the stock in those two years stands for the unmeasured one after 2004, and homicides are
    scaled to their level of 2003.
    """
    double = {"firearms_stop": -100.0}
    stock = _run_quiet({}, [{}, double], {})["group_firearms"][0, :, 2 * 52 - 1]
    rise = float(stock[1] / stock[0] - 1.0)
    run = _run_quiet({"supply_shock_stock_rise": rise}, [{}, double], {})
    homicides = run.by_state("state_homicides")[0, :, 1:3].mean(axis=1)[:, BORDER].sum(axis=1)
    return {
        "border-deaths": _BORDER_2003 * float(homicides[1] / homicides[0] - 1.0),
        "stock-rise": 100.0 * rise,
    }


def _run_quiet(row: dict[str, float], options: Sequence[dict[str, float]], drugs: dict[str, float]) -> Weeks:
    """Run today's map of groups for three years, armed groups only, without chance."""
    start = prepare_start(load_study())
    held = start.opening.drugs.copy()
    names = ("recruitment", "arrests", "conflict", "exit", "homicides", "firearms", "money")
    for name, value in drugs.items():
        held[name] = value
    return run_by_hand(
        [{"baseline_removals": 0.0} | row],
        options,
        before=0,
        after=3 * 52,
        on=ALL_OFF._replace(noise=False, **dict.fromkeys(names, True)),
        opening=start.opening._replace(drugs=held),
        history=start.history,
    )


def _registered(year: int) -> NDArray[np.float64]:
    """Return registered homicides (INEGI) of a year by state."""
    panel = state_months("inegi-registered", "homicides")
    inside = panel.months.astype("datetime64[Y]").astype(int) + 1970 == year
    return np.asarray(panel.values[inside].sum(axis=0))


def leader_removal() -> Measures:
    """Remove a leader of the largest group in many worlds, and compare with the same worlds without."""
    from riobravo.credibility.removals import measure_removals

    return measure_removals()


def recent_fall() -> Measures:
    """Project the status quo over months that were observed later."""
    from riobravo.credibility.removals import measure_recent_change

    return measure_recent_change()
