"""The kinds of fields that a study has: dates, references, switches."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field
from pydantic.types import Strict

from riobravo.dates import parse_date, parse_month
from riobravo.errors import InputError
from riobravo.evidence.worldviews import check_known, worldview_ids
from riobravo.options.catalogue import is_path, shipped_names
from riobravo.options.references import FILE_PATTERN
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


def _or_file(known: Callable[[], Sequence[str]]) -> Callable[[dict[str, Any]], None]:
    """Let the published schema accept known names, and files."""

    def extend(schema: dict[str, Any]) -> None:
        schema["anyOf"] = [{"enum": list(known())}, {"pattern": FILE_PATTERN}]

    return extend


def _list_mechanisms(schema: dict[str, Any]) -> None:
    schema["propertyNames"] = {"enum": list(MECHANISMS)}


_MONTHS: Final = r"20(1[6-9]|[23][0-9]|4[0-5])-(0[1-9]|1[0-2])"
Month = Annotated[str, AfterValidator(_check_start), Field(json_schema_extra={"pattern": f"^{_MONTHS}$"})]
Day = Annotated[
    str,
    AfterValidator(_check_as_of),
    Field(json_schema_extra={"pattern": f"^{_MONTHS}(-(0[1-9]|[12][0-9]|3[01]))?$"}),
]
OptionReference = Annotated[
    str, AfterValidator(_check_reference), Field(json_schema_extra=_or_file(shipped_names))
]
WorldviewReference = Annotated[
    str, AfterValidator(_check_worldview), Field(json_schema_extra=_or_file(worldview_ids))
]
Switches = Annotated[
    dict[str, Switch], AfterValidator(_check_mechanisms), Field(json_schema_extra=_list_mechanisms)
]
