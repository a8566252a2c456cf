"""What an option may say: a title in plain words and orders that move levers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic.types import Strict

from riobravo.dates import parse_month
from riobravo.validation import problem
from riobravo.world.levers import LEVERS

MAXIMUM_YEARS: Final = 20.0

_SLUG: Final = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_PARAMETER: Final = r"^[a-z][a-z0-9_]*$"
_RATIOS: Final = ("arrests", "recruitment", "conflict")
_BOUNDS: Final = {lever.name: (lever.low, lever.high) for lever in LEVERS}
_ONE_OFF: Final = "it happens once"
_REFUSED: Final[dict[str, dict[str, str]]] = {
    "ratio": dict.fromkeys(
        ("per_year", "mode", "layer"), "it is changed by `multiply_by` or `cut_by`, not by removals"
    ),
    "leader_removals": dict.fromkeys(
        ("multiply_by", "cut_by"), "it is a number of removals, given by `per_year`"
    ),
    "remove_largest_leader": {
        "multiply_by": "it is one event",
        "cut_by": "it is one event",
        "per_year": "it is one event",
        "layer": "it always concerns the top of the largest group",
        "end": _ONE_OFF,
        "ramp_years": _ONE_OFF,
        "intensity": _ONE_OFF,
    },
}


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


def _check_slug(value: str) -> str:
    if not re.fullmatch(_SLUG, value, re.ASCII) or len(value) > 60:
        raise problem(
            f"must be lower-case words joined by hyphens, but is `{value[:60]}`",
            fix="write it like `arrests-doubled`, with at most 60 characters.",
        )
    return value


def _check_parameter(value: str) -> str:
    if not re.fullmatch(_PARAMETER, value, re.ASCII) or len(value) > 80:
        raise problem(
            f"must be the id of a ledger parameter, but is `{value[:60]}`",
            fix="write it like `prevention_cut`, in lower case with underscores.",
        )
    return value


Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
Slug = Annotated[str, AfterValidator(_check_slug), Field(json_schema_extra={"pattern": _SLUG})]
ParameterId = Annotated[
    str, AfterValidator(_check_parameter), Field(json_schema_extra={"pattern": _PARAMETER})
]
Moment = Annotated[Number | str, AfterValidator(_check_moment)]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=200)]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=5000)]
Instrument = Literal[
    "arrests", "recruitment", "conflict", "leader_removals", "remove_largest_leader"
]


def _is_later(moment: float | str, other: float | str) -> bool | None:
    """Tell which of two moments is later; `None` if only the study's start could tell."""
    if isinstance(moment, str) and isinstance(other, str):
        return moment > other
    if isinstance(moment, float) and isinstance(other, float):
        return moment > other
    return None


