"""A study ready to simulate: what its members share, and where they stand when the options begin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riobravo.ensemble.draws import (
    FIRST_SET,
    SECOND_SET,
    Chances,
    apply_overrides,
    draw_parameters,
    kernel_record,
    posterior_for,
)
from riobravo.ensemble.members import Blocks, Members
from riobravo.ensemble.nowcast.start import draw_starts
from riobravo.ensemble.opening import Start, prepare_start
from riobravo.evidence.loading import load_ledger
from riobravo.options.records import make_plan
from riobravo.options.schema import Option
from riobravo.study import Study
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import BY_STATE, NATIONAL
from riobravo.world.run import WEEKS_PER_QUARTER, WEEKS_PER_YEAR, run_members
from riobravo.world.state import STATES, Records, new_memory
from riobravo.world.streams import luck_of
from riobravo.world.week import ALL_OFF

# History follows the published model: no noise, no leader removals, no moves between states.
PAST = ALL_OFF._replace(recruitment=True, arrests=True, conflict=True, exit=True, noise=False, places=False)


def prepare_job(
    study: Study,
    *,
    overlay: Path | None = None,
    state_reading: int = WEEKS_PER_YEAR,
    chances: Chances = FIRST_SET,
    start: Start | None = None,
) -> Job:
    """Read all that the members of a study share; see `runner.run_worlds` for the arguments.

    Raises:
        InputError: a parameter override does not fit.
        DataError: the observed series do not serve the study's dates.
    """
    ledger, fixed = apply_overrides(load_ledger(), study)
    begin = prepare_start(study, overlay) if start is None else start
    posterior = posterior_for(study)
    # Where a world stands is chance to whoever knows the series, as is what comes after.
    shift = SECOND_SET * chances.luck

    def draw(first: int, count: int) -> Members:
        values = draw_parameters(ledger, fixed, begin.shocks, study.seed, first, count, chances, posterior)
        for some in values.values():
            some.flags.writeable = False
        starts = draw_starts(begin.nowcast, begin.opening, values, study.seed, first + shift, count)
        return Members(values, kernel_record(ledger, values), starts)

    blocks = Blocks(draw, study.members)
    return Job(study, study.resolved_options(), begin, state_reading, shift, blocks)


@dataclass
class Pasts:
    """Where members stand when the options begin: the same whichever options are run.

    Args:
        worlds: one record per member, see `world.state.new_memory`.
        quarterly: national outcomes of the quarters before, (members, quarters, outcomes).
        is_known: whether they are filled.
    """

    worlds: Records
    quarterly: NDArray[np.float64]
    is_known: bool = False

    def of(self, first: int, count: int) -> Pasts:
        """Return the part of some members, which shares memory with the whole."""
        place = slice(first, first + count)
        return Pasts(self.worlds[place], self.quarterly[place], self.is_known)


@dataclass(frozen=True)
class Job:
    """A study with all that its members share, ready to simulate any of them.

    Args:
        study: what to run.
        options: its options, the reference first.
        start: where and when the simulation starts.
        state_reading: weeks between readings by state.
        luck_shift: added to the number of a member where its luck is drawn.
        members: what each member brings; no option changes it.
    """

    study: Study
    options: tuple[Option, ...]
    start: Start
    state_reading: int
    luck_shift: int
    members: Blocks

    @property
    def quarters_before(self) -> int:
        """Quarters that are read before the options begin."""
        return self.start.before // WEEKS_PER_QUARTER

    def with_options(self, study: Study) -> Job:
        """Return the job of a study that differs in its options alone, whose members it has drawn already."""
        return replace(self, study=study, options=study.resolved_options())

    @property
    def bytes_of_pasts(self) -> int:
        """Bytes that `new_pasts` takes, almost a megabyte per member."""
        return self.study.members * new_memory(0).dtype.itemsize

    def new_pasts(self) -> Pasts:
        """Return room for the pasts of all members, to be filled by `simulate`."""
        members = self.study.members
        return Pasts(new_memory(members), np.zeros((members, self.quarters_before, len(NATIONAL))))

    def simulate(
        self,
        first: int,
        count: int,
        weekly: NDArray[np.float64] | None = None,
        pasts: Pasts | None = None,
    ) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Simulate some members.

        Args:
            first: number of the first member.
            count: number of members.
            weekly: filled with national outcomes by week after the start of the options, flows as
                counted since the last quarter ended, (members, options, weeks, outcomes).
            pasts: where members stand when the options begin: begun from if known, else filled.

        Returns:
            National outcomes by quarter, (members, options, quarters, outcomes); outcomes by state,
            (members, options, readings, kinds, states); splits refused for want of room,
            (members, options). Flows are per year.
        """
        study, start = self.study, self.start
        weeks = study.years * WEEKS_PER_YEAR
        members = self.members.take(first, count)
        before = self.quarters_before
        quarters = before + study.years * 4
        options = len(self.options)
        quarterly = np.zeros((count, options, quarters, len(NATIONAL)))
        readings = weeks // self.state_reading
        by_state = np.zeros((count, options, readings, len(BY_STATE), STATES))
        refused = np.zeros((count, options), np.int64)
        some = None if pasts is None else pasts.of(first, count)
        if some is not None and some.is_known:
            quarterly[:, :, :before] = some.quarterly[:, None]
        run_members(
            start.opening,
            members.records,
            make_plan(self.options, study, members.values, count),
            weeks,
            PAST,
            switches(study),
            luck_of(study.seed, first + self.luck_shift),
            start.history,
            start.before,
            WEEKS_PER_QUARTER,
            self.state_reading,
            quarterly,
            by_state,
            refused,
            members.starts if study.noise else None,
            weekly,
            None if some is None else some.worlds,
            some is not None and some.is_known,
        )
        if some is not None and not some.is_known:
            some.quarterly[:] = quarterly[:, 0, :before]
        return quarterly, by_state, refused


def switches(study: Study) -> Any:
    """Return which mechanisms the study runs."""
    on = set(study.active_mechanisms)
    named = {mechanism.name: mechanism.id in on for mechanism in MECHANISMS}
    return ALL_OFF._replace(**named, noise=study.noise)
