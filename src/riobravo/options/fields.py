"""The kinds of values that options and studies are written with."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic.types import Strict

from riobravo.dates import parse_month
from riobravo.validation import problem

MAXIMUM_YEARS: Final = 20.0

# A moment as editors check it: years after the study's start, or a month from 2016-01 to 2065-12.
_MOMENT: Final[list[dict[str, Any]]] = [
    {"type": "number", "minimum": 0, "maximum": MAXIMUM_YEARS},
    {"type": "string", "pattern": r"^20(1[6-9]|[2-5][0-9]|6[0-5])-(0[1-9]|1[0-2])$"},
]


def _check_moment(value: float | str) -> float | str:
    if isinstance(value, str):
        try:
            month = parse_month(value)
        except ValueError as error:
            fix = "write a month such as 2027-06, or a number of years after the study's start."
            raise problem(str(error), fix=fix) from None
        if not 2016 <= month.year <= 2065:
            raise problem(f"the month {value} is outside 2016-01 to 2065-12")
    elif not 0 <= value <= MAXIMUM_YEARS:
        raise problem(f"must be 0 to {MAXIMUM_YEARS:g} years after the study's start")
    return value


def written_as(pattern: str, what: str, fix: str, longest: int | None = None) -> tuple[Any, ...]:
    """Return what makes a text one of a pattern, for the program and for editors.

    Args:
        pattern: regular expression of ASCII letters that the whole text has to match.
        what: what the text must be, in words.
        fix: how to write it.
        longest: most characters; any number if None.
    """

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value, re.ASCII) or (longest and len(value) > longest):
            raise problem(f"must be {what}, but is `{value[:60]}`", fix=fix)
        return value

    told: dict[str, Any] = {"pattern": pattern} | ({"maxLength": longest} if longest else {})
    return AfterValidator(check), Field(json_schema_extra=told)


def _check_not_blank(value: str) -> str:
    if not value.strip():
        raise problem("must not be blank", fix="write words, or leave the field out.")
    return value


def _check_moment_or_end(value: float | str) -> float | str:
    return value if value == "end" else _check_moment(value)


Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
_SLUG: Final = written_as(
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
    "lower-case words joined by hyphens",
    "write it like `arrests-doubled`, with at most 60 characters.",
    60,
)
_PARAMETER: Final = written_as(
    r"^[a-z][a-z0-9_]*$",
    "the id of a ledger parameter",
    "write it like `prevention_cut`, in lower case with underscores.",
    80,
)
_STATE: Final = written_as(
    r"^(0[1-9]|[12][0-9]|3[0-2])$",
    "the code of a Mexican state",
    'write two digits in quotes, "01" to "32".',
)
Slug = Annotated[str, *_SLUG]
ParameterId = Annotated[str, *_PARAMETER]
StateCode = Annotated[str, *_STATE]
Moment = Annotated[Number | str, AfterValidator(_check_moment), WithJsonSchema({"anyOf": _MOMENT})]
MomentOrEnd = Annotated[
    Number | str,
    AfterValidator(_check_moment_or_end),
    WithJsonSchema({"anyOf": [*_MOMENT, {"const": "end"}]}),
]
_NotBlank = (AfterValidator(_check_not_blank), Field(json_schema_extra={"pattern": r"\S"}))
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=200), *_NotBlank]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=5000), *_NotBlank]


def is_later(moment: float | str, other: float | str) -> bool | None:
    """Tell which of two moments is later; `None` if only the study's start could tell."""
    if isinstance(moment, str) and isinstance(other, str):
        return moment > other
    if isinstance(moment, float) and isinstance(other, float):
        return moment > other
    return None


class Frozen(BaseModel):
    """A description that cannot be changed and has no unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True)
