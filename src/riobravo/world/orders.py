"""Orders: from the few records of an option to the levers of a week, and whether conditions are met.

An option is a handful of records rather than a number per week, so that it can react to what happens:
an order may wait for its trigger, end at its off-ramp, and act in some states only. All times are years
after the start of the options; a week takes the value that holds in its middle.

strength = share x min(1, (middle - begin) / ramp)        begin = max(start, trigger met) + lag
lever    = lever x (1 + value x strength)                 orders that multiply
lever    = lever + value x strength                       orders that add
lever    = max(lever, value)                              in the one week of an event
"""

from __future__ import annotations

import math
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from riobravo.world.compile import kernel
from riobravo.world.levers import LEVER_RECORD, LEVERS, neutral_table
from riobravo.world.outcomes import IS_FLOW
from riobravo.world.state import GROUPS_USED, LOCAL_LEVERS, LOCAL_ORDERS, STATES

WEEKS_PER_YEAR: Final = 52
# Kinds of orders. What is ADDED scales with strength; what is SET does not, such as an exempt share.
MULTIPLY, ADD, SET, EVENT = 0, 1, 2, 3
# No order, no condition, the whole country.
NONE: Final = -1
# Times that are equal in months differ in the last bits as years.
ROUNDING: Final = 1e-9

# One step of one order on one lever.
#   lever             place in LEVERS; NONE ends the list
#   kind              MULTIPLY, ADD, SET or EVENT
#   value             ratio minus one, or what is added, at full strength
#   share             share of full strength in this step of intensity
#   start, lag        the earliest start, and how long until it begins to act
#   since, until      when this step of intensity begins and ends
#   ramp              years of build-up
#   trigger, off_ramp places in the conditions, or NONE
#   mask              place in the masks of states, or NONE
ORDER: Final = np.dtype(
    [
        ("lever", np.int64),
        ("kind", np.int64),
        ("value", np.float64),
        ("share", np.float64),
        ("start", np.float64),
        ("lag", np.float64),
        ("since", np.float64),
        ("until", np.float64),
        ("ramp", np.float64),
        ("trigger", np.int64),
        ("off_ramp", np.int64),
        ("mask", np.int64),
    ]
)

# One condition of one order, evaluated at quarterly readings.
#   outcome           place in NATIONAL; NONE ends the list
#   above             1 if the outcome has to be above the level, 0 if below
#   relative          1 if the level is a ratio to the start of the options
#   level             level, or ratio to the start
#   since, until      first and last moment at which it is checked
#   once              1 if only the first reading from `since` on counts
#   after, lag        place of a condition that has to be met so many years before, or NONE
CONDITION: Final = np.dtype(
    [
        ("outcome", np.int64),
        ("above", np.int64),
        ("relative", np.int64),
        ("level", np.float64),
        ("since", np.float64),
        ("until", np.float64),
        ("once", np.int64),
        ("after", np.int64),
        ("lag", np.float64),
    ]
)

_LOW: Final = np.array([lever.low for lever in LEVERS])
_HIGH: Final = np.array([lever.high for lever in LEVERS])
_LAST_YEAR: Final = 1000.0


class Plan(NamedTuple):
    """What each option orders. Shapes: m members, o options, k orders, c conditions, l levers.

    Args:
        orders: `ORDER` records, (m, o, k).
        conditions: the triggers and off-ramps of these orders, `CONDITION` records, (m, o, c).
        masks: 1 in the states where orders for some states act, (masks, STATES).
        table: levers by week in place of orders, (m, o, weeks, l); no weeks if there are orders.
        neutral: levers of a week in which no option acts, (l,).
        now: working space for the levers of a week, one `LEVER_RECORD`, (1,).
        values: the same numbers as `now`, (l,).
        met: out, when each condition was met, years after the start of the options; inf if never,
            (m, o, c).
    """

    orders: NDArray[np.void]
    conditions: NDArray[np.void]
    masks: NDArray[np.float64]
    table: NDArray[np.float64]
    neutral: NDArray[np.float64]
    now: NDArray[np.void]
    values: NDArray[np.float64]
    met: NDArray[np.float64]


