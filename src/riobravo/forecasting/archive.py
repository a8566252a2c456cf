"""The forecasts that the program brings along, each with the hash it was put on record with.

`python -m riobravo.forecasting.archive DAY SERIES...` makes forecasts and adds them.
"""

from __future__ import annotations

import datetime
import hashlib
import sys
from pathlib import Path
from typing import Final

from pydantic import Field

from riobravo.dates import parse_date
from riobravo.errors import DataError, OutputError
from riobravo.files import write_together
from riobravo.forecasting.models import POOLED
from riobravo.forecasting.record import make_forecast, write_forecast
from riobravo.options.schema import Frozen
from riobravo.reading import read_yaml, validate
from riobravo.writing import dump_yaml

HOME: Final = Path(__file__).parents[1] / "credibility" / "forecasts"


class Entry(Frozen):
    """One forecast on record.

    Args:
        file: its file.
        series: name of the series.
        as_of: nothing published after this day was used.
        made: day on which it was made.
        first: first month that is forecast.
        last: last month.
        draws: number of joint draws.
        model: what made it.
        sha256: checksum of the file.
    """

    file: str
    series: str
    as_of: str
    made: str
    first: str
    last: str
    draws: int
    model: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class _Index(Frozen):
    forecasts: tuple[Entry, ...] = ()


def load_archive() -> tuple[Entry, ...]:
    """Return the forecasts on record.

    Raises:
        InputError: the index cannot be read.
    """
    path = HOME / "index.yaml"
    return validate(read_yaml(path), _Index).forecasts if path.is_file() else ()


def put_on_record(as_of: str, names: tuple[str, ...], months: int = 24, draws: int = 100) -> None:
    """Make forecasts, and record each with its hash beside those already on record.

    A forecast that is on record is never replaced.

    Args:
        as_of: nothing published after this day is used.
        names: names of the series.
        months: months ahead.
        draws: number of joint draws.

    Raises:
        RiobravoError: a forecast cannot be made, is there already, or cannot be written.
    """
    entries = list(load_archive())
    for name in names:
        table = make_forecast(parse_date(as_of), name, months, draws)
        file = f"{name}-{as_of}.parquet"
        if any(entry.file == file for entry in entries):
            raise OutputError("this forecast is on record already.", file=HOME / file, fix="leave it.")
        write_forecast(table, HOME / file)
        dates = sorted({str(day)[:7] for day in table["date"].to_pylist()})
        entries.append(
            Entry(
                file=file,
                series=name,
                as_of=as_of,
                made=datetime.datetime.now(datetime.UTC).date().isoformat(),
                first=dates[0],
                last=dates[-1],
                draws=draws,
                model=POOLED,
                sha256=hashlib.sha256((HOME / file).read_bytes()).hexdigest(),
            )
        )
        content = {"forecasts": [entry.model_dump() for entry in entries]}
        write_together(HOME, {"index.yaml": dump_yaml(content)})


def check_archive() -> None:
    """Check that every file on record is the one whose hash was recorded.

    Raises:
        DataError: a file is missing or was altered.
    """
    for entry in load_archive():
        path = HOME / entry.file
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != entry.sha256:
            raise DataError(
                "the forecast on record is missing or was altered.", file=path, fix="put it back."
            )


if __name__ == "__main__":
    put_on_record(sys.argv[1], tuple(sys.argv[2:]))
