"""More rows or a new file are taken in without a change of code."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest

from observed.overlaid import JANUARY, VICTIMS, append, change, copy
from riobravo.errors import DataError, InputError, OutputError
from riobravo.observed import (
    accept,
    data_hash,
    group_map,
    load,
    load_catalogue,
    population,
    state_months,
)

OWN_MAP = """
vintage: 2024
groups:
  - {id: "1", state: "25", short_name: A, name: "A "}
  - {id: "2", state: "14", short_name: B, name: B}
rivalries:
  - ["2", "1", 3]
"""


def test_appended_rows_move_the_last_month(tmp_path: Path) -> None:
    append(tmp_path, JANUARY)
    panel = state_months("sesnsp-victims", "intentional_homicide", date(2024, 2, 1), overlay=tmp_path)
    assert str(panel.months[-1]) == "2024-01"
    assert panel.values[-1].tolist() == list(range(1, 33))
    before = state_months("sesnsp-victims", "intentional_homicide", date(2024, 1, 1), overlay=tmp_path)
    assert str(before.months[-1]) == "2023-12"


def test_rows_may_come_in_any_order_with_further_columns(tmp_path: Path) -> None:
    target = copy(tmp_path)
    header, *rows = target.read_text().splitlines()
    target.write_text("\n".join([header + ",new", *(row + ",x" for row in reversed(rows))]))
    ours = state_months("sesnsp-victims", "kidnapping", overlay=tmp_path)
    shipped = state_months("sesnsp-victims", "kidnapping")
    assert ours.values.tolist() == shipped.values.tolist()


def test_a_file_without_checksum_is_used_but_not_verified(tmp_path: Path) -> None:
    copy(tmp_path)
    assert not load("sesnsp-victims", overlay=tmp_path).verified
    assert load("population", overlay=tmp_path).verified


def test_accepting_records_the_checksum_and_verifies(tmp_path: Path) -> None:
    target = append(tmp_path, JANUARY, recorded=True)
    with pytest.raises(DataError, match="altered"):
        load("sesnsp-victims", overlay=tmp_path)
    done = accept("sesnsp-victims", overlay=tmp_path)
    assert done.after == hashlib.sha256(target.read_bytes()).hexdigest()
    assert done.before == load_catalogue().layers[-1].checksums[VICTIMS]
    assert done.coverage == (("2015-01", "2024-01"),)
    assert done.rows == (3_488,)
    table = load("sesnsp-victims", overlay=tmp_path)
    assert (table.verified, table.sha256) == (True, done.after)
    again = accept("sesnsp-victims", overlay=tmp_path)
    assert again.before == again.after


def test_accepting_the_shipped_vintage_changes_nothing() -> None:
    before = load_catalogue().layers[-1].catalogue.read_bytes()
    done = accept("inegi-registered")
    assert done.before == done.after
    assert done.ids == ("inegi-registered", "inegi-occurrence")
    assert load_catalogue().layers[-1].catalogue.read_bytes() == before


def test_accepting_refuses_a_file_that_does_not_fit_and_records_nothing(tmp_path: Path) -> None:
    append(tmp_path, JANUARY.replace(",05,5,", ",05,-5,"), recorded=True)
    before = (tmp_path / "catalogue.yaml").read_bytes()
    with pytest.raises(DataError, match="`-5`") as caught:
        accept("sesnsp-victims", overlay=tmp_path)
    assert caught.value.line == 3_457 + 5
    assert (tmp_path / "catalogue.yaml").read_bytes() == before


def test_accepting_checks_every_series_of_a_shared_file(tmp_path: Path) -> None:
    name = "mx_homicide_inegi_state_month.csv"
    change(tmp_path, "inegi_occurrence,2000-01-01,02,59", "inegi_occurrence,2000-01-01,02,x", name)
    with pytest.raises(DataError, match="`x`"):
        accept("inegi-registered", overlay=tmp_path)


def test_accepting_leaves_comments_and_other_entries_alone(tmp_path: Path) -> None:
    append(tmp_path, JANUARY)
    text = (
        "# mine\nseries:\n  - id: sesnsp-victims\n    grade: B  # provisional\n\n"
        f'checksums:\n  other.csv: "{"0" * 64}"\n\n# end\n'
    )
    (tmp_path / "catalogue.yaml").write_text(text)
    done = accept("sesnsp-victims", overlay=tmp_path)
    line = f'  {VICTIMS}: "{done.after}"\n'
    expected = text.replace(f'"{"0" * 64}"\n', f'"{"0" * 64}"\n{line}')
    assert (tmp_path / "catalogue.yaml").read_text() == expected
    table = load("sesnsp-victims", overlay=tmp_path)
    assert (table.entry.grade, table.verified) == ("B", True)
    assert table.entry.title == load("sesnsp-victims").entry.title


def test_a_catalogue_that_cannot_be_written_is_answered_with_a_fix(tmp_path: Path) -> None:
    copy(tmp_path)
    (tmp_path / f".catalogue.yaml.{os.getpid()}").mkdir()
    with pytest.raises(OutputError, match="RIOBRAVO_DATA"):
        accept("sesnsp-victims", overlay=tmp_path)


def test_a_new_file_under_a_new_name_needs_only_an_entry(tmp_path: Path) -> None:
    append(tmp_path, JANUARY).rename(tmp_path / "victims_2024.csv")
    (tmp_path / "catalogue.yaml").write_text(
        "series:\n  - id: sesnsp-victims\n    file: victims_2024.csv\n"
        '    coverage: {start: "2015-01", end: "2024-01"}\n'
    )
    table = load("sesnsp-victims", overlay=tmp_path)
    assert table.path == tmp_path / "victims_2024.csv"
    assert table.coverage == ("2015-01", "2024-01")
    accept("sesnsp-victims", overlay=tmp_path)
    assert load("sesnsp-victims", overlay=tmp_path).verified


def test_a_wholly_new_series_needs_only_an_entry(tmp_path: Path) -> None:
    (tmp_path / "murals.csv").write_text("year,state_code,murals\n2020,01,3\n2021,01,4\n")
    (tmp_path / "catalogue.yaml").write_text(
        "series:\n  - id: murals\n    title: Murals\n    file: murals.csv\n    publisher: us\n"
        "    source: [own count]\n    licence: CC0\n    redistribution: clear\n    unit: murals\n"
        "    frequency: year\n    grade: C\n    key: [year, state_code]\n    columns:\n"
        "      - {name: year, type: year, meaning: year}\n"
        "      - {name: state_code, type: state, meaning: state}\n"
        "      - {name: murals, type: count, meaning: murals}\n"
    )
    assert load("murals", date(2021, 1, 1), overlay=tmp_path)["murals"].tolist() == [3]


def test_a_group_map_of_ones_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "group_map_2020.yaml").write_text(OWN_MAP)
    groups = group_map(overlay=tmp_path)
    assert (groups.vintage, groups.names, groups.home.tolist()) == (2024, ("A", "B"), [24, 13])
    assert groups.rivalries.tolist() == [[0, 1, 3]]
    assert groups.alliances.shape == (0, 3)


def test_identities_survive_reordering_of_the_map(tmp_path: Path) -> None:
    (tmp_path / "group_map_2020.yaml").write_text(OWN_MAP)
    first = group_map(overlay=tmp_path)
    lines = OWN_MAP.splitlines()
    lines[3], lines[4] = lines[4], lines[3]
    (tmp_path / "group_map_2020.yaml").write_text("\n".join(lines))
    second = group_map(overlay=tmp_path)
    assert second.keys == ("2", "1")
    assert second.identities.tolist() == first.identities.tolist()[::-1]


def test_the_hash_follows_the_bytes(tmp_path: Path) -> None:
    ids = ["sesnsp-victims", "population"]
    copy(tmp_path)
    assert data_hash(ids, overlay=tmp_path) == data_hash(ids)
    append(tmp_path, JANUARY)
    assert data_hash(ids, overlay=tmp_path) != data_hash(ids)


def test_the_folder_can_be_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(tmp_path, JANUARY)
    monkeypatch.setenv("RIOBRAVO_DATA", str(tmp_path))
    assert load("sesnsp-victims").rows == 3_488
    assert population(2024).shape == (32,)
    monkeypatch.setenv("RIOBRAVO_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(DataError, match="RIOBRAVO_DATA: there is no folder"):
        load("sesnsp-victims")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("series:\n  - id: sesnsp-victims\n    grad: B\n", 3, "no such field"),
        ("series:\n  - id: sesnsp-victims\n    grade: D\n", 3, "must be"),
        ("series:\n  - id: sesnsp-victims\n    file: ../secret.csv\n", 3, "pattern"),
        ("series:\n  - id: sesnsp-victims\n  - id: sesnsp-victims\n", 3, "listed twice"),
        ("series:\n  - id: new-series\n", 2, "missing"),
        ("series:\n  - id: sesnsp-victims\n    key: [date, town]\n", 3, "town"),
        ("series:\n  - id: sesnsp-victims\n    frequency: none\n", 3, "does not fit"),
        ("series: 5\n", 1, "must be a list"),
        ("checksums:\n  a.csv: abc\n", 2, "pattern"),
        ('series: "a" b\n', 1, "not valid YAML"),
    ],
)
def test_a_wrong_catalogue_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    (tmp_path / "catalogue.yaml").write_text(text)
    with pytest.raises(DataError, match=message) as caught:
        load_catalogue(tmp_path)
    assert (caught.value.file, caught.value.line) == (str(tmp_path / "catalogue.yaml"), line)


def test_a_named_file_that_is_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalogue.yaml").write_text("series:\n  - id: sesnsp-victims\n    file: lost.csv\n")
    with pytest.raises(DataError, match="missing"):
        load("sesnsp-victims", overlay=tmp_path)


def test_accepting_an_unknown_series_is_refused() -> None:
    with pytest.raises(InputError, match="no series `murals`"):
        accept("murals")
