"""Concessions: are they additional, and do they last?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field, model_validator

from riobravo.claims.forms.form import (
    ANY_SIZE,
    Floats,
    Measured,
    Reading,
    Share,
    Side,
    Size,
    Year,
    as_numbers,
)
from riobravo.claims.settings import HERE_AND_NOW, Demand
from riobravo.options.schema import Slug
from riobravo.validation import problem

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds


class Concession(Measured):
    """Weak: more is conceded than would have been anyway. Material: by a size, and it lasts."""

    compares: ClassVar[tuple[str, ...]] = ("option",)

    form: Literal["concession"]
    option: Slug
    direction: Side = Field("higher", description="Direction in which the outcome is conceded.")
    lasts_to_year: Year
    kept: Share = Field(0.5, description="Least share that is left in that year.")
    weak: Size = ANY_SIZE
    material: Size

    @model_validator(mode="after")
    def _check(self) -> Concession:
        if self.lasts_to_year <= self.year:
            raise problem(
                "must be later than `year`",
                fix="give a later year, so that lasting means something.",
                field=("lasts_to_year",),
            )
        return self

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return tuple(Demand(one, self.outcome, self.lasts_to_year) for one in (self.reference, self.option))

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the concession is additional, and lasts (material only)."""
        if reading == "weak":
            return as_numbers(self.reaches(worlds, self.option, self.direction, self.weak))
        large = self.reaches(worlds, self.option, self.direction, self.material)
        sign = 1.0 if self.direction == "higher" else -1.0
        later = [
            worlds.yearly(one, self.outcome, HERE_AND_NOW, self.states)[:, self.lasts_to_year - 1]
            for one in (self.option, self.reference)
        ]
        left = sign * (later[0] - later[1])
        return as_numbers(large & (left >= self.kept * sign * self.effect(worlds, self.option)))

    def quantity(self, worlds: Worlds) -> Floats:
        """Return what is additional."""
        return self.effect(worlds, self.option)

    def words(self) -> str:
        """Return what is compared."""
        return (
            f"{self.outcome} {self.when()} {self.direction} under {self.option} than under"
            f" {self.reference}; material from {self.material.words()} with"
            f" {100 * self.kept:g} % left in year {self.lasts_to_year}"
        )
