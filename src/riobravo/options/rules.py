"""What an order may say by its instrument, as editors check it.

The program itself checks orders in `checks.py`; both read `instruments.yaml`.
"""

from __future__ import annotations

from typing import Any, Final, get_args

from riobravo.options.consent import ALLOWED
from riobravo.options.instruments import Dose, DoseField, Instrument, load_instruments
from riobravo.world.levers import LEVERS

_BOUNDS: Final = {lever.name: (lever.low, lever.high) for lever in LEVERS}
_NOTHING: Final[dict[str, Any]] = {"type": "null"}
_LASTING: Final = ("end", "intensity", "off_ramp")

Rule = dict[str, Any]


def order_rules() -> list[Rule]:
    """Return the conditions of a JSON Schema that an order has to meet, one for each instrument, and all."""
    by_instrument = [
        {"if": {"properties": {"instrument": {"const": name}}}, "then": _rule(one)}
        for name, one in load_instruments().items()
    ]
    return [
        *by_instrument,
        {"if": _is("off_ramp", "end"), "then": given("end")},
        {"if": given("cost_usd_per_year"), "then": given("cost_source")},
        {"if": given("cost_usd_once"), "then": given("cost_source")},
        {
            "if": {"properties": {"delivery": {"const": "triggered"}}, **_needs("delivery")},
            "then": given("trigger"),
        },
        {
            "if": {"allOf": [given("trigger"), given("delivery")]},
            "then": {"properties": {"delivery": {"const": "triggered"}}},
        },
        {
            "if": _is("delivery", "ramp"),
            "then": {"properties": {"ramp_years": {"exclusiveMinimum": 0}}, **_needs("ramp_years")},
        },
        {
            "if": {"anyOf": [_is("delivery", "sustained"), _is("delivery", "once")]},
            "then": {"properties": {"ramp_years": {"const": 0}}},
        },
    ]


def _rule(one: Instrument) -> Rule:
    """Return what the orders of one instrument have to meet."""
    properties: dict[str, Any] = {name: _NOTHING for name in get_args(Dose) if name not in one.fields}
    properties |= {name: _dose(name, field) for name, field in one.fields.items() if name != "cut_by"}
    properties["target"] = {"enum": [*one.targets, None]}
    properties["delivery"] = {"enum": [*one.delivery, None]}
    if not one.by_state:
        properties["states"] = _NOTHING
    if one.is_one_event:
        properties |= dict.fromkeys(_LASTING, _NOTHING) | {"ramp_years": {"const": 0}}
    rule: Rule = {"properties": properties}
    every: list[Rule] = []
    if one.is_ratio:
        low = max(_BOUNDS[name][0] for name in one.lever_names if name in _BOUNDS)
        high = min(_BOUNDS[name][1] for name in one.lever_names if name in _BOUNDS)
        properties["multiply_by"] = {"type": ["number", "null"], "minimum": low, "maximum": high}
        every.append({"oneOf": [given("multiply_by"), given("cut_by")]})
    else:
        every += [given(name) for name in one.fields]
    every.append(_consent(one))
    return rule | {"allOf": every}


def _consent(one: Instrument) -> Rule:
    """Return the rule of consent; withdrawing what the status quo has needs nobody's consent."""
    allowed = {"properties": {"consent": {"enum": list(ALLOWED[one.consent])}}}
    if one.consent == "to-be-stated":
        return allowed | _needs("consent")
    if one.consent == "required" and "amount" in one.fields:
        withdrawn = {"properties": {"consent": {"enum": list(ALLOWED["not-applicable"])}}}
        below = {"properties": {"amount": {"type": "number", "exclusiveMaximum": 0}}, **_needs("amount")}
        return {"if": below, "then": withdrawn, "else": allowed}
    return allowed


def _dose(name: Dose, field: DoseField) -> Rule:
    """Return what one size may be."""
    if field.choices:
        return {"enum": [*field.choices, None]}
    rule: Rule = {"not": {"const": 0}} if name == "amount" else {}
    if field.low is not None:
        rule["minimum"] = field.low
    if field.high is not None:
        rule["maximum"] = field.high
    return rule


def given(name: str) -> Rule:
    """Return the rule that a field has to be there, and not to be null."""
    return {"properties": {name: {"not": _NOTHING}}, **_needs(name)}


def _is(name: str, value: str) -> Rule:
    return {"properties": {name: {"const": value}}, **_needs(name)}


def _needs(name: str) -> Rule:
    return {"required": [name]}
