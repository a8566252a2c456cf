"""Worldviews on the command line: one, all side by side, listed and shown."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from evidence.believing import IDS, MINE
from riobravo.evidence.loading import load_ledger

LEDGER = load_ledger()


def run(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "riobravo", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )


FEW = ("--members", "4", "--years", "1")


def test_a_users_file_works_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "my view.yaml").write_text(MINE, encoding="utf-8")
    shown = run("worldviews", "my view.yaml", "--json", folder=tmp_path)
    assert json.loads(shown.stdout)["beliefs"]["prevention_cut"]["because"] == "It is what I believe."
    table = run("worldviews", "my view.yaml", folder=tmp_path).stdout
    assert table.startswith("Mine (mine)")
    assert "uniform 0 to 0.25" in " ".join(table.split())
    told = run("compare", "prevention", *FEW, "--worldview", "my view.yaml", folder=tmp_path)
    assert told.returncode == 0
    assert "worldview mine" in " ".join(told.stdout.split())
    saved = run("compare", "prevention", *FEW, "--worldview", "my view.yaml", "--json", folder=tmp_path)
    summary = json.loads(saved.stdout)
    assert summary["worldview"] == "mine"
    assert summary["options"] == ["status-quo", "prevention"]


def test_all_worldviews_stand_side_by_side(tmp_path: Path) -> None:
    words = ("compare", "status-quo", "prevention", "kingpin-kill", *FEW, "--worldview", "all")
    found = json.loads(run(*words, "--json").stdout)["worldviews"]
    assert tuple(found) == IDS
    for name, summary in found.items():
        alone = run(*words[:-1], name, "--json")
        assert json.loads(alone.stdout) == summary
    table = run(*words, "--save", "out.csv", folder=tmp_path)
    assert table.returncode == 0
    assert "expectations that adherents have of these options" in table.stdout
    assert {path.name for path in tmp_path.iterdir()} == {f"out-{name}.csv" for name in IDS}


def test_worldviews_are_listed_and_shown() -> None:
    records = json.loads(run("worldviews", "--json").stdout)
    assert [record["id"] for record in records] == list(IDS)
    force = json.loads(run("worldviews", "force", "--json").stdout)
    assert force in records
    belief = force["beliefs"]["surge_capture"]
    assert belief["description"] == "uniform 0 to 0.24"
    assert belief["pool"]["description"] == LEDGER["surge_capture"].describe_distribution()
    assert {"key", "taken", "authors", "title"} <= set(force["cites"][0])
    wrong = run("worldviews", "forse")
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("error: ")
    assert "did you mean `force`" in wrong.stderr
    assert "Traceback" not in wrong.stderr
