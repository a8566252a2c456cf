"""Whether an option can run, what is missing if not, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from riobravo.errors import InputError
from riobravo.options.condition import Condition
from riobravo.options.instruments import name_need
from riobravo.options.order import Cost, Order
from riobravo.options.schema import Option
from riobravo.world.outcomes import PLACE

Status = Literal["runnable", "not yet modelled"]


@dataclass(frozen=True)
class Need:
    """Something that has to be simulated before an order can run.

    Args:
        name: id of a mechanism, or what else is missing.
        field: the field that asks for it, from the top of the option.
    """

    name: str
    field: str


@dataclass(frozen=True)
class Bill:
    """What an option costs the public.

    Args:
        usd_per_year: lowest and highest sum of the known yearly costs; None if none is known.
        usd_once: the same for costs that fall once.
        is_complete: whether the cost of every order is known.
        sources: where the costs come from.
    """

    usd_per_year: tuple[float, float] | None
    usd_once: tuple[float, float] | None
    is_complete: bool
    sources: tuple[str, ...]


def needs_of(option: Option) -> tuple[Need, ...]:
    """Return what is missing, in the order of the option's orders, each name once."""
    first: dict[str, Need] = {}
    for place, order in enumerate(option.orders):
        for need in _needs(order, place):
            first.setdefault(need.name, need)
    return tuple(first.values())


def status_of(option: Option) -> Status:
    """Tell whether an option can run."""
    return "not yet modelled" if needs_of(option) else "runnable"


def check_runnable(option: Option) -> None:
    """Refuse an option of which something is not yet modelled.

    Args:
        option: the option, with its bundle joined.

    Raises:
        InputError: it names everything that is missing.
    """
    if option.bundle:
        raise InputError(
            f"the bundle of `{option.id}` has not been joined.",
            field="bundle",
            fix="name the option in a study, or read it with `load_option`.",
        )
    if needs := needs_of(option):
        listed = ", ".join(name_need(need.name) for need in needs)
        raise InputError(
            f"`{option.id}` is not yet modelled: it needs {listed}.",
            field=needs[0].field,
            fix="choose options that `riobravo options` marks as runnable.",
        )


def bill_of(option: Option) -> Bill:
    """Return the public cost of an option, as far as it is known."""
    yearly = [_as_range(order.cost_usd_per_year) for order in option.orders]
    once = [_as_range(order.cost_usd_once) for order in option.orders]
    known = [one is not None or two is not None for one, two in zip(yearly, once, strict=True)]
    sources = (order.cost_source for order in option.orders if order.cost_source)
    return Bill(_sum(yearly), _sum(once), all(known), tuple(dict.fromkeys(sources)))


def describe_cost(option: Option) -> str:
    """Return the known public cost of an option in a few words."""
    bill = bill_of(option)
    known = [
        f"{_millions(*cost)} {period}"
        for cost, period in ((bill.usd_per_year, "per year"), (bill.usd_once, "once"))
        if cost is not None
    ]
    partly = "; other parts unknown" if known and not bill.is_complete else ""
    return f"{', '.join(known) or 'unknown'}{partly}"


def _millions(low: float, high: float) -> str:
    ends = [f"{amount / 1e6:,.6g}" for amount in ((low,) if low == high else (low, high))]
    return f"{' to '.join(ends)} million USD"


def _needs(order: Order, place: int) -> list[Need]:
    field = f"orders.{place}"
    needs = [Need(name, f"{field}.instrument") for name in order.means.needs]
    for name, condition in (("trigger", order.trigger), ("off_ramp", order.off_ramp)):
        if isinstance(condition, Condition) and condition.outcome not in PLACE:
            needs.append(Need(f"outcome {condition.outcome}", f"{field}.{name}"))
    return needs


def _as_range(cost: Cost | None) -> tuple[float, float] | None:
    if cost is None or isinstance(cost, tuple):
        return cost
    return cost, cost


def _sum(ranges: list[tuple[float, float] | None]) -> tuple[float, float] | None:
    known = [one for one in ranges if one is not None]
    return (sum(one[0] for one in known), sum(one[1] for one in known)) if known else None
