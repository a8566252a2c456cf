"""What an order must satisfy beyond the form of each of its fields."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, get_args

from riobravo.options.consent import ALLOWED, REASONS, consent_rule
from riobravo.options.fields import is_later
from riobravo.options.instruments import Dose
from riobravo.validation import problem, suggest
from riobravo.world.levers import LEVERS

if TYPE_CHECKING:
    from riobravo.options.move import Move
    from riobravo.options.order import Order

_DOSES: Final[tuple[Dose, ...]] = get_args(Dose)
_BOUNDS: Final = {lever.name: (lever.low, lever.high) for lever in LEVERS}
_LASTING: Final = ("end", "ramp_years", "intensity", "off_ramp")
_LAYERS: Final = {"leaders": "top", "middle-layer": "middle"}


def check_order(order: Order) -> None:
    """Refuse an order whose fields contradict each other, its instrument, or the bounds of a lever.

    Args:
        order: an order whose fields are each of the right form.

    Raises:
        PydanticCustomError: what is wrong, where, and what to do about it.
    """
    _check_parameters(order)
    _check_doses(order)
    _check_target(order)
    _check_consent(order)
    _check_delivery(order)
    _check_times(order)
    _check_strength(order)
    if order.cost_source is None and (order.cost_usd_per_year, order.cost_usd_once) != (None,) * 2:
        raise problem("a cost needs its source", fix="say in `cost_source` where it is from.")


def _check_parameters(order: Order) -> None:
    from riobravo.evidence.loading import ALL_LISTED, parameter_names

    for name in ("cut_by", "lag_years"):
        value = getattr(order, name)
        if isinstance(value, str) and value not in parameter_names():
            raise problem(
                f"there is no parameter `{value[:60]}`",
                fix=suggest(value[:60], parameter_names(), ALL_LISTED),
                field=(name,),
            )


def _check_doses(order: Order) -> None:
    means = order.means
    for name in _DOSES:
        value, field = getattr(order, name), means.fields.get(name)
        if value is None:
            continue
        if field is None:
            listed = " and ".join(f"`{one}`" for one in means.fields)
            reason = means.takes or (f"it takes {listed}" if listed else "it has no size")
            raise problem(
                f"does not apply to {order.instrument}: {reason}",
                fix="remove it.",
                field=(name,),
            )
        if field.choices and value not in field.choices:
            raise problem(
                f"cannot be `{str(value)[:60]}` for {order.instrument}",
                fix=suggest(str(value)[:60], field.choices),
                field=(name,),
            )
        low, high = field.low, field.high
        if low is not None and high is not None and not low <= value <= high:
            raise problem(
                f"is {value:g} {field.unit}, but must stay within {low:g} and {high:g}",
                fix="choose a smaller amount.",
                field=(name,),
            )
    if means.is_ratio and (order.multiply_by is None) == (order.cut_by is None):
        raise problem(
            f"{order.instrument} needs either `multiply_by` or `cut_by`",
            fix="write one of them, such as `multiply_by: 2` or `cut_by: 0.25`.",
        )
    for name in () if means.is_ratio else means.fields:
        if getattr(order, name) is None:
            unit = means.fields[name].unit
            raise problem(
                f"{order.instrument} needs `{name}`",
                fix=f"add `{name}`, in {unit}." if unit else f"add `{name}`.",
            )
    if order.amount == 0:
        raise problem("changes nothing", fix="give an amount, or remove it.", field=("amount",))


def _check_target(order: Order) -> None:
    if order.target is None:
        return
    if order.target not in order.means.targets:
        raise problem(
            f"{order.instrument} cannot be aimed at {order.target}",
            fix=suggest(order.target, order.means.targets),
            field=("target",),
        )
    if order.layer is not None and _LAYERS.get(order.target) != order.layer:
        raise problem(
            f"{order.target} does not go with `layer: {order.layer}`",
            fix="leave one of them out.",
            field=("target",),
        )


def _check_consent(order: Order) -> None:
    rule = consent_rule(order.means, order.amount)
    allowed = ALLOWED[rule]
    if order.consent not in allowed:
        raise problem(
            f"cannot be {order.consent}: {order.instrument} {REASONS[rule]}",
            fix=f"write `consent: {'` or `consent: '.join(allowed)}`.",
            field=("consent",),
        )


def _check_delivery(order: Order) -> None:
    allowed = order.means.delivery
    if order.delivery not in allowed:
        raise problem(
            f"must be {' or '.join(allowed)} for {order.instrument}, but is {order.delivery}",
            fix="change it, or leave it out.",
            field=("delivery",),
        )
    if (order.delivery == "triggered") != (order.trigger is not None):
        raise problem(
            "`delivery: triggered` and `trigger` go together",
            fix="give both, or neither.",
            field=("trigger" if order.trigger is not None else "delivery",),
        )
    if order.is_one_event:
        for name in _LASTING:
            if getattr(order, name) not in {None, 0.0}:
                raise problem(
                    f"does not apply to {order.instrument}: it happens once",
                    fix="remove it.",
                    field=(name,),
                )
    if order.delivery != "triggered" and (order.delivery == "ramp") != (order.ramp_years > 0):
        raise problem(
            f"`delivery: {order.delivery}` does not go with `ramp_years: {order.ramp_years:g}`",
            fix="give a ramp more than 0 `ramp_years`; leave them out otherwise.",
            field=("ramp_years",),
        )


def _check_times(order: Order) -> None:
    if order.end is not None and is_later(order.end, order.start) is False:
        raise problem(
            f"must be after the start of the order ({order.start}), but is {order.end}",
            fix="give a later end or an earlier start.",
            field=("end",),
        )
    _check_off_ramp(order)
    if order.states and list(order.states) != sorted(set(order.states)):
        raise problem("states must be in order, each once", fix="sort them.", field=("states",))
    if order.states and not order.means.by_state:
        raise problem(
            f"{order.instrument} acts on the whole country and cannot be ordered for some states",
            fix="remove it.",
            field=("states",),
        )
    steps = [step.since for step in order.intensity or ()]
    for index, (one, two) in enumerate(pairwise(steps), start=1):
        if not is_later(two, one):
            raise problem(
                "steps must be in order of time, all as months or all as years",
                fix="sort the steps.",
                field=("intensity", index, "from"),
            )


def _check_off_ramp(order: Order) -> None:
    if order.off_ramp == "end" and order.end is None:
        raise problem("`off_ramp: end` needs an `end`", fix="add `end`.", field=("off_ramp",))
    if order.off_ramp == "end" or not isinstance(order.off_ramp, str | float):
        return
    if order.end is not None and order.off_ramp != order.end:
        raise problem(
            f"contradictory ends: {order.off_ramp} and `end: {order.end}`",
            fix="keep one of them.",
            field=("off_ramp",),
        )
    if is_later(order.off_ramp, order.start) is False:
        raise problem(
            f"must be after the start of the order ({order.start}), but is {order.off_ramp}",
            fix="give a later date or an earlier start.",
            field=("off_ramp",),
        )


def _check_strength(order: Order) -> None:
    for move in order.moves:
        if move.lever in _BOUNDS:
            _check_bounds(order, move, *_BOUNDS[move.lever])


def _check_bounds(order: Order, move: Move, low: float, high: float) -> None:
    for index, factor in enumerate([1.0, *(step.value for step in order.intensity or ())]):
        effect = move.at(factor)
        if effect is not None and not low <= effect <= high:
            given = (one for one in _DOSES if getattr(order, one) is not None)
            raise problem(
                f"gives {effect:g} at intensity {factor:g}; {move.lever} must stay within"
                f" {low:g} and {high:g}",
                fix="choose a smaller effect.",
                field=(next(given, "instrument"),) if index == 0 else ("intensity", index - 1, "value"),
            )
