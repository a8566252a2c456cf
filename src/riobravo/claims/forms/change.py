"""Direction and material size: an option moves an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from riobravo.claims.forms.form import (
    ANY_SIZE,
    Direction,
    Floats,
    Measured,
    Reading,
    Size,
    as_numbers,
)
from riobravo.claims.settings import Demand
from riobravo.options.schema import Slug

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds


class Change(Measured):
    """An option makes an outcome higher or lower than the reference does, or does not."""

    compares: ClassVar[tuple[str, ...]] = ("option",)

    form: Literal["change"]
    option: Slug
    direction: Direction
    weak: Size = Field(ANY_SIZE, description="By default any difference.")
    material: Size

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return self.demands_for(self.option)

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the outcome moves as claimed."""
        size = self.weak if reading == "weak" else self.material
        return as_numbers(self.reaches(worlds, self.option, self.direction, size))

    def quantity(self, worlds: Worlds) -> Floats:
        """Return the paired difference."""
        return self.effect(worlds, self.option)

    def words(self) -> str:
        """Return what is compared."""
        direction = self.direction.replace("_", " ")
        return (
            f"{self.outcome} {self.when()}: {direction} under {self.option} than under"
            f" {self.reference}; material from {self.material.words()}"
        )
