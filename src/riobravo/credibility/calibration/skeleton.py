"""The simulation without chance, from its compiled kernel: the expected paths that series are compared with.

Homicides depend on two numbers, the members of 2012 and the homicides that one conflict death brings. The
kernel runs on a grid of both, once, and paths between are read by cubic splines. The path of overdose deaths
without chance is a straight line in logarithms, of the slope that the long-run trend gives. Tests run the
kernel beside both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_MEMBERS: Final = np.geomspace(60_000.0, 350_000.0, 9)
_CONFLICT: Final = np.linspace(0.5, 2.9, 7)
WEEKS_PER_QUARTER: Final = 13


@dataclass(frozen=True)
class Violence:
    """Log homicides per quarter of the nation from 2012, on a grid.

    Args:
        grid: (members, conflict, quarters).
    """

    grid: Floats = field(repr=False)

    @cached_property
    def _reader(self) -> Any:
        from scipy.interpolate import RegularGridInterpolator

        return RegularGridInterpolator((np.log(_MEMBERS), _CONFLICT), self.grid, method="cubic")

    def read(self, members: Floats, conflict: Floats) -> Floats:
        """Return log homicides per quarter, (k, quarters), between the points of the grid."""
        points = np.stack([np.log(members), conflict], axis=1)
        low = np.array([np.log(_MEMBERS[0]), _CONFLICT[0]])
        high = np.array([np.log(_MEMBERS[-1]), _CONFLICT[-1]])
        return np.asarray(self._reader(np.clip(points, low, high)))


@lru_cache(maxsize=4)
def violence_skeleton(quarters: int) -> Violence:
    """Run the kernel on the grid.

    Args:
        quarters: quarters from the start of 2012.
    """
    members, conflict = np.meshgrid(_MEMBERS, _CONFLICT, indexing="ij")
    paths = run_violence(members.ravel(), conflict.ravel(), quarters)
    return Violence(paths.reshape(*members.shape, quarters))


def run_violence(members: Floats, conflict: Floats, quarters: int) -> Floats:
    """Run armed groups and homicides without chance from 2012, and return log homicides per quarter.

    Args:
        members: members of groups in 2012, (k,).
        conflict: homicides per death of a member, (k,).
        quarters: how many.
    """
    from riobravo.credibility.laboratory import run_by_hand
    from riobravo.ensemble.opening import make_opening
    from riobravo.evidence.loading import load_ledger
    from riobravo.observed import adjacency, group_map, state_months
    from riobravo.world.week import ALL_OFF

    panel = state_months("inegi-registered", "homicides")
    inside = panel.months.astype("datetime64[Y]").astype(int) + 1970 == 2012
    level = panel.values[inside].sum(axis=0) / 52.0
    # From half a homicide per death on, the sum of both parameters is all that the path depends on.
    rows = [
        {"initial_members": one, "recorded_share": 0.5, "linked_deaths": many - 0.5}
        for one, many in zip(members.tolist(), conflict.tolist(), strict=True)
    ]
    ledger = load_ledger()
    for row in rows:
        own = {"initial_members": np.array([row["initial_members"]])}
        for name in ("recruitment_rate", "conflict_rate"):
            row[name] = float(ledger[name].quantile(np.array([0.5]), own)[0])
    names = ("recruitment", "arrests", "conflict", "exit", "homicides")
    weeks = run_by_hand(
        rows,
        [{}],
        before=0,
        after=quarters * WEEKS_PER_QUARTER,
        on=ALL_OFF._replace(noise=False, **dict.fromkeys(names, True)),
        opening=make_opening(group_map(), level, adjacency()),
    )["homicides"][:, 0]
    return np.asarray(np.log(weeks.reshape(len(rows), quarters, WEEKS_PER_QUARTER).sum(axis=2)))


def overdose_path(trend: Floats, months: int) -> Floats:
    """Return log overdose deaths without chance over the start, (k, months).

    Args:
        trend: yearly change of the logarithm, (k,).
        months: how many.
    """
    return np.asarray(np.outer(trend, np.arange(months) / 12.0))