def new_plan(orders: NDArray[np.void], conditions: NDArray[np.void], masks: NDArray[np.float64]) -> Plan:
    """Return a plan of orders.

    Args:
        orders: `ORDER` records, (members, options, orders).
        conditions: `CONDITION` records, (members, options, conditions).
        masks: 1 in the states where orders for some states act, (masks, STATES).
    """
    return _plan(orders, conditions, masks, np.zeros((*orders.shape[:2], 0, len(LEVERS))))


def plan_table(table: NDArray[np.float64]) -> Plan:
    """Return a plan whose levers are given week by week.

    Args:
        table: levers, (members, options, weeks, levers).
    """
    shape = (*table.shape[:2], 0)
    masks = np.zeros((0, STATES))
    return _plan(np.zeros(shape, ORDER), np.zeros(shape, CONDITION), masks, np.array(table, order="C"))


def _plan(
    orders: NDArray[np.void],
    conditions: NDArray[np.void],
    masks: NDArray[np.float64],
    table: NDArray[np.float64],
) -> Plan:
    now = np.zeros(1, LEVER_RECORD)
    values = now.view(np.float64).reshape(len(LEVERS))
    met = np.full(conditions.shape, np.inf)
    return Plan(orders, conditions, masks, table, neutral_table(1)[0], now, values, met)


@kernel
def set_levers(values: Any, neutral: Any, orders: Any, met: Any, step: float, number: int) -> None:
    """Set the levers of one week for the whole country.

    Args:
        values: out, one number per lever, (levers,).
        neutral: the levers of a week in which no option acts, (levers,).
        orders: the records of one option and member, (k,).
        met: when each condition was met, years after the start of the options; inf if not yet, (c,).
        step: length of a step in weeks.
        number: steps since the start of the options.
    """
    for k in range(values.shape[0]):
        values[k] = neutral[k]
    moved = False
    for j in range(orders.shape[0]):
        order = orders[j]
        if order.lever == NONE:
            break
        if order.mask != NONE and order.lever < LOCAL_LEVERS:
            continue
        if order.kind == EVENT:
            if _happens(order, met, step, number):
                values[order.lever] = max(values[order.lever], order.value)
                moved = True
            continue
        strength = _strength(order, met, step, number)
        if strength < 0.0:
            continue
        moved = True
        if order.kind == MULTIPLY:
            values[order.lever] *= 1.0 + order.value * strength
        elif order.kind == ADD:
            values[order.lever] += order.value * strength
        else:
            values[order.lever] = max(values[order.lever], order.value)
    if moved:
        for k in range(values.shape[0]):
            values[k] = min(max(values[k], _LOW[k]), _HIGH[k])


@kernel
def _strength(order: Any, met: Any, step: float, number: int) -> Any:
    """Return the share of full strength in this week, or a negative number if the order does not act."""
    middle = (number + 0.5) * step / WEEKS_PER_YEAR
    begin = order.start
    if order.trigger != NONE:
        begin = max(begin, met[order.trigger])
    begin += order.lag
    end = order.until
    if order.off_ramp != NONE:
        end = min(end, met[order.off_ramp])
    if middle < begin or middle < order.since or middle >= end:
        return -1.0
    strength = 1.0
    if order.ramp > 0.0:
        strength = min(max((middle - begin) / order.ramp, 0.0), 1.0)
    return strength * order.share


@kernel
def _happens(order: Any, met: Any, step: float, number: int) -> Any:
    """Tell whether the one week of an event is this one."""
    begin = order.start
    if order.trigger != NONE:
        begin = max(begin, met[order.trigger])
    begin += order.lag
    if not begin < _LAST_YEAR:
        return False
    return math.floor(begin * WEEKS_PER_YEAR / step + ROUNDING) == number


