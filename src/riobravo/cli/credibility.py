"""How far to trust the program: `reproduce`, `check`, `diff`, `validate` and the like."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from riobravo.cli.arguments import AsJson, AsOf, AsSchema, Members, Seed, Threads


def reproduce(
    show_all: Annotated[bool, typer.Option("--all", help="Show every target.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put published results beside what the program gives."""
    from riobravo.commands.reproduce import show_reproduction

    show_reproduction(as_json=as_json, all_rows=show_all)


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


def calibrate(
    out: Annotated[Path, typer.Option(help="Folder for calibration.json.")] = Path("riobravo-calibration"),
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an earlier run stopped.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Short chains, no refits of made-up data.")] = False,
    as_of: AsOf = None,
    seed: Seed = None,
    as_json: AsJson = False,
) -> None:
    """Fit what the observed series identify, and check the fit: minutes."""
    from riobravo.commands.calibrate import calibrate as run

    run(out, resume=resume, quick=quick, as_of=as_of, seed=seed, as_json=as_json)


def card(as_json: AsJson = False) -> None:
    """Show the model card: intended use, validity, known issues, what would refute it."""
    from riobravo.commands.card import show_card

    show_card(as_json=as_json)


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
    schema: AsSchema = False,
) -> None:
    """Test what published documents claim: in how many worlds does it hold?"""
    if schema:
        from riobravo.commands.schema import show_schema

        show_schema("claims")
        return
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


def doctor(as_json: AsJson = False) -> None:
    """Test this installation in seconds."""
    from riobravo.commands.doctor import show_examination

    if not show_examination(as_json=as_json):
        raise typer.Exit(1)
