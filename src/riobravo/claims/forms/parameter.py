"""A statement about a parameter: the ledger's distribution gives its probability."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from riobravo.claims.forms.form import Decided, Floats, Form, Reading, as_numbers
from riobravo.options.schema import Number, ParameterId
from riobravo.validation import problem

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

    @model_validator(mode="after")
    def _check_minus(self) -> StatementOnParameter:
        from riobravo.evidence.loading import load_ledger

        ledger = load_ledger()
        if self.minus is None or self.parameter not in ledger or self.minus not in ledger:
            return self
        units = [ledger[name].unit for name in (self.parameter, self.minus)]
        if units[0] != units[1]:
            raise problem(
                f"{self.minus} is in {units[1]}, but {self.parameter} in {units[0]}",
                fix="subtract a parameter of the same unit.",
                field=("minus",),
            )
        if self.minus == self.parameter:
            raise problem("a parameter minus itself is nothing", fix="name another.", field=("minus",))
        return self

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
