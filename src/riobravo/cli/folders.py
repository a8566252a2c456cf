"""A study in a folder: `run`, `status`, `resume`, `rerun` and `export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from riobravo.cli.arguments import AsJson, Members, Seed, Threads, WorldviewName, Years

Scheduler = Annotated[
    str | None, typer.Option(help="Address of a Dask scheduler whose workers see the same folder.")
]
StudyFolder = Annotated[Path, typer.Argument(help="Folder of a study, as given to `riobravo run --out`.")]


def run(
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
    from riobravo.commands.run import run as start

    start(
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


def status(
    folder: StudyFolder,
    verify: Annotated[bool, typer.Option("--verify", help="Compare every file with its checksum.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show how far a study in a folder is: done, failed, left, rate, size."""
    from riobravo.commands.status import status as show

    show(folder, verify=verify, as_json=as_json)


def resume(
    folder: StudyFolder,
    verify: Annotated[
        bool, typer.Option("--verify", help="Also simulate again what does not match its checksum.")
    ] = False,
    threads: Threads = None,
    scheduler: Scheduler = None,
    as_json: AsJson = False,
) -> None:
    """Go on with a study after an interruption: simulate what is missing."""
    from riobravo.commands.run import resume as go_on

    go_on(folder, verify=verify, threads=threads, scheduler=scheduler, as_json=as_json)


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
