"""Orders that contradict each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

from riobravo.options.fields import Moment
from riobravo.options.instruments import load_registry
from riobravo.options.order import Order

ToYears = Callable[[Moment], float]


@dataclass(frozen=True)
class Contradiction:
    """Two orders that cannot both hold.

    Args:
        first: position of one order.
        second: position of the other.
        reason: why, without a full stop.
    """

    first: int
    second: int
    reason: str


def find_contradiction(orders: tuple[Order, ...], to_years: ToYears | None = None) -> Contradiction | None:
    """Return the first contradiction between two orders that act at the same time.

    Args:
        orders: the orders.
        to_years: turns a moment into years after the start of the options. Without it, orders that
            mix months and years are taken not to overlap; the check of the schedule sees them.
    """
    for (i, one), (j, two) in combinations(enumerate(orders), 2):
        reason = _contradict(one, two)
        if reason and _overlap(one, two, to_years):
            return Contradiction(i, j, reason)
    return None


def _contradict(one: Order, two: Order) -> str | None:
    """Return why two orders contradict each other if they act at the same time."""
    if one.instrument == two.instrument:
        return _contradict_itself(one, two)
    for conflict in load_registry().conflicts:
        if {one.instrument, two.instrument} == set(conflict.pair):
            return f"{one.instrument} and {two.instrument} contradict each other: {conflict.reason}"
    if {one.consent, two.consent} == {"with-consent", "without-consent"}:
        agreed, imposed = (one, two) if one.consent == "with-consent" else (two, one)
        if agreed.means.consent == "required":
            return (
                f"{agreed.instrument} needs Mexico's consent, while {imposed.instrument} acts"
                " without it at the same time"
            )
    return None


def _contradict_itself(one: Order, two: Order) -> str | None:
    name = one.instrument
    if {one.consent, two.consent} == {"with-consent", "without-consent"}:
        return f"{name} is ordered both with and without Mexico's consent at the same time"
    if (one.amount or 0.0) * (two.amount or 0.0) < 0:
        return f"{name} is both raised and withdrawn at the same time"
    share_states = one.states is None or two.states is None or {*one.states} & {*two.states}
    if one.means.only_one and share_states:
        ends = {str(order.last_moment or "never") for order in (one, two)}
        contradictory = f", with contradictory ends ({' and '.join(sorted(ends))})"
        return (
            f"{name} is ordered twice at the same time{contradictory if len(ends) == 2 else ''},"
            " but can hold only once"
        )
    return None


def _overlap(one: Order, two: Order, to_years: ToYears | None) -> bool:
    return _begins_before_end(one, two, to_years) and _begins_before_end(two, one, to_years)


def _begins_before_end(one: Order, two: Order, to_years: ToYears | None) -> bool:
    """Tell whether an order begins before another ends; events have lasting effects."""
    begin, end = one.start, two.last_moment
    if end is None:
        return True
    if to_years is not None:
        return to_years(begin) < to_years(end)
    if begin == 0:
        return True
    if isinstance(begin, str) and isinstance(end, str):
        return begin < end
    if isinstance(begin, float) and isinstance(end, float):
        return begin < end
    return False


def explain_contradiction(orders: tuple[Order, ...], contradiction: Contradiction) -> str:
    """Return the sentence that names a contradiction and where its orders come from."""
    origins = [orders[place].origin for place in (contradiction.first, contradiction.second)]
    named = [f"`{origin}`" if origin else "the option's own orders" for origin in origins]
    where = "" if origins == [None, None] else f" ({' and '.join(dict.fromkeys(named))})"
    return f"{contradiction.reason}{where}"
