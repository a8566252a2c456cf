"""What all forms of claims share: two readings, sizes, and the paired difference."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field, model_validator
from pydantic.types import Strict

from riobravo.claims.settings import HERE_AND_NOW, Demand, Setting
from riobravo.claims.vocabulary import STATE_OUTCOMES
from riobravo.options.fields import StateCode
from riobravo.options.instruments import is_signed
from riobravo.options.references import STATUS_QUO
from riobravo.options.schema import Frozen, Number, ShortText, Slug
from riobravo.validation import problem

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds

Floats = NDArray[np.float64]
Reading = Literal["weak", "material"]
Direction = Literal["higher", "lower", "not_higher", "not_lower"]
Side = Literal["higher", "lower"]
Year = Annotated[int, Strict(), Field(ge=1, le=20)]
Share = Annotated[Number, Field(ge=0, le=1)]
Decided = Literal["simulation", "reference class", "ledger", "data"]


class Size(Frozen):
    """How large a difference has to be, as a percentage of the reference or in the outcome's unit."""

    percent: Annotated[Number, Field(ge=0, le=10_000)] | None = Field(
        None, description="Percent of the value under the reference, in the same world."
    )
    amount: Annotated[Number, Field(ge=0)] | None = Field(None, description="In the unit of the outcome.")

    @model_validator(mode="after")
    def _check(self) -> Size:
        if (self.percent is None) == (self.amount is None):
            raise problem(
                "a size is either a `percent` or an `amount`",
                fix="write one of them, such as `percent: 10`.",
            )
        return self

    def of(self, base: Floats) -> Floats:
        """Return the size in the unit of the outcome, by member.

        Args:
            base: value under the reference, (members,).
        """
        if self.percent is not None:
            return np.asarray(np.abs(base) * self.percent / 100.0, dtype=np.float64)
        return np.full(base.shape, float(self.amount or 0.0))

    def words(self) -> str:
        """Return the size in words."""
        return f"{self.percent:g} %" if self.percent is not None else f"{self.amount:g}"


ANY_SIZE = Size(percent=0.0)


def check_sizes(form: BaseModel, outcome: str) -> None:
    """Refuse sizes in percent of an outcome that may be zero or negative.

    Raises:
        PydanticCustomError: which size, and what to write instead.
    """
    for name in type(form).model_fields:
        size = getattr(form, name)
        if isinstance(size, Size) and size.percent and is_signed(outcome):
            raise problem(
                f"`{outcome}` may be zero or negative, so a size in percent of it says nothing",
                fix="give an `amount` in its unit.",
                field=(name, "percent"),
            )


def check_national(outcome: str, field: str = "outcome") -> None:
    """Refuse an outcome by state where the course over quarters or the whole nation is read.

    Raises:
        PydanticCustomError: the outcome is recorded by state only.
    """
    if outcome in STATE_OUTCOMES:
        raise problem(
            f"`{outcome}` is recorded by state and year only",
            fix="choose a national outcome.",
            field=(field,),
        )


def check_parts(parts: Sequence[Form], field: str = "parts") -> None:
    """Refuse a part that worlds cannot decide, as the whole is decided world by world.

    Raises:
        PydanticCustomError: which part is a question for data.
    """
    for index, part in enumerate(parts):
        if part.decided_by == "data":
            raise problem(
                "observed data decide this part, and worlds the others",
                fix="make it a claim of its own.",
                field=(field, index) if field == "parts" else (field,),
            )


def check_distinct(names: Sequence[str], field: str, of: str = "option") -> None:
    """Refuse a comparison of something with itself.

    Args:
        names: what is compared; the last one that appears twice is named.
        field: the field that holds it.
        of: what they are.

    Raises:
        PydanticCustomError: which name appears twice.
    """
    for index, name in enumerate(names):
        if name in names[:index]:
            raise problem(
                f"the {of} `{name[:60]}` would be compared with itself",
                fix=f"name another {of}.",
                field=(field,),
            )


