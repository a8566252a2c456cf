"""The only option, or any option, of a named set that reaches a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
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


class OnlyOption(Measured):
    """One option reaches a goal and none of the others does.

    The others have reached it if they move the outcome by the material size; the weak reading asks
    less of the option itself, not more of the others.
    """

    compares: ClassVar[tuple[str, ...]] = ("option", "among")

    form: Literal["only_option"]
    option: Slug
    among: tuple[Slug, ...] = Field(min_length=1, max_length=38, description="The other options.")
    direction: Direction
    weak: Size = ANY_SIZE
    material: Size

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return self.demands_for(self.option, *self.among)

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds only this option reaches the goal."""
        size = self.weak if reading == "weak" else self.material
        others = [self.reaches(worlds, one, self.direction, self.material) for one in self.among]
        alone = ~np.any(others, axis=0)
        return as_numbers(self.reaches(worlds, self.option, self.direction, size) & alone)

    def words(self) -> str:
        """Return what is compared."""
        return (
            f"{self.outcome} {self.when()} {self.direction.replace('_', ' ')} by"
            f" {self.material.words()}: only {self.option} among {', '.join(self.among)}"
        )


class AnyOption(Measured):
    """At least one option of a set reaches a goal."""

    compares: ClassVar[tuple[str, ...]] = ("among",)

    form: Literal["any_option"]
    among: tuple[Slug, ...] = Field(min_length=2, max_length=38)
    direction: Direction
    weak: Size = ANY_SIZE
    material: Size

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return self.demands_for(*self.among)

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds at least one option reaches the goal."""
        size = self.weak if reading == "weak" else self.material
        each = [self.reaches(worlds, one, self.direction, size) for one in self.among]
        return as_numbers(np.any(each, axis=0))

    def words(self) -> str:
        """Return what is compared."""
        return (
            f"{self.outcome} {self.when()} {self.direction.replace('_', ' ')} by"
            f" {self.material.words()} under any of {', '.join(self.among)}"
        )
