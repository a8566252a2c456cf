"""Forecasts on record: `forecast` and `score`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from riobravo.cli.arguments import AsJson


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


def score(
    file: Annotated[Path, typer.Argument(help="A forecast on record, .parquet.")],
    observed: Annotated[Path, typer.Option(help="CSV with columns date, state_code and value.")],
    as_json: AsJson = False,
) -> None:
    """Score a forecast on record against what came."""
    from riobravo.commands.score import show_scores

    show_scores(file, observed, as_json=as_json)