class Form(Frozen, ABC):
    """One form a claim can take."""

    @property
    def decided_by(self) -> Decided:
        """What decides: simulated worlds, a class of cases, the ledger, or observed data."""
        return "simulation"

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return ()

    def nested(self) -> tuple[Form, ...]:
        """Return the forms that this one is made of."""
        return ()

    def mechanisms(self) -> tuple[str, ...]:
        """Return mechanisms that the test needs beyond those of its options and outcomes."""
        return ()

    @abstractmethod
    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the claim holds.

        Args:
            worlds: what was simulated.
            reading: the weak or the material reading.

        Returns:
            1 where it holds, 0 where it does not, NaN where its condition is not met, (members,).
        """

    def quantity(self, worlds: Worlds) -> Floats:
        """Return the number behind the claim whose variance is shared out among the evidence.

        By default it is whether the weak reading holds.
        """
        return self.holds(worlds, "weak")

    def has_no_base(self, worlds: Worlds) -> NDArray[np.bool_]:
        """Tell in which worlds a size in percent is a percentage of nothing, (members,)."""
        found = np.zeros(worlds.members, dtype=np.bool_)
        for part in self.nested():
            found |= part.has_no_base(worlds)
        return found

    @abstractmethod
    def words(self) -> str:
        """Return what is compared, in one sentence without a full stop."""


class Measured(Form):
    """A form that reads one outcome at one time, against a reference option."""

    # Fields with the options that are compared to the reference, and to each other.
    compares: ClassVar[tuple[str, ...]] = ()

    outcome: ShortText = Field(description="Name of the outcome.")
    year: Year = Field(description="Year after the start of the options.")
    period: Literal["year", "through"] = Field(
        "year", description="The value of that year, or the mean of all years up to it."
    )
    reference: Slug = Field(STATUS_QUO, description="Option that the others are compared to.")
    states: tuple[StateCode, ...] = Field(
        (), max_length=32, description="States to sum over, for outcomes by state."
    )

    @model_validator(mode="after")
    def _check_measure(self) -> Measured:
        check_sizes(self, self.outcome)
        compared = [self.reference]
        for field in self.compares:
            value = getattr(self, field)
            compared += [value] if isinstance(value, str) else value or ()
            check_distinct(compared, field)
        if self.states and self.outcome not in STATE_OUTCOMES:
            raise problem(
                f"`{self.outcome[:60]}` is not recorded by state",
                fix="leave `states` out, or choose an outcome by state.",
                field=("states",),
            )
        if list(self.states) != sorted(set(self.states)):
            raise problem("states must be in order, each once", fix="sort them.", field=("states",))
        return self

    def has_no_base(self, worlds: Worlds) -> NDArray[np.bool_]:
        """Tell in which worlds the outcome is nil under the reference, if a size is in percent of it."""
        sizes = [getattr(self, name) for name in type(self).model_fields]
        if not any(isinstance(size, Size) and size.percent for size in sizes):
            return np.zeros(worlds.members, dtype=np.bool_)
        return np.asarray(self.value(worlds, self.reference) == 0.0)

    def value(self, worlds: Worlds, option: str, setting: Setting = HERE_AND_NOW) -> Floats:
        """Return the outcome under an option, (members,)."""
        years = worlds.yearly(option, self.outcome, setting, self.states)
        return years[:, self.year - 1] if self.period == "year" else years[:, : self.year].mean(1)

    def effect(self, worlds: Worlds, option: str, setting: Setting = HERE_AND_NOW) -> Floats:
        """Return the difference of an option to the reference in the same world, (members,)."""
        return self.value(worlds, option, setting) - self.value(worlds, self.reference, setting)

    def reaches(self, worlds: Worlds, option: str, direction: Direction, size: Size) -> NDArray[np.bool_]:
        """Tell in which worlds an option moves the outcome by at least a size."""
        base = self.value(worlds, self.reference)
        return moves(self.value(worlds, option) - base, direction, size.of(base))

    def demands_for(self, *options: str) -> tuple[Demand, ...]:
        """Return the demands of some options and the reference."""
        return tuple(
            Demand(option, self.outcome, self.year) for option in dict.fromkeys((self.reference, *options))
        )

    def when(self) -> str:
        """Return the time in words."""
        return f"in year {self.year}" if self.period == "year" else f"over {self.year} years"


def moves(difference: Floats, direction: Direction, size: Floats) -> NDArray[np.bool_]:
    """Tell where a difference has a direction and at least a size; no difference has no direction.

    Args:
        difference: (members,).
        direction: `higher` or `lower`, or the denial of one of them.
        size: not negative, (members,). A denial holds if the named move is absent or smaller.
    """
    signed = difference if direction in {"higher", "not_higher"} else -difference
    there = (signed > 0.0) & (signed >= size)
    return ~there if direction.startswith("not_") else there


def as_numbers(holds: NDArray[np.bool_], condition: NDArray[np.bool_] | None = None) -> Floats:
    """Return truth by member as 1 and 0, and NaN where a condition is not met."""
    numbers = holds.astype(np.float64)
    return numbers if condition is None else np.where(condition, numbers, np.nan)
