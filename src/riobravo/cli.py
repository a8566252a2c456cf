"""The command line: every command is one library call; bad input is one line, never a traceback."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

from riobravo._version import __version__
from riobravo.errors import RiobravoError

Parameters = ParamSpec("Parameters")

app = typer.Typer(
    name="riobravo",
    help="What would follow? Policies towards armed groups in Mexico as distributions, every number"
    " traced to its evidence. Not a prediction.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
options_app = typer.Typer(no_args_is_help=False, rich_markup_mode=None)
app.add_typer(options_app, name="options", help="List what a government can do, or show one option.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Members = Annotated[int | None, typer.Option(help="Number of simulated worlds.")]
Years = Annotated[int | None, typer.Option(help="Years after the start of the options.")]
Seed = Annotated[int | None, typer.Option(help="Fixes all random numbers.")]
WorldviewName = Annotated[
    str | None, typer.Option("--worldview", help="Shipped worldview, or a worldview file.")
]
CalibrationName = Annotated[
    str | None,
    typer.Option("--calibration", help="`shipped`: identified parameters from the posterior; or `none`."),
]
Scheduler = Annotated[
    str | None, typer.Option(help="Address of a Dask scheduler whose workers see the same folder.")
]
StudyFolder = Annotated[Path, typer.Argument(help="Folder of a study, as given to `riobravo run --out`.")]
Threads = Annotated[int | None, typer.Option(help="Threads; changes no number.")]


def in_one_line(command: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """Turn errors that a user can act on into one line and a non-zero exit."""

    @functools.wraps(command)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except RiobravoError as error:
            _stop(f"error: {error}", 2)
        except KeyboardInterrupt:
            _stop("stopped; nothing was written.", 130)
        except BrokenPipeError:
            # The reader of our output has gone; closing quietly is what it expects.
            _close_output()
            raise typer.Exit(1) from None
        except MemoryError:
            _stop("error: the memory does not suffice. Fix: run fewer --members.", 2)
        except OSError as error:
            if error.filename is None:
                _close_output()
            place = f"{error.filename}: " if error.filename else ""
            _stop(f"error: {place}{error.strerror or error}.", 2)

    return run


def _close_output() -> None:
    """Drop what is still to be printed, so that Python does not try again when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stop(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code) from None


