"""Forecast, also from a past origin: what was to be expected with what was known then."""

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
    Size,
    Year,
    as_numbers,
    check_national,
    moves,
)
from riobravo.claims.settings import Demand, Setting
from riobravo.dates import parse_date, parse_month
from riobravo.options.references import STATUS_QUO
from riobravo.options.schema import Number, ShortText, Slug
from riobravo.study_fields import Day, Month
from riobravo.validation import problem

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds


class Forecast(Form):
    """The level of an outcome some years on, against a given level or the last observed year.

    Only homicides have a last observed year; for every other outcome give a `level`.
    """

    form: Literal["forecast"]
    option: Slug = STATUS_QUO
    outcome: ShortText
    year: Year
    direction: Direction
    level: Annotated[Number, Field(ge=0)] | None = Field(
        None, description="What it is compared to; by default the last observed year."
    )
    start: Month | Literal[""] = Field(
        "", description='Month "YYYY-MM" that counts as now; the study\'s by default.'
    )
    as_of: Day | Literal[""] = Field(
        "", description="Nothing observed on or after this day is used; default the start."
    )
    weak: Size = ANY_SIZE
    material: Size

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, data: object) -> object:
        if isinstance(data, dict):
            return {name: value for name, value in data.items() if value != ""}
        return data

    @model_validator(mode="after")
    def _check(self) -> Forecast:
        if self.level is None and self.outcome != "homicides":
            raise problem(
                f"there is no last observed year of `{self.outcome[:60]}`",
                fix="give a `level` to compare to.",
                field=("level",),
            )
        check_national(self.outcome)
        if self.level == 0.0 and (self.material.percent or self.weak.percent):
            raise problem(
                "a size in percent of a level of zero is nothing", fix="give an `amount`.", field=("level",)
            )
        if self.as_of and not self.start:
            raise problem("needs `start` too", fix="add `start`.", field=("as_of",))
        if self.as_of and parse_date(self.as_of) > parse_month(self.start):
            raise problem(
                f"is after the start of the forecast ({self.start})",
                fix="choose an earlier day, or leave it out.",
                field=("as_of",),
            )
        return self

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return (Demand(self.option, self.outcome, self.year, self.setting()),)

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the level is as foretold."""
        size = self.weak if reading == "weak" else self.material
        base = np.full(worlds.members, self._base(worlds))
        return as_numbers(moves(self.quantity(worlds), self.direction, size.of(base)))

    def quantity(self, worlds: Worlds) -> Floats:
        """Return the difference to the level that the forecast is compared to."""
        value = worlds.yearly(self.option, self.outcome, self.setting(), ())[:, self.year - 1]
        return value - self._base(worlds)

    def words(self) -> str:
        """Return what is compared."""
        base = "the last observed year" if self.level is None else f"{self.level:g}"
        origin = f", seen from {self.start}" if self.start else ""
        return (
            f"{self.outcome} in year {self.year} under {self.option}"
            f" {self.direction.replace('_', ' ')} than {base}{origin}; material from"
            f" {self.material.words()}"
        )

    def setting(self) -> Setting:
        """Return the origin of the forecast."""
        return Setting(start=self.start, as_of=self.as_of)

    def observed(self) -> tuple[float, float] | None:
        """Return homicides of the year before the origin and of the year foretold, if both are known.

        Only for homicides seen from a past origin; None otherwise.
        """
        if not self.start or self.outcome != "homicides":
            return None
        from riobravo.observed import state_months

        panel = state_months("sesnsp-victims", "intentional_homicide")
        origin = np.datetime64(self.as_of[:7] if self.as_of else self.start, "M")
        first = np.datetime64(self.start, "M") + 12 * (self.year - 1)
        months = panel.months.astype("datetime64[M]")
        sums = []
        for begin in (origin - 12, first):
            chosen = (months >= begin) & (months < begin + 12)
            if int(chosen.sum()) != 12:
                return None
            sums.append(float(panel.values[chosen].sum()))
        return sums[0], sums[1]

    def _base(self, worlds: Worlds) -> float:
        if self.level is not None:
            return self.level
        return worlds.last_observed_year(self.setting())
