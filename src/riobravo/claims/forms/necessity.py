"""Necessity: leave one ingredient out, and the goal is no longer reached."""

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


class Necessity(Measured):
    """Among the worlds in which the bundle reaches a goal, the bundle without the part does not."""

    compares: ClassVar[tuple[str, ...]] = ("option", "without")

    form: Literal["necessity"]
    option: Slug = Field(description="The whole bundle.")
    without: Slug = Field(description="The bundle without the part that is said to be needed.")
    direction: Direction
    weak: Size = ANY_SIZE
    material: Size

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return self.demands_for(self.option, self.without)

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the part is needed; NaN where even the whole bundle fails."""
        size = self.weak if reading == "weak" else self.material
        whole = self.reaches(worlds, self.option, self.direction, size)
        return as_numbers(~self.reaches(worlds, self.without, self.direction, size), whole)

    def quantity(self, worlds: Worlds) -> Floats:
        """Return what the part adds."""
        return self.value(worlds, self.option) - self.value(worlds, self.without)

    def words(self) -> str:
        """Return what is compared."""
        return (
            f"{self.outcome} {self.when()} {self.direction.replace('_', ' ')} by"
            f" {self.material.words()} under {self.option} but not under {self.without}"
        )