@app.callback(invoke_without_command=True)
@in_one_line
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Handle options that stand before any command."""
    for stream in (sys.stdout, sys.stderr):
        # A screen that lacks a sign, such as a minus, shows a question mark and not a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if version:
        typer.echo(__version__)
        raise typer.Exit


@app.command()
@in_one_line
def brief(
    study: Annotated[Path | None, typer.Argument(help="Study file; the shipped study if left out.")] = None,
    out: Annotated[Path, typer.Option(help="Folder for the report.")] = Path("riobravo-report"),
    members: Members = None,
    years: Years = None,
    seed: Seed = None,
    worldview: WorldviewName = None,
    calibration: CalibrationName = None,
    claims: Annotated[
        bool, typer.Option("--claims", help="Also test what documents claim: a minute or more.")
    ] = False,
    threads: Threads = None,
    as_json: AsJson = False,
) -> None:
    """Run a study and write its report: the main job."""
    from riobravo.commands.brief import brief as run

    run(
        study,
        out=out,
        members=members,
        years=years,
        seed=seed,
        worldview=worldview,
        calibration=calibration,
        claims=claims,
        threads=threads,
        as_json=as_json,
    )


@app.command()
@in_one_line
def compare(
    options: Annotated[list[str], typer.Argument(help="Options; the first is the reference.")],
    years: Years = None,
    members: Members = None,
    seed: Seed = None,
    threads: Threads = None,
    chunk: Annotated[int | None, typer.Option(help="Worlds per task; changes no number.")] = None,
    start: Annotated[str | None, typer.Option(help="Month the options start, YYYY-MM.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Use nothing observed from this day on.")] = None,
    worldview: Annotated[
        str | None, typer.Option(help="Shipped worldview, a worldview file, or `all`.")
    ] = None,
    study: Annotated[Path | None, typer.Option(help="Study file for everything else.")] = None,
    calibration: CalibrationName = None,
    save: Annotated[Path | None, typer.Option(help="Save yearly results: .csv, .parquet, .json.")] = None,
    as_json: AsJson = False,
) -> None:
    """Compare options in the same worlds with the same luck."""
    from riobravo.commands.compare import compare as run

    run(
        options,
        years=years,
        members=members,
        seed=seed,
        threads=threads,
        chunk=chunk,
        start=start,
        as_of=as_of,
        worldview=worldview,
        study=study,
        calibration=calibration,
        save_to=save,
        as_json=as_json,
    )


@app.command("run")
@in_one_line
def run_study(
    study: Annotated[Path, typer.Argument(help="Study file.")],
    out: Annotated[Path, typer.Option(help="Folder of the results; the same study goes on there.")],
    keep: Annotated[
        str | None, typer.Option(help="weekly, quarterly, annual or summaries; annual by default.")
    ] = None,
    states: Annotated[bool, typer.Option("--states", help="Keep annual outcomes by state as well.")] = False,
    members: Members = None,
    years: Years = None,
    seed: Seed = None,
    worldview: WorldviewName = None,
    chunk: Annotated[
        int | None, typer.Option(help="Worlds per unit of work and file; changes no number.")
    ] = None,
    threads: Threads = None,
    scheduler: Scheduler = None,
    as_json: AsJson = False,
) -> None:
    """Run a study into a folder: streamed to disk, resumed after any interruption."""
    from riobravo.commands.run import run

    run(
        study,
        out=out,
        keep=keep,
        states=states,
        members=members,
        years=years,
        seed=seed,
        worldview=worldview,
        chunk=chunk,
        threads=threads,
        scheduler=scheduler,
        as_json=as_json,
    )


@app.command()
@in_one_line
def status(
    folder: StudyFolder,
    verify: Annotated[bool, typer.Option("--verify", help="Compare every file with its checksum.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show how far a study in a folder is: done, failed, left, rate, size."""
    from riobravo.commands.status import status as show

    show(folder, verify=verify, as_json=as_json)


@app.command()
@in_one_line
def resume(
    folder: StudyFolder, threads: Threads = None, scheduler: Scheduler = None, as_json: AsJson = False
) -> None:
    """Go on with a study after an interruption: simulate what is missing."""
    from riobravo.commands.run import resume as go_on

    go_on(folder, threads=threads, scheduler=scheduler, as_json=as_json)


@app.command()
@in_one_line
def rerun(
    folder: StudyFolder,
    failed: Annotated[bool, typer.Option("--failed", help="Simulate the failed runs once more.")] = False,
    threads: Threads = None,
    scheduler: Scheduler = None,
    as_json: AsJson = False,
) -> None:
    """Simulate the failed runs of a study once more."""
    from riobravo.commands.run import rerun as again

    again(folder, failed=failed, threads=threads, scheduler=scheduler, as_json=as_json)


@app.command()
@in_one_line
def export(
    folder: StudyFolder,
    out: Annotated[Path, typer.Option(help="File to write.")],
    form: Annotated[str, typer.Option("--format", help="parquet, csv or netcdf.")] = "parquet",
    what: Annotated[str, typer.Option(help="worlds, states, summaries or failures.")] = "worlds",
    as_json: AsJson = False,
) -> None:
    """Write the results of a study in a folder to one file for other programs."""
    from riobravo.commands.export import export as write

    write(folder, out=out, form=form, what=what, as_json=as_json)


