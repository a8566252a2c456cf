"""The calls behind `riobravo run`, `status`, `resume`, `rerun` and `export`.

They stand apart from the other calls because most of them need no simulation, and answer at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from riobravo.store.reading import StoredStudy
    from riobravo.study import Study


def run(
    study: Study,
    out: Path | str,
    *,
    keep: str | None = None,
    states: bool = False,
    chunk: int | None = None,
    threads: int | None = None,
    scheduler: str | None = None,
    progress: Callable[[int, int, int], None] | None = None,
) -> dict[str, Any]:
    """Run a study into a folder, on this machine or a cluster, so that it survives interruptions.

    Whatever the threads, the workers and the interruptions, the finished folder is the same, byte for
    byte. Calling it again on the same folder goes on with what is missing.

    Args:
        study: what to run.
        out: the folder; made if missing.
        keep: weekly, quarterly or annual readings, or summaries only; the study's choice, or annual,
            if None.
        states: whether to keep annual outcomes by state as well.
        chunk: worlds per unit of work and file; the study decides if None. It changes no number.
        threads: number of threads; all processors if None.
        scheduler: address of a Dask scheduler whose workers see the same folder.
        progress: called with the numbers of runs done, of all runs, and of failed runs.

    Returns:
        What `status` returns, and `seconds` and `runs_now` of this call.

    Raises:
        RiobravoError: the study, an argument or the folder cannot be used.
    """
    from riobravo.store.running import Wish, run_into

    told = run_into(
        study,
        Path(out),
        keep=cast("Any", keep or study.keep or "annual"),
        states=states,
        unit=chunk,
        wish=Wish(threads=threads, scheduler=scheduler, progress=progress),
    )
    return _with_failures(told, Path(out))


def resume(
    folder: Path | str,
    *,
    verify: bool = False,
    threads: int | None = None,
    scheduler: str | None = None,
    progress: Callable[[int, int, int], None] | None = None,
) -> dict[str, Any]:
    """Simulate what is missing in the folder of a study; see `run`.

    Args:
        folder: the folder of the study.
        verify: whether to compare every file with its checksum first, and simulate again what is
            damaged.
        threads: see `run`, as the others.
        scheduler: see `run`.
        progress: see `run`.
    """
    from riobravo.store.running import Wish, resume

    wish = Wish(verify=verify, threads=threads, scheduler=scheduler, progress=progress)
    told = resume(Path(folder), wish)
    return _with_failures(told, Path(folder))


def rerun_failed(
    folder: Path | str,
    *,
    threads: int | None = None,
    scheduler: str | None = None,
    progress: Callable[[int, int, int], None] | None = None,
) -> dict[str, Any]:
    """Simulate the failed runs of a study once more; see `run`."""
    from riobravo.store.running import Wish, resume

    wish = Wish(failed=True, threads=threads, scheduler=scheduler, progress=progress)
    told = resume(Path(folder), wish)
    return _with_failures(told, Path(folder))


def status(folder: Path | str, *, verify: bool = False) -> dict[str, Any]:
    """Return how far the study in a folder is, and what failed where.

    Args:
        folder: the folder of the study.
        verify: whether to read every file and compare it with its checksum; `damaged` then lists the
            files that are gone or altered.

    Returns:
        See `riobravo.store.status.describe`; and `failures` if there are any, see
        `riobravo.store.failing.describe_failures`.

    Raises:
        InputError: there is no study in the folder.
    """
    from riobravo.store.status import describe

    told = describe(Path(folder))
    if verify:
        from riobravo.store.done import files_damaged

        told["damaged"] = files_damaged(Path(folder))
    return _with_failures(told, Path(folder))


def _with_failures(told: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Add what failed where; only then are the simulation and its parameters imported."""
    if not told["failed"]:
        return told
    from riobravo.store.failing import describe_failures

    return told | {"failures": describe_failures(folder, told["failed"])}


def open_study(folder: Path | str) -> StoredStudy:
    """Open the study in a folder for reading, also while it runs; nothing is loaded yet.

    Raises:
        InputError: there is no study in the folder.
    """
    from riobravo.store.reading import StoredStudy

    return StoredStudy.open(Path(folder))


def export(folder: Path | str, file: Path | str, *, form: str = "parquet", what: str = "worlds") -> int:
    """Write the results of a study to one file, unit by unit.

    Args:
        folder: the folder of the study.
        file: the file to write; an earlier one is replaced when the new one is complete.
        form: `parquet`, `csv` or `netcdf`.
        what: `worlds` for every run and time, `states` for the outcomes by state, `summaries` for
            means and quantiles, `failures` for the failed runs.

    Returns:
        The number of rows, or of runs for NetCDF.

    Raises:
        InputError: there is no study in the folder, or an argument does not fit it.
        OutputError: the file cannot be written.
    """
    from riobravo.store.export import export

    return export(Path(folder), Path(file), form=form, what=what)
