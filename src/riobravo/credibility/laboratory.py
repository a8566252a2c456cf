"""A laboratory: the same compiled world with mechanisms, parameters and levers set by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riobravo.ensemble.draws import kernel_record
from riobravo.ensemble.job import PAST
from riobravo.ensemble.opening import make_opening
from riobravo.evidence.draw import draw
from riobravo.evidence.loading import load_ledger
from riobravo.observed import adjacency, group_map
from riobravo.world.levers import LEVERS, neutral_table
from riobravo.world.opening import Opening
from riobravo.world.orders import plan_table
from riobravo.world.outcomes import BY_STATE, NATIONAL, STATE_PLACE
from riobravo.world.run import WEEKS_PER_YEAR, run_members
from riobravo.world.state import STATES
from riobravo.world.streams import luck_of

Floats = NDArray[np.float64]

PUBLISHED = {
    "initial_members": 115_000.0,
    "recruitment_rate": 2.527474e-3,
    "arrests_per_week": 110.0,
    "conflict_rate": 1.549231e-8,
    "saturation_rate": 4e-8,
}
"""The published model's values, as in the authors' code."""

_COLUMN = {outcome.name: k for k, outcome in enumerate(NATIONAL)}
_LEVER = {lever.name: k for k, lever in enumerate(LEVERS)}


@dataclass(frozen=True)
class Weeks:
    """Weekly readings of the nation.

    Args:
        values: shape (rows, options, weeks, outcomes); flows per week, stocks at the end.
        states: readings by state and whole year of the options, flows per year, shape (rows, options,
            years, kinds, states).
    """

    values: Floats
    states: Floats

    def __getitem__(self, outcome: str) -> Floats:
        """Return one outcome, shape (rows, options, weeks)."""
        return self.values[..., _COLUMN[outcome]]

    def by_state(self, outcome: str) -> Floats:
        """Return one outcome by state, shape (rows, options, years, states)."""
        return self.states[..., STATE_PLACE[outcome], :]


def run_by_hand(
    rows: Sequence[Mapping[str, float]],
    options: Sequence[Mapping[str, float | Floats]],
    *,
    before: int,
    after: int,
    on: Any = PAST,
    seed: int = 0,
    opening: Opening | None = None,
    history: int = 0,
) -> Weeks:
    """Run the world from 2012 with parameters and levers set by hand, and read every week.

    Args:
        rows: parameter values of each row; what a row does not set stands at the ledger's median.
        options: lever values of each option from the end of `before` on, one number or one per
            week; `remove_largest` acts in the first week only.
        before: weeks that all options share.
        after: weeks of each option.
        on: which mechanisms run; by default the published model.
        seed: seed of the chance events that `on` leaves.
        opening: what worlds start from; the map of groups without observed homicides if None.
        history: weeks of the published model before the simulation, which are not read.
    """
    ledger = load_ledger()
    defaults = draw(
        ledger,
        {
            name: np.full(len(rows), 0.5)
            for name, parameter in ledger.items()
            if parameter.distribution.is_drawn
        },
    )
    # Rows set values that may lie outside the ledger's bounds, such as no removals at all.
    values = {
        name: np.array([row.get(name, column[i]) for i, row in enumerate(rows)])
        for name, column in defaults.items()
    }
    levers = np.tile(neutral_table(after), (len(rows), len(options), 1, 1))
    for place, option in enumerate(options):
        for name, value in option.items():
            last = 1 if name == "remove_largest" else after
            levers[:, place, :last, _LEVER[name]] = value
    national = np.zeros((len(rows), len(options), before + after, len(NATIONAL)))
    by_state = np.zeros((len(rows), len(options), after // WEEKS_PER_YEAR, len(BY_STATE), STATES))
    run_members(
        make_opening(group_map(), np.zeros(STATES), adjacency()) if opening is None else opening,
        kernel_record(ledger, values),
        plan_table(levers),
        after,
        PAST,
        on,
        luck_of(seed, 0),
        history,
        before,
        1,
        WEEKS_PER_YEAR,
        national,
        by_state,
        np.zeros((len(rows), len(options)), np.int64),
    )
    stocks = [k for k, outcome in enumerate(NATIONAL) if outcome.kind == "stock"]
    scale = np.full(len(NATIONAL), 1.0 / WEEKS_PER_YEAR)
    scale[stocks] = 1.0
    return Weeks(national * scale, by_state)
