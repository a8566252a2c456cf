"""Two saved results: what changed, because of what, and how much each cause did."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import riobravo
from riobravo import api
from riobravo.attribution import UNREPLAYED
from riobravo.cli import app
from riobravo.errors import InputError
from riobravo.saving import save

FEW = {"members": 30, "years": 1}
PLANTED = "study: parameters.gdp_effect_full_tariff"


def _save(path: Path, **changes: Any) -> Path:
    study = riobravo.load_study().with_changes(options=["status-quo", "tariff-full"], **(FEW | changes))
    save(riobravo.run_study(study), path)
    return path


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _save(tmp_path_factory.mktemp("old") / "old.json")


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parameters = {"gdp_effect_full_tariff": 0.01, "treatment_mortality_ratio": 0.9}
    return _save(tmp_path_factory.mktemp("new") / "new.json", parameters=parameters)


def _edited(path: Path, folder: Path, **made_from: Any) -> Path:
    content = json.loads(path.read_text())
    content["made_from"] |= made_from
    other = folder / "edited.json"
    other.write_text(json.dumps(content))
    return other


def test_a_result_does_not_differ_from_itself(old: Path) -> None:
    found = api.diff(old, old)
    assert (found["changed"], found["ranks"], found["causes"]) == ([], [], [])


def test_a_planted_change_is_found_with_its_cause_and_its_share(old: Path, new: Path) -> None:
    found = api.diff(old, new, attribute=True)
    output = next(one for one in found["changed"] if one["outcome"] == "mexican_gdp")
    assert (output["subject"], output["old"], output["new"]) == ("tariff-full", "lower", "higher")
    assert output["matters"]
    assert output["within_error"] is False
    assert {(one["kind"], one["name"]) for one in found["causes"]} == {
        ("study", "parameters.gdp_effect_full_tariff"),
        ("study", "parameters.treatment_mortality_ratio"),
    }
    shares = next(one["shares"] for one in found["attribution"] if one["outcome"] == "mexican_gdp")
    assert sum(shares.values()) == pytest.approx(output["shift"], rel=1e-9)
    assert shares[PLANTED] == pytest.approx(output["shift"], rel=1e-6)
    assert shares[UNREPLAYED] == 0.0
    assert all(abs(one["shares"][UNREPLAYED]) < 1e-12 for one in found["attribution"])


def test_ledger_data_code_and_options_are_named_as_causes(old: Path, tmp_path: Path) -> None:
    made = json.loads(old.read_text())["made_from"]
    parameters = made["parameters"] | {
        "gdp_effect_full_tariff": {"family": "uniform", "low": 0.0, "high": 0.01}
    }
    series = made["series"] | {"sesnsp-victims": "0" * 16}
    orders = made["orders"] | {"tariff-full": made["orders"]["tariff-full"] | {"title": "Other"}}
    changed = _edited(
        old, tmp_path, parameters=parameters, series=series, orders=orders, version="9.9", kernel_hash="x"
    )
    found = api.diff(old, changed)
    causes = [(one["kind"], one["name"]) for one in found["causes"]]
    assert causes == [
        ("code", "version"),
        ("code", "kernel_hash"),
        ("ledger", "gdp_effect_full_tariff"),
        ("data", "sesnsp-victims"),
        ("option", "tariff-full"),
    ]
    assert "uniform: low 0, high 0.01" in found["causes"][2]["new"]


def test_an_older_ledger_is_run_again_and_the_rest_is_code(old: Path, tmp_path: Path) -> None:
    made = json.loads(old.read_text())["made_from"]
    planted = {"family": "uniform", "low": 0.005, "high": 0.01}
    study = riobravo.load_study().with_changes(
        options=["status-quo", "tariff-full"], parameters={"gdp_effect_full_tariff": planted}, **FEW
    )
    path = tmp_path / "planted.json"
    save(riobravo.run_study(study), path)
    # The same numbers, as if an older ledger had said so, and not the study.
    changed = _edited(
        path,
        tmp_path,
        settings=made["settings"],
        parameters=made["parameters"] | {"gdp_effect_full_tariff": planted},
    )
    found = api.diff(changed, old, attribute=True)
    part = next(one for one in found["attribution"] if one["outcome"] == "mexican_gdp")
    shift = next(one["shift"] for one in found["changed"] if one["outcome"] == "mexican_gdp")
    assert part["shares"]["ledger: gdp_effect_full_tariff"] == pytest.approx(shift, rel=1e-9)
    assert part["shares"][UNREPLAYED] == pytest.approx(0.0, abs=1e-12)


def test_verdicts_of_checks_are_compared_by_name(tmp_path: Path) -> None:
    for name, status in (("a", "holds"), ("b", "fails")):
        behaviours = [{"id": "drugs-1", "status": status}, {"id": "drugs-2", "status": "holds"}]
        (tmp_path / f"{name}.json").write_text(json.dumps({"version": name, "behaviours": behaviours}))
    found = api.diff(tmp_path / "a.json", tmp_path / "b.json")
    assert [(one["subject"], one["old"], one["new"]) for one in found["changed"]] == [
        ("drugs-1", "holds", "fails")
    ]
    assert [one["name"] for one in found["causes"]] == ["version"]
    with pytest.raises(InputError, match="attribute"):
        api.diff(tmp_path / "a.json", tmp_path / "b.json", attribute=True)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", None, "no such file"),
        ("a.json", "{", "not JSON"),
        ("a.json", "{}", "no result of riobravo"),
        ("a.json", "[1, 2]", "no result of riobravo"),
        ("a.json", '{"options": [], "outcomes": {}}', "an earlier version"),
        ("a.csv", "a,b", "do not say what was concluded"),
        ("folder", None, "no such file"),
    ],
)
def test_files_that_are_no_result_are_refused(
    name: str, content: str | None, words: str, old: Path, tmp_path: Path
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    result = CliRunner().invoke(app, ["diff", str(old), str(path)])
    assert result.exit_code == 2
    assert words in result.output
    assert "Fix:" in result.output


def test_a_folder_without_a_result_and_two_kinds_are_refused(old: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no result\.json"):
        api.diff(old, tmp_path)
    (tmp_path / "check.json").write_text('{"behaviours": []}')
    with pytest.raises(InputError, match="one kind"):
        api.diff(old, tmp_path / "check.json")


def test_what_people_read_names_change_and_cause(old: Path, new: Path) -> None:
    shown = CliRunner().invoke(app, ["diff", str(old), str(new)])
    assert shown.exit_code == 0
    assert "mexican_gdp: lower → higher" in shown.stdout
    assert "parameters.gdp_effect_full_tariff: none → 0.01" in " ".join(shown.stdout.split())
