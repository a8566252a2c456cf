"""The families of distributions a parameter can have, each with its quantiles."""

from __future__ import annotations

import math
from typing import Annotated, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic import FiniteFloat as _FiniteFloat
from pydantic.types import Strict

from riobravo.validation import problem

Floats = NDArray[np.float64]
TAIL = 2.5758293035489004  # of the standard normal: half a per cent lies beyond
# Neither text nor `true` is a number.
FiniteFloat = Annotated[_FiniteFloat, Strict()]
Positive = Annotated[FiniteFloat, Field(gt=0)]


class _Family(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @property
    def depends_on(self) -> str | None:
        """Return the id of the parameter this one is a function of, if any."""
        return None

    @property
    def is_drawn(self) -> bool:
        """Return whether a random number decides the value."""
        return True


def _ordered(low: float, high: float) -> None:
    if not low < high:
        raise problem(
            f"low ({low:g}) must be below high ({high:g})",
            fix="swap them, or give a `point` for a single value.",
        )


def _standard_normal(u: Floats) -> Floats:
    from scipy.special import ndtri

    return np.asarray(ndtri(u), dtype=np.float64)


class Point(_Family):
    """One value, without uncertainty."""

    family: Literal["point"]
    value: FiniteFloat

    @property
    def is_drawn(self) -> bool:
        """Return False: a point needs no luck."""
        return False

    @property
    def span(self) -> tuple[float, float]:
        """Return the smallest and largest value."""
        return self.value, self.value

    def quantile(self, u: Floats) -> Floats:
        """Return the value, once per probability."""
        return np.full(np.shape(u), self.value)

    def describe(self) -> str:
        """Return the distribution in words."""
        return f"{self.value:g} (point)"


class Uniform(_Family):
    """Every value between two ends is as likely as any other."""

    family: Literal["uniform"]
    low: FiniteFloat
    high: FiniteFloat

    @model_validator(mode="after")
    def _is_proper(self) -> Self:
        _ordered(self.low, self.high)
        return self

    @property
    def span(self) -> tuple[float, float]:
        """Return the smallest and largest value."""
        return self.low, self.high

    def quantile(self, u: Floats) -> Floats:
        """Return the values at probabilities `u`."""
        return self.low + u * (self.high - self.low)

    def describe(self) -> str:
        """Return the distribution in words."""
        return f"uniform {self.low:g} to {self.high:g}"


class LogUniform(_Family):
    """Every factor between two positive ends is as likely as any other."""

    family: Literal["loguniform"]
    low: Positive
    high: Positive

    @model_validator(mode="after")
    def _is_proper(self) -> Self:
        _ordered(self.low, self.high)
        return self

    @property
    def span(self) -> tuple[float, float]:
        """Return the smallest and largest value."""
        return self.low, self.high

    def quantile(self, u: Floats) -> Floats:
        """Return the values at probabilities `u`."""
        return np.asarray(self.low * np.exp(u * math.log(self.high / self.low)))

    def describe(self) -> str:
        """Return the distribution in words."""
        return f"log-uniform {self.low:g} to {self.high:g}"


class Normal(_Family):
    """A normal distribution."""

    family: Literal["normal"]
    mean: FiniteFloat
    sd: Positive

    @property
    def span(self) -> tuple[float, float]:
        """Return the ends of the middle 99 in 100 values."""
        return self.mean - TAIL * self.sd, self.mean + TAIL * self.sd

    def quantile(self, u: Floats) -> Floats:
        """Return the values at probabilities `u`."""
        return self.mean + self.sd * _standard_normal(u)

    def describe(self) -> str:
        """Return the distribution in words."""
        return f"normal, mean {self.mean:g}, sd {self.sd:g}"


class LogNormal(_Family):
    """A positive quantity whose logarithm is normal with standard deviation `sigma`."""

    family: Literal["lognormal"]
    median: Positive
    sigma: Positive

    @property
    def span(self) -> tuple[float, float]:
        """Return the ends of the middle 99 in 100 values."""
        return self.median * math.exp(-TAIL * self.sigma), self.median * math.exp(TAIL * self.sigma)

    def quantile(self, u: Floats) -> Floats:
        """Return the values at probabilities `u`."""
        return np.asarray(self.median * np.exp(self.sigma * _standard_normal(u)))

    def describe(self) -> str:
        """Return the distribution in words."""
        return f"log-normal, median {self.median:g}, sigma {self.sigma:g}"


class Triangular(_Family):
    """A triangle over two ends with its peak at `mode`."""

    family: Literal["triangular"]
    low: FiniteFloat
    mode: FiniteFloat
    high: FiniteFloat

    @model_validator(mode="after")
    def _is_proper(self) -> Self:
        _ordered(self.low, self.high)
        if not self.low <= self.mode <= self.high:
            raise problem(
                f"mode ({self.mode:g}) must lie between low and high",
                fix="move the mode, or one of the ends.",
                field=("mode",),
            )
        return self

    @property
    def span(self) -> tuple[float, float]:
        """Return the smallest and largest value."""
        return self.low, self.high

    def quantile(self, u: Floats) -> Floats:
        """Return the values at probabilities `u`."""
        width = self.high - self.low
        rising = self.low + np.sqrt(u * width * (self.mode - self.low))
        falling = self.high - np.sqrt((1.0 - u) * width * (self.high - self.mode))
        return np.where(u < (self.mode - self.low) / width, rising, falling)

    def describe(self) -> str:
        """Return the distribution in words."""
        return f"triangular {self.low:g}, {self.mode:g}, {self.high:g}"


class Beta(_Family):
    """A share or probability; `a` / (`a` + `b`) is its mean."""

    family: Literal["beta"]
    a: Positive
    b: Positive

    @property
    def span(self) -> tuple[float, float]:
        """Return the smallest and largest value."""
        return 0.0, 1.0

    def quantile(self, u: Floats) -> Floats:
        """Return the values at probabilities `u`."""
        from scipy.special import betaincinv

        # At probabilities far below any that is drawn the inverse is not a number.
        values = betaincinv(self.a, self.b, np.maximum(u, 1e-20))
        return np.where(u < 1e-20, 0.0, np.asarray(values, dtype=np.float64))

    def describe(self) -> str:
        """Return the distribution in words."""
        mean = self.a / (self.a + self.b)
        return f"beta({self.a:g}, {self.b:g}), mean {mean:.2g}"


class Matched(_Family):
    """A function of another parameter: straight lines between nodes, on two logarithmic axes."""

    family: Literal["matched"]
    to: str
    nodes: Annotated[tuple[tuple[Positive, Positive], ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _is_proper(self) -> Self:
        positions = [position for position, _ in self.nodes]
        if positions != sorted(set(positions)):
            raise problem(
                "nodes must be in strictly increasing order of their first number",
                fix="sort them, each first number once.",
                field=("nodes",),
            )
        return self

    @property
    def depends_on(self) -> str | None:
        """Return the id of the parameter this one is a function of."""
        return self.to

    @property
    def is_drawn(self) -> bool:
        """Return False: the other parameter has had the luck already."""
        return False

    @property
    def span(self) -> tuple[float, float]:
        """Return the smallest and largest value."""
        values = [value for _, value in self.nodes]
        return min(values), max(values)

    def follow(self, others: Floats) -> Floats:
        """Return the values that belong to those of the other parameter; the ends hold outside the nodes."""
        positions, values = np.log(np.array(self.nodes)).T
        return np.asarray(np.exp(np.interp(np.log(others), positions, values)))

    def describe(self) -> str:
        """Return the distribution in words."""
        ends = f"{self.nodes[0][1]:g} to {self.nodes[-1][1]:g}"
        return f"matched to {self.to}, {ends} over {len(self.nodes)} nodes"


class Estimated(_Family):
    """A value that is estimated anew from the observed series up to the date of each study."""

    family: Literal["estimated"]
    method: Annotated[str, Field(min_length=10)]
    value: FiniteFloat = Field(description="What the method gave when the entry was written.")

    @property
    def is_drawn(self) -> bool:
        """Return False: the data decide."""
        return False

    @property
    def span(self) -> tuple[float, float]:
        """Return the value twice."""
        return self.value, self.value

    def quantile(self, u: Floats) -> Floats:
        """Return the value of the entry, for use where no study gives another."""
        return np.full(np.shape(u), self.value)

    def describe(self) -> str:
        """Return the distribution in words."""
        return f"estimated from data, {self.value:g} when last written down"


Distribution = Annotated[
    Point | Uniform | LogUniform | Normal | LogNormal | Triangular | Beta | Matched | Estimated,
    Field(discriminator="family"),
]
