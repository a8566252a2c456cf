"""From options to the records that the compiled week reads: orders, conditions and states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from riobravo.dates import parse_month, years_between
from riobravo.errors import InputError
from riobravo.options.condition import Condition
from riobravo.options.move import Kind, Move
from riobravo.options.order import Order
from riobravo.options.schema import Moment, Option
from riobravo.options.status import check_runnable
from riobravo.world.levers import LEVERS
from riobravo.world.orders import (
    ADD,
    CONDITION,
    EVENT,
    MULTIPLY,
    NONE,
    ORDER,
    SET,
    Plan,
    new_plan,
)
from riobravo.world.outcomes import PLACE
from riobravo.world.state import STATES

_INDEX: Final = {lever.name: index for index, lever in enumerate(LEVERS)}
_KINDS: Final[dict[Kind, int]] = {"multiply": MULTIPLY, "add": ADD, "set": SET, "event": EVENT}

Numbers = NDArray[np.float64]
Records = NDArray[np.void]


class HasStart(Protocol):
    """A study, of which only the start of the options matters here."""

    @property
    def start(self) -> str:
        """Month in which the options start, as `YYYY-MM`."""


@dataclass(frozen=True)
class Programme:
    """One option as records.

    Args:
        orders: `ORDER` records, (members, orders).
        conditions: `CONDITION` records, (members, conditions).
        masks: 1 in the states where orders for some states act, (masks, STATES).
    """

    orders: Records
    conditions: Records
    masks: Numbers


def make_plan(options: Sequence[Option], study: HasStart, draws: Mapping[str, Numbers], members: int) -> Plan:
    """Return what some options order in each member, for the compiled week.

    Args:
        options: the options.
        study: the study, for the start of the options.
        draws: values of ledger parameters by id, each of shape (members,).
        members: number of members, at least one.

    Raises:
        InputError: as `make_programme`.
    """
    return join_programmes([make_programme(option, study, draws, members) for option in options], members)


def join_programmes(programmes: Sequence[Programme], members: int) -> Plan:
    """Return the plan of several options.

    Args:
        programmes: one or more options as records, each for all members.
        members: number of members, at least one.
    """
    masks = [programme.masks for programme in programmes]
    orders = np.zeros((members, len(programmes), _longest(programmes, "orders")), ORDER)
    conditions = np.zeros((members, len(programmes), _longest(programmes, "conditions")), CONDITION)
    orders["lever"] = NONE
    conditions["outcome"] = NONE
    used = 0
    for place, programme in enumerate(programmes):
        own = programme.orders.copy()
        own["mask"] = np.where(own["mask"] == NONE, NONE, own["mask"] + used)
        orders[:, place, : own.shape[1]] = own
        conditions[:, place, : programme.conditions.shape[1]] = programme.conditions
        used += len(programme.masks)
    return new_plan(orders, conditions, np.concatenate([np.zeros((0, STATES)), *masks]))


def make_programme(option: Option, study: HasStart, draws: Mapping[str, Numbers], members: int) -> Programme:
    """Return one option as records.

    Args:
        option: the option.
        study: the study, for the start of the options.
        draws: values of ledger parameters by id, each of shape (members,).
        members: number of members, at least one.

    Raises:
        InputError: an order is not modelled yet, a parameter is not drawn, a time is before the
            start, or an end is not after its start.
    """
    check_runnable(option)
    writer = _Writer(study, draws, members)
    for index, order in enumerate(option.orders):
        writer.add(order, index)
    return writer.programme()


def parameters_of(option: Option) -> set[str]:
    """Return the ids of the ledger parameters that an option refers to."""
    return {
        value
        for order in option.orders
        for value in (order.cut_by, order.lag_years)
        if isinstance(value, str)
    }


def years_after_start(moment: Moment, study: HasStart) -> float:
    """Return a moment in years after the start of the options; negative before it."""
    if isinstance(moment, str):
        return years_between(parse_month(study.start), parse_month(moment))
    return moment


class _Writer:
    """Records of one option, order by order."""

    def __init__(self, study: HasStart, draws: Mapping[str, Numbers], members: int) -> None:
        self._study = study
        self._draws = draws
        self._members = members
        self._orders: list[Records] = []
        self._conditions: list[Records] = []
        self._masks: list[Numbers] = []

    def programme(self) -> Programme:
        """Return everything that was added."""
        members = self._members
        return Programme(
            np.stack(self._orders, axis=1) if self._orders else np.zeros((members, 0), ORDER),
            np.stack(self._conditions, axis=1) if self._conditions else np.zeros((members, 0), CONDITION),
            np.array(self._masks).reshape(len(self._masks), STATES),
        )

    def add(self, order: Order, index: int) -> None:
        """Add one order: a record per lever and step of intensity."""
        start, lag, end = self._window(order, index)
        blank = np.zeros(self._members, ORDER)
        blank["start"], blank["lag"], blank["ramp"] = start, lag, order.ramp_years
        blank["trigger"] = blank["off_ramp"] = blank["mask"] = NONE
        if order.trigger is not None:
            blank["trigger"] = self._condition(order.trigger, f"orders.{index}.trigger", start)
        if isinstance(order.off_ramp, Condition):
            after = int(blank["trigger"][0])
            place = self._condition(
                order.off_ramp, f"orders.{index}.off_ramp", start + lag, after, lag if after != NONE else 0.0
            )
            blank["off_ramp"] = place
        if order.states is not None:
            blank["mask"] = len(self._masks)
            self._masks.append(np.array([f"{s + 1:02d}" in order.states for s in range(STATES)], np.float64))
        for move in order.moves:
            value = self._value_of(move, index)
            for since, until, share in self._steps(order, index, end):
                record = blank.copy()
                record["lever"], record["kind"] = _INDEX[move.lever], _KINDS[move.kind]
                record["value"], record["share"] = value, share
                record["since"], record["until"] = since, until
                self._orders.append(record)

    def _window(self, order: Order, index: int) -> tuple[float, Numbers, float]:
        """Return the earliest start of an order, its lag by member, and its end at the latest."""
        start = years_after_start(order.start, self._study)
        last = order.last_moment
        end = np.inf if last is None else years_after_start(last, self._study)
        if start < 0:
            raise InputError(
                f"{order.start} is before the options of the study start ({self._study.start}).",
                field=f"orders.{index}.start",
                fix=f"give a month from {self._study.start} on, or a number of years after it.",
            )
        if end <= start:
            raise InputError(
                f"must be after the start of the order, but is {last} in a study that starts in"
                f" {self._study.start}.",
                field=f"orders.{index}.{'off_ramp' if order.end is None else 'end'}",
                fix="give a later end or an earlier start.",
            )
        lag = self._value(order.lag_years, f"orders.{index}.lag_years")
        if (lag < 0).any():
            raise InputError(
                f"the lag `{order.lag_years}` is negative in some members.",
                field=f"orders.{index}.lag_years",
                fix="use a parameter that is never below zero.",
            )
        if isinstance(order.lag_years, float) and start + order.lag_years >= end:
            raise InputError(
                "the order ends before it begins to act.",
                field=f"orders.{index}.lag_years",
                fix="give a shorter lag or a later end.",
            )
        return start, lag, end

    def _steps(self, order: Order, index: int, end: float) -> list[tuple[float, float, float]]:
        """Return begin, end and share of full strength of every step of intensity."""
        times = [years_after_start(step.since, self._study) for step in order.intensity or ()]
        if times and times[0] < 0:
            raise InputError(
                f"{order.intensity[0].since if order.intensity else ''} is before the options start"
                f" ({self._study.start}).",
                field=f"orders.{index}.intensity.0.from",
                fix=f"give a month from {self._study.start} on.",
            )
        shares = [1.0, *(step.value for step in order.intensity or ())]
        begins, ends = [0.0, *times], [*times, np.inf]
        steps = zip(begins, ends, shares, strict=True)
        return [(since, min(until, end), share) for since, until, share in steps if since < min(until, end)]

    def _condition(
        self,
        condition: Condition,
        field: str,
        since: float | Numbers,
        after: int = NONE,
        lag: float | Numbers = 0.0,
    ) -> int:
        """Add one condition, and return its place."""
        record = np.zeros(self._members, CONDITION)
        record["outcome"] = PLACE[condition.outcome]
        record["above"] = condition.direction == "above"
        record["since"], record["until"] = since, np.inf
        record["after"], record["lag"] = after, lag
        if condition.value is not None:
            record["level"] = condition.value
        else:
            record["relative"] = 1
            record["level"] = 1.0 + (condition.change_percent or 0.0) / 100.0
        for name in ("at", "by"):
            moment = getattr(condition, name)
            if moment is None:
                continue
            date = years_after_start(moment, self._study)
            if date <= 0:
                raise InputError(
                    f"{moment} is not after the start of the options ({self._study.start}).",
                    field=f"{field}.{name}",
                    fix="give a later date.",
                )
            if name == "at":
                record["since"] = np.maximum(record["since"], date)
                record["once"] = 1
            else:
                record["until"] = date
        self._conditions.append(record)
        return len(self._conditions) - 1

    def _value_of(self, move: Move, index: int) -> Numbers:
        """Return the number of an order's record, (members,)."""
        if move.kind != "multiply":
            return np.full(self._members, move.value, np.float64)
        if isinstance(move.value, str):
            return (1.0 - self._value(move.value, f"orders.{index}.cut_by")) - 1.0
        return np.full(self._members, move.value - 1.0)

    def _value(self, value: float | str, field: str) -> Numbers:
        """Return a number or drawn parameter by member, (members,)."""
        if not isinstance(value, str):
            return np.full(self._members, value, np.float64)
        if value not in self._draws:
            raise InputError(
                f"there is no ledger parameter `{value}`.",
                field=field,
                fix="write a number, or the id of a parameter that `riobravo evidence` lists.",
            )
        return np.asarray(self._draws[value], dtype=np.float64).reshape(self._members)


def _longest(programmes: Sequence[Programme], name: str) -> int:
    lengths: list[int] = [getattr(programme, name).shape[1] for programme in programmes]
    return max(lengths)
