"""One entry of the ledger: a number the simulation uses, and why it has the value it has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import numpy as np
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationInfo,
    field_validator,
)

from riobravo.errors import InputError
from riobravo.evidence.distributions import Distribution, FiniteFloat, Floats, Matched
from riobravo.evidence.sources import Text, Use
from riobravo.evidence.units import Unit, parse_unit
from riobravo.validation import problem
from riobravo.world.mechanisms import MECHANISMS as WORLD_MECHANISMS

Kind = Literal[
    "rate",
    "probability per period",
    "probability",
    "duration",
    "stock",
    "elasticity",
    "share",
    "ratio",
    "exponent",
    "weight",
    "number",
]
Grade = Literal["A", "B", "C", "D"]

MECHANISMS: dict[str, str] = {mechanism.id: mechanism.name for mechanism in WORLD_MECHANISMS}
TITLES: dict[str, str] = {mechanism.id: mechanism.title for mechanism in WORLD_MECHANISMS}
GRADES: dict[str, str] = {
    "A": "quasi-experiment in Mexico",
    "B": "quasi-experiment or meta-analysis elsewhere",
    "C": "observational or model-based",
    "D": "judgement",
}


def _check_mechanism(name: str) -> str:
    if name not in MECHANISMS:
        raise ValueError(f"there is no mechanism {name!r}; there are {', '.join(MECHANISMS)}")
    return name


def _unit_fits(kind: str, unit: Unit) -> bool:
    match kind:
        case "rate" | "probability per period":
            return unit.is_per_time
        case "duration":
            return unit.is_duration
        case "stock":
            return not unit.is_per_time
        case "number":
            return True
        case _:
            return unit.is_dimensionless


class Parameter(BaseModel):
    """A parameter with its distribution, its grade and what they rest on.

    Args:
        id: its name everywhere; equals the file's name.
        mechanism: the mechanism that reads it, such as `G5`.
        symbol: the sign used for it in equations.
        definition: what it is, in one or two sentences.
        unit: a unit of the ledger's grammar.
        kind: what sort of quantity it is; the unit must fit.
        used_by: `kernel` if a simulated week reads it, `option` if options do, `start` if it
            sets up the state of a world.
        bounds: smallest and largest value that make sense; draws are clipped to them.
        distribution: the uncertainty about it.
        grade: A to D, the strength of the evidence.
        sources: what it rests on.
        judgement: what is judgement and not evidence; required for grade D and without sources.
        reasoning: how the distribution follows from the sources.
        contrary: evidence that points the other way.
        would_change: what would change it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$")]
    mechanism: Annotated[str, AfterValidator(_check_mechanism)]
    symbol: Annotated[str, Field(min_length=1)]
    definition: Text
    unit: str
    kind: Annotated[Kind, Field(validate_default=True)]
    used_by: Literal["kernel", "option", "start"]
    bounds: tuple[FiniteFloat, FiniteFloat]
    distribution: Distribution
    grade: Grade
    sources: tuple[Use, ...]
    judgement: Text | None
    reasoning: Text
    contrary: Text
    would_change: Text

    _reference_default: float | None = PrivateAttr(default=None)

    @field_validator("unit")
    @classmethod
    def _unit_parses(cls, unit: str) -> str:
        parse_unit(unit)
        return unit

    @field_validator("kind")
    @classmethod
    def _kind_fits_unit(cls, kind: Kind, info: ValidationInfo) -> Kind:
        unit = info.data.get("unit")
        if unit is not None and not _unit_fits(kind, parse_unit(unit)):
            raise ValueError(f"a {kind} cannot have the unit '{unit}'")
        return kind

    @field_validator("bounds")
    @classmethod
    def _bounds_are_ordered(cls, bounds: tuple[float, float], info: ValidationInfo) -> tuple[float, float]:
        low, high = bounds
        if not low < high:
            raise ValueError(f"the lower bound ({low:g}) must be below the upper ({high:g})")
        if str(info.data.get("kind")).startswith("probability") and not 0 <= low < high <= 1:
            raise ValueError("a probability has bounds inside 0 to 1")
        return bounds

    @field_validator("distribution")
    @classmethod
    def _distribution_is_inside_bounds(cls, distribution: Distribution, info: ValidationInfo) -> Distribution:
        if "bounds" not in info.data:
            return distribution
        low, high = info.data["bounds"]
        smallest, largest = distribution.span
        slack = 1e-12 * max(abs(low), abs(high))
        if smallest < low - slack or largest > high + slack:
            raise problem(
                f"the distribution reaches from {smallest:.4g} to {largest:.4g}, "
                f"outside the bounds {low:g} to {high:g}",
                fix="narrow it; `riobravo evidence NAME` gives the bounds and their reason.",
            )
        return distribution

    @field_validator("judgement")
    @classmethod
    def _judgement_is_declared(cls, judgement: str | None, info: ValidationInfo) -> str | None:
        if judgement is None and info.data.get("grade") == "D":
            raise ValueError("grade D means judgement: say what was judged")
        if judgement is None and info.data.get("sources") == ():
            raise ValueError("without a source the value is a judgement: declare it")
        return judgement

    @property
    def default(self) -> float:
        """Return the median, in the parameter's unit."""
        others: dict[str, Floats] = {}
        if isinstance(self.distribution, Matched):
            if self._reference_default is None:
                raise ValueError(f"{self.id} has a default only as part of a ledger")
            others[self.distribution.to] = np.array([self._reference_default])
        return float(self.quantile(np.array([0.5]), others)[0])

    def check_value(self, value: float) -> None:
        """Refuse a value outside the bounds.

        Raises:
            InputError: the bounds, and where their reason stands.
        """
        low, high = self.bounds
        if not low <= value <= high:
            unit = "" if self.unit == "1" else f" {self.unit}"
            raise InputError(
                f"the value must lie between {low:g} and {high:g}{unit}.",
                fix=f"choose a value inside the bounds; `riobravo evidence {self.id}` gives their reason.",
            )

    def with_reference(self, default: float) -> Parameter:
        """Return the same matched parameter, knowing the default of the one it is matched to."""
        linked = self.model_copy()
        linked._reference_default = default
        return linked

    def quantile(self, u: Floats, others: Mapping[str, Floats]) -> Floats:
        """Return the inverse of the distribution function, clipped to the bounds.

        Args:
            u: probabilities in [0, 1], any shape.
            others: values of the parameters this one depends on, each of the shape of `u`.
        """
        u = np.asarray(u, dtype=np.float64)
        if not bool(np.all((u >= 0.0) & (u <= 1.0))):
            raise ValueError(f"{self.id}: probabilities must lie between 0 and 1")
        one = self.distribution
        values = one.follow(others[one.to]) if isinstance(one, Matched) else one.quantile(u)
        return np.clip(values, *self.bounds)

    def describe_distribution(self) -> str:
        """Return the distribution and its unit in a few words."""
        unit = "" if parse_unit(self.unit).is_dimensionless else f" {self.unit}"
        return f"{self.distribution.describe()}{unit}"
