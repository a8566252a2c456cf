"""Published results about armed groups and violence, measured in the simulation."""

from __future__ import annotations

import numpy as np

from riobravo.credibility.experiments.measures import Measures
from riobravo.credibility.laboratory import PUBLISHED, Weeks, run_by_hand
from riobravo.ensemble.runner import PAST

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


def leader_removal() -> Measures:
    """Remove a leader of the largest group in many worlds, and compare with the same worlds without."""
    from riobravo.credibility.removals import measure_removals

    return measure_removals()


def recent_fall() -> Measures:
    """Project the status quo over months that were observed later."""
    from riobravo.credibility.removals import measure_recent_change

    return measure_recent_change()
