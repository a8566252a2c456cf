"""Published results about force elsewhere, measured in the simulation: none is from Mexico."""

from __future__ import annotations

import numpy as np

from riobravo.credibility.experiments.measures import Measures
from riobravo.credibility.laboratory import run_by_hand
from riobravo.ensemble.job import PAST
from riobravo.evidence.draw import draw
from riobravo.evidence.loading import load_ledger
from riobravo.world.streams import draw_table

_SEED = 20150801
_MEMBERS = 400
_YEAR = 52
_DECADE = 520
_FORCE = PAST._replace(
    recruitment=False,
    arrests=False,
    conflict=False,
    exit=False,
    noise=True,
    places=True,
    strikes=True,
    raids=True,
    invasion=True,
    occupation=True,
    regime=True,
)


def _rows(**given: float) -> list[dict[str, float]]:
    """Return drawn parameters of force, one row per world, with some set by hand.

    Each parameter has random numbers of its own, so that one more entry in the ledger changes no other.
    """
    ledger = load_ledger()
    names = [name for name, entry in ledger.items() if entry.distribution.is_drawn]
    values = draw(ledger, dict(zip(names, draw_table(_SEED, names, 0, _MEMBERS), strict=True)))
    own = [name for name in names if ledger[name].mechanism.startswith("F")]
    return [{name: float(values[name][i]) for name in own} | given for i in range(_MEMBERS)]


def air_power() -> Measures:
    """Run both published regimes of strikes on groups that are all within reach of the campaign.

    Sustained: five strikes a week for a year, with surveillance and the host's consent; the change of
    conflict in the second half of the year. Occasional: one strike a month that hits, without either;
    its change in the half year in which such hits go on. Ends of the middle 90 in 100 worlds.
    """
    within_reach = {"campaign_scale": 0.5}
    sustained = {"leader_strikes_with_consent": 260.0, "surveillance_with_consent": 1.0}
    occasional = {"leader_strikes_without_consent": 12.0}
    # Each study concerns groups within its campaign, so how many groups a campaign reaches is set by hand.
    weeks = run_by_hand(
        _rows(**within_reach, strike_hit=1.0),
        [sustained, occasional],
        before=1,
        after=_YEAR,
        on=_FORCE,
        seed=_SEED,
    )
    change = 100.0 * (np.exp(weeks["conflict_change_by_force"][:, :, 1:]) - 1.0)
    calmed = change[:, 0, _YEAR // 2 :].mean(axis=1)
    provoked = change[:, 1, : _YEAR // 2].mean(axis=1)
    return {
        "supported-low": float(np.quantile(calmed, 0.05)),
        "supported-median": float(np.median(calmed)),
        "supported-high": float(np.quantile(calmed, 0.95)),
        "leader-low": float(np.quantile(provoked, 0.05)),
        "leader-median": float(np.median(provoked)),
        "leader-high": float(np.quantile(provoked, 0.95)),
    }


def aims() -> Measures:
    """Occupy after an invasion until withdrawal, and count which aims are reached within ten years."""
    weeks = run_by_hand(_rows(), [{"invasion": 200.0}], before=1, after=_DECADE, on=_FORCE, seed=_SEED)
    by_force = weeks["force_aim_reached"][:, 0, -1]
    by_compliance = weeks["compliance_aim_reached"][:, 0, -1]
    return {
        "brute-force": float(100.0 * by_force.mean()),
        "compliance": float(100.0 * by_compliance.mean()),
    }


def regime() -> Measures:
    """Invade with and without an imposed government, and compare civil wars within ten years."""
    onsets = []
    for imposed in (0.0, 1.0):
        rows = _rows(imposition_probability=imposed)
        weeks = run_by_hand(rows, [{"invasion": 200.0}], before=1, after=_DECADE, on=_FORCE, seed=_SEED)
        onsets.append(float((weeks["regime_civil_war"][:, 0] > 0.0).any(axis=1).mean()))
    return {
        "civil-war-without": 100.0 * onsets[0],
        "civil-war-with": 100.0 * onsets[1],
        "civil-war-ratio": onsets[1] / onsets[0],
    }


def invasion() -> Measures:
    """Invade, and see how long the conventional phase and all resistance last."""
    weeks = run_by_hand(_rows(), [{"invasion": 200.0}], before=1, after=_DECADE, on=_FORCE, seed=_SEED)
    month = 30.0 / 7.0
    conventional = weeks["conventional_weeks"][:, 0, -1]
    resistance = weeks["resistance_weeks"][:, 0, -1]
    return {
        "conventional-weeks-median": float(np.median(conventional)),
        "conventional-within-30-days": float(100.0 * (conventional < month).mean()),
        "resistance-within-30-days": float(100.0 * (resistance < month).mean()),
        "resistance-weeks-mean": float(resistance.mean()),
        "resistance-weeks-high": float(np.quantile(resistance, 0.95)),
        "presence-weeks-median": float(np.median(weeks["weeks_of_presence"][:, 0, -1])),
        "us-deaths-median": float(np.median(weeks["us_military_deaths"][:, 0].sum(axis=1))),
    }
