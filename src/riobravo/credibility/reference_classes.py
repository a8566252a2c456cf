"""Reference classes: how often such attempts succeeded elsewhere, beside what is simulated."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, FiniteFloat, model_validator

from riobravo.options.schema import Frozen
from riobravo.reading import read_yaml, validate
from riobravo.validation import problem

HOME: Final = Path(__file__).with_name("reference_classes.yaml")

Floats = NDArray[np.float64]
Share = Annotated[FiniteFloat, Field(ge=0.0, le=1.0)]
# Monte Carlo errors are widened to nine worlds in ten.
_NINE_TENTHS: Final = 1.645


class Event(Frozen):
    """What counts as the same thing in a simulated world.

    Args:
        outcome: which outcome.
        measure: its total over the years, or its last year.
        against: the same world without the option, or nothing.
        direction: whether it has to lie above or below.
        level: of the difference to the status quo, or of the outcome itself.
        ratio: of the outcome to that of the status quo; instead of a level.
        years: how many years after the start.
        words: the event in plain words, after "that is".
    """

    outcome: Annotated[str, Field(pattern="^[a-z][a-z_]*$")]
    measure: Literal["total", "last"]
    against: Literal["status-quo", "nothing"]
    direction: Literal["above", "below"]
    level: FiniteFloat | None = None
    ratio: Annotated[FiniteFloat, Field(gt=0.0)] | None = None
    years: Annotated[int, Field(ge=1, le=20)]
    words: str

    @model_validator(mode="after")
    def _check(self) -> Event:
        if (self.level is None) == (self.ratio is None):
            raise problem("an event has either a level or a ratio", field=("level",))
        if self.ratio is not None and self.against == "nothing":
            raise problem("a ratio needs the status quo", field=("against",))
        return self


class ReferenceClass(Frozen):
    """A class of past cases.

    Args:
        id: short name.
        title: what happened in that share of the cases.
        kind: force, threat or sanction.
        share: the published rate.
        events, cases: its counts, where they are known.
        low, high: bounds on the rate for a reader; see the head of the file.
        source: key in the ledger's list of sources.
        status: whether the rate was read, or entered from memory.
        caveat: how cases came to be counted, and what is special about them.
        instruments: the orders that belong to the class.
        consent: `without-consent` if only orders without consent belong to it.
        event: what counts as the same thing in the simulation; None if nothing does.
    """

    id: Annotated[str, Field(pattern="^[a-z][a-z0-9-]*$")]
    title: str
    kind: Literal["force", "threat", "sanction"]
    share: Share
    events: Annotated[int, Field(ge=0)] | None = None
    cases: Annotated[int, Field(ge=1)] | None = None
    low: Share
    high: Share
    source: str
    status: Literal["seen", "remembered"]
    caveat: Annotated[str, Field(min_length=20)]
    instruments: tuple[str, ...] = Field(min_length=1)
    consent: Literal["any", "without-consent"] = "any"
    event: Event | None

    @model_validator(mode="after")
    def _check(self) -> ReferenceClass:
        if not self.low <= self.share <= self.high:
            raise problem("the rate lies outside its own bounds", field=("share",))
        if (self.events is None) != (self.cases is None):
            raise problem("events and cases are given together", field=("events",))
        if self.cases and abs((self.events or 0) / self.cases - self.share) > 0.01:
            raise problem("the rate is not that of its counts", field=("events",))
        return self


class _File(Frozen):
    classes: tuple[ReferenceClass, ...]


@dataclass(frozen=True)
class Comparison:
    """The inside view of one option beside one class.

    Args:
        reference: the class.
        inside: share of simulated worlds in which the event happens; None if nothing corresponds.
        error: Monte Carlo standard error of that share.
        verdict: whether both views agree; `lower` and `higher` say where the simulation lies.
        statement: the comparison in plain words.
    """

    reference: ReferenceClass
    inside: float | None
    error: float | None
    verdict: Literal["agree", "lower", "higher", "not simulated"]
    statement: str

    @property
    def disagrees(self) -> bool:
        """Whether a reader has to be told that both views differ."""
        return self.verdict in {"lower", "higher"}


@cache
def load_reference_classes() -> tuple[ReferenceClass, ...]:
    """Return all classes in the order of their file.

    Raises:
        InputError: the file does not describe classes, or an id is used twice.
    """
    classes = validate(read_yaml(HOME), _File).classes
    names = [one.id for one in classes]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise problem(f"the id {name} is used twice", field=("classes", place, "id"))
    return classes


def classes_for(orders: Iterable[tuple[str, str | None]]) -> tuple[ReferenceClass, ...]:
    """Return the classes that an option belongs to.

    Args:
        orders: instrument and consent of each of its orders.
    """
    given = tuple(orders)
    return tuple(
        one
        for one in load_reference_classes()
        if any(
            instrument in one.instruments and (one.consent == "any" or consent != "with-consent")
            for instrument, consent in given
        )
    )


def happens(event: Event, option: Floats, status_quo: Floats) -> NDArray[np.bool_]:
    """Tell in which worlds an event happens.

    Args:
        event: the event; its outcome and years are the caller's to apply.
        option: total over the years or last year of the outcome under the option, (members,).
        status_quo: the same in the same worlds without it, (members,).
    """
    if event.ratio is not None:
        value, limit = option, event.ratio * status_quo
    else:
        value = option - status_quo if event.against == "status-quo" else option
        limit = np.full(option.shape, event.level)
    reached: NDArray[np.bool_] = value > limit if event.direction == "above" else value < limit
    return reached


def compare(reference: ReferenceClass, happened: NDArray[np.bool_] | None) -> Comparison:
    """Put the share of simulated worlds in which an event happens beside a class.

    Both agree if the range of nine in ten of the simulated share reaches the bounds of the class. A
    disagreement is not an error of either: the class may be the wrong one, or the simulation may.

    Args:
        reference: the class.
        happened: whether its event happens in each world, (members,); None if it is not simulated.
    """
    remembered = ", from memory" if reference.status == "remembered" else ""
    outside = f"{reference.title} in {_percent(reference.share)} of past cases{remembered}"
    if happened is None or reference.event is None or happened.size == 0:
        return Comparison(
            reference, None, None, "not simulated", f"{outside}; nothing simulated corresponds to it."
        )
    inside = float(np.mean(happened))
    # Laplace's rule keeps the error above zero when no world or every world has the event.
    smoothed = (inside * happened.size + 1.0) / (happened.size + 2.0)
    error = math.sqrt(smoothed * (1.0 - smoothed) / happened.size)
    here = f"{outside}; {_percent(inside)} of simulated worlds have {reference.event.words}"
    if inside + _NINE_TENTHS * error < reference.low:
        return Comparison(
            reference,
            inside,
            error,
            "lower",
            f"{here}. The views disagree: the simulation is less hopeful than past cases"
            f" ({_percent(reference.low)} to {_percent(reference.high)}). {reference.caveat}",
        )
    if inside - _NINE_TENTHS * error > reference.high:
        return Comparison(
            reference,
            inside,
            error,
            "higher",
            f"{here}. The views disagree: the simulation is more hopeful than past cases"
            f" ({_percent(reference.low)} to {_percent(reference.high)}). {reference.caveat}",
        )
    return Comparison(reference, inside, error, "agree", f"{here}. The views agree.")


def _percent(share: float) -> str:
    return f"{100.0 * share:.0f} %"
