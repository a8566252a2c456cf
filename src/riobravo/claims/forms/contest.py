"""Head-to-head and ranking: which option does better."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field, model_validator

from riobravo.claims.forms.form import (
    Floats,
    Form,
    Measured,
    Reading,
    Share,
    Side,
    Year,
    as_numbers,
    check_distinct,
)
from riobravo.claims.settings import HERE_AND_NOW, Demand
from riobravo.claims.vocabulary import BETTER
from riobravo.options.schema import ShortText, Slug
from riobravo.validation import problem

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds


class HeadToHead(Form):
    """One option beats another on a share of outcomes, each in its better direction."""

    form: Literal["head_to_head"]
    option: Slug
    against: Slug
    outcomes: tuple[ShortText, ...] = Field(min_length=1, max_length=40)
    year: Year
    weak: Share = Field(0.5, description="Least share of outcomes on which it does better.")
    material: Share = Field(1.0, description="By default all outcomes.")

    @model_validator(mode="after")
    def _check(self) -> HeadToHead:
        check_distinct((self.option, self.against), "against")
        check_distinct(self.outcomes, "outcomes", "outcome")
        for index, name in enumerate(self.outcomes):
            if BETTER.get(name) not in {"higher", "lower"}:
                raise problem(
                    f"nobody would call more or less of `{name[:60]}` better",
                    fix="choose outcomes with a better direction.",
                    field=("outcomes", index),
                )
        return self

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return tuple(
            Demand(option, name, self.year)
            for option in (self.option, self.against)
            for name in self.outcomes
        )

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the option wins on enough outcomes; ties are not won."""
        share = self.weak if reading == "weak" else self.material
        return as_numbers(self._won(worlds) >= share - 1e-12)

    def quantity(self, worlds: Worlds) -> Floats:
        """Return the share of outcomes on which the option does better."""
        return self._won(worlds)

    def words(self) -> str:
        """Return what is compared."""
        return (
            f"{self.option} against {self.against} in year {self.year} on"
            f" {', '.join(self.outcomes)}; material if better on"
            f" {100 * self.material:g} % of them"
        )

    def _won(self, worlds: Worlds) -> Floats:
        won = np.zeros(worlds.members)
        for name in self.outcomes:
            one, other = (
                worlds.yearly(option, name, HERE_AND_NOW, ())[:, self.year - 1]
                for option in (self.option, self.against)
            )
            won += one < other if BETTER[name] == "lower" else one > other
        return won / len(self.outcomes)


class Ranking(Measured):
    """Options in the order claimed, best first."""

    form: Literal["ranking"]
    options: tuple[Slug, ...] = Field(min_length=2, max_length=20, description="Best first.")
    better: Side

    @model_validator(mode="after")
    def _check_names(self) -> Ranking:
        check_distinct(self.options, "options")
        return self

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return self.demands_for(*self.options)

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the first is best (weak) or the whole order is right (material)."""
        sign = 1.0 if self.better == "higher" else -1.0
        values = [sign * self.value(worlds, option) for option in self.options]
        pairs = [(values[0], other) for other in values[1:]]
        if reading == "material":
            pairs = list(pairwise(values))
        return as_numbers(np.all([one > other for one, other in pairs], axis=0))

    def words(self) -> str:
        """Return what is compared."""
        return f"{self.outcome} {self.when()}, {self.better} is better: {' > '.join(self.options)}"
