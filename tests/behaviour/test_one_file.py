"""One file is enough: a new parameter, option, worldview or claim appears everywhere by itself.

Everywhere is the command line, the ledger, the published schemas, the documentation and the report.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import riobravo

pytestmark = pytest.mark.slow

SHIPPED = Path(str(riobravo.__file__)).parent
FEW = ("--members", "4", "--years", "1")
PARAMETER = """
id: made_up_share
mechanism: G1
symbol: μ
definition: A share that only this test knows.
unit: share
kind: share
used_by: option
bounds: [0, 1]
distribution: {family: uniform, low: 0.1, high: 0.3}
grade: D
sources:
  - source: dube_2016
    measured: Something that only this test measures.
    number: one half
    status: remembered
judgement: All of it.
reasoning: A test needs a parameter.
contrary: Nothing is known that points the other way.
would_change: The end of the test.
"""
OPTION = """
id: made-up
title: A made-up option
summary: Arrests are tripled, so that a test can see it.
orders:
  - {instrument: arrests, multiply_by: 3}
  - {instrument: recruitment, cut_by: prevention_cut}
"""
WORLDVIEW = """
id: made-up
title: A made-up worldview
statement: Recruitment is easily lowered, or so this test believes.
beliefs:
  prevention_cut:
    distribution: {family: uniform, low: 0.2, high: 0.4}
    because: The test needs a belief that differs.
"""
CLAIM = """
document: {code: MADE26, cite: "Nobody, nowhere, 2026"}
claims:
  - id: MADE26-01
    source: MADE26
    kind: causal
    says: A programme cuts recruitment by some share.
    population: recruits
    horizon: 5 years
    test: {form: parameter, parameter: prevention_cut, direction: above, weak: 0, material: 0.2}
"""


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one empty folder for all tests: compiled code is kept by the path of its source."""
    folder = tmp_path_factory.getbasetemp() / "one-file"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


class Copy:
    """A copy of the package with one more file."""

    def __init__(self, folder: Path, place: str, content: str) -> None:
        self.folder = folder
        package = folder / "riobravo"
        shutil.copytree(SHIPPED, package, ignore=shutil.ignore_patterns("__pycache__"))
        assert not (package / place).exists()
        (package / place).write_text(content, encoding="utf-8")

    def python(self, *words: str) -> str:
        """Run Python with the copy instead of the installed package, and return what it prints."""
        done = subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(self.folder), "COLUMNS": "200"},
            capture_output=True,
            encoding="utf-8",
            timeout=540,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def riobravo(self, *words: str) -> str:
        """Run a command line of the copy."""
        return self.python("-m", "riobravo", *words)

    def json(self, *words: str) -> Any:
        """Run a command line of the copy and read the JSON that it prints."""
        return json.loads(self.riobravo(*words, "--json"))

    def page(self, name: str) -> str:
        """Make the documentation of the copy, once, and return one page."""
        if not (self.folder / "made").exists():
            self.python("-m", "riobravo.documentation", "made", "--text")
        return (self.folder / "made" / name).read_text(encoding="utf-8")

    def schema(self, name: str, *words: str) -> Any:
        """Return a schema that the copy prints, which is the one that it publishes."""
        printed = json.loads(self.riobravo(*words))
        assert printed == json.loads(self.page(f"schema/{name}.schema.json"))
        return printed

    def report(self, *words: str, option: str = "prevention") -> str:
        """Make the report of a small study with the copy."""
        study = {"name": "mine", "title": "Mine", "start": "2026-01", "years": 1, "members": 4, "seed": 1}
        text = json.dumps(study | {"options": ["status-quo", option]})
        (self.folder / "mine.yaml").write_text(text, encoding="utf-8")
        self.riobravo("brief", "mine.yaml", *words, "--out", "report")
        return (self.folder / "report" / "report.html").read_text(encoding="utf-8")


def test_the_copy_is_what_runs(place: Path) -> None:
    copy = Copy(place, "studies/made_up.txt", "")
    found = copy.python("-c", "import riobravo; print(riobravo.__file__)").strip()
    assert Path(found) == place / "riobravo" / "__init__.py"


