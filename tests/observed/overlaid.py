"""A folder as a user would lay it over the shipped series."""

from __future__ import annotations

import shutil
from pathlib import Path

from riobravo.observed import load_catalogue

VICTIMS = "mx_sesnsp_victims_state_month.csv"
JANUARY = "".join(f"2024-01-01,{state:02d},{state},1,0,2,0,0\n" for state in range(1, 33))


def shipped_file(name: str) -> Path:
    return load_catalogue().layers[-1].folder / name


def copy(folder: Path, name: str = VICTIMS, *, recorded: bool = False) -> Path:
    """Copy a shipped file into the folder, with or without its recorded checksum."""
    target = folder / name
    shutil.copyfile(shipped_file(name), target)
    if recorded:
        checksum = load_catalogue().layers[-1].checksums[name]
        (folder / "catalogue.yaml").write_text(f'checksums:\n  {name}: "{checksum}"\n')
    return target


def change(folder: Path, old: str, new: str, name: str = VICTIMS) -> tuple[Path, int]:
    """Copy a shipped file, change its text once, and return it with the line of the change."""
    target = copy(folder, name)
    text = target.read_text(encoding="utf-8")
    before, found, after = text.partition(old)
    assert found
    target.write_text(before + new + after, encoding="utf-8")
    return target, before.count("\n") + 1


def append(folder: Path, rows: str, name: str = VICTIMS, *, recorded: bool = False) -> Path:
    """Copy a shipped file and add rows at its end."""
    target = copy(folder, name, recorded=recorded)
    with target.open("a", encoding="utf-8") as stream:
        stream.write(rows)
    return target
