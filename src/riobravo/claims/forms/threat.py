"""A threat never carried out: what the announcement alone does, beside what the act does."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from riobravo.claims.forms.form import (
    ANY_SIZE,
    Direction,
    Floats,
    Measured,
    Reading,
    Share,
    Size,
    as_numbers,
)
from riobravo.claims.settings import Demand
from riobravo.options.schema import Slug

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds


class Threat(Measured):
    """An option that only threatens moves an outcome; and by a share of what acting would do."""

    compares: ClassVar[tuple[str, ...]] = ("option", "carried_out")

    form: Literal["threat"]
    option: Slug = Field(description="The threat alone.")
    carried_out: Slug | None = Field(None, description="The same threat carried out.")
    direction: Direction
    weak: Size = ANY_SIZE
    material: Size
    share: Share = Field(0.0, description="Least share of the effect of acting, in the material reading.")

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return self.demands_for(self.option, *([self.carried_out] if self.carried_out else []))

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the threat alone does what is claimed."""
        size = self.weak if reading == "weak" else self.material
        there = self.reaches(worlds, self.option, self.direction, size)
        if reading == "material" and self.carried_out is not None:
            sign = -1.0 if self.direction.endswith("lower") else 1.0
            acting = sign * self.effect(worlds, self.carried_out)
            there &= sign * self.effect(worlds, self.option) >= self.share * acting
        return as_numbers(there)

    def quantity(self, worlds: Worlds) -> Floats:
        """Return the paired difference that the threat makes."""
        return self.effect(worlds, self.option)

    def words(self) -> str:
        """Return what is compared."""
        beside = f", beside {self.carried_out}" if self.carried_out else ""
        return (
            f"{self.outcome} {self.when()} {self.direction.replace('_', ' ')} under the threat"
            f" alone ({self.option}) than under {self.reference}{beside}; material from"
            f" {self.material.words()}"
        )
