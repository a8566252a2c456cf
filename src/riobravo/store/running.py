"""Running a study into a folder: begin it, go on after any interruption, rerun what failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from riobravo.errors import InputError, OutputError
from riobravo.store.beginning import begin, remove_leftovers
from riobravo.store.done import is_reduced, units_done
from riobravo.store.finishing import finish, is_finished
from riobravo.store.group import is_whole
from riobravo.store.interrupt import deferred_interrupt
from riobravo.store.journal import Entry, append, damaged, open_journal
from riobravo.store.layout import Keep, missing
from riobravo.store.lock import locked
from riobravo.store.manifest import Manifest, check_same, has_manifest, make_manifest, named, read_manifest
from riobravo.store.names import WORLDS
from riobravo.store.status import describe

if TYPE_CHECKING:
    from riobravo.study import Study

# Called with the number of runs done so far, of all runs, and of those done that failed.
Progress = Callable[[int, int, int], None]
# One task: its unit, and the failed runs to do again, or none to do all.
Task = tuple[int, tuple[tuple[int, str], ...]]


@dataclass(frozen=True)
class Wish:
    """What is asked of a study that stands in a folder.

    Args:
        threads: number of threads; all processors if None.
        scheduler: address of a Dask scheduler whose workers see the same folder; this machine if None.
        verify: whether every file is compared with its checksum first, and damaged units done again.
        failed: whether failed runs are simulated once more.
        progress: told what is done.
    """

    threads: int | None = None
    scheduler: str | None = None
    verify: bool = False
    failed: bool = False
    progress: Progress | None = None

    def check(self) -> None:
        """Refuse a number of threads that cannot be."""
        if self.threads is not None and self.threads < 1:
            raise InputError(
                f"must be at least 1, got {self.threads}.", field="threads", fix="use 1 or more."
            )

    def check_scheduler(self) -> None:
        """Refuse a cluster that cannot be reached, before anything is written for it."""
        if self.scheduler is not None:
            from riobravo.store.connecting import check_reachable

            check_reachable(self.scheduler)


def run_into(
    study: Study,
    folder: Path,
    *,
    keep: Keep = "annual",
    states: bool = False,
    unit: int | None = None,
    wish: Wish = Wish(),
) -> dict[str, Any]:
    """Run a study into a folder, or go on with the same study there.

    Args:
        study: what to run.
        folder: where to; made if missing, otherwise empty or with the same study.
        keep: which readings to keep, see `Layout`.
        states: whether to keep annual outcomes by state as well.
        unit: members per unit of work; the study decides if None. It changes files, but no number.
        wish: how.

    Returns:
        See `riobravo.store.status.describe`; and `seconds` and `runs_now` of this call.

    Raises:
        RiobravoError: the study, an argument or the folder cannot be used.
    """
    folder = folder.absolute()
    wish.check()
    manifest = make_manifest(study, keep=keep, states=states, unit=unit)
    if not has_manifest(folder):
        wish.check_scheduler()
        begin(folder, manifest)
    found = read_manifest(folder)
    if unit is None:
        manifest = named(replace(manifest, layout=replace(manifest.layout, unit=found.layout.unit)))
    check_same(found, manifest, folder)
    return resume(folder, wish)


def resume(folder: Path, wish: Wish = Wish()) -> dict[str, Any]:
    """Simulate what is missing in the folder of a study, and what failed if that is wished.

    Raises:
        RiobravoError: there is no study in the folder, it was begun with other code, data or evidence,
            or nothing can be written.
    """
    folder = folder.absolute()
    wish.check()
    manifest = read_manifest(folder)
    done, tasks = _plan(folder, manifest, wish)
    if not tasks and is_finished(folder, manifest, done):
        return describe(folder, running=False) | {"runs_now": 0, "seconds": 0.0}
    if tasks:
        wish.check_scheduler()
    began = time.perf_counter()
    with locked(folder):
        # Once more, as another process may have worked until now.
        done, tasks = _plan(folder, manifest, wish)
        runs = _work(folder, manifest, done, tasks, wish)
        finish(folder, manifest)
    seconds = round(time.perf_counter() - began, 3)
    return describe(folder, running=False) | {"runs_now": runs, "seconds": seconds}


def _plan(folder: Path, manifest: Manifest, wish: Wish) -> tuple[dict[int, Entry], dict[int, Task]]:
    """Return which units are on disk, and by unit what is to be done."""
    done = units_done(folder, manifest, verify=wish.verify)
    tasks: dict[int, Task] = {unit: (unit, ()) for unit in missing(set(done), manifest.layout.units)}
    if wish.failed:
        tasks |= _failed(folder, manifest, done)
    return done, tasks


def _failed(folder: Path, manifest: Manifest, done: Mapping[int, Entry]) -> dict[int, Task]:
    """Return tasks to simulate the failed runs of units once more, beside the others on disk."""
    again = {unit: entry for unit, entry in sorted(done.items()) if entry.failed}
    if not again:
        return {}
    if is_reduced(folder, manifest):
        raise InputError(
            "the study keeps summaries only, to which single runs can no longer be added.",
            file=folder,
            fix="run the study again in another folder.",
        )
    from riobravo.store.failures import read_failures

    tasks: dict[int, Task] = {}
    for unit, entry in again.items():
        for name in damaged(folder, [entry]):
            raise OutputError(
                "the file is missing or damaged.",
                file=folder / name,
                fix="run `riobravo resume` on the study with --verify first.",
            )
        failed = read_failures(folder, [unit])
        rows = zip(failed["run"].to_pylist(), failed["option"].to_pylist(), strict=True) if failed else ()
        tasks[unit] = unit, tuple(rows)
    return tasks


def _work(
    folder: Path, manifest: Manifest, done: dict[int, Entry], tasks: dict[int, Task], wish: Wish
) -> int:
    """Do tasks, and return how many runs they were."""
    if wish.scheduler is None:
        remove_leftovers(folder)  # on a cluster, workers may still finish what an earlier process gave them
    if not tasks and (is_whole(folder / WORLDS) or is_reduced(folder, manifest)):
        return 0
    from riobravo.store.arrays import restore_arrays
    from riobravo.store.unit import open_workshop

    workshop = open_workshop(folder, manifest.id)
    restore_arrays(folder, manifest)
    if not tasks:
        return 0
    with deferred_interrupt() as is_stopped:
        if wish.scheduler is None:
            from riobravo.store.threads import do_on_threads

            results = do_on_threads(workshop, list(tasks.values()), wish.threads, is_stopped)
        else:
            from riobravo.store.cluster import do_on_cluster

            results = do_on_cluster(workshop, list(tasks.values()), wish.scheduler, is_stopped)
        with open_journal(folder) as stream, closing(results):
            return _record(results, stream, manifest, done, tasks, wish.progress)


def _record(
    results: Generator[Entry],
    stream: BinaryIO,
    manifest: Manifest,
    done: Mapping[int, Entry],
    tasks: Mapping[int, Task],
    progress: Progress | None,
) -> int:
    """Note every unit in the journal as soon as it is on disk, and tell about it."""
    kept = [entry for unit, entry in done.items() if unit not in tasks]
    finished, failed = sum(entry.runs for entry in kept), sum(entry.failed for entry in kept)
    runs = 0

    def tell() -> None:
        if progress:
            progress(finished, manifest.layout.runs, failed)

    tell()
    for entry in results:
        append(stream, entry)
        finished += entry.runs
        failed += entry.failed
        runs += len(tasks[entry.unit][1]) or entry.runs
        tell()
    return runs
