"""Dose and response: more of the same, thresholds, and how long it lasts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from riobravo.claims.forms.form import (
    ANY_SIZE,
    Floats,
    Measured,
    Reading,
    Side,
    Size,
    as_numbers,
    check_distinct,
)
from riobravo.claims.settings import Demand
from riobravo.options.schema import Frozen, Number, Slug
from riobravo.validation import problem

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds


class Dose(Frozen):
    """An option and how strong, or how long, it is."""

    dose: Number = Field(description="In any unit, such as removals per year or years.")
    option: Slug


class DoseResponse(Measured):
    """How the effect follows the dose.

    Patterns: `monotone`, each larger dose moves the outcome further in the direction and the
    largest by the size; `threshold`, all doses from `threshold` on reach the size and none below
    it; `turns`, the smallest dose moves the outcome the other way by the size and the largest in
    the direction by the size; `never`, no dose reaches the size.
    """

    form: Literal["dose_response"]
    doses: tuple[Dose, ...] = Field(min_length=2, max_length=20, description="In rising order.")
    pattern: Literal["monotone", "threshold", "turns", "never"]
    direction: Side
    threshold: Number | None = None
    weak: Size = ANY_SIZE
    material: Size

    @model_validator(mode="after")
    def _check(self) -> DoseResponse:
        doses = [one.dose for one in self.doses]
        if any(one >= two for one, two in pairwise(doses)):
            raise problem("doses must rise", fix="sort them.", field=("doses",))
        check_distinct([one.option for one in self.doses], "doses")
        if (self.threshold is not None) != (self.pattern == "threshold"):
            raise problem(
                "`threshold` and `pattern: threshold` go together",
                fix="give both or neither.",
                field=("threshold",),
            )
        if self.threshold is not None and not doses[0] < self.threshold <= doses[-1]:
            raise problem(
                "there must be doses on both sides of the threshold",
                fix="add a dose, or move the threshold.",
                field=("threshold",),
            )
        return self

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return self.demands_for(*(one.option for one in self.doses))

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the response has the pattern."""
        size = self.weak if reading == "weak" else self.material
        other: Side = "lower" if self.direction == "higher" else "higher"
        reached = [self.reaches(worlds, one.option, self.direction, size) for one in self.doses]
        if self.pattern == "never":
            return as_numbers(~np.any(reached, axis=0))
        if self.pattern == "threshold":
            expected = [one.dose >= (self.threshold or 0.0) for one in self.doses]
            right = [hit == want for hit, want in zip(reached, expected, strict=True)]
            return as_numbers(np.all(right, axis=0))
        if self.pattern == "turns":
            first = self.reaches(worlds, self.doses[0].option, other, size)
            return as_numbers(first & reached[-1])
        return as_numbers(self._rises(worlds) & reached[-1])

    def quantity(self, worlds: Worlds) -> Floats:
        """Return the paired difference at the largest dose."""
        return self.effect(worlds, self.doses[-1].option)

    def words(self) -> str:
        """Return what is compared."""
        doses = ", ".join(f"{one.dose:g} ({one.option})" for one in self.doses)
        return (
            f"{self.outcome} {self.when()} {self.direction}, pattern {self.pattern} over doses"
            f" {doses}; material from {self.material.words()}"
        )

    def _rises(self, worlds: Worlds) -> NDArray[np.bool_]:
        sign = 1.0 if self.direction == "higher" else -1.0
        effects = np.stack([sign * self.effect(worlds, one.option) for one in self.doses])
        return np.asarray((np.diff(effects, axis=0, prepend=0.0) > 0.0).all(axis=0))
