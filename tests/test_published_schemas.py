"""The published JSON Schemas accept what the program accepts, and refuse what it refuses."""

from __future__ import annotations

import importlib
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from riobravo.claims.register import FOLDER as CLAIMS
from riobravo.cli import app
from riobravo.document import Document
from riobravo.errors import InputError
from riobravo.evidence.loading import HOME, load_ledger
from riobravo.evidence.worldviews import FOLDER as WORLDVIEWS
from riobravo.evidence.worldviews import worldview_ids
from riobravo.options.catalogue import FOLDER as OPTIONS
from riobravo.options.instruments import load_instruments
from riobravo.options.references import shipped_names
from riobravo.options.schema import Option
from riobravo.reading import read_text, read_yaml, validate
from riobravo.schemas import SCHEMAS
from riobravo.study import SHIPPED_STUDY
from riobravo.world.outcomes import NATIONAL
from test_odd_files import KINDS, odd_files

Draft202012Validator: Any = importlib.import_module("jsonschema").Draft202012Validator
EXAMPLE = re.compile(r"```yaml (option|study|worldview)\n(.*?)```", re.DOTALL)
DOCS = Path(__file__).parents[1] / "docs"
VALIDATORS = {name: Draft202012Validator(make()) for name, make in SCHEMAS.items()}
COMMANDS = {
    "option": ("options", "schema"),
    "study": ("options", "schema", "--study"),
    "worldview": ("worldviews", "--schema"),
    "claims": ("claims", "--schema"),
    "parameter": ("evidence", "--schema"),
}
SHIPPED = [
    *(("option", path) for path in sorted(OPTIONS.glob("*.yaml"))),
    *(("worldview", path) for path in sorted(WORLDVIEWS.glob("*.yaml"))),
    *(("claims", path) for path in sorted(CLAIMS.glob("*.yaml"))),
    *(("claims", path) for path in sorted((DOCS / "claims-examples").glob("*.yaml"))),
    ("study", SHIPPED_STUDY),
]
# What only the whole of an order, or other files, can tell.
BEYOND = (
    "must be after the start",
    "contradictory ends",
    "there is no option `",
    "but is 0.0. Fix: write it without",
)
VALUES: dict[str, list[Any]] = {
    "multiply_by": [2, 0.5, 0, 1.2, -1, 30, "2", True],
    "cut_by": [0.2, 1, 1.5, "prevention_cut", "no_such_parameter", None],
    "per_year": [1, 12, 0, -3, 500, 501, "x"],
    "amount": [1, 5, 50, -5, 100, 1000, 0, 1e9, None],
    "exempt_percent": [0, 50, 100, 101],
    "demand": ["migration", "drug-flow", "money"],
    "mode": ["capture", "kill", "x", None],
    "layer": ["top", "middle", "low"],
    "target": ["all-groups", "leaders", "labs", "ports", "government", None, "nobody"],
    "delivery": ["once", "sustained", "ramp", "triggered", None],
    "trigger": [
        {"outcome": "homicides", "direction": "above", "change_percent": 20},
        {"outcome": "mexican_gdp", "direction": "below", "value": -1},
        {"outcome": "mexican_gdp", "direction": "below", "change_percent": -1},
        {"outcome": "no_such_outcome", "direction": "above", "value": 1},
        {"outcome": "homicides", "direction": "above", "value": 1, "by": "2027-01", "at": 2},
    ],
    "consent": ["with-consent", "without-consent", "not-applicable"],
    "states": [["02"], ["02", "25"], ["33"], [], None],
    "start": [0, 1.5, "2027-01", "2027-13", -1, 21, "soon"],
    "end": [19, "2065-01", None, "x"],
    "off_ramp": ["end", {"outcome": "homicides", "direction": "below", "change_percent": -10}, "2064-01"],
    "lag_years": [0, 1, "prevention_lag", "no_such_parameter", 30],
    "ramp_years": [0, 1, 2, -1],
    "intensity": [[{"from": 1, "value": 0.5}], [{"from": 1, "value": 3}], None, []],
    "cost_usd_per_year": [100, [1, 2], None, -1, [1]],
    "cost_usd_once": [5, None],
    "cost_source": ["An audit.", "", " ", None],
    "no_such_field": [1],
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_published_and_printed(name: str) -> None:
    printed = CliRunner().invoke(app, COMMANDS[name])
    assert printed.exit_code == 0
    assert printed.stdout == (DOCS / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(printed.stdout))


@pytest.mark.parametrize(("name", "path"), SHIPPED, ids=[path.stem for _, path in SHIPPED])
def test_everything_shipped_fits_its_schema(name: str, path: Path) -> None:
    VALIDATORS[name].validate(read_yaml(path).data)


def test_every_entry_of_the_ledger_fits_its_schema() -> None:
    for path in sorted((HOME / "ledger").rglob("*.yaml")):
        assert VALIDATORS["parameter"].is_valid(read_yaml(path).data), path.name


def test_every_example_in_the_documentation_fits_its_schema() -> None:
    found = 0
    for page in sorted(DOCS.glob("*.md")):
        for kind, text in re.findall(
            r"```yaml (option|study|worldview)\n(.*?)```", page.read_text("utf-8"), re.S
        ):
            VALIDATORS[kind].validate(read_text(text, page.name).data)
            found += 1
    assert found >= 5


def test_random_orders_fit_the_schema_exactly_if_the_program_takes_them() -> None:
    chance = random.Random(20260101)
    instruments = load_instruments()
    taken = refused = 0
    for _ in range(3000):
        name = chance.choice(list(instruments))
        order: dict[str, Any] = {"instrument": name}
        for field in instruments[name].fields:
            if field != "cut_by" and chance.random() < 0.95:
                order[field] = chance.choice(VALUES[field])
        if instruments[name].consent == "to-be-stated" and chance.random() < 0.9:
            order["consent"] = chance.choice(["with-consent", "without-consent"])
        order |= {field: chance.choice(some) for field, some in VALUES.items() if chance.random() < 0.04}
        content = {"id": "mine", "orders": [order]}
        said = ""
        try:
            validate(Document(content, "mine.yaml"), Option)
        except InputError as error:
            said = str(error)
        if any(words in said for words in BEYOND):
            continue
        assert VALIDATORS["option"].is_valid(content) == (not said), (order, said)
        taken, refused = taken + (not said), refused + bool(said)
    assert taken > 500
    assert refused > 500


@pytest.mark.parametrize("kind", KINDS)
def test_odd_files_fit_the_schema_exactly_if_the_program_takes_them(kind: str, tmp_path: Path) -> None:
    good, load = KINDS[kind]
    path = tmp_path / "mine.yaml"
    compared = 0
    for name, content in odd_files(good):
        try:
            data = read_text(content.decode("utf-8-sig"), name).data
        except (InputError, UnicodeDecodeError):
            continue
        path.write_bytes(content)
        said = ""
        try:
            load(path)
        except InputError as error:
            said = str(error)
        if any(words in said for words in BEYOND):
            continue
        assert VALIDATORS[kind].is_valid(data) == (not said), (name, said)
        compared += 1
    assert compared > 200


def test_schemas_know_all_names() -> None:
    option, study = SCHEMAS["option"](), SCHEMAS["study"]()
    assert option["$defs"]["Order"]["properties"]["instrument"]["enum"] == list(load_instruments())
    assert option["$defs"]["Condition"]["properties"]["outcome"]["enum"] == [one.name for one in NATIONAL]
    assert list(study["properties"]["parameters"]["properties"]) == list(load_ledger())
    named = json.dumps(study["properties"]["options"])
    assert all(f'"{name}"' in named for name in shipped_names())
    assert all(f'"{name}"' in json.dumps(study["properties"]["worldview"]) for name in worldview_ids())
