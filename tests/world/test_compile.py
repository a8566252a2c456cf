"""Whether the simulation is compiled already, so that waiting for it is announced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from riobravo.world import compile as compiling
from riobravo.world.run import run_chunk


def test_only_the_simulation_itself_counts_as_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "cache_folder", lambda: tmp_path)
    assert not compiling.is_compiled()
    (tmp_path / "streams.answer-1.py311.1.nbc").touch()
    assert not compiling.is_compiled()
    # The name that Numba gives, from the file and the function of the entry.
    entry: Any = run_chunk
    name = f"{Path(entry.py_func.__code__.co_filename).stem}.{entry.__name__}-1.py311.1.nbc"
    (tmp_path / "world_0").mkdir()
    (tmp_path / "world_0" / name).touch()
    assert compiling.is_compiled()
