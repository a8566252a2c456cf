"""One unit of work: simulate some members under all options, and put what is kept on disk.

The only data that leave the process that simulates are the files; what is returned is a few numbers.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from riobravo.ensemble.job import Job
from riobravo.ensemble.runner import out_of_bounds
from riobravo.errors import OutputError
from riobravo.files import write_together
from riobravo.store.block import Block, empty_block, read_block
from riobravo.store.failures import Failure, encode
from riobravo.store.journal import Entry
from riobravo.store.layout import Layout
from riobravo.store.manifest import Manifest, check_same, current, prepare, read_manifest
from riobravo.store.names import failures_file
from riobravo.world.outcome import Outcome
from riobravo.world.outcomes import BY_STATE as STATE_OUTCOMES
from riobravo.world.outcomes import NATIONAL as OUTCOMES
from riobravo.world.outcomes import PLACE, STATE_PLACE
from riobravo.world.run import WEEKS_PER_QUARTER, WEEKS_PER_YEAR

# Members simulated at a time: enough to hide the cost of a call, few enough to fit in memory.
STEP: Final = 256
_STEP_BYTES: Final = 64_000_000


@dataclass(frozen=True)
class Workshop:
    """A study ready to simulate any of its units.

    Args:
        folder: the folder of the study.
        manifest: what it is made from.
        job: what its members share.
    """

    folder: Path
    manifest: Manifest
    job: Job

    def do(self, unit: int) -> Entry:
        """Simulate a unit and put it on disk."""
        began = time.perf_counter()
        block = empty_block(self.manifest.layout)
        simulate(self.job, self.manifest.layout, unit, self.manifest.layout.members_of(unit), block)
        return self._write(unit, block, began)

    def redo_failed(self, unit: int, runs: Iterable[tuple[int, str]]) -> Entry:
        """Simulate failed runs of a unit once more, and leave all others as they are."""
        began = time.perf_counter()
        layout = self.manifest.layout
        block, again = read_block(self.folder, layout, unit), empty_block(layout)
        for member in sorted({run for run, _ in runs}):
            simulate(self.job, layout, unit, range(member, member + 1), again)
        for run, option in runs:
            place = layout.options.index(option), run - layout.members_of(unit).start
            block.national[place] = again.national[place]
            block.by_state[place] = again.by_state[place]
        wanted = set(runs)
        block.failures = [one for one in again.failures if (one.run, one.option) in wanted]
        return self._write(unit, block, began)

    def give_up(self, unit: int, reason: str) -> Entry:
        """Put a unit on disk of which every run is lost."""
        block = empty_block(self.manifest.layout)
        block.failures = [
            Failure(member, option, "lost", "", reason)
            for member in self.manifest.layout.members_of(unit)
            for option in self.manifest.layout.options
        ]
        return self._write(unit, block, time.perf_counter())

    def _write(self, unit: int, block: Block, began: float) -> Entry:
        layout, files = self.manifest.layout, block.encode(unit)
        members = layout.members_of(unit)
        if block.failures:
            try:
                parameters = self.job.members.take(members.start, len(members)).values
            except Exception:
                parameters = {}
            content = encode(block.failures, self.manifest.seed, members.start, parameters)
            files[failures_file(unit)] = content
        try:
            write_together(self.folder, files)
        except OutputError as error:
            fix = "make room or give permission, then run `riobravo resume` on the folder."
            raise OutputError(error.message, file=self.folder, fix=fix) from error
        if not block.failures:
            (self.folder / failures_file(unit)).unlink(missing_ok=True)
        return Entry(
            unit=unit,
            runs=len(members) * len(layout.options),
            failed=len(block.failures),
            files={name: (len(content), zlib.crc32(content)) for name, content in files.items()},
            seconds=round(time.perf_counter() - began, 4),
            ended=round(time.time(), 3),
        )


@lru_cache(maxsize=2)
def open_workshop(folder: Path, study_id: str) -> Workshop:
    """Get ready to simulate units of a study; the second call costs nothing.

    Args:
        folder: the folder of the study.
        study_id: hash of its manifest.

    Raises:
        OutputError: this process does not see the folder, or another study in it, or has other code,
            data or evidence than the study was begun with.
    """
    manifest = read_manifest(folder)
    if manifest.id != study_id:
        raise OutputError("another study stands in this folder.", file=folder, fix="run it again.")
    check_same(manifest, current(manifest), folder)
    return Workshop(folder, manifest, prepare(manifest.study))


def simulate(job: Job, layout: Layout, unit: int, members: range, block: Block) -> None:
    """Simulate members of a unit into a block; what fails becomes a row and leaves a gap.

    Args:
        job: what the members share.
        layout: the shape of the study.
        unit: the unit.
        members: which of its members.
        block: filled with results and failures.
    """
    readings = layout.quarters_before + 4 * layout.years + (len(layout.times) if is_weekly(layout) else 0)
    step = max(1, min(STEP, _STEP_BYTES // (len(layout.options) * readings * len(OUTCOMES) * 8)))
    for first in range(members.start, members.stop, step):
        some = range(first, min(first + step, members.stop))
        try:
            _simulate_some(job, layout, unit, some, block)
        except (OSError, MemoryError):
            raise  # the machine fails, not a run: the study can be resumed
        except Exception:
            for member in some:
                _simulate_alone(job, layout, unit, member, block)


def _simulate_alone(job: Job, layout: Layout, unit: int, member: int, block: Block) -> None:
    try:
        _simulate_some(job, layout, unit, range(member, member + 1), block)
    except (OSError, MemoryError):
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        block.failures += [Failure(member, option, "error", "", reason) for option in layout.options]


def _simulate_some(job: Job, layout: Layout, unit: int, some: range, block: Block) -> None:
    weekly = None
    if is_weekly(layout):
        weekly = np.zeros((len(some), len(layout.options), len(layout.times), len(OUTCOMES)))
    quarterly, by_state, _ = job.simulate(some.start, len(some), weekly)
    start = some.start - layout.members_of(unit).start
    place = slice(start, start + len(some))
    with np.errstate(over="ignore"):
        kept = reduce(quarterly, layout) if weekly is None else by_week(weekly, layout)
        block.national[:, place] = kept.swapaxes(0, 1)
        kinds = [STATE_PLACE[name] for name in layout.state_outcomes]
        block.by_state[:, place] = by_state[..., kinds, :].swapaxes(0, 1)
    bad = out_of_bounds(quarterly, by_state)
    for i, o in np.argwhere(bad.any(axis=2)):
        block.national[o, start + i] = np.nan
        block.by_state[o, start + i] = np.nan
        k = int(np.argmax(bad[i, o]))
        failure = _explain(some.start + int(i), layout.options[o], k, quarterly[i, o], by_state[i, o])
        block.failures.append(failure)


def is_weekly(layout: Layout) -> bool:
    """Tell whether every week is read."""
    return layout.keep == "weekly"


def by_week(weekly: NDArray[np.float64], layout: Layout) -> NDArray[np.float64]:
    """Return weekly readings as they are kept: flows per year, from counts since the quarter began."""
    columns = [PLACE[name] for name in layout.outcomes]
    kept = weekly[..., columns]
    flows = np.array([OUTCOMES[k].kind == "flow" for k in columns])
    quarters = kept.reshape(*kept.shape[:-2], -1, WEEKS_PER_QUARTER, len(columns))
    counts = np.diff(quarters, axis=-2, prepend=0.0).reshape(kept.shape)
    return np.where(flows, counts * WEEKS_PER_YEAR, kept)


def reduce(quarterly: NDArray[np.float64], layout: Layout) -> NDArray[np.float64]:
    """Return the readings that are kept: years hold means of flows, and stocks at their end."""
    columns = [PLACE[name] for name in layout.outcomes]
    kept = quarterly[..., columns]
    if layout.keep == "quarterly":
        return kept
    shape = (*kept.shape[:-2], layout.years, 4, len(columns))
    by_year = kept[..., layout.quarters_before :, :].reshape(shape)
    flows = np.array([OUTCOMES[k].kind == "flow" for k in columns])
    return np.where(flows, by_year.mean(axis=-2), by_year[..., 3, :])


def _explain(run: int, option: str, k: int, quarterly: NDArray[Any], by_state: NDArray[Any]) -> Failure:
    outcome: Outcome = (*OUTCOMES, *STATE_OUTCOMES)[k]
    if k < len(OUTCOMES):
        values, period = quarterly[:, k], "quarter"
        lowest = -np.inf if outcome.signed else 0.0
    else:
        values, period = by_state[:, k - len(OUTCOMES)].min(axis=1), "year"
        values = np.where(np.isfinite(by_state[:, k - len(OUTCOMES)]).all(axis=1), values, np.nan)
        lowest = 0.0
    first = int(np.argmax(~(np.isfinite(values) & (values >= lowest))))
    reason = f"{outcome.name} was {values[first]:g} in {period} {first + 1} of the simulation"
    return Failure(run, option, "bounds", outcome.name, reason)
