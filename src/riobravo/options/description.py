"""Options in plain words, and as small charts made of characters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from riobravo.dates import WEEKS_PER_YEAR
from riobravo.options.order import Order
from riobravo.options.schedule import Numbers
from riobravo.options.schema import Option
from riobravo.options.words import describe_order
from riobravo.world.levers import LEVERS

BLOCKS = "▁▂▃▄▅▆▇█"


def describe(option: Option) -> list[str]:
    """Return what an option does and when, one sentence per order.

    Args:
        option: the option.
    """
    if not option.orders:
        return ["Nothing is changed."]
    return [describe_order(order) for order in option.orders]


@dataclass(frozen=True)
class Chart:
    """A lever that is moved, drawn with one block per week and one row per year.

    Args:
        lever: name and unit of the lever.
        rows: years and their blocks, as `1` or `3-5`; years that are alike stand in one row.
        low: value of the lowest block.
        high: value of the highest block.
    """

    lever: str
    rows: tuple[tuple[str, str], ...]
    low: float
    high: float


def chart_levers(table: Numbers) -> list[Chart]:
    """Return one small chart for every lever that is moved.

    Args:
        table: levers by week, of shape (weeks, levers); at least one week.
    """
    charts = []
    for index, lever in enumerate(LEVERS):
        weekly = table[:, index]
        if (weekly == lever.neutral).all():
            continue
        low = min(lever.neutral, float(weekly.min()))
        high = max(lever.neutral, float(weekly.max()))
        level = np.rint((weekly - low) / (high - low) * (len(BLOCKS) - 1)).astype(int)
        blocks = "".join(BLOCKS[step] for step in level)
        years = [blocks[k : k + WEEKS_PER_YEAR] for k in range(0, len(blocks), WEEKS_PER_YEAR)]
        charts.append(Chart(f"{lever.name} ({lever.unit})", _rows(years), low, high))
    return charts


def _rows(years: list[str]) -> tuple[tuple[str, str], ...]:
    """Return a row for every run of years that are alike."""
    rows: list[tuple[str, str]] = []
    first = 0
    for index, blocks in enumerate(years):
        if index + 1 == len(years) or years[index + 1] != blocks:
            rows.append((f"{first + 1}" if first == index else f"{first + 1}-{index + 1}", blocks))
            first = index + 1
    return tuple(rows)


def split_orders(option: Option) -> list[tuple[str, Option]]:
    """Return parts of an option that can each be drawn over time, and when or where they hold.

    Orders that wait for an event are drawn as if their condition were met as soon as it may be; orders for
    some states are drawn as they act there.

    Args:
        option: the option, its bundle joined.
    """
    parts: dict[str, list[Order]] = {}
    for order in option.orders:
        words = []
        if order.states:
            words.append(f"in {', '.join(order.states)}")
        if order.trigger is not None:
            words.append("if the condition is met at once")
        everywhere = order.model_copy(update={"states": None, "trigger": None})
        parts.setdefault(", ".join(words), []).append(everywhere)
    return [(said, option.model_copy(update={"orders": tuple(orders)})) for said, orders in parts.items()]
