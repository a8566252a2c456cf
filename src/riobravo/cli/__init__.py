"""The command line: every command is one library call; bad input is one line, never a traceback."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Annotated, Final

import typer

from riobravo._version import __version__
from riobravo.cli import credibility, folders, forecasts, grounds, options, studies
from riobravo.cli.one_line import in_one_line

# In the order in which `riobravo --help` lists them.
COMMANDS: Final[tuple[Callable[..., None], ...]] = (
    studies.brief,
    studies.compare,
    folders.run,
    folders.status,
    folders.resume,
    folders.rerun,
    folders.export,
    credibility.reproduce,
    credibility.check,
    credibility.diff,
    credibility.validate,
    credibility.calibrate,
    forecasts.forecast,
    forecasts.score,
    grounds.data,
    grounds.mechanisms,
    grounds.evidence,
    grounds.worldviews,
    grounds.cite,
    credibility.card,
    credibility.claims,
    credibility.doctor,
)

app = typer.Typer(
    name="riobravo",
    help="What would follow? Policies towards armed groups in Mexico as distributions, every number"
    " traced to its evidence. Not a prediction.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in COMMANDS:
    app.command()(in_one_line(command))
app.add_typer(options.app, name="options", help="List what a government can do, or show one option.")


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
