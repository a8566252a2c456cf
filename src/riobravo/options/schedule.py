"""From an option to a number per lever, member and week."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from riobravo.dates import WEEKS_PER_YEAR, parse_month, years_between
from riobravo.errors import InputError
from riobravo.options.conflicts import explain_contradiction, find_contradiction
from riobravo.options.schema import MAXIMUM_YEARS, Moment, Option, Order
from riobravo.options.status import check_runnable
from riobravo.world.levers import LEVERS, neutral_table

_INDEX: Final = {lever.name: index for index, lever in enumerate(LEVERS)}
_ROUNDING: Final = 1e-9

Numbers = NDArray[np.float64]


class HasStart(Protocol):
    """A study, of which only the start of the options matters here."""

    @property
    def start(self) -> str:
        """Month in which the options start, as `YYYY-MM`."""


def lever_table(
    option: Option, study: HasStart, weeks: int, draws: Mapping[str, Numbers], members: int
) -> Numbers:
    """Return what an option does to every lever in every week of every member.

    A week takes the value that holds in its middle. Orders on the same lever multiply or add. If
    the leader of the largest group is to be removed twice in one week, a kill outranks a capture.

    Args:
        option: the option.
        study: the study, for the start of the options.
        weeks: number of weeks from the start of the options, each 1/52 year.
        draws: values of ledger parameters by id, each of shape (members,).
        members: number of members, at least one.

    Returns:
        Array of shape (members, weeks, levers), levers in the order of `LEVERS`.

    Raises:
        InputError: an order is not modelled yet, a parameter is not drawn, a time is before the
            start, or a lever leaves its bounds.
    """
    check_runnable(option)
    table = np.tile(neutral_table(weeks), (members, 1, 1))
    for index, order in enumerate(option.orders):
        begin, end = _window(order, index, study, draws, members)
        if order.is_one_event:
            for lever in order.levers:
                _add_event(table[:, :, _INDEX[lever]], order, begin)
            continue
        strength = _strength(order, index, study, weeks, begin, end)
        for lever in order.levers:
            column = table[:, :, _INDEX[lever]]
            if order.is_ratio:
                column *= 1.0 + (_ratio(order, index, draws, members) - 1.0) * strength
            else:
                column += order.added * strength
    _check_bounds(table, option)
    return table


def parameters_of(option: Option) -> set[str]:
    """Return the ids of the ledger parameters that an option refers to."""
    return {
        value
        for order in option.orders
        for value in (order.cut_by, order.lag_years)
        if isinstance(value, str)
    }


def check_schedule(option: Option, study: HasStart) -> None:
    """Check everything about an option that can be known before parameters are drawn.

    Args:
        option: the option.
        study: the study, for the start of the options.

    Raises:
        InputError: an order is not modelled yet, a time is before the start, an end is not after
            its start, two orders contradict each other, or orders together leave the bounds of a
            lever.
    """
    check_runnable(option)
    neutral = {name: np.zeros(1) for name in parameters_of(option)}
    lever_table(option, study, int(MAXIMUM_YEARS) * WEEKS_PER_YEAR, neutral, 1)
    if found := find_contradiction(option.orders, lambda moment: years_after_start(moment, study)):
        raise InputError(
            f"{explain_contradiction(option.orders, found)}.",
            field=f"orders.{found.second}",
            fix="remove one of the two orders, or let one end before the other starts.",
        )


def years_after_start(moment: Moment, study: HasStart) -> float:
    """Return a moment in years after the start of the options; negative before it."""
    if isinstance(moment, str):
        return years_between(parse_month(study.start), parse_month(moment))
    return moment


def _window(
    order: Order, index: int, study: HasStart, draws: Mapping[str, Numbers], members: int
) -> tuple[Numbers, float]:
    """Return when an order begins to act, of shape (members, 1) or (1, 1), and when it ends."""
    start = years_after_start(order.start, study)
    last = order.last_moment
    end = np.inf if last is None else years_after_start(last, study)
    if start < 0:
        raise InputError(
            f"{order.start} is before the options of the study start ({study.start}).",
            field=f"orders.{index}.start",
            fix=f"give a month from {study.start} on, or a number of years after it.",
        )
    if end <= start:
        raise InputError(
            f"must be after the start of the order, but is {last} in a study that starts in {study.start}.",
            field=f"orders.{index}.{'off_ramp' if order.end is None else 'end'}",
            fix="give a later end or an earlier start.",
        )
    lag = _value(order.lag_years, f"orders.{index}.lag_years", draws, members)
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
    return start + lag, end


def _strength(order: Order, index: int, study: HasStart, weeks: int, begin: Numbers, end: float) -> Numbers:
    """Return the share of full strength, of shape (members, weeks) or (1, weeks)."""
    middle = (np.arange(weeks) + 0.5) / WEEKS_PER_YEAR
    strength = ((middle >= begin) & (middle < end)).astype(np.float64)
    if order.ramp_years > 0:
        strength *= np.clip((middle - begin) / order.ramp_years, 0.0, 1.0)
    if order.intensity:
        times = [years_after_start(step.since, study) for step in order.intensity]
        values = np.array([1.0, *(step.value for step in order.intensity)])
        if times[0] < 0:
            raise InputError(
                f"{order.intensity[0].since} is before the options start ({study.start}).",
                field=f"orders.{index}.intensity.0.from",
                fix=f"give a month from {study.start} on.",
            )
        strength *= values[np.searchsorted(times, middle, side="right")]
    return strength


def _ratio(order: Order, index: int, draws: Mapping[str, Numbers], members: int) -> Numbers:
    if order.multiply_by is not None:
        return np.full((1, 1), order.multiply_by)
    return 1.0 - _value(order.cut_by or 0.0, f"orders.{index}.cut_by", draws, members)


def _value(value: float | str, field: str, draws: Mapping[str, Numbers], members: int) -> Numbers:
    """Return a number or drawn parameter as an array of shape (1, 1) or (members, 1)."""
    if not isinstance(value, str):
        return np.full((1, 1), value)
    if value not in draws:
        raise InputError(
            f"there is no ledger parameter `{value}`.",
            field=field,
            fix="write a number, or the id of a parameter that `riobravo evidence` lists.",
        )
    return np.asarray(draws[value], dtype=np.float64).reshape(members, 1)


def _add_event(column: Numbers, order: Order, begin: Numbers) -> None:
    """Put one event in the week that contains its moment; the stronger of two counts."""
    members, weeks = column.shape
    moment = np.broadcast_to(begin[:, 0], (members,)) * WEEKS_PER_YEAR + _ROUNDING
    week = np.floor(np.minimum(moment, weeks)).astype(np.int64)
    member = np.flatnonzero(week < weeks)
    column[member, week[member]] = np.maximum(column[member, week[member]], order.added)


def _check_bounds(table: Numbers, option: Option) -> None:
    for index, lever in enumerate(LEVERS):
        column = table[:, :, index]
        if column.size and not (lever.low <= column.min() and column.max() <= lever.high):
            worst = column.min() if column.min() < lever.low else column.max()
            raise InputError(
                f"the orders of `{option.id}` together bring {lever.name} to {worst:g}; it must"
                f" stay within {lever.low:g} and {lever.high:g}.",
                field="orders",
                fix="choose smaller effects, or do not let these orders overlap.",
            )
