"""Forecasts on record: made from what was published by a day, written as draws, scored later by anyone.

A file has one row per unit, month and draw. Draw 7 of one state belongs with draw 7 of all others and of all
months: they are one joint draw.
"""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from riobravo._version import __version__
from riobravo.credibility.preregistration import Series, load_registration, month
from riobravo.errors import InputError, OutputError
from riobravo.forecasting.calibration import stretch
from riobravo.forecasting.fingerprint import code_hash, data_hashes
from riobravo.forecasting.known import Floats, load_panel
from riobravo.forecasting.models import (
    NOWCAST,
    POOLED,
    SIMULATION,
    UNCALIBRATED,
    run_parts,
    run_pool,
    stand_at,
)
from riobravo.forecasting.simulation import SIMULATED_MONTHS

if TYPE_CHECKING:
    import pyarrow

COLUMNS: Final = ("series", "state_code", "date", "draw", "value")
MOST_MONTHS: Final = 60
MOST_DRAWS: Final = 20_000


def make_forecast(
    as_of: datetime.date,
    name: str,
    months: int = 12,
    draws: int = 400,
    *,
    seed: int = 0,
    model: str = POOLED,
    overlay: Path | None = None,
) -> pyarrow.Table:
    """Forecast a series from what was published by the end of a day.

    Args:
        as_of: the day. The forecast starts with the month after the last whole month before it.
        name: name of the series.
        months: months ahead, 1 to 60.
        draws: number of joint draws.
        seed: fixes all chance.
        model: `pooled`, `pooled-uncalibrated`, `nowcast`, `simulation` or a baseline.
        overlay: folder with newer series.

    Returns:
        Columns series, state_code, date (first day of the month), draw, value; the metadata say how it was
        made.

    Raises:
        InputError: there is no such series or model, or a number is out of range.
        DataError: too little had been published by then.
    """
    registration = load_registration()
    series = registration.find(name)
    for field, value, most in (("months", months, MOST_MONTHS), ("draws", draws, MOST_DRAWS)):
        if not 1 <= value <= most:
            raise InputError(
                f"must be 1 to {most:,}, got {value}.", field=field, fix="choose a number within."
            )
    day = np.datetime64(as_of, "D")
    origin_month = np.datetime64((day + 1).astype("datetime64[M]") - 1, "M")
    if model == SIMULATION and months > SIMULATED_MONTHS:
        raise InputError(
            f"the simulation is forecast for {SIMULATED_MONTHS} months, got {months}.",
            field="months",
            fix="ask for fewer, or for another model.",
        )
    origin = stand_at(
        registration,
        series,
        load_panel(series, overlay),
        origin_month,
        seed,
        steps=months,
        draws=max(draws, 2),
        overlay=overlay,
    )
    known = (*registration.baselines, NOWCAST, *([SIMULATION] if series.simulation else []))
    weights: list[float] | None = None
    spread: float | None = None
    if model in {POOLED, UNCALIBRATED}:
        parts = (NOWCAST, series.partner)
        done, missing = run_parts(origin, parts)
        weights, spread = learned_at(series, origin_month)
        values = run_pool(origin, POOLED, [done[part] for part in parts], np.array(weights))
        values = stretch(values, spread) if model == POOLED else values
    elif model in known:
        done, missing = run_parts(origin, (model,))
        if missing:
            raise InputError(missing[model], field="model")
        values = done[model]
    else:
        raise InputError(
            f"{name} has no model `{model[:60]}`.",
            field="model",
            fix=f"use one of: {', '.join((POOLED, UNCALIBRATED, *known))}.",
        )
    about = {
        "series": series.name,
        "as_of": as_of.isoformat(),
        "origin": str(origin_month),
        "known_until": str(origin.known.months[-1]),
        "model": model,
        "weights": weights,
        "spread": spread if model == POOLED else None,
        "seed": seed,
        "version": __version__,
        "code": code_hash(),
        "data": data_hashes((series,), overlay=overlay)[series.name],
    }
    table = _as_table(series, origin_month, values[:draws], origin.known.codes)
    return table.replace_schema_metadata({"riobravo": json.dumps(about)})


def learned_at(series: Series, origin: np.datetime64) -> tuple[list[float], float]:
    """Return the pool's weights and spread that the hindcasts had learned by an origin.

    Those of the latest registered origin not after it are taken: they know nothing later. Before the first,
    weights are equal and the spread is one.
    """
    from riobravo.credibility.validation import kept_result

    kept = kept_result()["series"].get(series.name)
    weights, spread = [0.5, 0.5], 1.0
    if kept is not None:
        pool = kept["weights"][POOLED]
        rows = zip(kept["origins"], pool["by_origin"], pool["spread_by_origin"], strict=True)
        for date, row, factor in rows:
            if month(date) <= origin:
                weights, spread = list(row), float(factor)
    return weights, spread


def check_name(path: Path) -> None:
    """Refuse a file name that does not end in .parquet, before any work is done.

    Raises:
        OutputError: it does not.
    """
    if path.suffix.lower() != ".parquet":
        raise OutputError(
            f"the ending `{path.suffix}` is not .parquet.", file=path, fix="end the name in .parquet."
        )


def write_forecast(table: pyarrow.Table, path: Path) -> None:
    """Write a forecast as Parquet, all or nothing.

    Raises:
        OutputError: the name does not end in .parquet, or the file cannot be written.
    """
    from pyarrow import parquet

    from riobravo.files import write_together

    check_name(path)
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd", compression_level=19)
    write_together(path.parent, {path.name: buffer.getvalue()})


def _as_table(series: Series, origin: np.datetime64, values: Floats, codes: tuple[str, ...]) -> pyarrow.Table:
    import pyarrow

    draws, months, units = values.shape
    dates = (origin + np.arange(1, months + 1)).astype("datetime64[D]")
    draw, step, unit = np.meshgrid(np.arange(draws), np.arange(months), np.arange(units), indexing="ij")
    order = np.lexsort([draw.ravel(), step.ravel(), unit.ravel()])
    return pyarrow.table(
        {
            "series": pyarrow.array([series.name] * draw.size),
            "state_code": pyarrow.array(np.array(codes)[unit.ravel()[order]]),
            "date": pyarrow.array(dates[step.ravel()[order]]),
            "draw": pyarrow.array(draw.ravel()[order].astype(np.int32)),
            "value": pyarrow.array(np.round(values.ravel()[order], 2)),
        }
    )
