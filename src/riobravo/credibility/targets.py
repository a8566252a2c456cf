"""Published results that the program should reproduce, as data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, FiniteFloat, model_validator

from riobravo.options.schema import Frozen
from riobravo.reading import read_yaml, validate
from riobravo.validation import problem

HOME = Path(__file__).parent / "targets"

BASES = {
    "printed": "as printed or reported",
    "rerun": "the authors' equation and parameters, run again",
    "refit": "the authors' equation, fitted again with another initial size",
    "sign": "only the sign is published",
    "remembered": "remembered, not seen",
}


class Target(Frozen):
    """One published number, and the range that counts as reproducing it.

    Args:
        id: short name.
        title: what was published, in words.
        experiment: the experiment that measures it.
        measure: which of the experiment's measures.
        unit: unit of all numbers.
        published: the number; None where only a sign or range is published.
        low: smallest value that counts as reproduced.
        high: largest value that counts as reproduced.
        source: key in the ledger's list of sources.
        basis: where the number stands, see `BASES`.
        note: what a reader must know about a difference.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
    title: str
    experiment: str
    measure: str
    unit: str
    published: FiniteFloat | None
    low: FiniteFloat
    high: FiniteFloat
    source: str
    basis: Literal["printed", "rerun", "refit", "sign", "remembered"]
    note: str | None = None

    @model_validator(mode="after")
    def _check_range(self) -> Target:
        if self.low > self.high:
            raise problem("the low end of the range is above the high end", field=("low",))
        if self.published is not None and not self.low <= self.published <= self.high:
            raise problem("the published value is outside its own range", field=("published",))
        return self


class _File(Frozen):
    targets: tuple[Target, ...]


@cache
def load_targets() -> tuple[Target, ...]:
    """Return all targets, file by file in alphabetical order.

    Raises:
        InputError: a file is not a list of targets, or an id is used twice.
    """
    targets: dict[str, Target] = {}
    for path in sorted(HOME.glob("*.yaml")):
        document = read_yaml(path)
        for place, target in enumerate(validate(document, _File).targets):
            if target.id in targets:
                raise problem(f"the id {target.id} is used twice", field=("targets", place, "id"))
            targets[target.id] = target
    return tuple(targets.values())
