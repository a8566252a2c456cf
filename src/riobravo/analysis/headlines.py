"""The outcomes that a report speaks about first, and those that are left out on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator

from riobravo.options.fields import Frozen, Number, ShortText
from riobravo.reading import read_yaml, validate
from riobravo.validation import problem

FILE: Final = Path(__file__).with_name("headlines.yaml")
MEASURES: Final[dict[str, Literal["percent", "points"]]] = {"%": "percent", "points": "points"}


def _check_size(value: float | str) -> float | str:
    number, _, measure = str(value).partition(" ")
    try:
        fits = float(number) > 0.0 and measure in ("", *MEASURES)
    except ValueError:
        fits = False
    if not fits:
        raise problem(f"`{value}` is no size", fix="write a positive number, `5 %` or `5 points`.")
    return value


class _Headline(Frozen):
    title: ShortText
    matter: Annotated[Number | str, AfterValidator(_check_size)]
    over: Literal["last", "sum"] = "last"
    kind: Literal["amount", "event"] = "amount"


class _Outside(Frozen):
    title: ShortText
    why: ShortText
    proxies: tuple[str, ...]


class _File(Frozen):
    tables: dict[str, ShortText]
    headlines: dict[str, dict[str, _Headline]]
    outside: dict[str, _Outside]


@dataclass(frozen=True)
class Headline:
    """An outcome that a report speaks about first.

    Attributes:
        name: the outcome.
        table: the table of the system that it belongs to.
        title: what a sentence calls it.
        matter: smallest difference worth a word.
        measure: whether that is in the outcome's unit, in percent of the status quo, or in points.
        summed: whether all years under the option are added up; otherwise the last year counts.
        event: whether it is 0 or 1 in every world.
    """

    name: str
    table: str
    title: str
    matter: float
    measure: Literal["amount", "percent", "points"]
    summed: bool
    event: bool


@dataclass(frozen=True)
class Outside:
    """An outcome that is not simulated on purpose, with the nearest outcomes that are."""

    name: str
    title: str
    why: str
    proxies: tuple[str, ...]


@cache
def load_headlines() -> tuple[Headline, ...]:
    """Return the headline outcomes in the order of the file, table by table."""
    found = []
    for table, entries in _load().headlines.items():
        for name, one in entries.items():
            size, _, unit = str(one.matter).partition(" ")
            measure: Literal["amount", "percent", "points"] = MEASURES.get(unit, "amount")
            summed, event = one.over == "sum", one.kind == "event"
            found.append(Headline(name, table, one.title, float(size), measure, summed, event))
    return tuple(found)


@cache
def load_outside() -> tuple[Outside, ...]:
    """Return what is left out on purpose."""
    return tuple(Outside(name, one.title, one.why, one.proxies) for name, one in _load().outside.items())


@cache
def table_titles() -> dict[str, str]:
    """Return the tables of the system with their titles, in order."""
    return dict(_load().tables)


@cache
def _load() -> _File:
    return validate(read_yaml(FILE), _File)