class Frozen(BaseModel):
    """A description that cannot be changed and has no unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True)


class Step(Frozen):
    """From a moment on, how strongly an order acts."""

    since: Moment = Field(
        alias="from", description='Month "YYYY-MM", or years after the study\'s start.'
    )
    value: Annotated[Number, Field(ge=0, le=2)] = Field(
        description="Share of the full effect: 0 pauses the order, 1 is full strength, up to 2."
    )


class Order(Frozen):
    """One instrument, how strongly it is used, and when."""

    instrument: Instrument = Field(description="What is moved.")
    multiply_by: Number | None = Field(
        None, description="Ratio to the status quo at full strength: 2 doubles, 0.5 halves."
    )
    cut_by: Annotated[Number, Field(ge=0, le=1)] | ParameterId | None = Field(
        None, description="Share taken away at full strength, or the ledger parameter that says."
    )
    per_year: Annotated[Number, Field(gt=0, le=500)] | None = Field(
        None, description="Additional leader removals per year, spread evenly over the weeks."
    )
    mode: Literal["capture", "kill"] | None = Field(None, description="How leaders are removed.")
    layer: Literal["top", "middle"] | None = Field(None, description="Which leaders are removed.")
    delivery: Literal["sustained", "ramp", "once"] | None = Field(
        None, description="At full strength at once, built up over `ramp_years`, or one event."
    )
    start: Moment = Field(
        0.0, description='Month "YYYY-MM", or years after the study\'s start; default its start.'
    )
    end: Moment | None = Field(None, description="As `start`; default never.")
    lag_years: Annotated[Number, Field(ge=0, le=MAXIMUM_YEARS)] | ParameterId = Field(
        0.0, description="Years from the start until it begins to act, or a ledger parameter."
    )
    ramp_years: Annotated[Number, Field(ge=0, le=MAXIMUM_YEARS)] = Field(
        0.0, description="Years of linear build-up to full strength, for `delivery: ramp`."
    )
    intensity: tuple[Step, ...] | None = Field(
        None, max_length=60, description="Steps of strength over time; 1 before the first."
    )

    @model_validator(mode="before")
    @classmethod
    def _fill_delivery(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("delivery") is None:
            if data.get("instrument") == "remove_largest_leader":
                return {**data, "delivery": "once"}
            return {**data, "delivery": "ramp" if data.get("ramp_years") else "sustained"}
        return data

    @model_validator(mode="after")
    def _check(self) -> Order:
        self._check_fields()
        self._check_delivery()
        self._check_times()
        self._check_strength()
        return self

    @property
    def is_ratio(self) -> bool:
        """Whether the order multiplies a rate."""
        return self.instrument in _RATIOS

    @property
    def lever(self) -> str:
        """Name of the lever that the order moves."""
        if self.is_ratio:
            return self.instrument
        if self.instrument == "remove_largest_leader":
            return "remove_largest"
        return f"{self.mode}_{self.layer}"

    def _check_fields(self) -> None:
        for name, reason in _REFUSED["ratio" if self.is_ratio else self.instrument].items():
            if getattr(self, name) not in {None, 0.0}:
                raise problem(
                    f"does not apply to {self.instrument}: {reason}",
                    fix="remove it.",
                    field=(name,),
                )
        if self.is_ratio and (self.multiply_by is None) == (self.cut_by is None):
            raise problem(
                f"{self.instrument} needs either `multiply_by` or `cut_by`",
                fix="write one of them, such as `multiply_by: 2` or `cut_by: 0.25`.",
            )
        needed = {"leader_removals": ("per_year", "mode", "layer")}.get(
            self.instrument, () if self.is_ratio else ("mode",)
        )
        for name in needed:
            if getattr(self, name) is None:
                raise problem(f"{self.instrument} needs `{name}`", fix=f"add `{name}`.")

    def _check_delivery(self) -> None:
        once = self.instrument == "remove_largest_leader"
        if once != (self.delivery == "once"):
            allowed = "once" if once else "sustained or ramp"
            raise problem(
                f"must be {allowed} for {self.instrument}, but is {self.delivery}",
                fix="change it, or leave it out.",
                field=("delivery",),
            )
        if (self.delivery == "ramp") != (self.ramp_years > 0):
            raise problem(
                f"`delivery: {self.delivery}` does not go with `ramp_years: {self.ramp_years:g}`",
                fix="give a ramp more than 0 `ramp_years`; leave them out otherwise.",
                field=("ramp_years",),
            )

    def _check_times(self) -> None:
        if self.end is not None and _is_later(self.end, self.start) is False:
            raise problem(
                f"must be after the start of the order ({self.start}), but is {self.end}",
                fix="give a later end or an earlier start.",
                field=("end",),
            )
        steps = [step.since for step in self.intensity or ()]
        for index, (one, two) in enumerate(pairwise(steps), start=1):
            if not _is_later(two, one):
                raise problem(
                    "steps must be in order of time, all as months or all as years",
                    fix="sort the steps.",
                    field=("intensity", index, "from"),
                )

    def _check_strength(self) -> None:
        low, high = _BOUNDS[self.lever]
        for index, factor in enumerate([1.0, *(step.value for step in self.intensity or ())]):
            effect = self.effect_at(factor)
            if effect is not None and not low <= effect <= high:
                named = "multiply_by" if self.multiply_by is not None else "cut_by"
                name = named if self.is_ratio else "per_year"
                raise problem(
                    f"gives {effect:g} at intensity {factor:g}; {self.lever} must stay within"
                    f" {low:g} and {high:g}",
                    fix="choose a smaller effect.",
                    field=(name,) if index == 0 else ("intensity", index - 1, "value"),
                )

    def effect_at(self, factor: float) -> float | None:
        """Return the value of the lever at a share of full strength.

        Args:
            factor: share of the full effect, 0 to 2.

        Returns:
            The value; `None` if a ledger parameter decides.
        """
        if self.instrument == "remove_largest_leader":
            return 1.0 if self.mode == "capture" else 2.0
        if not self.is_ratio:
            return (self.per_year or 0.0) * factor
        if isinstance(self.cut_by, str):
            return None
        ratio = self.multiply_by if self.multiply_by is not None else 1.0 - (self.cut_by or 0.0)
        return 1.0 + (ratio - 1.0) * factor


class Option(Frozen):
    """One policy: what it is in plain words, what it moves, and what is known about it."""

    id: Slug = Field(description="Short name in lower case, such as `arrests-doubled`.")
    title: ShortText = Field(description="Title as shown in tables and charts.")
    summary: LongText = Field(description="What it is, in plain and neutral words.")
    orders: tuple[Order, ...] = Field(
        (), max_length=40, description="What it moves; empty means nothing, as in the status quo."
    )
    evidence_note: LongText | None = Field(
        None, description="What the evidence says for and against."
    )
    claims: tuple[ShortText, ...] = Field((), max_length=100, description="Codes of claims.")
    documents: tuple[ShortText, ...] = Field((), max_length=100, description="Documents.")


def option_schema() -> dict[str, Any]:
    """Return the JSON Schema of an option file."""
    return Option.model_json_schema()
