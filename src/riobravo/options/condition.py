"""A condition on an outcome, which starts a triggered order or ends one early.

It is checked at the end of every quarter, in each world: until a date (`by`), or only at the first
reading from a date on (`at`). Flows are taken as the mean of the last four quarters, and compared to the
four before the start of the options; stocks as they stand.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from riobravo.options.fields import Frozen, Moment, Number
from riobravo.options.instruments import OUTCOMES_LISTED, is_signed, outcome_titles
from riobravo.validation import problem, suggest


def _check_outcome(value: str) -> str:
    known = tuple(outcome_titles())
    if value not in known:
        raise problem(f"there is no outcome `{value[:60]}`", fix=suggest(value[:60], known, OUTCOMES_LISTED))
    return value


class Condition(Frozen):
    """An outcome that passes a level, by a date."""

    outcome: Annotated[str, AfterValidator(_check_outcome)] = Field(
        description="Name of an outcome, such as `homicides`.",
        json_schema_extra=lambda schema: schema.update(enum=list(outcome_titles())),
    )
    direction: Literal["above", "below"] = Field(description="On which side of the level.")
    change_percent: Annotated[Number, Field(ge=-100, le=1000)] | None = Field(
        None, description="Level as a change from the start of the options, in percent."
    )
    value: Number | None = Field(None, description="Level in the unit of the outcome.")
    by: Moment | None = Field(
        None, description='Latest month "YYYY-MM", or years after the start; default any time.'
    )
    at: Moment | None = Field(
        None,
        description='The only date at which it is checked, month "YYYY-MM" or years after the start:'
        " met if it holds then. It says what has not happened by a date.",
    )

    @model_validator(mode="after")
    def _check(self) -> Condition:
        if (self.change_percent is None) == (self.value is None):
            raise problem(
                "a condition needs either `change_percent` or `value`",
                fix="write one of them, such as `change_percent: 20`.",
            )
        change = self.change_percent
        if self.at is not None and self.by is not None:
            raise problem("a condition has either `at` or `by`", fix="keep one of them.", field=("at",))
        if change is not None and is_signed(self.outcome):
            raise problem(
                f"`{self.outcome}` may be zero or negative, so a change in percent says nothing",
                fix="give a level in `value`.",
                field=("change_percent",),
            )
        if change is not None and self.at is None and change * (1 if self.direction == "above" else -1) <= 0:
            raise problem(
                f"{change:g} % does not go with `direction: {self.direction}`: the condition would"
                " hold from the start",
                fix="write a rise with `above` and a fall, such as -20, with `below`.",
                field=("change_percent",),
            )
        for name in ("by", "at"):
            if getattr(self, name) == 0:
                raise problem(
                    "must be after the start of the options",
                    fix="give a later date, or leave it out.",
                    field=(name,),
                )
        return self
