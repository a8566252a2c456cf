"""One unit of work: simulate some members under all options, and put what is kept on disk.

The only data that leave the process that simulates are the files; what is returned is a few numbers.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from riobravo.ensemble.runner import Job, out_of_bounds, prepare_job
from riobravo.errors import OutputError
from riobravo.files import write_together
from riobravo.store.arrays import BY_STATE, CHUNK_AXIS, NATIONAL, shard_name
from riobravo.store.failures import Failure, encode, file_name
from riobravo.store.journal import Entry
from riobravo.store.layout import Layout
from riobravo.store.manifest import Manifest, check_same, current, read_manifest
from riobravo.store.shard import decode_shard, encode_shard
from riobravo.world.outcome import Outcome
from riobravo.world.outcomes import BY_STATE as STATE_OUTCOMES
from riobravo.world.outcomes import NATIONAL as OUTCOMES
from riobravo.world.outcomes import PLACE, STATE_PLACE

# Members simulated at a time: enough to hide the cost of a call, few enough to fit in memory.
STEP: Final = 32
_STEP_BYTES: Final = 64_000_000

Floats = NDArray[np.float32]


@dataclass
class Block:
    """What is kept of a unit; what failed is missing.

    Args:
        national: (options, members, readings, outcomes).
        by_state: (options, members, years, kinds, states).
        failures: the runs that failed.
    """

    national: Floats
    by_state: Floats
    failures: list[Failure] = field(default_factory=list)


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
        block, again = self._read(unit), empty_block(layout)
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
        layout = self.manifest.layout
        files = {shard_name(NATIONAL, unit): encode_shard(block.national, CHUNK_AXIS)}
        if layout.state_outcomes:
            files[shard_name(BY_STATE, unit)] = encode_shard(block.by_state, CHUNK_AXIS)
        members = layout.members_of(unit)
        if block.failures:
            try:
                parameters = self.job.draw(members.start, len(members))
            except Exception:  # noqa: BLE001 - what cannot be drawn cannot be told
                parameters = {}
            content = encode(block.failures, self.manifest.seed, members.start, parameters)
            files[file_name(unit)] = content
        write_together(self.folder, files)
        if not block.failures:
            (self.folder / file_name(unit)).unlink(missing_ok=True)
        return Entry(
            unit=unit,
            runs=len(members) * len(layout.options),
            failed=len(block.failures),
            files={name: len(content) for name, content in files.items()},
            seconds=round(time.perf_counter() - began, 4),
            ended=round(time.time(), 3),
        )

    def _read(self, unit: int) -> Block:
        layout, block = self.manifest.layout, empty_block(self.manifest.layout)
        content = (self.folder / shard_name(NATIONAL, unit)).read_bytes()
        block.national = decode_shard(content, layout.national_shape, CHUNK_AXIS)
        if layout.state_outcomes:
            content = (self.folder / shard_name(BY_STATE, unit)).read_bytes()
            block.by_state = decode_shard(content, layout.state_shape, CHUNK_AXIS)
        return block


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
    return Workshop(folder, manifest, prepare_job(manifest.load_study()))


def empty_block(layout: Layout) -> Block:
    """Return a block in which everything is missing."""
    return Block(
        np.full(layout.national_shape, np.nan, np.float32), np.full(layout.state_shape, np.nan, np.float32)
    )


def simulate(job: Job, layout: Layout, unit: int, members: range, block: Block) -> None:
    """Simulate members of a unit into a block; what fails becomes a row and leaves a gap.

    Args:
        job: what the members share.
        layout: the shape of the study.
        unit: the unit.
        members: which of its members.
        block: filled with results and failures.
    """
    quarters = layout.quarters_before + 4 * layout.years
    step = max(1, min(STEP, _STEP_BYTES // (len(layout.options) * quarters * len(OUTCOMES) * 8)))
    for first in range(members.start, members.stop, step):
        some = range(first, min(first + step, members.stop))
        try:
            _simulate_some(job, layout, unit, some, block)
        except (OSError, MemoryError):
            raise  # the machine fails, not a run: the study can be resumed
        except Exception:  # noqa: BLE001 - whatever a run raises is its reason
            for member in some:
                _simulate_alone(job, layout, unit, member, block)


def _simulate_alone(job: Job, layout: Layout, unit: int, member: int, block: Block) -> None:
    try:
        _simulate_some(job, layout, unit, range(member, member + 1), block)
    except (OSError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001
        reason = f"{type(error).__name__}: {error}"
        block.failures += [Failure(member, option, "error", "", reason) for option in layout.options]


def _simulate_some(job: Job, layout: Layout, unit: int, some: range, block: Block) -> None:
    quarterly, by_state, _ = job.simulate(some.start, len(some))
    start = some.start - layout.members_of(unit).start
    place = slice(start, start + len(some))
    with np.errstate(over="ignore"):
        block.national[:, place] = reduce(quarterly, layout).swapaxes(0, 1)
        kinds = [STATE_PLACE[name] for name in layout.state_outcomes]
        block.by_state[:, place] = by_state[..., kinds, :].swapaxes(0, 1)
    bad = out_of_bounds(quarterly, by_state)
    for i, o in np.argwhere(bad.any(axis=2)):
        block.national[o, start + i] = np.nan
        block.by_state[o, start + i] = np.nan
        k = int(np.argmax(bad[i, o]))
        failure = _explain(some.start + int(i), layout.options[o], k, quarterly[i, o], by_state[i, o])
        block.failures.append(failure)


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
