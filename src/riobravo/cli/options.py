"""What a government can do: `options`, `options show` and `options schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from riobravo.cli.arguments import AsJson, WorldviewName
from riobravo.cli.one_line import in_one_line

app = typer.Typer(no_args_is_help=False, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
@in_one_line
def list_options(context: typer.Context, as_json: AsJson = False) -> None:
    """List what a government can do, or show one option."""
    if context.invoked_subcommand is None:
        from riobravo.commands.options import list_options as show

        show(as_json=as_json)


@app.command("show")
@in_one_line
def show_option(
    name: Annotated[str, typer.Argument(help="Id of an option, or an option file.")],
    worldview: WorldviewName = None,
    as_json: AsJson = False,
) -> None:
    """Show what one option does, in words and week by week."""
    from riobravo.commands.options import show_option as show

    show(name, worldview=worldview, as_json=as_json)


@app.command("schema")
@in_one_line
def show_schema(
    study: Annotated[bool, typer.Option("--study", help="Of study files instead.")] = False,
) -> None:
    """Print the JSON Schema of option files, for editors and programs."""
    from riobravo.commands.schema import show_schema as show

    show("study" if study else "option")
