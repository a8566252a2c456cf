"""Running a study into a folder: begin it, go on after any interruption, rerun what failed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from riobravo.errors import InputError, OutputError, RiobravoError
from riobravo.store.journal import Entry, append, open_journal, present, read_journal, rewrite_journal
from riobravo.store.layout import Keep, missing
from riobravo.store.lock import locked
from riobravo.store.manifest import (
    Manifest,
    check_same,
    has_manifest,
    make_manifest,
    named,
    read_manifest,
    write_manifest,
)
from riobravo.store.names import FAILURES, JOURNAL, LOCK, SUMMARY, WORLDS
from riobravo.store.status import describe

if TYPE_CHECKING:
    from riobravo.study import Study

# Called with the number of runs done so far, of all runs, and of those done that failed.
Progress = Callable[[int, int, int], None]
# One task: its unit, and the failed runs to do again, or none to do all.
Task = tuple[int, tuple[tuple[int, str], ...]]
_OURS: Final = frozenset({WORLDS, SUMMARY, FAILURES, JOURNAL, LOCK})


def run_into(
    study: Study,
    folder: Path,
    *,
    keep: Keep = "annual",
    states: bool = False,
    unit: int | None = None,
    threads: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Run a study into a folder, or go on with the same study there.

    Args:
        study: what to run.
        folder: where to; made if missing, otherwise empty or with the same study.
        keep: which readings to keep, see `Layout`.
        states: whether to keep annual outcomes by state as well.
        unit: members per unit of work; the study decides if None. It changes files, but no number.
        threads: number of threads; all processors if None.
        scheduler: address of a Dask scheduler whose workers see the same folder.
        progress: told what is done.

    Returns:
        See `riobravo.store.status.describe`; and `seconds` and `runs_now` of this call.

    Raises:
        RiobravoError: the study, an argument or the folder cannot be used.
    """
    folder = folder.absolute()
    _check_threads(threads)
    manifest = make_manifest(study, keep=keep, states=states, unit=unit)
    if has_manifest(folder):
        found = read_manifest(folder)
        if unit is None:
            manifest = named(replace(manifest, layout=replace(manifest.layout, unit=found.layout.unit)))
        check_same(found, manifest, folder)
    else:
        begin(folder, manifest)
    return resume(folder, threads=threads, scheduler=scheduler, progress=progress)


def begin(folder: Path, manifest: Manifest) -> None:
    """Make the folder of a study; its manifest comes last and makes it one.

    Raises:
        OutputError: the folder holds other things, or cannot be written to.
    """
    from riobravo.store.arrays import create_arrays

    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = sorted(one.name for one in folder.iterdir() if not _is_ours(one.name))
    except OSError as error:
        raise OutputError(
            f"the study cannot be written ({error.strerror}).",
            file=folder,
            fix="choose a folder that you may write to.",
        ) from error
    if strangers:
        raise OutputError(
            f"the folder holds something else ({strangers[0]}).",
            file=folder,
            fix="choose an empty folder, or one that does not exist yet.",
        )
    with locked(folder):
        _remove_leftovers(folder)
        for name in (WORLDS, SUMMARY, FAILURES):
            shutil.rmtree(folder / name, ignore_errors=True)
        (folder / JOURNAL).unlink(missing_ok=True)
        create_arrays(folder, manifest)
        write_manifest(folder, manifest)