@app.command()
@in_one_line
def reproduce(
    show_all: Annotated[bool, typer.Option("--all", help="Show every target.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put published results beside what the program gives."""
    from riobravo.commands.reproduce import show_reproduction

    show_reproduction(as_json=as_json, all_rows=show_all)


@app.command()
@in_one_line
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files of behaviours; the shipped ones if left out.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Fewer inputs and worlds.")] = False,
    replay: Annotated[
        str | None, typer.Option(help="Check one behaviour, or one input that failed, alone.")
    ] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Also show what holds.")] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of behaviour files instead.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check that the worlds behave as plain sentences say, whatever is done."""
    from riobravo.commands.check import show_checks, show_schema

    if schema:
        show_schema()
    elif not show_checks(files or (), quick=quick, replay=replay, show_all=show_all, as_json=as_json):
        raise typer.Exit(1)


@app.command()
@in_one_line
def diff(
    old: Annotated[Path, typer.Argument(help="The earlier result: saved JSON, or the folder of a report.")],
    new: Annotated[Path, typer.Argument(help="The later one.")],
    attribute: Annotated[
        bool,
        typer.Option("--attribute", help="Run again, one kind of input at a time."),
    ] = False,
    old_data: Annotated[Path | None, typer.Option(help="Folder with the series of the earlier one.")] = None,
    new_data: Annotated[Path | None, typer.Option(help="Folder with the series of the later one.")] = None,
    threads: Threads = None,
    as_json: AsJson = False,
) -> None:
    """Show which conclusions changed between two results, and because of what."""
    from riobravo.commands.diff import show_difference

    show_difference(
        old,
        new,
        attribute=attribute,
        old_data=old_data,
        new_data=new_data,
        threads=threads,
        as_json=as_json,
    )


@app.command()
@in_one_line
def validate(
    series: Annotated[
        list[str] | None, typer.Option(help="A registered series; may be repeated; all if left out.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Run the hindcasts even if the kept result fits: minutes.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show how past forecasts would have done beside simple baselines, losses first."""
    from riobravo.commands.validate import show_validation

    show_validation(series, again=again, as_json=as_json)


@app.command()
@in_one_line
def calibrate(
    out: Annotated[Path, typer.Option(help="Folder for calibration.json.")] = Path("riobravo-calibration"),
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an earlier run stopped.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Short chains, no refits of made-up data.")] = False,
    as_of: Annotated[str | None, typer.Option(help="Use nothing observed from this day on.")] = None,
    seed: Seed = None,
    as_json: AsJson = False,
) -> None:
    """Fit what the observed series identify, and check the fit: minutes."""
    from riobravo.commands.calibrate import calibrate as run

    run(out, resume=resume, quick=quick, as_of=as_of, seed=seed, as_json=as_json)


@app.command()
@in_one_line
def forecast(
    as_of: Annotated[str, typer.Option(help="Use nothing published after this day, YYYY-MM-DD.")],
    series: Annotated[str, typer.Option(help="A registered series; see `riobravo validate`.")],
    out: Annotated[Path, typer.Option(help="File for the draws, ending in .parquet.")],
    months: Annotated[int, typer.Option(help="Months ahead.")] = 12,
    draws: Annotated[int, typer.Option(help="Number of joint draws.")] = 400,
    seed: Annotated[int, typer.Option(help="Fixes all chance.")] = 0,
    model: Annotated[str, typer.Option(help="pooled, nowcast, simulation or a baseline.")] = "pooled",
    as_json: AsJson = False,
) -> None:
    """Forecast an observed series and put the draws on record, to be scored later."""
    from riobravo.commands.forecast import write_record

    write_record(as_of, series, out, months=months, draws=draws, seed=seed, model=model, as_json=as_json)


@app.command()
@in_one_line
def score(
    file: Annotated[Path, typer.Argument(help="A forecast on record, .parquet.")],
    observed: Annotated[Path, typer.Option(help="CSV with columns date, state_code and value.")],
    as_json: AsJson = False,
) -> None:
    """Score a forecast on record against what came."""
    from riobravo.commands.score import show_scores

    show_scores(file, observed, as_json=as_json)


@app.command()
@in_one_line
def data(
    series: Annotated[str | None, typer.Argument(help="Series to show in full.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Only what may be used on this day.")] = None,
    accept: Annotated[str | None, typer.Option(help="Check and accept a changed series.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the observed series with source, licence and coverage."""
    from riobravo.commands.data import data as show

    show(series, as_of, accept, as_json)


@options_app.callback(invoke_without_command=True)
@in_one_line
def list_options(context: typer.Context, as_json: AsJson = False) -> None:
    """List what a government can do, or show one option."""
    if context.invoked_subcommand is None:
        from riobravo.commands.options import list_options as show

        show(as_json=as_json)


@options_app.command("show")
@in_one_line
def show_option(
    name: Annotated[str, typer.Argument(help="Id of an option, or an option file.")],
    as_json: AsJson = False,
) -> None:
    """Show what one option does, in words and week by week."""
    from riobravo.commands.options import show_option as show

    show(name, as_json=as_json)


@options_app.command("schema")
@in_one_line
def show_schema(
    study: Annotated[bool, typer.Option("--study", help="Of study files instead.")] = False,
) -> None:
    """Print the JSON Schema of option files, for editors and programs."""
    from riobravo.commands.options import show_schema as show

    show(of_study=study)


@app.command()
@in_one_line
def mechanisms(
    name: Annotated[
        str | None, typer.Argument(help="A mechanism to show in full; with --graph, a file to draw to.")
    ] = None,
    graph: Annotated[
        bool, typer.Option("--graph", help="Show which mechanism acts on which, or draw it to NAME (SVG).")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the mechanisms of the simulated system, or show how they act on each other."""
    from riobravo.commands.mechanisms import show_mechanisms

    show_mechanisms(name, graph=graph, as_json=as_json)


@app.command()
@in_one_line
def evidence(
    subject: Annotated[str | None, typer.Argument(help="A parameter or a mechanism.")] = None,
    grade: Annotated[str | None, typer.Option(help="Only this grade, A to D.")] = None,
    worldview: WorldviewName = None,
    as_json: AsJson = False,
) -> None:
    """Show what the numbers rest on."""
    from riobravo.commands.evidence import show_evidence

    show_evidence(subject, grade=grade, worldview=worldview, as_json=as_json)


@app.command()
@in_one_line
def worldviews(
    name: Annotated[str | None, typer.Argument(help="Id of a worldview, or a file.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the worldviews, or show what one believes beside the pool."""
    from riobravo.commands.worldviews import list_worldviews, show_worldview

    if name is None:
        list_worldviews(as_json=as_json)
    else:
        show_worldview(name, as_json=as_json)


@app.command()
@in_one_line
def cite(
    study: Annotated[Path | None, typer.Argument(help="Study file; the shipped study if left out.")] = None,
    form: Annotated[str, typer.Option("--format", help="text or bibtex.")] = "text",
    as_json: AsJson = False,
) -> None:
    """List the references that a study actually uses."""
    from riobravo.commands.cite import cite as show

    show(study, form=form, as_json=as_json)


@app.command()
@in_one_line
def card(as_json: AsJson = False) -> None:
    """Show the model card: intended use, validity, known issues, what would refute it."""
    from riobravo.commands.card import show_card

    show_card(as_json=as_json)


@app.command()
@in_one_line
def claims(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Claims; all if left out.")
    ] = None,
    worldview: Annotated[str | None, typer.Option(help="Id or file of a worldview, or `all`.")] = None,
    file: Annotated[Path | None, typer.Option(help="A file of claims instead of the shipped ones.")] = None,
    members: Members = None,
    seed: Seed = None,
    threads: Threads = None,
    as_json: AsJson = False,
) -> None:
    """Test what published documents claim: in how many worlds does it hold?"""
    from riobravo.commands.claims import show_claims

    show_claims(
        ids or (),
        worldview=worldview,
        file=file,
        members=members,
        seed=seed,
        threads=threads,
        as_json=as_json,
    )


@app.command()
@in_one_line
def doctor(as_json: AsJson = False) -> None:
    """Test this installation in seconds."""
    from riobravo.commands.doctor import show_examination

    if not show_examination(as_json=as_json):
        raise typer.Exit(1)
