"""Published results about publics and coercion, measured in many simulated worlds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from riobravo.credibility.experiments.measures import Measures
from riobravo.credibility.laboratory import Weeks, run_by_hand
from riobravo.evidence.draw import draw
from riobravo.evidence.loading import load_ledger
from riobravo.world.politics.mechanisms import MECHANISMS
from riobravo.world.streams import draw_table
from riobravo.world.week import ALL_OFF

Floats = NDArray[np.float64]

_WORLDS = 500
_YEAR = 52
_SEED = 20260101
# Force acts on governments and publics through these, where they exist.
_FORCE = ("strikes", "raids")
# The US executive decides nothing by itself, and nothing is conceded in the usual course: a class of
# cases counts what follows from pressure.
_ON = ALL_OFF._replace(
    **{mechanism.name: mechanism.default for mechanism in MECHANISMS},
    **{name: True for name in _FORCE if name in ALL_OFF._fields},
)
_QUIET = {"usual_concessions": 0.0}


def opinion() -> Measures:
    """Threaten for a year, then stop for seven; medians over worlds in per cent and points."""
    after = 8 * _YEAR
    year = np.where(np.arange(after) < _YEAR, 1.0, 0.0)
    rest = _run({}, 1)
    weeks = _run({"ultimatum": year}, after)
    view = weeks["view_of_us"][:, 0]
    low = view[:, _YEAR - 1]
    approval = weeks["mexican_approval"][:, 0]
    peak = approval.argmax(axis=1)
    height = approval.max(axis=1)
    # As in the published case, only worlds in which approval did rally.
    rallied = (height > rest["mexican_approval"][:, 0, 0] + 5.0) & (peak < _YEAR // 2)
    later = approval[np.arange(_WORLDS), np.minimum(peak + 13, after - 1)]
    fallen = (height - later) / 3.0
    return {
        "view-fall": float(np.median(rest["view_of_us"][:, 0, 0] - low)),
        "view-recovery": float(np.median(view[:, -1] - low)),
        "rejection": float(np.median(100.0 - weeks["mexican_support_for_force"][:, 0, _YEAR - 1])),
        "rally-decay": float(np.median(fallen[rallied])),
        "us-support-with-permission": float(np.median(rest["us_support_for_force"])),
        "us-support-without-permission": float(np.median(rest["us_support_without_permission"])),
    }


def coercion() -> Measures:
    """Press in each of the classes of cases, one episode per world; shares in per cent."""
    after = 5 * _YEAR
    once = np.zeros(after)
    once[0] = 1.0
    options: dict[str, Mapping[str, float | Floats]] = {
        "ultimatum": {"ultimatum": once, "demand": 1.0},
        "ultimatum-officials": {"ultimatum": once, "demand": 5.0},
        "linkage": {"linkage": 1.0, "demand": 1.0},
        # Half of the burden of a 25 % tariff, and that tariff.
        "sanctions": {"tariff": 12.5, "demand": 1.0},
        "tariff-full": {"tariff": 25.0, "demand": 1.0},
        "strikes": {"lab_strikes_without_consent": 50.0, "demand": 1.0},
    }
    measures: Measures = {}
    for name, option in options.items():
        weeks = _run(option, after)
        conceded = weeks["concessions"][:, 0].sum(axis=1) > 0.0
        additional = weeks["additional_concessions"][:, 0].sum(axis=1) > 0.0
        measures[name] = 100.0 * float(conceded.mean())
        measures[f"{name}-additional"] = 100.0 * float(additional.mean())
        dropped = ~conceded & (weeks["threat_in_force"][:, 0, -1] == 0.0)
        measures[f"{name}-dropped"] = 100.0 * float(dropped.mean())
    return measures


def _run(option: Mapping[str, float | Floats], after: int) -> Weeks:
    """Run worlds that differ in every parameter and in luck under one option."""
    ledger = load_ledger()
    drawn = [name for name, parameter in ledger.items() if parameter.distribution.is_drawn]
    values = draw(ledger, dict(zip(drawn, draw_table(_SEED, drawn, 0, _WORLDS), strict=True)))
    rows = [{name: float(column[i]) for name, column in values.items()} | _QUIET for i in range(_WORLDS)]
    return run_by_hand(rows, [option], before=0, after=after, on=_ON, seed=_SEED)
