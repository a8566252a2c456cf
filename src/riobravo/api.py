"""The calls behind the commands: the command line, notebooks and reports all go through here."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riobravo._version import __version__
from riobravo.credibility.envelope import stamp_records
from riobravo.ensemble.result import make_dataset
from riobravo.ensemble.runner import CHUNK, Progress, Worlds, run_worlds
from riobravo.errors import InputError
from riobravo.evidence.worldviews import POOL, Worldview, worldview_ids
from riobravo.options.catalogue import is_path, shipped_names
from riobravo.options.schema import Option
from riobravo.store.calls import export, open_study, rerun_failed, resume, run, status
from riobravo.study import Study, load_study
from riobravo.validation import suggest

if TYPE_CHECKING:
    import pyarrow
    import xarray

__all__ = [
    "brief",
    "command_line",
    "compare",
    "export",
    "forecast",
    "open_study",
    "plan",
    "rerun_failed",
    "resume",
    "run",
    "run_study",
    "run_worldviews",
    "score",
    "status",
    "validate",
]

REFERENCE = "status-quo"


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
    have not been previewed with the same settings are simulated, which takes a second or more; the others
    are laid beside them as they are kept, in a few hundredths of a second.

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


def plan(options: Sequence[str | Option], *, study: Study | None = None, **changes: Any) -> Study:
    """Return the study that compares some options; see `compare` for the arguments."""
    if isinstance(options, str):
        options = [options]
    chosen = list(options)
    if not chosen:
        raise InputError("no option is named.", field="options", fix="name one or more options.")
    if chosen == [REFERENCE]:
        raise InputError(
            "the status quo alone compares nothing.",
            field="options",
            fix="name one or more other options; `riobravo options` lists them.",
        )
    if len(chosen) == 1:
        chosen.insert(0, REFERENCE)
    base = study or load_study()
    own = {one.id: one for one in base.options if isinstance(one, Option)}
    chosen = [_find(one, own) if isinstance(one, str) else one for one in chosen]
    given = {name: value for name, value in changes.items() if value is not None}
    if "start" in given and "as_of" not in given:
        given["as_of"] = None
    return base.with_changes(options=chosen, **given)


def _find(name: str, own: Mapping[str, Option]) -> str | Option:
    """Return the option that a study brings along under this name, or else the name."""
    if own and name not in own and not is_path(name) and name not in shipped_names():
        raise InputError(
            f"neither the study nor the catalogue has an option `{name[:60]}`.",
            field="options",
            fix=suggest(name[:60], [*own, *shipped_names()]),
        )
    return own.get(name, name)


def command_line(study: Study, worldview: str | None = None, file: Path | None = None) -> str:
    """Return the command that compares the options of a study again.

    Args:
        study: what was run.
        worldview: what the user called its worldview; the worldview's id, or that of the file, if
            None.
        file: the study file that everything else came from.
    """
    names = [one if isinstance(one, str) else one.id for one in study.options]
    words = ["riobravo", "compare", *names, "--years", str(study.years)]
    words += ["--members", str(study.members), "--seed", str(study.seed), "--start", study.start]
    if study.as_of is not None:
        words += ["--as-of", study.as_of]
    if study.calibration != "none":
        words += ["--calibration", study.calibration]
    if file is not None:
        words += ["--study", str(file)]
        name = worldview
    else:
        name = worldview or study.resolved_worldview().id
        name = None if name == POOL else name
    if name is not None:
        words += ["--worldview", name]
    return shlex.join(words)


def brief(
    study: Study | None = None,
    out: Path | str = "riobravo-report",
    *,
    claims: bool = False,
    threads: int | None = None,
    progress: Progress | None = None,
    say: Callable[[str], None] | None = None,
    command: str = "riobravo brief",
) -> tuple[xarray.Dataset, Path]:
    """Simulate a study, compare the program with published results and write the report.

    Args:
        study: what to run; the shipped study if None.
        out: folder for `report.html` and the data of its figures.
        claims: also test the shipped claims, as `riobravo claims` does; a minute or more.
        threads: number of threads; all processors if None.
        progress: called with the number of members done, and of all members.
        say: told what happens after the simulation.
        command: the command line that the report names as its own.

    Returns:
        The result, and the path of the report.

    Raises:
        RiobravoError: the study cannot be used, or the report cannot be written.
    """
    from riobravo.files import check_writable
    from riobravo.report import write_report
    from riobravo.report.gathering import gather_claims, gather_material, gather_outside

    folder = Path(out)
    check_writable(folder)
    study = study or load_study()
    result = run_study(study, threads=threads, progress=progress, command=command)
    if say:
        say("Running the published results…")
    material = gather_outside(gather_material(study), study, result)
    if claims:
        tell = say or (lambda _: None)
        tell("Testing the claims: a minute or more…")
        material = gather_claims(
            material, threads=threads, announce=lambda what: tell(f"Testing the claims: {what}")
        )
    if say:
        say("Writing the report…")
    return result, write_report(result, folder, material)


def validate(
    series: Sequence[str] | None = None,
    *,
    again: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
    overlay: Path | None = None,
) -> dict[str, Any]:
    """Return the hindcasts of observed series beside their baselines.

    Args:
        series: names of the registered series; all if None.
        again: run them even where the kept result was made from the same code and data.
        progress: called with the title of a series and the numbers of forecasts done and to do.
        overlay: folder with newer observed series.

    Returns:
        `{"series": {NAME: {"origins", "models", "skill_vs"}}}`: the scores of every model over the
        registered origins and horizons, and the skill of the pooled forecast against each other one.

    Raises:
        InputError: there is no such series.
        DataError: the observations cannot be used.
    """
    from riobravo.credibility.validation import headline, validate_series

    return headline(validate_series(series, again=again, progress=progress, overlay=overlay))


def check(
    files: Sequence[Path | str] = (),
    *,
    quick: bool = False,
    replay: str | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Check behaviours: over every lever at its ends, all pairs, and a thousand random points.

    Args:
        files: files of behaviours; the shipped ones if there are none.
        quick: leave out pairs and most of the random points, and run 32 worlds for a behaviour that does
            not say how many it needs.
        replay: id of one behaviour, or name of one input, to check alone.
        progress: called with the number of runs done, and of all runs.

    Returns:
        `{"seed", "runs", "failed", "behaviours": [{"id", "it", "status", "misses", ...}]}`, and `input`
        with levers and parameters if one input was replayed.

    Raises:
        InputError: a file does not hold behaviours, or there is nothing to replay.
    """
    from riobravo.credibility.checking.behaviour import load_behaviours
    from riobravo.credibility.checking.check import check_behaviours, describe_input, record
    from riobravo.evidence.loading import ledger_hash
    from riobravo.world.compile import kernel_hash

    placed = load_behaviours([Path(file) for file in files])
    runs = 0

    def count(done: int, total: int) -> None:
        nonlocal runs
        runs = total
        if progress:
            progress(done, total)

    found = check_behaviours(placed, quick=quick, replay=replay, progress=count)
    command = shlex.join(["riobravo", "check", *map(str, files)])
    report: dict[str, Any] = {
        "version": __version__,
        "kernel_hash": kernel_hash(),
        "ledger_hash": ledger_hash(),
        "seed": load_study().seed,
        "runs": runs,
        "failed": sum(one.status == "fails" for one in found),
        "behaviours": [record(one, command) for one in found],
    }
    if replay is not None and all(one.id != replay for one in placed):
        report["input"] = describe_input(replay)
    return report


