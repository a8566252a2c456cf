"""The forecasts that the program brings along, each with the hash it was put on record with."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from pydantic import Field

from riobravo.errors import DataError
from riobravo.options.schema import Frozen
from riobravo.reading import read_yaml, validate

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
