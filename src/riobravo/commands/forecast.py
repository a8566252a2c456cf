"""`riobravo forecast`: the draws of a forecast in a file, to be scored when the facts are in."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def write_record(
    as_of: str,
    series: str,
    out: Path,
    *,
    months: int = 12,
    draws: int = 400,
    seed: int = 0,
    model: str = "pooled",
    as_json: bool = False,
) -> None:
    """Make a forecast, write it and say what is in it.

    Args:
        as_of: nothing published after this day is used.
        series: name of a registered series.
        out: the file, ending in .parquet.
        months: months ahead.
        draws: number of joint draws.
        seed: fixes all chance.
        model: which forecast.
        as_json: print what was made as JSON for programs.

    Raises:
        RiobravoError: an argument does not fit, or the file cannot be written.
    """
    from riobravo.api import forecast
    from riobravo.commands.screen import announce_compiling, print_json
    from riobravo.forecasting.record import check_name, write_forecast

    check_name(out)
    if model == "simulation":
        announce_compiling()
    table = forecast(as_of, series, months=months, draws=draws, seed=seed, model=model)
    write_forecast(table, out)
    about = json.loads(table.schema.metadata[b"riobravo"])
    about |= {
        "file": str(out),
        "rows": table.num_rows,
        "sha256": hashlib.sha256(out.read_bytes()).hexdigest(),
    }
    if as_json:
        print_json(about)
        return
    dates = table["date"].to_pylist()
    print(
        f"{series}, {model}: {dates[0]:%Y-%m} to {dates[-1]:%Y-%m}, {draws} joint draws, from figures"
        f" published by {as_of} (up to {about['known_until']})."
    )
    print(f"Written to {out}; SHA-256 {about['sha256']}.")