@kernel
def set_local_levers(world: Any, orders: Any, masks: Any, met: Any, step: float, number: int) -> None:
    """Set the levers of one week that hold in some states only, and what each group feels of them.

    A group feels a lever by its presence: 1 + sum over states of presence x (lever of the state - 1).

    Args:
        world: changes `place_levers`, `group_levers` and `ordered_states`, and says in `size` whether
            there are such levers.
        orders: the records of one option and member, (k,).
        masks: 1 where an order acts, (masks, STATES).
        met: when each condition was met, (c,).
        step: length of a step in weeks.
        number: steps since the start of the options.
    """
    world.size[LOCAL_ORDERS] = 0
    world.ordered_states[:] = 0.0
    for j in range(orders.shape[0]):
        order = orders[j]
        if order.lever == NONE:
            break
        if order.mask == NONE:
            continue
        if order.lever >= LOCAL_LEVERS:
            _mark_states(world, masks[order.mask], _strength(order, met, step, number))
            continue
        if world.size[LOCAL_ORDERS] == 0:
            world.size[LOCAL_ORDERS] = 1
            world.place_levers[:] = 1.0
        strength = _strength(order, met, step, number)
        if strength <= 0.0:
            continue
        for s in range(STATES):
            if masks[order.mask, s] > 0.0:
                world.place_levers[order.lever, s] *= 1.0 + order.value * strength
    if world.size[LOCAL_ORDERS] == 0:
        return
    n = world.size[GROUPS_USED]
    for k in range(LOCAL_LEVERS):
        for i in range(n):
            world.group_levers[k, i] = 1.0
        for s in range(STATES):
            change = min(max(world.place_levers[k, s], _LOW[k]), _HIGH[k]) - 1.0
            world.place_levers[k, s] = 1.0 + change
            if change == 0.0:
                continue
            for i in range(n):
                world.group_levers[k, i] += world.presence[i, s] * change


@kernel
def _mark_states(world: Any, mask: Any, strength: float) -> None:
    """Note the states that an order of the whole country names, while it acts."""
    if strength > 0.0:
        for s in range(STATES):
            world.ordered_states[s] = max(world.ordered_states[s], mask[s])


@kernel
def check_conditions(met: Any, conditions: Any, national: Any, per_year: int, first: int, place: int) -> None:
    """Note which conditions the newest reading meets.

    Flows are compared by their mean over a year: the last four quarters, and the four before the start
    of the options, or as many as there are. Stocks are compared as they stand, and as they stood then.

    Args:
        met: when each condition was met, years after the start of the options; changed, (c,).
        conditions: the conditions of one option and member, (c,).
        national: readings so far, (readings, outcomes).
        per_year: readings per year.
        first: number of readings before the start of the options.
        place: the newest reading.
    """
    time = (place + 1 - first) / per_year
    for k in range(conditions.shape[0]):
        condition = conditions[k]
        if condition.outcome == NONE:
            break
        if met[k] <= time:
            continue
        since = condition.since
        if condition.after != NONE:
            since = max(since, met[condition.after] + condition.lag)
        if time < since - ROUNDING or time > condition.until + ROUNDING:
            continue
        if condition.once == 1 and time >= since + 1.0 / per_year - ROUNDING:
            continue
        now = _level(national, condition.outcome, per_year, place)
        level = condition.level
        if condition.relative == 1:
            # Without a reading before the start, the first one after it has to serve.
            level *= _level(national, condition.outcome, per_year, max(first - 1, 0))
        if (now > level) if condition.above == 1 else (now < level):
            met[k] = time


@kernel
def _level(national: Any, outcome: int, per_year: int, place: int) -> Any:
    """Return a stock at a reading, or a flow as its mean over the year that ends there."""
    if not IS_FLOW[outcome]:
        return national[place, outcome]
    begin = max(place + 1 - per_year, 0)
    total = 0.0
    for r in range(begin, place + 1):
        total += national[r, outcome]
    return total / (place + 1 - begin)
