"""Observed data that were damaged or replaced: refused with the file, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.running import FEW, refusal, run
from riobravo.observed import load_catalogue

VICTIMS = "mx_sesnsp_victims_state_month.csv"
GROUPS = "group_map_2020.yaml"
COMPARE = ("compare", "status-quo", "prevention", *FEW)


def shipped(name: str) -> str:
    return (load_catalogue().layers[-1].folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (VICTIMS, b""),
        (VICTIMS, b"\x00\xff\xfe\x00" * 50),
        (VICTIMS, b"one,two\n1,2\n"),
        (GROUPS, b"groups: [\n"),
        (GROUPS, b"\xff\xfe"),
    ],
    ids=["empty", "binary", "other columns", "open bracket", "binary map"],
)
def test_nonsense_is_refused_with_its_file(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    line = refusal(run(*COMPARE, RIOBRAVO_DATA=str(tmp_path)))
    assert line.startswith(str(tmp_path / name))


def test_a_damaged_number_is_refused_with_its_line(tmp_path: Path) -> None:
    lines = shipped(VICTIMS).splitlines()
    lines[6] = lines[6].rsplit(",", 4)[0] + ",-3,0,0,0"
    (tmp_path / VICTIMS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    line = refusal(run(*COMPARE, RIOBRAVO_DATA=str(tmp_path)))
    assert line.startswith(f"{tmp_path / VICTIMS}:7: ")


def test_a_file_changed_after_it_was_accepted_is_refused(tmp_path: Path) -> None:
    file = tmp_path / VICTIMS
    file.write_text(shipped(VICTIMS), encoding="utf-8")
    overlay = str(tmp_path)
    assert run("data", "--accept", "sesnsp-victims", RIOBRAVO_DATA=overlay).returncode == 0
    assert run(*COMPARE, "--json", RIOBRAVO_DATA=overlay).returncode == 0
    with file.open("a", encoding="utf-8") as stream:
        stream.write("2024-01-01,01,1,1,0,2,0,0\n")
    assert str(file) in refusal(run(*COMPARE, RIOBRAVO_DATA=overlay))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    line = refusal(run(*COMPARE, RIOBRAVO_DATA=str(tmp_path / "missing")))
    assert "RIOBRAVO_DATA" in line or str(tmp_path / "missing") in line
