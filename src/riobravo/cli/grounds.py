"""What a result rests on: `data`, `mechanisms`, `evidence`, `worldviews` and `cite`."""

from __future__ import annotations

from typing import Annotated

import typer

from riobravo.cli.arguments import AsJson, AsSchema, StudyFile, WorldviewName


def data(
    series: Annotated[str | None, typer.Argument(help="Series to show in full.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Only what may be used on this day.")] = None,
    accept: Annotated[str | None, typer.Option(help="Check and accept a changed series.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the observed series with source, licence and coverage."""
    from riobravo.commands.data import data as show

    show(series, as_of, accept, as_json)


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


def evidence(
    subject: Annotated[str | None, typer.Argument(help="A parameter or a mechanism.")] = None,
    grade: Annotated[str | None, typer.Option(help="Only this grade, A to D.")] = None,
    worldview: WorldviewName = None,
    as_json: AsJson = False,
    schema: AsSchema = False,
) -> None:
    """Show what the numbers rest on."""
    if schema:
        _show_schema("parameter")
        return
    from riobravo.commands.evidence import show_evidence

    show_evidence(subject, grade=grade, worldview=worldview, as_json=as_json)


def worldviews(
    name: Annotated[str | None, typer.Argument(help="Id of a worldview, or a file.")] = None,
    as_json: AsJson = False,
    schema: AsSchema = False,
) -> None:
    """List the worldviews, or show what one believes beside the pool."""
    if schema:
        _show_schema("worldview")
        return
    from riobravo.commands.worldviews import list_worldviews, show_worldview

    if name is None:
        list_worldviews(as_json=as_json)
    else:
        show_worldview(name, as_json=as_json)


def cite(
    study: StudyFile = None,
    worldview: WorldviewName = None,
    form: Annotated[str, typer.Option("--format", help="text or bibtex.")] = "text",
    as_json: AsJson = False,
) -> None:
    """List the references that a study actually uses."""
    from riobravo.commands.cite import cite as show

    show(study, worldview=worldview, form=form, as_json=as_json)


def _show_schema(name: str) -> None:
    from riobravo.commands.schema import show_schema

    show_schema(name)