def test_a_parameter_is_one_file(place: Path) -> None:
    copy = Copy(place, "evidence/ledger/groups/recruitment/made_up_share.yaml", PARAMETER)
    (entry,) = copy.json("evidence", "made_up_share")
    assert entry["distribution"]["description"] == "uniform 0.1 to 0.3"
    assert "made_up_share" in copy.riobravo("evidence", "G1")
    check = "from riobravo.evidence.check import check_ledger; print(check_ledger())"
    assert copy.python("-c", check).strip() == "[]"
    assert "ledger/groups.md#made_up_share" in copy.page("ledger.md")
    page = copy.page("ledger/groups.md")
    assert "### made_up_share\n" in page
    assert "**Remembered.**" in page.split("### made_up_share\n")[1].split("\n### ")[0]
    study = copy.schema("study", "options", "schema", "--study")["properties"]["parameters"]["properties"]
    assert study["made_up_share"]["anyOf"][0] == {"type": "number", "minimum": 0, "maximum": 1}
    assert "A share that only this test knows." in study["made_up_share"]["description"]
    html = copy.report()
    assert html.count('id="parameter-made_up_share"') == 1
    assert "Something that only this test measures." in html
    reading = OPTION.replace("cut_by: prevention_cut", "cut_by: made_up_share")
    (place / "reader.yaml").write_text(reading, encoding="utf-8")
    assert "made_up_share" in copy.riobravo("options", "show", "reader.yaml")
    assert copy.json("compare", "status-quo", "reader.yaml", *FEW)["options"] == ["status-quo", "made-up"]


def test_an_option_is_one_file(place: Path) -> None:
    copy = Copy(place, "options/catalogue/made-up.yaml", OPTION)
    listed = {option["id"]: option for option in copy.json("options")}
    assert listed["made-up"]["status"] == "runnable"
    assert "## made-up\n" in copy.page("catalogue.md")
    assert "[made-up](../catalogue.md#made-up)" in _entry(copy.page("ledger/groups.md"), "prevention_cut")
    validator: Any = importlib.import_module("jsonschema").Draft202012Validator
    made = yaml.safe_load(OPTION)
    validator(copy.schema("option", "options", "schema")).validate(made)
    named = {"name": "x", "title": "X", "start": "2026-01", "options": ["status-quo", "made-up"]}
    schema = copy.schema("study", "options", "schema", "--study")
    validator(schema).validate(named)
    assert not validator(schema).is_valid(named | {"options": ["status-quo", "made-upp"]})
    assert "A made-up option" in copy.report(option="made-up")


def test_a_worldview_is_one_file(place: Path) -> None:
    copy = Copy(place, "evidence/worldviews_shipped/made-up.yaml", WORLDVIEW)
    assert "made-up" in [worldview["id"] for worldview in copy.json("worldviews")]
    assert "A made-up worldview" in copy.riobravo("worldviews", "made-up")
    (entry,) = copy.json("evidence", "prevention_cut", "--worldview", "made-up")
    assert entry["worldview_distribution"]["description"] == "uniform 0.2 to 0.4"
    page = copy.page("worldviews-shipped.md")
    assert "## made-up\n\n**A made-up worldview.**" in page
    said = "[made-up](../worldviews-shipped.md#made-up) uniform 0.2 to 0.4"
    assert said in _entry(copy.page("ledger/groups.md"), "prevention_cut")
    schema = copy.schema("study", "options", "schema", "--study")
    validator: Any = importlib.import_module("jsonschema").Draft202012Validator
    named = {"name": "x", "title": "X", "start": "2026-01", "options": ["status-quo", "prevention"]}
    validator(schema).validate(named | {"worldview": "made-up"})
    assert not validator(schema).is_valid(named | {"worldview": "made-upp"})
    validator(copy.schema("worldview", "worldviews", "--schema")).validate(yaml.safe_load(WORLDVIEW))
    assert "made-up: uniform 0.2 to 0.4" in copy.report()
    html = copy.report("--worldview", "made-up")
    assert "Worldview <b>made-up</b>" in html
    assert "uniform 0.2 to 0.4" in html
    assert "<dt>In the ledger</dt><dd>uniform 0 to 0.25</dd>" in html


def test_a_claim_is_one_file(place: Path) -> None:
    copy = Copy(place, "claims/register/made-up.yaml", CLAIM)
    (tested,) = copy.json("claims", "MADE26-01", "--members", "30")
    assert tested["status"] == "tested"
    assert tested["reading"]["weak"]["probability"] == 1.0
    page = copy.page("register.md")
    assert "## MADE26\n\nNobody, nowhere, 2026." in page
    assert "### MADE26-01\n" in page
    assert "[MADE26-01](../register.md#made26-01)" in _entry(copy.page("ledger/groups.md"), "prevention_cut")
    validator: Any = importlib.import_module("jsonschema").Draft202012Validator
    validator(copy.schema("claims", "claims", "--schema")).validate(yaml.safe_load(CLAIM))
    for file in (copy.folder / "riobravo" / "claims" / "register").glob("*.yaml"):
        if file.name != "made-up.yaml":
            file.unlink()  # testing all others takes minutes
    html = copy.report("--claims")
    section = html.split("Nobody, nowhere, 2026")[1]
    assert "MADE26-01" in section
    assert "A programme cuts recruitment by some share" in section
    assert "weakest tested link" in section


def _entry(page: str, name: str) -> str:
    """Return what a page of the ledger says about one parameter."""
    return page.split(f"### {name}\n")[1].split("\n### ", maxsplit=1)[0]
