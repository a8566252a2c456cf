from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from riobravo.evidence.loading import HOME

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the shipped ledger that a test may spoil."""
    shutil.copytree(HOME / "ledger", tmp_path / "ledger")
    shutil.copy(HOME / "sources.yaml", tmp_path)
    return tmp_path


@pytest.fixture
def edit(home: Path) -> Edit:
    """Replace a passage, which must occur, in one file of the copy."""

    def apply(file: str, old: str, new: str) -> Path:
        path = home / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return apply
