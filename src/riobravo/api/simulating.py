"""The calls that simulate: a study, some options, a first look, several worldviews."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riobravo.api.planning import command_line, plan
from riobravo.credibility.envelope import stamp_records
from riobravo.ensemble.result import make_dataset
from riobravo.ensemble.runner import CHUNK, Progress, Worlds, run_worlds
from riobravo.evidence.worldviews import Worldview, worldview_ids
from riobravo.options.schema import Option
from riobravo.study import Study, load_study

if TYPE_CHECKING:
    import xarray


def run_study(
    study: Study,
    *,
    threads: int | None = None,
    chunk: int = CHUNK,
    progress: Progress | None = None,
    overlay: Path | None = None,
    command: str | None = None,
) -> xarray.Dataset:
    """Simulate a study.

    Args:
        study: what to run; see `load_study`.
        threads: number of threads; all processors if None. It changes no number.
        chunk: members per task. It changes no number.
        progress: called with the number of members done, and of all members.
        overlay: folder with newer observed series.
        command: the command line that the result names as its own.

    Returns:
        Labelled arrays with units; dimensions option, member, year, quarter and state. The first
        option is the reference.

    Raises:
        InputError: an argument or parameter does not fit.
        DataError: the observed series do not serve the study's dates.
    """
    worlds = run_worlds(study, threads=threads, chunk=chunk, progress=progress, overlay=overlay)
    return _label(study, worlds, command or f"riobravo brief  # study {study.name}", overlay)


def _label(study: Study, worlds: Worlds, command: str, overlay: Path | None = None) -> xarray.Dataset:
    """Return what was simulated with labels, and with the stamps of the envelope."""
    result = make_dataset(study, worlds, command, overlay)
    result.attrs["envelope"] = json.dumps(stamp_records(study, result.attrs["simulation_start"]))
    return result


def preview(
    study: Study | Path | str | None = None,
    options: Sequence[str | Option] | None = None,
    *,
    years: int = 5,
    members: int = 100,
    threads: int | None = None,
    **changes: Any,
) -> xarray.Dataset:
    """Simulate the first worlds of a study, quickly enough to try things out.

    Its worlds are the first of the full study, number for number. Within one process only options that
    have not been previewed with the same settings are simulated, in about half a second each, and the past
    before them once for new settings. The others are laid beside them as they are kept, in a few hundredths
    of a second.

    Args:
        study: where everything else comes from: a study or its file; the shipped study if None.
        options: as for `compare`; the reference of the study and its next option if None.
        years: years after the start of the options, 1 to 20.
        members: number of worlds.
        threads: number of threads; all processors if None. It changes no number.
        **changes: values of other fields of the study, as for `compare`.

    Returns:
        See `run_study`.

    Raises:
        InputError: the study cannot be used, or an option or argument does not fit.
        DataError: the observed series do not serve the dates.
    """
    from riobravo.ensemble.preview import preview_worlds

    if isinstance(study, (str, Path)):
        study = load_study(Path(study))
    study = study or load_study()
    chosen = study.options[:2] if options is None else options
    small = plan(chosen, study=study, years=years, members=members, **changes)
    return _label(small, preview_worlds(small, threads), command_line(small))


def compare(
    options: Sequence[str | Option],
    *,
    years: int | None = None,
    members: int | None = None,
    seed: int | None = None,
    start: str | None = None,
    as_of: str | None = None,
    worldview: str | Worldview | None = None,
    calibration: str | None = None,
    study: Study | None = None,
    threads: int | None = None,
    chunk: int = CHUNK,
    progress: Progress | None = None,
) -> xarray.Dataset:
    """Simulate several options in the same worlds with the same luck.

    Args:
        options: ids of shipped options or of options that the study brings along, option files or
            options; the first is the reference. A single option is compared to the status quo.
        years: years after the start of the options, 1 to 20.
        members: number of worlds.
        seed: fixes all random numbers, 0 to 2**64 - 1.
        start: month in which the options start, as `YYYY-MM`.
        as_of: day from which on nothing observed is used.
        worldview: id of a shipped worldview, worldview file or worldview; the study's if None.
        calibration: `none` or `shipped`; the study's if None.
        study: where everything else comes from; the shipped study if None.
        threads: number of threads; all processors if None.
        chunk: members per task.
        progress: called with the number of members done, and of all members.

    Returns:
        See `run_study`.

    Raises:
        InputError: an option is unknown, or an argument is out of range.
        DataError: the observed series do not serve the dates.
    """
    study = plan(
        options,
        years=years,
        members=members,
        seed=seed,
        start=start,
        as_of=as_of,
        worldview=worldview,
        calibration=calibration,
        study=study,
    )
    command = command_line(study, worldview if isinstance(worldview, str) else None)
    return run_study(study, threads=threads, chunk=chunk, progress=progress, command=command)


def run_worldviews(
    study: Study,
    worldviews: Sequence[str | Worldview] | None = None,
    *,
    file: Path | None = None,
    threads: int | None = None,
    chunk: int = CHUNK,
    progress: Callable[[str], Progress | None] | None = None,
) -> Iterator[tuple[str, xarray.Dataset]]:
    """Simulate a study under several worldviews in turn, with the same luck.

    Args:
        study: what to run.
        worldviews: ids, files or worldviews; all shipped ones, the pool first, if None.
        file: the study file that the commands of the results name.
        threads: number of threads; all processors if None.
        chunk: members per task.
        progress: called with the id of each worldview; returns what is told about its members.

    Yields:
        The id of the worldview, and the result; see `run_study`.

    Raises:
        InputError: there is no such worldview.
        DataError: the observed series do not serve the study's dates.
    """
    chosen = worldview_ids() if worldviews is None else worldviews
    for one in [study.with_changes(worldview=worldview) for worldview in chosen]:
        name = one.resolved_worldview().id
        told = progress(name) if progress else None
        command = command_line(one, name, file)
        yield name, run_study(one, threads=threads, chunk=chunk, progress=told, command=command)
