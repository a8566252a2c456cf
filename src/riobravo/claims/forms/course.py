"""Shape over time: the extreme, the time to recovery, and what is left after a campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field, model_validator

from riobravo.claims.forms.form import (
    ANY_SIZE,
    Direction,
    Floats,
    Form,
    Reading,
    Side,
    Size,
    as_numbers,
    check_distinct,
    check_national,
    check_sizes,
    moves,
)
from riobravo.claims.settings import HERE_AND_NOW, Demand
from riobravo.options.references import STATUS_QUO
from riobravo.options.schema import Number, ShortText, Slug
from riobravo.validation import problem

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds

Years = Annotated[Number, Field(ge=0.25, le=20)]


class _Course(Form):
    option: Slug
    reference: Slug = STATUS_QUO
    outcome: ShortText

    @model_validator(mode="after")
    def _check_course(self) -> _Course:
        check_distinct((self.reference, self.option), "option")
        check_national(self.outcome)
        check_sizes(self, self.outcome)
        return self

    def _difference(self, worlds: Worlds) -> Floats:
        one, other = (
            worlds.quarterly(option, self.outcome, HERE_AND_NOW) for option in (self.option, self.reference)
        )
        return one - other

    def _base(self, worlds: Worlds, quarters: int) -> Floats:
        course = worlds.quarterly(self.reference, self.outcome, HERE_AND_NOW)
        return np.asarray(course[:, :quarters].mean(axis=1))


class ExtremeAndRecovery(_Course):
    """The outcome swings out by a size early on, and most of the swing is gone some time later.

    The extreme is the mean of the two most extreme neighbouring quarters within `extreme_within`
    years; recovery is judged on the mean of the year that ends `recovered_by` years after the
    start.
    """

    form: Literal["extreme_and_recovery"]
    direction: Side = Field(description="Direction of the swing.")
    extreme_within: Years
    recovered_by: Years
    left: Annotated[Number, Field(ge=0, le=1)] = Field(
        0.5, description="Share of the swing that may be left at recovery."
    )
    weak: Size = ANY_SIZE
    material: Size

    @model_validator(mode="after")
    def _check(self) -> ExtremeAndRecovery:
        if self.recovered_by < self.extreme_within + 1.0:
            raise problem(
                "recovery is judged over a year that must begin after the extreme",
                fix="let it be at least one year later than `extreme_within`.",
                field=("recovered_by",),
            )
        return self

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        years = int(np.ceil(self.recovered_by))
        return tuple(Demand(one, self.outcome, years) for one in (self.reference, self.option))

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the outcome swings out and comes back."""
        sign = 1.0 if self.direction == "higher" else -1.0
        course = sign * self._difference(worlds)
        first = max(round(4 * self.extreme_within), 2)
        early = course[:, :first]
        extreme = (0.5 * (early[:, 1:] + early[:, :-1])).max(axis=1)
        last = round(4 * self.recovered_by)
        late = course[:, last - 4 : last].mean(axis=1)
        size = self.weak if reading == "weak" else self.material
        swings = (extreme > 0.0) & (extreme >= size.of(self._base(worlds, first)))
        return as_numbers(swings & (late <= self.left * extreme))

    def words(self) -> str:
        """Return what is compared."""
        return (
            f"{self.outcome} under {self.option} {self.direction} within {self.extreme_within:g}"
            f" years, at most {100 * self.left:g} % of it left by year {self.recovered_by:g};"
            f" material from {self.material.words()}"
        )


class AfterEnd(_Course):
    """What is left of a difference in the time after a campaign has ended."""

    form: Literal["after_end"]
    ends: Years = Field(description="Years after the start at which the campaign ends.")
    until: Years = Field(description="End of the time that is looked at.")
    direction: Direction
    weak: Size = ANY_SIZE
    material: Size

    @model_validator(mode="after")
    def _check(self) -> AfterEnd:
        if self.until < self.ends + 0.25:
            raise problem(
                "the time looked at must last a quarter or more after the campaign",
                fix="let it end later.",
                field=("until",),
            )
        return self

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        years = int(np.ceil(self.until))
        return tuple(Demand(one, self.outcome, years) for one in (self.reference, self.option))

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the difference after the end is as claimed."""
        size = self.weak if reading == "weak" else self.material
        after = worlds.quarterly(self.reference, self.outcome, HERE_AND_NOW)[:, self._window()]
        return as_numbers(moves(self.quantity(worlds), self.direction, size.of(after.mean(axis=1))))

    def quantity(self, worlds: Worlds) -> Floats:
        """Return the mean difference after the end."""
        return np.asarray(self._difference(worlds)[:, self._window()].mean(axis=1))

    def words(self) -> str:
        """Return what is compared."""
        return (
            f"{self.outcome} between years {self.ends:g} and {self.until:g}, after {self.option}"
            f" has ended: {self.direction.replace('_', ' ')} than under {self.reference}; material"
            f" from {self.material.words()}"
        )

    def _window(self) -> slice:
        return slice(round(4 * self.ends), round(4 * self.until))
