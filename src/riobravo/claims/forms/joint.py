"""Conjunction and disjunction: several things at once, as one joint probability."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field, model_validator

from riobravo.claims.forms.form import Decided, Floats, Form, Reading, check_parts
from riobravo.claims.settings import Demand

if TYPE_CHECKING:
    from riobravo.claims.forms import Test
    from riobravo.claims.settings import Worlds


class _Joint(Form):
    parts: tuple[Test, ...] = Field(min_length=2, max_length=12)

    @model_validator(mode="after")
    def _check_parts(self) -> _Joint:
        check_parts(self.parts)
        return self

    @property
    def decided_by(self) -> Decided:
        """What decides: all parts have to be simulated, or none."""
        kinds = {part.decided_by for part in self.parts}
        return "simulation" if len(kinds) > 1 else kinds.pop()

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated for all parts."""
        return tuple(demand for part in self.parts for demand in part.demands())

    def nested(self) -> tuple[Form, ...]:
        """Return the parts."""
        return self.parts

    def mechanisms(self) -> tuple[str, ...]:
        """Return what any part needs."""
        return tuple(one for part in self.parts for one in part.mechanisms())

    def _each(self, worlds: Worlds, reading: Reading) -> Floats:
        return np.stack([part.holds(worlds, reading) for part in self.parts])


class AllOf(_Joint):
    """All parts hold in the same world."""

    form: Literal["all_of"]

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds all parts hold; NaN where the condition of one is not met."""
        return np.asarray(self._each(worlds, reading).min(axis=0))

    def words(self) -> str:
        """Return what is compared."""
        return " and ".join(part.words() for part in self.parts)


class AnyOf(_Joint):
    """At least one part holds."""

    form: Literal["any_of"]

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds a part holds; NaN where the condition of one is not met."""
        return np.asarray(self._each(worlds, reading).max(axis=0))

    def words(self) -> str:
        """Return what is compared."""
        return " or ".join(part.words() for part in self.parts)
