"""The published JSON Schemas are current, and accept what the program accepts."""

from __future__ import annotations

import importlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from riobravo.cli import app
from riobravo.commands.options import show_schema
from riobravo.options.catalogue import FOLDER
from riobravo.options.instruments import load_instruments
from riobravo.options.references import shipped_names
from riobravo.reading import read_yaml
from riobravo.study import SHIPPED_STUDY

Draft202012Validator: Any = importlib.import_module("jsonschema").Draft202012Validator
PUBLISHED = Path(__file__).parents[2] / "docs" / "schema"


def _published(name: str) -> Any:
    return json.loads((PUBLISHED / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "of_study"), [("option", False), ("study", True)])
def test_the_published_schemas_are_current(name: str, of_study: bool) -> None:
    screen = Console(file=io.StringIO(), width=40)
    show_schema(of_study=of_study, console=screen)
    assert isinstance(screen.file, io.StringIO)
    command = f"riobravo options schema{' --study' * of_study} > docs/schema/{name}.schema.json"
    text = (PUBLISHED / f"{name}.schema.json").read_text(encoding="utf-8")
    assert screen.file.getvalue() == text, f"run `{command}`"
    arguments = ["options", "schema", "--study"] if of_study else ["options", "schema"]
    printed = CliRunner().invoke(app, arguments)
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == _published(name)


@pytest.mark.parametrize("name", ["option", "study"])
def test_the_published_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(_published(name))


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_option_fits_the_published_schema(name: str) -> None:
    Draft202012Validator(_published("option")).validate(read_yaml(FOLDER / f"{name}.yaml").data)


def test_the_shipped_study_fits_the_published_schema() -> None:
    Draft202012Validator(_published("study")).validate(read_yaml(SHIPPED_STUDY).data)


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"id": "Mine"},
        {"id": "mine", "titel": "x"},
        {"id": "mine", "orders": [{"instrument": "no-such"}]},
        {"id": "mine", "orders": [{"instrument": "arrests", "states": ["33"]}]},
        {"id": "mine", "orders": [{"instrument": "arrests", "consent": "maybe"}]},
    ],
)
def test_the_published_schema_refuses_what_the_program_refuses(content: dict[str, Any]) -> None:
    assert not Draft202012Validator(_published("option")).is_valid(content)


def test_the_schema_lists_the_instruments() -> None:
    listed = _published("option")["$defs"]["Order"]["properties"]["instrument"]["enum"]
    assert listed == list(load_instruments())
