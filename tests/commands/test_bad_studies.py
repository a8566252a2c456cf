"""Study files that cannot be used: the error names file, line and field, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.running import call, refusal

GOOD = """\
name: a-study
title: A study
start: 2026-01
years: 1
members: 3
options: [status-quo, prevention]
"""


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("name: [x\n", 2, "not valid YAML"),
        ("name: a\n\tb: c\n", 2, "not valid YAML"),
        ("a: &a [x, x]\nb: [*a, *a]\n", 1, "anchors"),
        ("name: !!python/object/apply:os.system [ls]\n", 1, "tag"),
        ("- one\n- two\n", 1, "top level"),
        ("", 1, "empty"),
        ("name: a\nname: b\n", 2, "name"),
        (GOOD.replace("years: 1", 'years: "many"'), 4, "years: must be a whole number"),
        (GOOD.replace("years: 1", "years: [1]"), 4, "years: must be a whole number"),
        (GOOD.replace("years: 1", "yeras: 1"), 4, "did you mean `years`?"),
        (GOOD.replace("[status-quo, prevention]", "7"), 6, "options"),
        (GOOD.replace("prevention]", "prevntion]"), 6, "did you mean `prevention`"),
        (GOOD.replace("prevention]", "status-quo]"), 6, "already entry 1"),
        (GOOD + "mechanisms:\n  G99: false\n", 8, "mechanisms.G99"),
        (GOOD + "noise: maybe\n", 7, "noise"),
        ("x" * 1_100_000, None, "larger than 1 MB"),
    ],
    ids=[
        "open bracket",
        "tab",
        "alias bomb",
        "tag",
        "list",
        "empty",
        "twice the same field",
        "text for a number",
        "list for a number",
        "unknown field",
        "number for options",
        "unknown option",
        "the same option twice",
        "unknown mechanism",
        "text for a switch",
        "far too large",
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, line: int | None, said: str, tmp_path: Path) -> None:
    file = tmp_path / "study.yaml"
    file.write_text(text)
    told = refusal(call("brief", str(file), "--out", str(tmp_path / "out")))
    assert told.startswith(f"{file}:{line}: " if line else f"{file}: ")
    assert said in told
    assert not (tmp_path / "out").exists()


def test_a_ledger_parameter_that_does_not_exist_is_named(tmp_path: Path) -> None:
    file = tmp_path / "study.yaml"
    file.write_text(GOOD + "parameters:\n  luck: 1\n")
    told = refusal(call("compare", "prevention", "--study", str(file)))
    assert "parameters.luck" in told


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(call("brief", str(tmp_path / "missing.yaml")))
    assert "cannot be read" in refusal(call("brief", str(tmp_path)))
    (tmp_path / "binary.yaml").write_bytes(bytes(range(256)) * 40)
    assert "not text in UTF-8" in refusal(call("brief", str(tmp_path / "binary.yaml")))


def test_an_option_file_outside_the_folder_of_its_study_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "studies"
    folder.mkdir()
    file = folder / "study.yaml"
    file.write_text(GOOD.replace("prevention]", "../other.yaml]"))
    (tmp_path / "other.yaml").write_text("id: other\n")
    assert "other.yaml" in refusal(call("brief", str(file)))


def test_the_same_study_without_the_mistake_runs(tmp_path: Path) -> None:
    file = tmp_path / "study.yaml"
    file.write_text(GOOD)
    result = call("compare", "status-quo", "prevention", "--study", str(file), "--json")
    assert result.exit_code == 0
    assert '"members": 3' in result.stdout
