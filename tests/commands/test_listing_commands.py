"""Commands that only read: each for people and, with --json, for programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from commands.running import call, run
from riobravo import __version__
from riobravo.evidence.loading import load_ledger
from riobravo.options.catalogue import load_catalogue
from riobravo.study_fields import MECHANISMS

LISTS = (["options"], ["mechanisms"], ["evidence"], ["data"])


def printed(*words: str) -> Any:
    result = call(*words, "--json")
    assert result.exit_code == 0
    assert result.stderr == ""
    return json.loads(result.stdout)


def test_options_are_a_list_of_objects_with_ids() -> None:
    assert [one["id"] for one in printed("options")] == list(load_catalogue())


def test_mechanisms_are_a_list_of_objects_with_ids_and_their_parameters() -> None:
    listed = printed("mechanisms")
    assert [one["id"] for one in listed] == list(MECHANISMS)
    named = [name for one in listed for name in one["parameters"]]
    assert sorted(named) == sorted(load_ledger())


def test_one_option_is_an_object() -> None:
    shown = printed("options", "show", "prevention")
    assert shown["id"] == "prevention"
    assert shown["description"]


def test_evidence_and_data_are_lists_with_ids() -> None:
    assert [one["id"] for one in printed("evidence")] == list(load_ledger())
    assert {"sesnsp-victims", "group-map"} <= {one["id"] for one in printed("data")}


@pytest.mark.parametrize("words", [*LISTS, ["options", "show", "prevention"]], ids=" ".join)
def test_people_get_words_instead(words: list[str]) -> None:
    result = call(*words)
    assert result.exit_code == 0
    assert result.stdout.strip()
    assert not result.stdout.lstrip().startswith(("[{", "{", "[\n"))


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_a_screen_without_the_signs_of_the_field_shows_no_traceback(words: list[str]) -> None:
    plain = run(*words, PYTHONIOENCODING="ascii")
    assert plain.returncode == 0
    assert plain.stderr == ""


def test_json_is_plain_enough_for_every_screen() -> None:
    assert json.loads(run("evidence", "--json", PYTHONIOENCODING="ascii").stdout) == printed("evidence")


def test_the_version_and_the_commands_are_told() -> None:
    assert call("--version").stdout.strip() == __version__
    listed = call("--help").stdout
    for command in ("brief", "compare", "reproduce", "options", "data", "evidence", "doctor"):
        assert command in listed


def test_the_doctor_finds_this_installation_sound() -> None:
    result = run("doctor", "--json")
    assert result.returncode == 0
    examination = json.loads(result.stdout)
    assert examination["ok"] is True
    assert examination["version"] == __version__
    assert all(check["ok"] and check["detail"] for check in examination["checks"])


def test_the_doctor_names_damaged_data(tmp_path: Any) -> None:
    (tmp_path / "mx_sesnsp_victims_state_month.csv").write_text("nonsense\n")
    result = run("doctor", "--json", RIOBRAVO_DATA=str(tmp_path))
    assert result.returncode == 1
    examination = json.loads(result.stdout)
    assert examination["ok"] is False
    assert "Traceback" not in result.stderr
    broken = {check["name"] for check in examination["checks"] if not check["ok"]}
    assert "observed data" in broken


def test_one_mechanism_is_an_object_with_what_it_touches() -> None:
    shown = printed("mechanisms", "P2")
    assert shown["name"] == "cooperation"
    assert "politics.cooperation" in shown["writes"]
    assert "politics.view_of_us" in shown["reads"]
    assert call("mechanisms", "cooperation").stdout == call("mechanisms", "p2").stdout


def test_the_coupling_is_a_list_and_a_picture(tmp_path: Any) -> None:
    listed = printed("mechanisms", "--graph")
    assert {"source", "target", "through"} == set(listed[0])
    path = tmp_path / "coupling.svg"
    assert call("mechanisms", "--graph", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8").count("<path") == len(listed)


def test_a_mechanism_that_does_not_exist_is_refused_in_one_line() -> None:
    result = call("mechanisms", "cooperatoin")
    assert result.exit_code == 2
    assert "cooperation" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