def diff(
    old: Path | str,
    new: Path | str,
    *,
    attribute: bool = False,
    old_data: Path | None = None,
    new_data: Path | None = None,
    threads: int | None = None,
    say: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Compare the conclusions of two saved results, and what went into them.

    Args:
        old: the earlier result: JSON that `compare` or `brief` wrote, or the folder of a report; or what
            `check`, `reproduce` or `claims` print with `--json`.
        new: the later one, of the same kind.
        attribute: run the results again, one kind of input swapped at a time, and share out each change.
        old_data: folder with the series of the earlier result, for attribution.
        new_data: the same for the later one.
        threads: number of threads; changes no number.
        say: told what is being run.

    Returns:
        `{"kind", "changed", "ranks", "causes", "attribution", "notes"}`; `attribution` is None unless
        asked for.

    Raises:
        InputError: a file is no saved result, the kinds differ, or it cannot be run again.
    """
    from dataclasses import asdict

    from riobravo.analysis.changes import (
        changed_conclusions,
        changed_ranks,
        differing_inputs,
        notes,
        read_saved,
    )

    before, after = read_saved(Path(old)), read_saved(Path(new))
    changes = changed_conclusions(before, after)
    causes = differing_inputs(before, after)
    parts = None
    if attribute:
        from riobravo.attribution import attribute as share_out

        parts = share_out(
            before, after, changes, causes, old_data=old_data, new_data=new_data, threads=threads, say=say
        )
    return {
        "kind": before.kind,
        "changed": [
            asdict(one) | {"within_error": one.within_error, "matters": one.matters} for one in changes
        ],
        "ranks": [asdict(one) for one in changed_ranks(before, after)],
        "causes": [asdict(one) for one in causes],
        "attribution": None if parts is None else [asdict(one) for one in parts],
        "notes": notes(before, after, causes, attributed=attribute),
    }


def calibrate(
    as_of: str | None = None,
    *,
    quick: bool = False,
    seed: int | None = None,
    work: Path | None = None,
    report: Callable[[str, int, int], None] | None = None,
    overlay: Path | None = None,
) -> dict[str, Any]:
    """Fit the parameters that the observed series identify, and check the fit.

    Args:
        as_of: day from which on nothing is used, `YYYY-MM-DD`; that of the shipped study if None.
        quick: short chains, and no refits of made-up data.
        seed: fixes all chance.
        work: folder that unfinished work is kept in and taken up from.
        report: called with the name of a block and the numbers of steps done and to do.
        overlay: folder with newer observed series.

    Returns:
        See `riobravo.credibility.calibration.run.calibrate`.

    Raises:
        InputError: an argument does not fit, or a package is missing.
        DataError: the observed series do not reach far enough.
    """
    from riobravo.credibility.calibration.artefact import SEED
    from riobravo.credibility.calibration.run import FULL, QUICK
    from riobravo.credibility.calibration.run import calibrate as run
    from riobravo.dates import parse_date

    try:
        day = load_study().as_of_date if as_of is None else parse_date(as_of)
    except ValueError as error:
        raise InputError(f"{error}.", field="as_of", fix="write a day such as 2023-06-30.") from None
    return run(
        day,
        effort=QUICK if quick else FULL,
        seed=SEED if seed is None else seed,
        work=work,
        report=report,
        overlay=overlay,
    )


def forecast(
    as_of: str,
    series: str,
    *,
    months: int = 12,
    draws: int = 400,
    seed: int = 0,
    model: str = "pooled",
    overlay: Path | None = None,
) -> pyarrow.Table:
    """Forecast an observed series from what had been published by a day.

    Args:
        as_of: the day, `YYYY-MM-DD`.
        series: name of a registered series.
        months: months ahead.
        draws: number of joint draws.
        seed: fixes all chance.
        model: `pooled`, `nowcast`, `simulation` or a baseline.
        overlay: folder with newer observed series.

    Returns:
        Columns series, state_code, date, draw and value; draws are joint over states and months.

    Raises:
        InputError: an argument does not fit.
        DataError: too little had been published.
    """
    from riobravo.dates import parse_date
    from riobravo.forecasting.record import make_forecast

    try:
        day = parse_date(as_of)
    except ValueError as error:
        raise InputError(f"{error}.", field="as_of", fix="write a day such as 2023-06-30.") from None
    return make_forecast(day, series, months, draws, seed=seed, model=model, overlay=overlay)


def score(forecast: Path | str, observed: Path | str) -> dict[str, Any]:
    """Score a forecast on record against observations.

    Args:
        forecast: file with the columns that `forecast` returns.
        observed: CSV file with columns date, state_code and value, or one laid out like the series.

    Returns:
        `{"series": {NAME: {...}}}`, see `riobravo.forecasting.scoring.score_forecast`.

    Raises:
        InputError: the file is no forecast.
        DataError: the observations do not fit it.
    """
    from riobravo.forecasting.scoring import score_forecast

    return score_forecast(Path(forecast), Path(observed))
