"""Demands: what must hold of outcomes and accounts for a behaviour to hold."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic.types import Strict

from riobravo.credibility.checking.accounts import Account
from riobravo.options.fields import Frozen, Number, ShortText
from riobravo.validation import problem, suggest
from riobravo.world.outcomes import NATIONAL, PLACE, STATE_PLACE

_BOUNDS: Final = ("at_least", "at_most", "between")
_SHARES: Final = ("lower", "higher", "unchanged", "differs", "falls", "rises")
OUTCOMES: Final = (*PLACE, *STATE_PLACE)


def _check_range(value: tuple[float, float]) -> tuple[float, float]:
    if value[0] > value[1]:
        raise problem(f"{value[0]:g} is above {value[1]:g}", fix="write the smaller number first.")
    return value


Share = Annotated[Number, Field(gt=0, le=1)]
Years = Annotated[int, Strict(), Field(ge=1, le=10)]
Range = Annotated[tuple[Number, Number], AfterValidator(_check_range)]


class Band(Frozen):
    """A range that the middle world must lie in, and where the range is from."""

    between: Range = Field(description="Lowest and highest value that is accepted.")
    of: Literal["level", "difference", "percent"] = Field(
        "level",
        description="The level, the difference to the comparator, or that difference in percent of it.",
    )
    source: ShortText = Field(description="What the range rests on.")


class Demand(Frozen):
    """What must hold of one outcome."""

    at_least: Number | None = Field(None, description="No reading is smaller.")
    at_most: Number | None = Field(None, description="No reading is larger.")
    between: Range | None = Field(None, description="No reading is outside.")
    lower: Share | None = Field(None, description="In at least this share of worlds lower than compared.")
    higher: Share | None = Field(None, description="In at least this share of worlds higher.")
    unchanged: Share | None = Field(None, description="In at least this share of worlds the same.")
    differs: Share | None = Field(None, description="In at least this share of worlds not the same.")
    falls: Share | None = Field(
        None, description="In at least this share of worlds lower than before the options."
    )
    rises: Share | None = Field(
        None, description="In at least this share of worlds higher than before the options."
    )
    within: Annotated[Number, Field(ge=0)] = Field(
        0.0, description="Percent of the comparator that still count as the same."
    )
    median: Band | None = Field(None, description="A reference band for the middle world.")
    in_year: Years | None = Field(
        None, description="Year after the start that is compared: flows as its sum, stocks at its end."
    )

    @property
    def bounds(self) -> tuple[float, float]:
        """The smallest and largest reading allowed."""
        low, high = self.between or (float("-inf"), float("inf"))
        return max(low, _or(self.at_least, low)), min(high, _or(self.at_most, high))

    @property
    def shares(self) -> dict[str, float]:
        """Kinds of comparisons with the share of worlds that is demanded."""
        return {name: value for name in _SHARES if (value := getattr(self, name)) is not None}

    @model_validator(mode="after")
    def _demands_something(self) -> Demand:
        if not self.model_fields_set & {*_BOUNDS, *_SHARES, "median"}:
            raise problem(
                "nothing is demanded", fix=f"add one of: {', '.join((*_BOUNDS, *_SHARES))}, median."
            )
        return self


def _or(value: float | None, other: float) -> float:
    return other if value is None else value


class Must(Frozen):
    """What must hold: demands by outcome, accounts that close, and numbers that are numbers."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Demand]

    no_nan: Literal[True] | None = Field(None, description="Every reading is a finite number.")
    account: Account | tuple[Account, ...] = Field(
        (), description="Accounts that close in every world and quarter."
    )
    every_outcome: Demand | None = Field(
        None, description="What must hold of every national outcome, save those that may be negative."
    )

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts that must close."""
        return (self.account,) if isinstance(self.account, str) else self.account

    @property
    def outcomes(self) -> dict[str, Demand]:
        """What is demanded, by outcome."""
        every: dict[str, Demand] = {}
        if self.every_outcome is not None:
            every = {one.name: self.every_outcome for one in NATIONAL if not one.signed}
        return every | dict(self.__pydantic_extra__ or {})

    @model_validator(mode="after")
    def _check(self) -> Must:
        own = self.__pydantic_extra__ or {}
        for name in own:
            if name not in OUTCOMES:
                known = [*Must.model_fields, *OUTCOMES]
                raise problem(f"there is no outcome `{name[:60]}`", fix=suggest(name, known), field=(name,))
            if name in STATE_PLACE and own[name].model_fields_set - set(_BOUNDS):
                raise problem(
                    "an outcome by state can only have bounds",
                    fix="use at_least, at_most or between.",
                    field=(name,),
                )
        if not (own or self.no_nan or self.accounts or self.every_outcome):
            raise problem("nothing must hold", fix="name an outcome, `account` or `no_nan`.")
        return self
