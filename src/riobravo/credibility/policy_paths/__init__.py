"""Policy paths: what was done in a past period, month by month, as orders of the program, with sources."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import model_validator

from riobravo.credibility.preregistration import Month, Name, month
from riobravo.options.order import Order
from riobravo.options.schema import Frozen, Option
from riobravo.reading import read_yaml, validate
from riobravo.validation import check, problem


class PathOrder(Frozen):
    """One order and when it was in force.

    Args:
        begins: first month.
        ends: first month in which it is no longer in force; it stays in force if None.
        order: what was ordered, without times.
        says: what happened.
        source: key of the source.
        status: how far the figure can be relied on.
    """

    begins: Month
    ends: Month | None = None
    order: Order
    says: str
    source: str
    status: Literal["seen", "judgement", "remembered"]


class PolicyPath(Frozen):
    """A policy path.

    Args:
        id: its name.
        title: its name for readers.
        sources: sources by key.
        orders: the orders, in the order of their begin.
    """

    id: Name
    title: str
    sources: dict[str, str]
    orders: tuple[PathOrder, ...]

    @model_validator(mode="after")
    def _check(self) -> PolicyPath:
        for index, one in enumerate(self.orders):
            if one.source not in self.sources:
                raise problem(f"there is no source `{one.source[:60]}`", field=("orders", index, "source"))
        return self

    def begins_within(self, after: np.datetime64, last: np.datetime64) -> bool:
        """Return whether an order begins after a month, and not after another."""
        return any(after < month(one.begins) <= last for one in self.orders)


@cache
def load_path(name: str) -> PolicyPath:
    """Return a shipped policy path.

    Raises:
        InputError: the file is missing or does not fit its form.
    """
    return validate(read_yaml(Path(__file__).parent / f"{name}.yaml"), PolicyPath)


def path_hash(name: str) -> str:
    """Return the SHA-256 of a shipped policy path as it is written."""
    return hashlib.sha256((Path(__file__).parent / f"{name}.yaml").read_bytes()).hexdigest()


def as_option(
    path: PolicyPath, known_until: np.datetime64, origin: np.datetime64, later: PolicyPath | None
) -> Option:
    """Return what was ordered, for a simulation that starts after the last known month.

    What began by `known_until` is in the observed level and not ordered again. What began from then to the
    origin is known at the origin; without `later` it is held for good. With `later`, ends are known, and what
    `later` begins after the origin is ordered as well.

    Args:
        path: what was done.
        known_until: last month whose figures are known; the simulation starts with the next.
        origin: month at whose end the forecast is made.
        later: the path that is fed in after the origin; None holds policies as known.
    """
    start = known_until + 1
    orders: list[dict[str, Any]] = []

    def add(one: PathOrder, ends: str | None) -> None:
        content = one.order.model_dump(exclude_unset=True, by_alias=True)
        content["start"] = _years(start, month(one.begins))
        if ends is not None and month(ends) > month(one.begins):
            content["end"] = _years(start, month(ends))
        orders.append(content)

    for one in path.orders:
        if known_until < month(one.begins) <= origin:
            # An end that has come by the origin is known there.
            ended = one.ends is not None and (later is not None or month(one.ends) <= origin)
            add(one, one.ends if ended else None)
    for one in later.orders if later is not None else ():
        if month(one.begins) > origin:
            add(one, one.ends)
    name = "held" if later is None else later.id
    return check({"id": name, "title": name, "summary": "Part of a hindcast.", "orders": orders}, Option)


def shuffle(path: PolicyPath, kind: Literal["dates", "states"], random: np.random.Generator) -> PolicyPath:
    """Return the path with other dates or other states.

    Args:
        path: the path.
        kind: `dates`: every order begins in a month drawn from those of the path, and lasts as before;
            `states`: the 32 states change places at random.
        random: where chance comes from.
    """
    first = month(path.orders[0].begins)
    months = int((month(path.orders[-1].begins) - first).astype(np.int64)) + 1
    places = random.permutation(32)
    orders = []
    for one in path.orders:
        if kind == "dates":
            begins = first + int(random.integers(months))
            ends = None if one.ends is None else begins + (month(one.ends) - month(one.begins))
            changed = {"begins": str(begins), "ends": None if ends is None else str(ends)}
            orders.append(one.model_copy(update=changed))
        elif one.order.states is not None:
            states = tuple(sorted(f"{places[int(code) - 1] + 1:02d}" for code in one.order.states))
            orders.append(one.model_copy(update={"order": one.order.model_copy(update={"states": states})}))
        else:
            orders.append(one)
    return path.model_copy(update={"id": f"shuffled-{kind}", "orders": tuple(orders)})


def _years(start: np.datetime64, date: np.datetime64) -> float:
    return float((date - start).astype(np.int64)) / 12.0
