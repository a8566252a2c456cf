"""Options in plain words, and as small charts made of characters."""

from __future__ import annotations

import numpy as np

from riobravo.dates import WEEKS_PER_YEAR
from riobravo.options.schedule import Numbers
from riobravo.options.schema import Option
from riobravo.options.words import describe_order
from riobravo.world.levers import LEVERS

BLOCKS = "▁▂▃▄▅▆▇█"
WEEKS_PER_QUARTER = WEEKS_PER_YEAR // 4


def describe(option: Option) -> list[str]:
    """Return what an option does and when, one sentence per order.

    Args:
        option: the option.
    """
    if not option.orders:
        return ["Nothing is changed."]
    return [describe_order(order) for order in option.orders]


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
