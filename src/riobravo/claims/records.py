"""What claims become that are not tested: facts on record, indicators and motives."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from riobravo.claims.vocabulary import SYSTEM
from riobravo.options.schema import Frozen, LongText, Number, ShortText
from riobravo.validation import problem, suggest


def _check_mechanism(name: str) -> str:
    if name not in SYSTEM:
        raise problem(f"there is no mechanism `{name[:60]}`", fix=suggest(name[:60], tuple(SYSTEM)))
    return name


MechanismId = Annotated[str, AfterValidator(_check_mechanism)]
Mechanisms = tuple[MechanismId, ...]


class Figure(Frozen):
    """A number that a fact states or that stands beside it."""

    quantity: ShortText
    low: Number | None = Field(None, description="Equal to `high` for a single number.")
    high: Number | None = None
    unit: ShortText
    period: ShortText
    source: ShortText
    status: Literal["seen", "remembered", "as stated"] = Field(
        description="Read by those who entered it, from memory, or only as the document states it."
    )

    @model_validator(mode="after")
    def _check(self) -> Figure:
        if self.low is None or self.high is None:
            raise problem("a figure has `low` and `high`", fix="give both.")
        if self.low > self.high:
            raise problem("must not be above `high`", fix="swap them.", field=("low",))
        return self


class Fact(Frozen):
    """A statement of fact as an entry of the record: figures, agreement, and where it enters."""

    topic: Literal["violence", "firearms", "drugs", "trade", "opinion", "law", "history", "measures"]
    agreement: Literal["agrees", "in dispute", "partly", "as stated"] = Field(
        description="How it stands beside what else is on record."
    )
    figures: tuple[Figure, ...] = ()
    enters: Mechanisms = Field((), description="Mechanisms that this fact informs.")
    series: ShortText | None = Field(None, description="Observed series that holds it.")
    note: LongText | None = None


class Indicator(Frozen):
    """Something dated and public that could move the probabilities of further steps."""

    observes: LongText
    from_where: LongText = Field(description="Public records that would show it.")
    every: Literal["day", "week", "month", "quarter", "event"]
    signs: tuple[ShortText, ...] = Field(min_length=1)
    raises: ShortText = Field(description="What becomes likelier when it is there.")
    enters: Mechanisms


class Motive(Frozen):
    """Why an office might act: an incentive that a decision model can hold or leave out."""

    actor: Literal["US executive", "Mexican executive"]
    drive: Literal["diversion", "bargaining", "strategy", "legacy"]
    enters: Mechanisms
    evidence: LongText
