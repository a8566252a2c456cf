"""The kinds of fields that a study has: dates, references, switches."""

from __future__ import annotations

import datetime
from typing import Annotated, Final

from pydantic import AfterValidator
from pydantic.types import Strict

from riobravo.dates import parse_date, parse_month
from riobravo.errors import InputError
from riobravo.evidence.worldviews import check_known
from riobravo.options.catalogue import is_path, shipped_names
from riobravo.validation import problem, suggest
from riobravo.world.mechanisms import MECHANISMS as _MECHANISMS

MECHANISMS: Final = tuple(mechanism.id for mechanism in _MECHANISMS)
EARLIEST: Final = datetime.date(2016, 1, 1)
LATEST: Final = datetime.date(2045, 12, 31)

Whole = Annotated[int, Strict()]
Switch = Annotated[bool, Strict()]


def _check_start(value: str) -> str:
    try:
        start = parse_month(value)
    except ValueError as error:
        raise problem(str(error), fix="write a month such as 2026-01.") from None
    return _check_range(value, start)


def _check_as_of(value: str) -> str:
    try:
        as_of = parse_date(value)
    except ValueError as error:
        raise problem(str(error), fix="write a day such as 2026-01-01.") from None
    return _check_range(value, as_of)


def _check_range(value: str, date: datetime.date) -> str:
    if not EARLIEST <= date <= LATEST:
        raise problem(f"{value} is outside 2016-01 to 2045-12", fix="choose a date within.")
    return value


def _check_reference(value: str) -> str:
    if not is_path(value) and value not in shipped_names():
        raise problem(
            f"there is no shipped option `{value[:60]}`",
            fix=f"{suggest(value[:60], shipped_names())}"
            " An option of your own is named by its file, ending in .yaml.",
        )
    return value


def _check_worldview(value: str) -> str:
    if not is_path(value):
        try:
            check_known(value)
        except InputError as error:
            raise problem(error.message.rstrip("."), fix=error.fix or "") from None
    return value


def _check_mechanisms(value: dict[str, bool]) -> dict[str, bool]:
    for name in value:
        if name not in MECHANISMS:
            raise problem(
                f"there is no mechanism `{name[:60]}`", fix=suggest(name, MECHANISMS), field=(name,)
            )
    return value


Month = Annotated[str, AfterValidator(_check_start)]
Day = Annotated[str, AfterValidator(_check_as_of)]
OptionReference = Annotated[str, AfterValidator(_check_reference)]
WorldviewReference = Annotated[str, AfterValidator(_check_worldview)]
Switches = Annotated[dict[str, Switch], AfterValidator(_check_mechanisms)]
