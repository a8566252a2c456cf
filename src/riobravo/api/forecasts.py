"""The calls behind `riobravo forecast` and `score`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from riobravo.api.days import day_of

if TYPE_CHECKING:
    import pyarrow


def forecast(
    as_of: str,
    series: str,
    *,
    months: int = 12,
    draws: int = 400,
    seed: int = 0,
    model: str = "pooled",
    overlay: Path | None = None,
) -> pyarrow.Table:
    """Forecast an observed series from what had been published by a day.

    Args:
        as_of: the day, `YYYY-MM-DD`.
        series: name of a registered series.
        months: months ahead.
        draws: number of joint draws.
        seed: fixes all chance.
        model: `pooled`, `nowcast`, `simulation` or a baseline.
        overlay: folder with newer observed series.

    Returns:
        Columns series, state_code, date, draw and value; draws are joint over states and months.

    Raises:
        InputError: an argument does not fit.
        DataError: too little had been published.
    """
    from riobravo.forecasting.record import make_forecast

    return make_forecast(day_of(as_of), series, months, draws, seed=seed, model=model, overlay=overlay)


def score(forecast: Path | str, observed: Path | str) -> dict[str, Any]:
    """Score a forecast on record against observations.

    Args:
        forecast: file with the columns that `forecast` returns.
        observed: CSV file with columns date, state_code and value, or one laid out like the series.

    Returns:
        `{"series": {NAME: {...}}}`, see `riobravo.forecasting.scoring.score_forecast`.

    Raises:
        InputError: the file is no forecast.
        DataError: the observations do not fit it.
    """
    from riobravo.forecasting.scoring import score_forecast

    return score_forecast(Path(forecast), Path(observed))
