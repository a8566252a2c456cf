"""Orders that make sense are accepted; others are refused at the field that is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from riobravo.errors import InputError
from riobravo.options.schema import Option
from riobravo.schemas import option_schema
from riobravo.validation import check

ARRESTS = {"instrument": "arrests", "multiply_by": 2}
REMOVALS = {"instrument": "leader_removals", "per_year": 3, "mode": "kill", "layer": "top"}
LARGEST = {"instrument": "remove_largest_leader", "mode": "capture"}


def _option(*orders: dict[str, Any]) -> Option:
    return check({"id": "mine", "title": "Mine", "summary": "Words.", "orders": list(orders)}, Option)


@pytest.mark.parametrize(
    ("order", "field", "words"),
    [
        ({"instrument": "arrests"}, "", "either `multiply_by` or `cut_by`"),
        (ARRESTS | {"cut_by": 0.5}, "", "either"),
        (ARRESTS | {"multiply_by": 11}, ".multiply_by", "within 0 and 10"),
        (ARRESTS | {"multiply_by": -0.1}, ".multiply_by", "within 0 and 10"),
        (ARRESTS | {"multiply_by": True}, ".multiply_by", "must be a number"),
        (ARRESTS | {"multiply_by": "2"}, ".multiply_by", "without quotes"),
        (ARRESTS | {"multiply_by": 10**400}, ".multiply_by", "must be a"),
        (ARRESTS | {"per_year": 2}, ".per_year", "does not apply to arrests"),
        (ARRESTS | {"mode": "kill"}, ".mode", "does not apply to arrests"),
        (ARRESTS | {"delivery": "once"}, ".delivery", "sustained or ramp"),
        (ARRESTS | {"delivery": "ramp"}, ".ramp_years", "does not go with"),
        (ARRESTS | {"delivery": "sustained", "ramp_years": 1}, ".ramp_years", "not go with"),
        (ARRESTS | {"ramp_years": -1}, ".ramp_years", "at least 0"),
        (ARRESTS | {"lag_years": -1}, ".lag_years", "at least 0"),
        (ARRESTS | {"lag_years": "Not An Id"}, ".lag_years", "ledger parameter"),
        (ARRESTS | {"start": "soon"}, ".start", "YYYY-MM"),
        (ARRESTS | {"start": -1}, ".start", "0 to 20"),
        (ARRESTS | {"start": "1999-01"}, ".start", "outside"),
        (ARRESTS | {"start": 2, "end": 2}, ".end", "after the start"),
        (ARRESTS | {"start": "2027-01", "end": "2026-12"}, ".end", "after the start"),
        (ARRESTS | {"intensity": [{"from": 0, "value": 3}]}, ".intensity.0.value", "at most 2"),
        (
            ARRESTS | {"multiply_by": 9, "intensity": [{"from": 0, "value": 1.5}]},
            ".intensity.0.value",
            "gives 13 at intensity 1.5",
        ),
        (
            ARRESTS | {"intensity": [{"from": 1, "value": 1}, {"from": 1, "value": 2}]},
            ".intensity.1.from",
            "order of time",
        ),
        (
            ARRESTS | {"intensity": [{"from": 1, "value": 1}, {"from": "2027-01", "value": 2}]},
            ".intensity.1.from",
            "all as months or all as years",
        ),
        ({"instrument": "recruitment", "cut_by": 1.1}, ".cut_by", "at most 1"),
        ({"instrument": "recruitment", "cut_by": "Prevention"}, ".cut_by", "ledger parameter"),
        ({"instrument": "recruitment", "multiply_by": 6}, ".multiply_by", "within 0 and 5"),
        (REMOVALS | {"multiply_by": 2}, ".multiply_by", "number of removals"),
        (REMOVALS | {"per_year": 501}, ".per_year", "at most 500"),
        (REMOVALS | {"per_year": 0}, ".per_year", "greater than 0"),
        (REMOVALS | {"mode": None}, "", "needs `mode`"),
        (REMOVALS | {"layer": "low"}, ".layer", "use one of: top, middle"),
        (LARGEST | {"mode": None}, "", "needs `mode`"),
        (LARGEST | {"delivery": "sustained"}, ".delivery", "must be once"),
        (LARGEST | {"end": 3}, ".end", "it happens once"),
        (LARGEST | {"layer": "top"}, ".layer", "always concerns the top"),
        (LARGEST | {"intensity": []}, ".intensity", "it happens once"),
        (ARRESTS | {"targets": "x"}, ".targets", "did you mean `target`"),
    ],
)
def test_orders_that_make_no_sense_are_refused(order: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        _option(ARRESTS, order)
    assert caught.value.field == f"orders.1{field}"
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("order", "delivery", "lever"),
    [
        (ARRESTS, "sustained", "arrests"),
        (ARRESTS | {"ramp_years": 2}, "ramp", "arrests"),
        (REMOVALS, "sustained", "kill_top"),
        (REMOVALS | {"mode": "capture", "layer": "middle"}, "sustained", "capture_middle"),
        (LARGEST, "once", "remove_largest"),
    ],
)
def test_delivery_and_lever_follow_from_the_fields(order: dict[str, Any], delivery: str, lever: str) -> None:
    found = _option(order).orders[0]
    assert (found.delivery, found.levers) == (delivery, (lever,))


def test_the_schema_for_editors_describes_every_field() -> None:
    schema = option_schema()
    order = schema["$defs"]["Order"]["properties"]
    assert "from" in schema["$defs"]["Step"]["properties"]
    assert all(entry.get("description") for entry in order.values())
    assert all(entry.get("description") for entry in schema["properties"].values())
