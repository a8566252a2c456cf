"""Order of instruments: the same measures, one first or the other first."""

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
    moves,
)
from riobravo.claims.settings import Demand
from riobravo.options.schema import Slug

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds


class OrderOfInstruments(Measured):
    """An outcome is higher or lower in the order claimed than in the other order."""

    compares: ClassVar[tuple[str, ...]] = ("option", "reversed_option")

    form: Literal["order"]
    option: Slug = Field(description="The measures in the order claimed.")
    reversed_option: Slug = Field(description="The same measures in the other order.")
    direction: Direction
    weak: Size = ANY_SIZE
    material: Size

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return self.demands_for(self.option, self.reversed_option)

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the order matters as claimed; sizes are of the reference."""
        size = self.weak if reading == "weak" else self.material
        base = self.value(worlds, self.reference)
        return as_numbers(moves(self.quantity(worlds), self.direction, size.of(base)))

    def quantity(self, worlds: Worlds) -> Floats:
        """Return the difference between the two orders."""
        return self.value(worlds, self.option) - self.value(worlds, self.reversed_option)

    def words(self) -> str:
        """Return what is compared."""
        return (
            f"{self.outcome} {self.when()} {self.direction.replace('_', ' ')} under {self.option}"
            f" than under {self.reversed_option}; material from {self.material.words()}"
        )
