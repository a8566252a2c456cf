"""Orders in plain words: one sentence each, and short names that do not clash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from riobravo.dates import parse_month
from riobravo.options.condition import Condition
from riobravo.options.fields import Moment
from riobravo.options.instruments import outcome_titles
from riobravo.options.order import Order

_RATES: Final = {
    "arrests": "Arrests per week",
    "recruitment": "Recruitment",
    "conflict": "Conflict between groups",
}
_CONSENT: Final = {
    "with-consent": " with Mexico's consent",
    "without-consent": " without Mexico's consent",
    "not-applicable": "",
}
# fmt: off
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on


def describe_order(order: Order) -> str:
    """Return what an order does and when, as one sentence."""
    since = _describe_moment(order.start)
    if order.delivery == "once":
        since = "in the first week of the options" if order.start == 0 else since
        since = since.replace("from", "in" if isinstance(order.start, str) else "", 1).lstrip()
    if order.trigger is not None:
        since = f"{'if' if order.trigger.at is not None else 'once'} {_describe_condition(order.trigger)}"
        since += f", but not before {_date(order.start)}" if order.start else ""
    sentence = f"{_describe_effect(order)}{_aim(order)} {since}".replace(",,", ",")
    if isinstance(order.lag_years, str):
        sentence += f", acting after a lag that the ledger gives ({order.lag_years})"
    elif order.lag_years:
        sentence += f", acting after a lag of {_years(order.lag_years)}"
    if order.is_one_event:
        return f"{sentence}."
    if order.ramp_years:
        sentence += f", building up evenly over {_years(order.ramp_years)}"
    if order.intensity:
        steps = [f"{step.value:.4g} {_describe_moment(step.since)}" for step in order.intensity]
        sentence += f", at a share of full strength of {', then '.join(steps)}"
    if isinstance(order.off_ramp, Condition):
        sentence += f", and ends once {_describe_condition(order.off_ramp)}"
    if order.last_moment is None:
        lasting = ", otherwise lasting" if isinstance(order.off_ramp, Condition) else ", for"
        return f"{sentence}{lasting} as long as the simulation runs."
    return f"{sentence}, until {_date(order.last_moment)}."


def name_order(order: Order) -> str:
    """Return a short name, such as `Arrests × 2`."""
    if order.mode is not None:
        done = "captured" if order.mode == "capture" else "killed"
        if order.is_one_event:
            return f"Leader of the largest group {done}"
        layer = "Top leaders" if order.layer == "top" else "Middle layer"
        return f"{layer} {done}, {order.per_year:g} per year"
    name = order.means.title
    if order.multiply_by is not None:
        name += f" × {order.multiply_by:g}"
    if order.cut_by is not None:
        share = order.cut_by if isinstance(order.cut_by, str) else f"{100 * order.cut_by:.4g} %"
        name += f" cut by {share}"
    if order.per_year is not None:
        name += f", {order.per_year:g} per year"
    if order.amount is not None:
        field = order.means.fields["amount"]
        sign = "+" if (field.low or 0.0) < 0 < order.amount else ""
        name += f", {sign}{order.amount:.6g} {field.unit}"
    if order.demand is not None:
        name += f": {order.demand.replace('-', ' ')}"
    return name + _CONSENT[order.consent] * (order.means.consent == "to-be-stated")


def name_orders(orders: Iterable[Order]) -> tuple[str, ...]:
    """Return a short name for each order; equal ones are told apart by start, then by number."""
    listed = tuple(orders)
    names = [name_order(order) for order in listed]
    several = {name for name, count in Counter(names).items() if count > 1}
    names = [
        f"{name} {_describe_moment(order.start)}" if name in several else name
        for name, order in zip(names, listed, strict=True)
    ]
    total, seen = Counter(names), Counter[str]()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(f"{name} ({seen[name]})" if total[name] > 1 else name)
    return tuple(unique)


def make_title(bundle: Iterable[str], orders: Iterable[Order]) -> str:
    """Return a title of at most 200 characters from what an option consists of."""
    parts = [part.rsplit("/", 1)[-1].removesuffix(".yaml").replace("-", " ") for part in bundle]
    parts += [name[:1].lower() + name[1:] for name in name_orders(orders)]
    if not parts:
        return "No change"
    for shown in range(len(parts), 0, -1):
        rest = f" and {len(parts) - shown} more" if shown < len(parts) else ""
        title = "; ".join(parts[:shown]) + rest
        if len(title) <= 200:
            return title[:1].upper() + title[1:]
    return f"A bundle of {len(parts)} orders"


def make_summary(bundle: Iterable[str], orders: Iterable[Order]) -> str:
    """Return a summary of at most 5000 characters from what an option consists of."""
    parts = list(bundle)
    sentences = [f"Joins the orders of {', '.join(parts)}."] if parts else []
    sentences += [describe_order(order) for order in orders]
    text = " ".join(sentences or ["Nothing is changed."])
    return text if len(text) <= 5000 else f"{text[:4999]}…"


def _describe_effect(order: Order) -> str:
    done = "captured" if order.mode == "capture" else "killed"
    if order.instrument == "remove_largest_leader":
        return f"The leader of the group that is then the largest is {done}, once,"
    if order.instrument == "leader_removals":
        layer = "top leaders" if order.layer == "top" else "leaders of the middle layer"
        return f"{order.per_year:g} more {layer} are {done} per year,"
    if not order.is_ratio:
        return _fill_words(order)
    rate = _RATES.get(order.instrument, order.means.title)
    verb = "are" if order.instrument == "arrests" else "is"
    if order.multiply_by is not None:
        return f"{rate} {verb} multiplied by {order.multiply_by:g}"
    if isinstance(order.cut_by, str):
        return f"{rate} {verb} cut by a share that the ledger gives ({order.cut_by})"
    return f"{rate} {verb} cut by {100 * (order.cut_by or 0.0):.4g} %"


def _fill_words(order: Order) -> str:
    means, amount = order.means, order.amount or 0.0
    words = means.words_if_negative if amount < 0 else means.words
    values = {
        "amount": f"{abs(amount):,.6g}",
        "per_year": f"{order.per_year or 0.0:g}",
        "exempt_percent": f"{order.exempt_percent or 0.0:g}",
        "demand": (order.demand or "").replace("-", " "),
    }
    said = (words or means.summary.rstrip(".")).format_map(values)
    body = said.removesuffix(",")
    return f"{body}{_CONSENT[order.consent]}{said[len(body) :]}"


def _aim(order: Order) -> str:
    """Return what is not said by the instrument alone: a chosen target, and chosen states."""
    aim = ""
    if order.target not in {None, order.means.targets[0]} and order.layer is None:
        aim += f", aimed at {(order.target or '').replace('-', ' ')},"
    if order.states:
        aim += f" in {len(order.states)} of 32 states ({', '.join(order.states)})"
    return aim


def _describe_condition(condition: Condition) -> str:
    title = outcome_titles()[condition.outcome]
    if condition.value is not None:
        passed = f"{condition.direction} {condition.value:,.6g}"
    else:
        passed = f"{_change(condition.change_percent or 0.0, condition.direction)} that at the start"
        passed += " of the options"
    if condition.at is not None:
        return f"the level of {title} is {passed} {_describe_date_of_check(condition.at)}"
    by = f" by {_date(condition.by)}" if condition.by is not None else ""
    return f"the level of {title} is {passed}{by}"


def _change(percent: float, direction: str) -> str:
    """Return `more than 20 % above`, or `less than 20 % below` for what has not fallen by 20 %."""
    side = "above" if percent > 0 or (percent == 0 and direction == "above") else "below"
    if percent == 0:
        return direction
    return f"{'more' if side == direction else 'less'} than {abs(percent):g} % {side}"


def _describe_date_of_check(moment: Moment) -> str:
    return f"{'in' if isinstance(moment, str) else 'when checked'} {_date(moment)}"


def _describe_moment(moment: Moment) -> str:
    if moment == 0:
        return "from the start of the options"
    return f"from {_date(moment)}"


def _date(moment: Moment) -> str:
    if isinstance(moment, str):
        month = parse_month(moment)
        return f"{_MONTHS[month.month - 1]} {month.year}"
    return f"{_years(moment)} after the start of the options"


def _years(number: float) -> str:
    return "1 year" if number == 1 else f"{number:.4g} years"