def resume(
    folder: Path,
    *,
    threads: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Simulate what is missing in the folder of a study; see `run_into`.

    Raises:
        RiobravoError: there is no study in the folder, it was begun with other code, data or evidence,
            or nothing can be written.
    """
    folder, manifest, done, tasks = _open(folder, threads)
    if not tasks and _is_finished(folder, manifest, done):
        return _report(folder, 0, 0.0)
    return _work(folder, manifest, tasks, threads=threads, scheduler=scheduler, progress=progress)


def rerun_failed(
    folder: Path,
    *,
    threads: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Simulate the failed runs of a study once more, and what is missing; see `run_into`.

    Raises:
        RiobravoError: there is no study in the folder, it was begun with other code, data or evidence,
            or nothing can be written.
    """
    from riobravo.store.failures import read_failures

    folder, manifest, done, tasks = _open(folder, threads)
    if (folder / SUMMARY).is_dir():
        raise InputError(
            "the study keeps summaries only, to which single runs can no longer be added.",
            file=folder,
            fix="run the study again in another folder.",
        )
    for unit in sorted(unit for unit, entry in done.items() if entry.failed):
        failed = read_failures(folder, [unit])
        rows = zip(failed["run"].to_pylist(), failed["option"].to_pylist(), strict=True) if failed else ()
        tasks.append((unit, tuple(rows)))
    if not tasks:
        return _report(folder, 0, 0.0)
    return _work(folder, manifest, tasks, threads=threads, scheduler=scheduler, progress=progress)


def _open(folder: Path, threads: int | None) -> tuple[Path, Manifest, dict[int, Entry], list[Task]]:
    """Return where a study is and what, which of its units are on disk, and those left to do."""
    folder = folder.absolute()
    _check_threads(threads)
    manifest = read_manifest(folder)
    done = present(folder, read_journal(folder))
    return folder, manifest, done, [(unit, ()) for unit in missing(set(done), manifest.layout.units)]


def _work(
    folder: Path,
    manifest: Manifest,
    tasks: Sequence[Task],
    *,
    threads: int | None,
    scheduler: str | None,
    progress: Progress | None,
) -> dict[str, Any]:
    from riobravo.store.unit import open_workshop

    began = time.perf_counter()
    runs = 0
    with locked(folder):
        done = present(folder, read_journal(folder))
        again = [task for task in tasks if task[1] or task[0] not in done]
        _remove_leftovers(folder)
        if again:
            workshop = open_workshop(folder, manifest.id)
            if scheduler is None:
                from riobravo.store.threads import do_on_threads

                results = do_on_threads(workshop, again, threads)
            else:
                from riobravo.store.cluster import do_on_cluster

                results = do_on_cluster(workshop, again, scheduler)
            with open_journal(folder) as stream, closing(results):
                runs = _record(results, stream, manifest, done, dict(again), progress)
        _finish(folder, manifest)
    return _report(folder, runs, time.perf_counter() - began)


def _record(
    results: Generator[Entry],
    stream: BinaryIO,
    manifest: Manifest,
    done: dict[int, Entry],
    tasks: dict[int, tuple[tuple[int, str], ...]],
    progress: Progress | None,
) -> int:
    """Note every unit in the journal as soon as it is on disk, and tell about it."""
    total = manifest.layout.runs
    runs = 0
    done = {unit: entry for unit, entry in done.items() if unit not in tasks}

    def tell() -> None:
        if progress:
            finished = sum(entry.runs for entry in done.values())
            progress(finished, total, sum(entry.failed for entry in done.values()))

    tell()
    for entry in results:
        append(stream, entry)
        done[entry.unit] = entry
        runs += len(tasks[entry.unit]) or entry.runs
        tell()
    return runs


def _is_finished(folder: Path, manifest: Manifest, done: dict[int, Entry]) -> bool:
    """Tell whether nothing is left to do in a study of which every unit is on disk."""
    is_settled = all(entry.seconds is None for entry in done.values())
    return is_settled and not (manifest.layout.keep == "summaries" and (folder / WORLDS).exists())


def _finish(folder: Path, manifest: Manifest) -> None:
    """Leave a finished study as any other way to it would have left it, byte for byte."""
    done = present(folder, read_journal(folder))
    if missing(set(done), manifest.layout.units):
        raise RiobravoError("some units are not on disk.", file=folder, fix="run `riobravo resume` on it.")
    entries = [replace(entry, seconds=None, ended=None) for entry in done.values()]
    if manifest.layout.keep == "summaries":
        from riobravo.store.summaries import write_summary

        if not (folder / SUMMARY).is_dir():
            write_summary(folder, manifest)
        entries = [_only_failures(entry) for entry in entries]
    rewrite_journal(folder, entries)
    kept = {name for entry in entries for name in entry.files}
    for path in (folder / FAILURES).glob("*.parquet"):
        if f"{FAILURES}/{path.name}" not in kept:
            path.unlink()
    if manifest.layout.keep == "summaries":
        shutil.rmtree(folder / WORLDS, ignore_errors=True)


def _only_failures(entry: Entry) -> Entry:
    files = {name: size for name, size in entry.files.items() if name.startswith(FAILURES)}
    return replace(entry, files=files)


def _report(folder: Path, runs: int, seconds: float) -> dict[str, Any]:
    return describe(folder, running=False) | {"runs_now": runs, "seconds": round(seconds, 3)}


def _is_ours(name: str) -> bool:
    return name in _OURS or name.endswith(".part") or name == ".riobravo-check"


def _remove_leftovers(folder: Path) -> None:
    """Remove what was not renamed when the power went."""
    for path in folder.glob(".*.part"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    for place in (folder / FAILURES, *(folder / WORLDS).glob("*")):
        for path in place.glob(".*.part"):
            path.unlink(missing_ok=True)


def _check_threads(threads: int | None) -> None:
    if threads is not None and threads < 1:
        raise InputError(f"must be at least 1, got {threads}.", field="threads", fix="use 1 or more.")
