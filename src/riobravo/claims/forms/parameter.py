"""A statement about a parameter: the ledger's distribution gives its probability."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from riobravo.claims.forms.form import Decided, Floats, Form, Reading, as_numbers
from riobravo.options.schema import Number, ParameterId

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds


class StatementOnParameter(Form):
    """A parameter of the ledger lies above or below a value, in the parameter's unit."""

    form: Literal["parameter"]
    parameter: ParameterId
    minus: ParameterId | None = Field(
        None, description="Another parameter of the same unit that is subtracted."
    )
    direction: Literal["above", "below"]
    weak: Number
    material: Number

    @property
    def decided_by(self) -> Decided:
        """The ledger decides."""
        return "ledger"

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell for which draws the statement is true."""
        limit = self.weak if reading == "weak" else self.material
        value = self.quantity(worlds)
        return as_numbers(value > limit if self.direction == "above" else value < limit)

    def quantity(self, worlds: Worlds) -> Floats:
        """Return the parameter by draw."""
        value = worlds.parameter(self.parameter)
        return value if self.minus is None else value - worlds.parameter(self.minus)

    def words(self) -> str:
        """Return what is compared."""
        less = f" minus {self.minus}" if self.minus else ""
        return f"parameter {self.parameter}{less} {self.direction} {self.weak:g}, material {self.material:g}"
