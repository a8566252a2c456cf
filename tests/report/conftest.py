"""One made-up report for all tests that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.synthetic import synthetic_material, synthetic_result
from riobravo.report import write_report


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    return write_report(synthetic_result(), folder, synthetic_material())
