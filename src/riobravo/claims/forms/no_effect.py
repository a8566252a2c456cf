"""No effect: the difference stays inside a band."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from riobravo.claims.forms.form import Floats, Measured, Reading, Size, as_numbers
from riobravo.claims.settings import Demand
from riobravo.options.schema import Slug

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds


class NoEffect(Measured):
    """An option leaves an outcome where it is: within a band that would not matter."""

    compares: ClassVar[tuple[str, ...]] = ("option",)

    form: Literal["no_effect"]
    option: Slug
    weak: Size
    material: Size

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return self.demands_for(self.option)

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the difference is inside the band, its edges included."""
        size = self.weak if reading == "weak" else self.material
        base = self.value(worlds, self.reference)
        return as_numbers(np.abs(self.value(worlds, self.option) - base) <= size.of(base))

    def quantity(self, worlds: Worlds) -> Floats:
        """Return the paired difference."""
        return self.effect(worlds, self.option)

    def words(self) -> str:
        """Return what is compared."""
        return (
            f"{self.outcome} {self.when()} under {self.option} within {self.weak.words()} of"
            f" {self.reference}; strictly within {self.material.words()}"
        )
