"""Mediation: the effect runs through a mechanism, so without it the effect shrinks."""

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
    as_numbers,
    check_distinct,
    moves,
)
from riobravo.claims.settings import HERE_AND_NOW, Demand, Setting
from riobravo.claims.vocabulary import NEEDED_BY_OUTCOME, SYSTEM
from riobravo.options.schema import Slug
from riobravo.validation import problem, suggest

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds


class Mediation(Measured):
    """The option moves the outcome, and a share of that goes away when the mediator is off.

    Weak: the effect has the direction and is smaller without the mediator. Material: it has the
    size, and at least `share` of it goes away.
    """

    compares: ClassVar[tuple[str, ...]] = ("option",)

    form: Literal["mediation"]
    option: Slug
    through: tuple[str, ...] = Field(min_length=1, max_length=10, description="Mechanism ids.")
    direction: Side
    share: Share = Field(0.5, description="Share that goes away, in the material reading.")
    weak: Size = ANY_SIZE
    material: Size = ANY_SIZE

    @model_validator(mode="after")
    def _check(self) -> Mediation:
        check_distinct(self.through, "through", "mechanism")
        if (needed := NEEDED_BY_OUTCOME.get(self.outcome)) in self.through:
            raise problem(
                f"`{self.outcome}` is not recorded without {needed}",
                fix="choose another outcome, or another mechanism.",
                field=("through",),
            )
        for index, name in enumerate(self.through):
            if name not in SYSTEM:
                raise problem(
                    f"there is no mechanism `{name[:60]}`",
                    fix=suggest(name[:60], tuple(SYSTEM)),
                    field=("through", index),
                )
        return self

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated: with the mediator and without it."""
        return tuple(
            Demand(option, self.outcome, self.year, setting)
            for setting in (HERE_AND_NOW, self._without())
            for option in (self.reference, self.option)
        )

    def mechanisms(self) -> tuple[str, ...]:
        """Return the mediators."""
        return self.through

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the effect is there and shrinks without the mediator."""
        base = self.value(worlds, self.reference)
        effect = self.effect(worlds, self.option)
        sign = 1.0 if self.direction == "higher" else -1.0
        left = sign * self.effect(worlds, self.option, self._without())
        size = self.weak if reading == "weak" else self.material
        there = moves(effect, self.direction, size.of(base))
        if reading == "weak":
            return as_numbers(there & (left < sign * effect))
        return as_numbers(there & (left <= (1.0 - self.share) * sign * effect))

    def quantity(self, worlds: Worlds) -> Floats:
        """Return how much of the effect goes away."""
        return self.effect(worlds, self.option) - self.effect(worlds, self.option, self._without())

    def words(self) -> str:
        """Return what is compared."""
        return (
            f"{self.outcome} {self.when()} {self.direction} under {self.option}, less so without"
            f" {', '.join(self.through)}; material if {100 * self.share:g} % goes away"
        )

    def _without(self) -> Setting:
        return Setting(off=tuple(sorted(self.through)))
