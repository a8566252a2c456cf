"""Arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Members = Annotated[int | None, typer.Option(help="Number of simulated worlds.")]
Years = Annotated[int | None, typer.Option(help="Years after the start of the options.")]
StudyFile = Annotated[Path | None, typer.Argument(help="Study file; the shipped study if left out.")]
Seed = Annotated[int | None, typer.Option(help="Fixes all random numbers.")]
AsOf = Annotated[str | None, typer.Option(help="Use nothing observed from this day on.")]
WorldviewName = Annotated[
    str | None, typer.Option("--worldview", help="Shipped worldview, or a worldview file.")
]
CalibrationName = Annotated[
    str | None,
    typer.Option("--calibration", help="`shipped`: identified parameters from the posterior; or `none`."),
]
Threads = Annotated[int | None, typer.Option(help="Threads; changes no number.")]
AsSchema = Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of such files instead.")]
