"""JSON Schemas of the files that users write, for editors and programs.

A schema knows the form of a file and all names. What only the whole of a file, other files or the observed
series can tell, such as dates in order or orders that contradict each other, the program alone checks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from pydantic import BaseModel

from riobravo.claims.schema import NEEDED, ClaimFile
from riobravo.claims.vocabulary import known_outcomes
from riobravo.evidence.distributions import (
    Beta,
    LogNormal,
    LogUniform,
    Matched,
    Normal,
    Point,
    Triangular,
    Uniform,
)
from riobravo.evidence.loading import Ledger, load_ledger
from riobravo.evidence.parameter import MECHANISMS, Parameter
from riobravo.evidence.worldviews import Worldview
from riobravo.options.instruments import is_signed
from riobravo.options.rules import given, order_rules
from riobravo.options.schema import DIALECT, Option
from riobravo.study import Study

Schema = dict[str, Any]
# What a belief or a study may say about a parameter; only the ledger estimates from data.
_FAMILIES: Final = (Point, Uniform, LogUniform, Normal, LogNormal, Triangular, Beta, Matched)
_DISTRIBUTIONS: Final = tuple(family.__name__ for family in _FAMILIES)
_LEDGER_NAME: Final = {"$ref": "#/$defs/LedgerName"}


def option_schema() -> Schema:
    """Return the JSON Schema of an option file."""
    return _publish(Option)


def study_schema() -> Schema:
    """Return the JSON Schema of a study file."""
    schema = _publish(Study)
    schema["properties"]["parameters"] = _parameters(load_ledger(), schema["properties"]["parameters"])
    return schema


def worldview_schema() -> Schema:
    """Return the JSON Schema of a worldview file."""
    return _publish(Worldview)


def claim_schema() -> Schema:
    """Return the JSON Schema of a file of claims."""
    return _publish(ClaimFile)


def parameter_schema() -> Schema:
    """Return the JSON Schema of an entry of the ledger."""
    schema = _publish(Parameter)
    schema["properties"]["mechanism"]["enum"] = list(MECHANISMS)
    schema["$defs"]["Use"]["properties"]["source"]["enum"] = list(load_ledger().sources)
    return schema


SCHEMAS: Final[dict[str, Callable[[], Schema]]] = {
    "option": option_schema,
    "study": study_schema,
    "worldview": worldview_schema,
    "claims": claim_schema,
    "parameter": parameter_schema,
}


def schema_text(name: str) -> str:
    """Return a schema as it is published.

    Args:
        name: a key of `SCHEMAS`.
    """
    return json.dumps(SCHEMAS[name](), indent=1) + "\n"


def _publish(model: type[BaseModel]) -> Schema:
    """Return the schema of a model, with what the program knows beyond the form of its fields."""
    schema: Schema = {"$schema": DIALECT} | model.model_json_schema()
    parts: dict[str, Schema] = {model.__name__: schema, **schema.get("$defs", {})}
    for name, part in parts.items():
        if name in _MORE:
            _MORE[name](part)
        if _is_form(part):
            _name_outcomes(part)
    schema["$defs"] = schema.get("$defs", {}) | {
        "LedgerName": {"enum": list(load_ledger())},
        "OutcomeName": {"enum": list(known_outcomes())},
        "Distribution": {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in _DISTRIBUTIONS]},
    }
    for family in _FAMILIES:
        schema["$defs"].setdefault(family.__name__, family.model_json_schema())
    return schema


def _order(part: Schema) -> None:
    part["allOf"] = order_rules()
    for name in ("cut_by", "lag_years"):
        part["properties"][name]["anyOf"] = [
            _LEDGER_NAME if one.get("type") == "string" else one for one in part["properties"][name]["anyOf"]
        ]


def _condition(part: Schema) -> None:
    part["oneOf"] = [given("change_percent"), given("value")]
    part["not"] = {"allOf": [given("by"), given("at")]}
    signed = {"properties": {"outcome": {"enum": [name for name in known_outcomes() if is_signed(name)]}}}
    part["if"] = signed
    part["then"] = {"properties": {"change_percent": {"type": "null"}}}


def _size(part: Schema) -> None:
    part["oneOf"] = [given("percent"), given("amount")]


def _worldview(part: Schema) -> None:
    part["properties"]["id"]["not"] = {"const": "all"}


def _belief(part: Schema) -> None:
    about = part["properties"]["distribution"]["description"]
    part["properties"]["distribution"] = {"$ref": "#/$defs/Distribution", "description": about}


def _claim(part: Schema) -> None:
    needed = [
        {"if": {"properties": {"kind": {"const": kind}}}, "then": given(field)}
        for kind, field in NEEDED.items()
    ]
    tested = {"if": given("test"), "then": {"allOf": [given("population"), given("horizon")]}}
    part["allOf"] = [*needed, tested, {"if": given("beyond"), "then": given("test")}]


def _is_form(part: Schema) -> bool:
    return "form" in part.get("properties", {})


def _name_outcomes(part: Schema) -> None:
    """Let the fields of a form of claims know the names that they may hold."""
    properties = part["properties"]
    for field, known in (("outcome", "OutcomeName"), ("parameter", "LedgerName")):
        if field in properties:
            properties[field] = properties[field] | {"$ref": f"#/$defs/{known}"}
    if "outcomes" in properties:
        properties["outcomes"]["items"] = {"$ref": "#/$defs/OutcomeName"}
    if "minus" in properties:
        properties["minus"]["anyOf"] = [_LEDGER_NAME, {"type": "null"}]


def _parameters(ledger: Ledger, schema: Schema) -> Schema:
    """Return the schema of the parameters that a study sets, each with its bounds."""
    return {
        "description": schema["description"],
        "title": schema["title"],
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _setting(entry) for name, entry in ledger.items()},
    }


def _setting(entry: Parameter) -> Schema:
    low, high = entry.bounds
    return {
        "description": f"{entry.definition} Grade {entry.grade}; {entry.describe_distribution()}.",
        "anyOf": [
            {"type": "number", "minimum": low, "maximum": high},
            {"$ref": "#/$defs/Distribution"},
        ],
    }


_MORE: Final[dict[str, Callable[[Schema], None]]] = {
    "Order": _order,
    "Condition": _condition,
    "Size": _size,
    "Worldview": _worldview,
    "Belief": _belief,
    "Claim": _claim,
}
