"""Standard shocks: how the whole system answers when one thing is moved for a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riobravo.ensemble.draws import draw_parameters, kernel_record
from riobravo.ensemble.job import PAST, switches
from riobravo.ensemble.opening import prepare_start
from riobravo.evidence.loading import load_ledger
from riobravo.study import load_study
from riobravo.world.levers import LEVERS, neutral_table
from riobravo.world.mechanism import Mechanism
from riobravo.world.orders import plan_table
from riobravo.world.outcomes import BY_STATE, NATIONAL, PLACE
from riobravo.world.run import WEEKS_PER_YEAR, run_members
from riobravo.world.state import STATES
from riobravo.world.streams import luck_of

Floats = NDArray[np.float64]

# The shock acts in these weeks, counted from 0; half a year passes before, and one and a half after.
FIRST, LAST = 26, 78
WEEKS = 156
MEMBERS = 60
# Members are run a few at a time, because weekly readings of all outcomes are large.
AT_ONCE = 10
PROBABILITIES = (0.05, 0.5, 0.95)
_LEVER = {lever.name: place for place, lever in enumerate(LEVERS)}


@dataclass(frozen=True)
class Answer:
    """How one outcome answers a shock.

    Args:
        outcome: its name.
        bands: weekly difference to the same world without the shock at 5, 50 and 95 %, (3, WEEKS);
            flows per year.
    """

    outcome: str
    bands: Floats


def answer_shocks(mechanisms: Sequence[Mechanism], members: int = MEMBERS) -> dict[str, list[Answer]]:
    """Run the standard shock of every mechanism with all mechanisms on, and read every week.

    The worlds are those of the shipped study: parameters from the ledger's distributions and the study's
    luck, the same with the shock and without.

    Args:
        mechanisms: whose shocks.
        members: number of worlds.

    Returns:
        Answers by id of the mechanism.
    """
    found: dict[str, list[Answer]] = {}
    for setting in dict.fromkeys(map(_setting, mechanisms)):
        some = [one for one in mechanisms if _setting(one) == setting]
        differences = _differences(some, dict(setting[1]), members)
        for one, values in zip(some, differences, strict=True):
            found[one.id] = [
                Answer(outcome, np.quantile(values[place], PROBABILITIES, axis=0))
                for place, outcome in enumerate(one.shock.outcomes)
            ]
    return found


def _setting(mechanism: Mechanism) -> tuple[str, tuple[tuple[str, float], ...]]:
    """Return what has to be the same for two shocks to share a run without a shock."""
    own = "" if mechanism.default else mechanism.id
    return own, tuple(sorted(mechanism.shock.parameters.items()))


def _differences(mechanisms: Sequence[Mechanism], fixed: dict[str, float], members: int) -> list[Floats]:
    """Return for each mechanism the weekly differences, (outcomes, members, WEEKS)."""
    study = load_study().with_changes(
        mechanisms={one.id: True for one in mechanisms if not one.default}, members=members
    )
    start, ledger = prepare_start(study), load_ledger()
    levers = np.tile(neutral_table(WEEKS), (1 + len(mechanisms), 1, 1))
    for place, one in enumerate(mechanisms, start=1):
        for name, value in one.shock.levers.items():
            levers[place, FIRST:LAST, _LEVER[name]] = value
    parts: list[list[Floats]] = [[] for _ in mechanisms]
    for first in range(0, members, AT_ONCE):
        count = min(AT_ONCE, members - first)
        values = draw_parameters(ledger, {}, start.shocks, study.seed, first, count)
        values |= {name: np.full(count, value) for name, value in fixed.items()}
        national = np.zeros((count, len(levers), start.before + WEEKS, len(NATIONAL)))
        run_members(
            start.opening,
            kernel_record(ledger, values),
            plan_table(np.tile(levers, (count, 1, 1, 1))),
            WEEKS,
            PAST,
            switches(study),
            luck_of(study.seed, first),
            start.history,
            start.before,
            1,
            WEEKS_PER_YEAR,
            national,
            np.zeros((count, len(levers), WEEKS // WEEKS_PER_YEAR, len(BY_STATE), STATES)),
            np.zeros((count, len(levers)), np.int64),
        )
        after = national[:, :, start.before :]
        for place, one in enumerate(mechanisms, start=1):
            columns = [PLACE[name] for name in one.shock.outcomes]
            change = after[:, place] - after[:, 0]
            parts[place - 1].append(np.moveaxis(change[..., columns], -1, 0))
    return [np.concatenate(part, axis=1) for part in parts]
