"""Conditional on an intermediate event: among the worlds in which one thing happens, another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from riobravo.claims.forms.form import Floats, Form, Reading, as_numbers, check_parts
from riobravo.claims.settings import Demand

if TYPE_CHECKING:
    from riobravo.claims.forms import Test
    from riobravo.claims.settings import Worlds


class Conditional(Form):
    """`then` holds, among the worlds in which `given` holds."""

    form: Literal["conditional"]
    given: Test
    given_reading: Reading = Field("weak", description="Which reading of the event.")
    then: Test

    @model_validator(mode="after")
    def _check_parts(self) -> Conditional:
        check_parts((self.given,), "given")
        check_parts((self.then,), "then")
        return self

    def demands(self) -> tuple[Demand, ...]:
        """Return what has to be simulated."""
        return (*self.given.demands(), *self.then.demands())

    def nested(self) -> tuple[Form, ...]:
        """Return the event and the consequence."""
        return self.given, self.then

    def mechanisms(self) -> tuple[str, ...]:
        """Return what either part needs."""
        return (*self.given.mechanisms(), *self.then.mechanisms())

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell in which worlds the consequence holds; NaN where the event does not happen."""
        condition = self.given.holds(worlds, self.given_reading) == 1.0
        return as_numbers(self.then.holds(worlds, reading) == 1.0, condition)

    def words(self) -> str:
        """Return what is compared."""
        return f"among worlds in which {self.given.words()}: {self.then.words()}"
