"""The claims of a report are those of `riobravo claims`, number for number."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from riobravo.cli import app
from riobravo.report import Material
from riobravo.report.claims import arguments
from riobravo.report.gathering import gather_claims

pytestmark = pytest.mark.slow


def test_numbers_are_those_of_the_command() -> None:
    told: list[str] = []
    material = gather_claims(Material(), announce=told.append)
    assert told
    assert material.claims is not None
    printed = CliRunner().invoke(app, ["claims", "--json"])
    assert printed.exit_code == 0, printed.stderr
    assert json.loads(printed.stdout) == json.loads(json.dumps(material.claims))
    shown = arguments(material.claims, material.documents or {}, material.system or {})
    assert sum(len(argument.steps) for argument in shown) == len(material.claims)
    assert all(argument.cite and argument.title != argument.code for argument in shown)
    for argument in shown:
        assert sum(step.weakest for step in argument.steps) == bool(argument.weakest)
