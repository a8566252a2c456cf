"""Base rate: how often something happened in a class of comparable cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field, model_validator
from pydantic.types import Strict

from riobravo.claims.forms.form import Decided, Floats, Form, Reading, Share, as_numbers
from riobravo.options.schema import Frozen, LongText, ShortText
from riobravo.validation import problem

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds

Count = Annotated[int, Strict(), Field(ge=0, le=1_000_000)]


class ReferenceClass(Frozen):
    """A counted class of cases."""

    what: ShortText = Field(description="Which cases, and what counts as the event.")
    events: Count
    cases: Annotated[int, Strict(), Field(ge=1, le=1_000_000)]
    source: ShortText
    status: Literal["seen", "remembered"] = Field(
        description="Whether the figure was read, or entered from memory."
    )
    note: LongText | None = None

    @model_validator(mode="after")
    def _check(self) -> ReferenceClass:
        if self.events > self.cases:
            raise problem(f"cannot be more than the {self.cases} cases", fix="check both.", field=("events",))
        return self


class BaseRate(Form):
    """The share of cases in which the event happened lies above or below a share.

    The share behind the counts is uncertain: it is drawn from the Jeffreys posterior, a beta
    distribution with half a case added on either side.
    """

    form: Literal["base_rate"]
    reference_class: ReferenceClass | None = Field(
        None, description="Without a counted class the claim waits for an entry."
    )
    direction: Literal["above", "below"]
    weak: Share
    material: Share

    @property
    def decided_by(self) -> Decided:
        """A class of cases decides."""
        return "reference class"

    def holds(self, worlds: Worlds, reading: Reading) -> Floats:
        """Tell for which draws of the share the claim holds; NaN without a class."""
        if self.reference_class is None:
            return np.full(worlds.members, np.nan)
        limit = self.weak if reading == "weak" else self.material
        share = self.quantity(worlds)
        return as_numbers(share > limit if self.direction == "above" else share < limit)

    def quantity(self, worlds: Worlds) -> Floats:
        """Return the share by draw; NaN without a class."""
        if self.reference_class is None:
            return np.full(worlds.members, np.nan)
        from scipy.stats import beta

        cases = self.reference_class
        law = beta(cases.events + 0.5, cases.cases - cases.events + 0.5)
        return np.asarray(law.ppf(worlds.uniform(f"base rate: {cases.what}")), dtype=np.float64)

    def words(self) -> str:
        """Return what is compared."""
        if self.reference_class is None:
            return f"a share {self.direction} {100 * self.weak:g} %: needs a counted class of cases"
        cases = self.reference_class
        return (
            f"{cases.what}: {cases.events} of {cases.cases} ({cases.source}); a share"
            f" {self.direction} {100 * self.weak:g} %, material {100 * self.material:g} %"
        )
