"""Recall: published results are run again as soon as anything behind them differs, and only then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from riobravo.credibility import recall
from riobravo.credibility.reproduce import reproduce


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of experiments as they run: one quick one stands for all."""
    names: list[str] = []

    def one() -> dict[str, Any]:
        return reproduce(("tariff",), names.append)

    monkeypatch.setattr(recall, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(recall, "reproduce", one)
    return names


def test_nothing_runs_twice_and_nothing_is_lost(runs: list[str], tmp_path: Path) -> None:
    first = recall.recall_reproduction()
    assert recall.recall_reproduction() == first == reproduce(("tariff",))
    assert runs == ["tariff"]
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("changed", ["code_hash", "data_hash"])
def test_other_code_or_series_run_again(
    runs: list[str], changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recall.recall_reproduction()
    monkeypatch.setattr(recall, changed, lambda _: "another")
    recall.recall_reproduction()
    assert runs == ["tariff", "tariff"]


def test_a_newer_series_runs_again(runs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recall.recall_reproduction()
    from riobravo.observed.catalogue import load_catalogue

    entry = load_catalogue().entry("sesnsp-victims")
    file = load_catalogue().layer(entry).folder / entry.file
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    (overlay / entry.file).write_bytes(file.read_bytes() + b"\n")
    monkeypatch.setenv("RIOBRAVO_DATA", str(overlay))
    recall.recall_reproduction()
    assert runs == ["tariff", "tariff"]


def test_what_is_damaged_or_cannot_be_kept_is_run_again(
    runs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = recall.recall_reproduction()
    next(tmp_path.iterdir()).write_text('{"targets": [')
    assert recall.recall_reproduction() == first
    nowhere = tmp_path / "file"
    nowhere.write_text("")
    monkeypatch.setattr(recall, "cache_folder", lambda: nowhere)
    assert recall.recall_reproduction() == first
    assert runs == ["tariff"] * 3
