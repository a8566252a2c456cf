"""Entries of the ledger: they stand where they belong, and span what was published on both sides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from riobravo.evidence.check import check_ledger
from riobravo.evidence.ledger import load_ledger
from riobravo.evidence.loading import HOME, entry_files
from riobravo.world.mechanisms import MECHANISMS

Edit = Callable[[str, str, str], Path]

LEDGER = load_ledger()
FIREARMS = "ledger/groups/firearms/firearms_southbound.yaml"


def test_every_entry_stands_in_the_table_of_its_mechanism() -> None:
    folders = {one.id: (one.table, one.name) for one in MECHANISMS}
    for path in entry_files():
        table, name = folders[LEDGER[path.stem].mechanism]
        assert path.relative_to(HOME).parts == ("ledger", table, name, path.name)


def test_every_entry_that_is_drawn_has_a_spread_inside_its_bounds() -> None:
    for name, entry in LEDGER.items():
        if entry.distribution.depends_on is None and entry.distribution.is_drawn:
            low, high = entry.bounds
            values = entry.quantile(np.array([0.01, 0.5, 0.99]), {})
            assert low <= values[0] < values[2] <= high, name
            assert values[0] <= values[1] <= values[2], name


def test_what_was_measured_abroad_is_not_called_a_quasi_experiment_in_mexico() -> None:
    for name, entry in LEDGER.items():
        if entry.grade == "A":
            assert any("Mexic" in use.measured for use in entry.sources), name


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("mechanism: G7", "mechanism: G77", "there is no mechanism 'G77'"),
        ("mechanism: G7", "mechanism: G8", "capability"),
        ("unit: firearms/year", "unit: firearms", "rate cannot have"),
        ("extent: summary", "extent: hearsay", "hearsay"),
        ("source: mcdougal_2015", "source: mcdougal_2051", "mcdougal_2051"),
        ("bounds: [20000, 800000]", "bounds: [200000, 800000]", "outside the bounds"),
        ("used_by: kernel", "used_by: nobody", "used_by"),
    ],
)
def test_a_spoiled_entry_is_noticed(home: Path, edit: Edit, old: str, new: str, message: str) -> None:
    edit(FIREARMS, old, new)
    assert any(message in problem for problem in check_ledger(home))


def test_the_long_run_response_to_price_has_weight_on_both_sides_of_minus_one() -> None:
    for name in ("opioid_use_elasticity_long", "cocaine_use_elasticity"):
        low, high = LEDGER[name].quantile(np.array([0.35, 0.65]), {})
        assert low < -1 < high


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("strikes_attack_change_supported", (np.log(1 - 0.43), np.log(1 - 0.62))),
        ("strikes_attack_change_leader", (0.0, np.log(1.48))),
        ("harm_backlash", (1.0, 0.0, -0.24)),
        ("compellent_threat_success", (0.32, 0.414)),
        ("sanction_threat_concession", (0.197, 0.262, 0.3)),
    ],
)
def test_published_results_that_disagree_are_all_inside(name: str, inside: tuple[float, ...]) -> None:
    low, high = LEDGER[name].quantile(np.array([0.05, 0.95]), {})
    assert all(low < value < high for value in inside)
