"""A study in one go: `brief` and `compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from riobravo.cli.arguments import (
    AsJson,
    AsOf,
    CalibrationName,
    Members,
    Seed,
    StudyFile,
    Threads,
    WorldviewName,
    Years,
)


def brief(
    study: StudyFile = None,
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


def compare(
    options: Annotated[list[str], typer.Argument(help="Options; the first is the reference.")],
    years: Years = None,
    members: Members = None,
    seed: Seed = None,
    threads: Threads = None,
    chunk: Annotated[int | None, typer.Option(help="Worlds per task; changes no number.")] = None,
    start: Annotated[str | None, typer.Option(help="Month the options start, YYYY-MM.")] = None,
    as_of: AsOf = None,
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
