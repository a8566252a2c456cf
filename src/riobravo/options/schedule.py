"""From an option to a number per lever, member and week, as far as nothing that happens decides it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from riobravo.dates import WEEKS_PER_YEAR
from riobravo.errors import InputError
from riobravo.options.conflicts import explain_contradiction, find_contradiction
from riobravo.options.records import (
    HasStart,
    Numbers,
    Records,
    make_programme,
    parameters_of,
    years_after_start,
)
from riobravo.options.schema import MAXIMUM_YEARS, Option
from riobravo.world.levers import LEVERS, neutral_table
from riobravo.world.orders import ADD, EVENT, MULTIPLY, NONE, ROUNDING
from riobravo.world.state import LOCAL_LEVERS

__all__ = ["HasStart", "Numbers", "check_schedule", "lever_table", "parameters_of", "years_after_start"]

_LAST_WEEK: Final = 1e6


def lever_table(
    option: Option, study: HasStart, weeks: int, draws: Mapping[str, Numbers], members: int
) -> Numbers:
    """Return what an option does to every lever in every week of every member.

    A week takes the value that holds in its middle. Orders on the same lever multiply or add. If
    the leader of the largest group is to be removed twice in one week, a kill outranks a capture.
    Orders that wait for a trigger are left out, off-ramps are taken never to be met, and what holds in
    some states only is left out: the compiled week decides these, by the same formula.

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
    orders = make_programme(option, study, draws, members).orders
    table = np.tile(neutral_table(weeks), (members, 1, 1))
    for k in range(orders.shape[1]):
        order = orders[:, k]
        lever, kind = int(order["lever"][0]), int(order["kind"][0])
        if order["trigger"][0] != NONE or (order["mask"][0] != NONE and lever < LOCAL_LEVERS):
            continue
        column = table[:, :, lever]
        if kind == EVENT:
            _add_event(column, order)
            continue
        acts, strength = _strength(order, weeks)
        value = order["value"][:, None]
        if kind == MULTIPLY:
            column *= np.where(acts, 1.0 + value * strength, 1.0)
        elif kind == ADD:
            column += np.where(acts, value * strength, 0.0)
        else:
            np.maximum(column, value, out=column, where=acts)
    _check_bounds(table, option)
    return table


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
    neutral = {name: np.zeros(1) for name in parameters_of(option)}
    lever_table(option, study, int(MAXIMUM_YEARS) * WEEKS_PER_YEAR, neutral, 1)
    if found := find_contradiction(option.orders, lambda moment: years_after_start(moment, study)):
        raise InputError(
            f"{explain_contradiction(option.orders, found)}.",
            field=f"orders.{found.second}",
            fix="remove one of the two orders, or let one end before the other starts.",
        )


def _strength(order: Records, weeks: int) -> tuple[np.ndarray, Numbers]:
    """Return when an order acts, and its share of full strength, both (members, weeks)."""
    middle = ((np.arange(weeks) + 0.5) / WEEKS_PER_YEAR)[None, :]
    begin = (order["start"] + order["lag"])[:, None]
    acts = (middle >= begin) & (middle >= order["since"][:, None]) & (middle < order["until"][:, None])
    ramp = float(order["ramp"][0])
    rise = np.clip((middle - begin) / ramp, 0.0, 1.0) if ramp > 0.0 else np.ones((1, 1))
    return acts, rise * order["share"][:, None]


def _add_event(column: Numbers, order: Records) -> None:
    """Put one event in the week that contains its moment; the stronger of two counts."""
    weeks = column.shape[1]
    moment = (order["start"] + order["lag"]) * WEEKS_PER_YEAR + ROUNDING
    week = np.floor(np.minimum(moment, _LAST_WEEK)).astype(np.int64)
    member = np.flatnonzero(week < weeks)
    column[member, week[member]] = np.maximum(column[member, week[member]], order["value"][member])


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
