"""The registration of the hindcasts: what was to be run, and what would count against it, as data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

import numpy as np
from pydantic import Field, model_validator

from riobravo.errors import InputError
from riobravo.options.schema import Frozen
from riobravo.reading import read_yaml, validate
from riobravo.validation import problem, suggest

HOME: Final = Path(__file__).parent / "preregistration.yaml"
Month = Annotated[str, Field(pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])$")]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Span(Frozen):
    """First and last month of a stretch of origins, both included."""

    first: Month
    last: Month


class Published(Frozen):
    """When a figure is published.

    Args:
        lag_months: a month is published by the end of the month this many months later.
        yearly_in_month: a whole calendar year is published in this month of the next year.
    """

    lag_months: int | None = Field(default=None, ge=0)
    yearly_in_month: int | None = Field(default=None, ge=1, le=12)

    @model_validator(mode="after")
    def _check(self) -> Published:
        if (self.lag_months is None) == (self.yearly_in_month is None):
            raise problem("give either lag_months or yearly_in_month", field=("lag_months",))
        return self


class Origins(Span):
    """The origins of a series.

    Args:
        every_months: months between origins.
        learning_from: earlier origins from this month on teach the weights and are not scored.
    """

    every_months: int = Field(ge=1)
    learning_from: Month


class Series(Frozen):
    """One forecast series.

    Args:
        name: its name in commands and results.
        title: its name for readers.
        observed: id of the observed series.
        column: its column.
        where: values of other columns that select its rows.
        shape: `states` by state; `nation` the sum of the states; `single` one number a month;
            `rolling-sum` one number a month that is the sum of twelve.
        published: when its figures are published.
        origins: the origins.
        block_origins: neighbouring origins that the bootstrap keeps together.
        partner: the baseline that the nowcast is pooled with.
        simulation: whether the simulation is scored on it.
        policy_path: name of the policy path that the simulation is also fed with, if any.
        apart: stretches of origins that are also scored alone.
    """

    name: Name
    title: str
    observed: str
    column: str
    where: dict[str, str] = Field(default_factory=dict)
    shape: Literal["states", "nation", "single", "rolling-sum"]
    published: Published
    origins: Origins
    block_origins: int = Field(ge=1)
    partner: Name
    simulation: bool = False
    policy_path: Name | None = None
    apart: dict[Name, Span] = Field(default_factory=dict)


class Horizons(Frozen):
    """Months ahead: those that scores are taken over, and the longest that is shown."""

    scored: int = Field(ge=1)
    longest: int = Field(ge=1)


class Bootstrap(Frozen):
    """How intervals of skill are made."""

    resamples: int = Field(ge=100)
    level: float = Field(gt=0.0, lt=1.0)
    seed: int


class Pool(Frozen):
    """How the weights of the pool, and its spread, are learned."""

    prior_origins: float = Field(ge=0.0)
    step: float = Field(gt=0.0, le=0.5)


class PolicyArm(Frozen):
    """How the simulation is fed with a later policy path, and with placebos.

    Args:
        shuffles: shuffles of dates, and as many of states, at each origin under each seed.
        window_months: months before the last known one that shocks are estimated from.
    """

    shuffles: int = Field(ge=1)
    window_months: int = Field(ge=36)


class Nowcast(Frozen):
    """Settings of the nowcast that are fixed and not estimated."""

    window_months: int = Field(ge=36)
    least_months: int = Field(ge=13)
    drift_kept_monthly: float = Field(ge=0.0, lt=1.0)


class Doubling(Frozen):
    """A state's homicides within a year of the origin against its last twelve known months."""

    factor: float = Field(gt=1.0)
    least: float = Field(ge=1.0)


class Events(Frozen):
    """Events whose probability is scored."""

    doubling: Doubling


class Test(Frozen):
    """What decides a falsifier.

    Args:
        kind: `within` a range; `not-worse`: the interval of the skill includes or exceeds zero;
            `better`: it lies above zero; `worse-or-equal`: it does not.
        model: the model that is tested.
        against: the model it is compared to.
        measure: which score of the model is in the range.
        low: low end of the range.
        high: high end of the range.
    """

    kind: Literal["within", "not-worse", "better", "worse-or-equal"]
    model: str
    against: str | None = None
    measure: str | None = None
    low: float | None = None
    high: float | None = None


class Falsifier(Frozen):
    """One statement that a result can contradict."""

    id: Name
    says: str
    series: Name
    test: Test


class Amendment(Frozen):
    """A change after a result was seen.

    Args:
        made: when.
        says: what was changed, why, and what the result was before.
    """

    made: str
    says: str


class Registration(Frozen):
    """Everything that was fixed before the first run, and what was changed after it."""

    registered: str
    amendments: tuple[Amendment, ...] = ()
    draws: int = Field(ge=50)
    simulated_worlds: int = Field(ge=50)
    seeds: tuple[int, ...] = Field(min_length=3)
    horizons: Horizons
    bootstrap: Bootstrap
    pool: Pool
    nowcast: Nowcast
    policy: PolicyArm
    events: Events
    series: tuple[Series, ...]
    baselines: tuple[Name, ...]
    metrics: tuple[str, ...]
    falsifiers: tuple[Falsifier, ...]

    def find(self, name: str) -> Series:
        """Return a series by its name.

        Raises:
            InputError: there is no such series.
        """
        for one in self.series:
            if one.name == name:
                return one
        raise InputError(
            f"there is no forecast series `{name[:60]}`.",
            field="series",
            fix=suggest(name, [one.name for one in self.series]),
        )


@cache
def load_registration() -> Registration:
    """Return the registration.

    Raises:
        InputError: the file does not fit its form.
    """
    return validate(read_yaml(HOME), Registration)


def month(text: str) -> np.datetime64:
    """Return a month as `datetime64[M]`."""
    return np.datetime64(text, "M")
