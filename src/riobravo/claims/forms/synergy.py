"""Synergy: a bundle does more than its best part, and more than the sum of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from riobravo.claims.forms.form import (
    ANY_SIZE,
    Floats,
    Measured,
    Reading,
    Side,
    Size,
    as_numbers,
)
from riobravo.claims.settings import Demand
from riobravo.options.schema import Slug

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds


class Synergy(Measured):
    """Weak: the bundle beats its best part. Material: it beats the sum of its parts."""

    compares: ClassVar[tuple[str, ...]] = ("bundle", "parts")

    form: Literal["synergy"]
    bundle: Slug
    parts: tuple[Slug, ...] = Field(min_length=2, max_length=12)
    better: Side
    margin: Size = Field(ANY_SIZE, description="By how much, of the value under the reference.")

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return self.demands_for(self.bundle, *self.parts)

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the bundle exceeds its best part, or the sum of its parts."""
        gain = self._gain(worlds, reading)
        margin = self.margin.of(self.value(worlds, self.reference))
        return as_numbers((gain > 0.0) & (gain >= margin))

    def quantity(self, worlds: Worlds) -> Floats:
        """Return by how much the bundle exceeds the sum of its parts."""
        return self._gain(worlds, "material")

    def words(self) -> str:
        """Return what is compared."""
        return (
            f"{self.outcome} {self.when()}: {self.bundle} does better than the best of"
            f" {', '.join(self.parts)}; material if better than their sum"
        )

    def _gain(self, worlds: Worlds, reading: Reading) -> Floats:
        sign = 1.0 if self.better == "higher" else -1.0
        parts = np.stack([sign * self.effect(worlds, part) for part in self.parts])
        rival = parts.max(axis=0) if reading == "weak" else parts.sum(axis=0)
        return np.asarray(sign * self.effect(worlds, self.bundle) - rival)
