"""Options in plain words, and as small charts made of characters."""

from __future__ import annotations

import numpy as np

from riobravo.dates import WEEKS_PER_YEAR, parse_month
from riobravo.options.schedule import Numbers
from riobravo.options.schema import Moment, Option, Order
from riobravo.world.levers import LEVERS

BLOCKS = "▁▂▃▄▅▆▇█"
WEEKS_PER_QUARTER = WEEKS_PER_YEAR // 4

_RATES = {
    "arrests": "Arrests per week",
    "recruitment": "Recruitment",
    "conflict": "Conflict between groups",
}
# fmt: off
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on


def describe(option: Option) -> list[str]:
    """Return what an option does and when, one sentence per order.

    Args:
        option: the option.
    """
    if not option.orders:
        return ["Nothing is changed."]
    return [_describe_order(order) for order in option.orders]


def chart_levers(table: Numbers) -> list[tuple[str, str, float, float]]:
    """Return one small chart for every lever that is moved, with one block per quarter.

    Args:
        table: levers by week, of shape (weeks, 8); at least one week.

    Returns:
        Name and unit of the lever, blocks from its lowest to its highest value, and these two.
    """
    charts = []
    for index, lever in enumerate(LEVERS):
        weekly = table[:, index]
        if (weekly == lever.neutral).all():
            continue
        starts = np.arange(0, len(weekly), WEEKS_PER_QUARTER)
        if lever.name == "remove_largest":
            quarterly = np.maximum.reduceat(weekly, starts)
        else:
            lengths = np.diff([*starts, len(weekly)])
            quarterly = np.add.reduceat(weekly, starts) / lengths
        low = min(lever.neutral, float(quarterly.min()))
        high = max(lever.neutral, float(quarterly.max()))
        level = np.rint((quarterly - low) / (high - low) * (len(BLOCKS) - 1)).astype(int)
        blocks = "".join(BLOCKS[step] for step in level)
        charts.append((f"{lever.name} ({lever.unit})", blocks, low, high))
    return charts


def _describe_order(order: Order) -> str:
    since = _describe_moment(order.start)
    if order.delivery == "once":
        since = "in the first week of the options" if order.start == 0 else since
        since = since.replace("from", "in" if isinstance(order.start, str) else "", 1).lstrip()
    sentence = f"{_describe_effect(order)} {since}"
    if isinstance(order.lag_years, str):
        sentence += f", acting after a lag that the ledger gives ({order.lag_years})"
    elif order.lag_years:
        sentence += f", acting after a lag of {_years(order.lag_years)}"
    if order.delivery == "once":
        return f"{sentence}."
    if order.ramp_years:
        sentence += f", building up evenly over {_years(order.ramp_years)}"
    if order.intensity:
        steps = [f"{step.value:.4g} {_describe_moment(step.since)}" for step in order.intensity]
        sentence += f", at a share of full strength of {', then '.join(steps)}"
    if order.end is None:
        return f"{sentence}, for as long as the simulation runs."
    until = _describe_moment(order.end).removeprefix("from ")
    return f"{sentence}, until {until}."


def _describe_effect(order: Order) -> str:
    done = "captured" if order.mode == "capture" else "killed"
    if order.instrument == "remove_largest_leader":
        return f"The leader of the group that is then the largest is {done}, once,"
    if order.instrument == "leader_removals":
        layer = "top leaders" if order.layer == "top" else "leaders of the middle layer"
        return f"{order.per_year:g} more {layer} are {done} per year,"
    rate = _RATES[order.instrument]
    verb = "are" if order.instrument == "arrests" else "is"
    if order.multiply_by is not None:
        return f"{rate} {verb} multiplied by {order.multiply_by:g}"
    if isinstance(order.cut_by, str):
        return f"{rate} {verb} cut by a share that the ledger gives ({order.cut_by})"
    return f"{rate} {verb} cut by {100 * (order.cut_by or 0.0):.4g} %"


def _describe_moment(moment: Moment) -> str:
    if isinstance(moment, str):
        month = parse_month(moment)
        return f"from {_MONTHS[month.month - 1]} {month.year}"
    if moment == 0:
        return "from the start of the options"
    return f"from {_years(moment)} after the start of the options"


def _years(number: float) -> str:
    return "1 year" if number == 1 else f"{number:.4g} years"
