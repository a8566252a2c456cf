"""Entries that wait for their mechanism: checked and listed like all others, read by nothing."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from riobravo.citation import used_parameters
from riobravo.commands.evidence import show_evidence
from riobravo.errors import InputError
from riobravo.evidence.check import check_ledger
from riobravo.evidence.ledger import ledger_hash, load_ledger
from riobravo.evidence.loading import HOME, entry_files
from riobravo.evidence.planned import TABLES, WORDS, mechanism_folders, mechanism_titles
from riobravo.evidence.worldviews import resolve_worldview, worldview_ids
from riobravo.options.instruments import load_registry
from riobravo.study import load_study
from riobravo.world.mechanisms import MECHANISMS

Edit = Callable[[str, str, str], Path]

READ = load_ledger()
EVERYTHING = load_ledger(planned=True)
PLANNED = {name: entry for name, entry in EVERYTHING.items() if name not in READ}
SIMULATED = {mechanism.id for mechanism in MECHANISMS}
FIREARMS = "ledger/groups/firearms/firearms_southbound.yaml"


def printed(subject: str | None = None, **options: Any) -> str:
    screen = Console(file=io.StringIO(), width=160)
    show_evidence(subject, console=screen, **options)
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def test_planned_entries_are_added_only_on_request() -> None:
    assert PLANNED
    assert {entry.used_by for entry in PLANNED.values()} == {"planned"}
    assert all(EVERYTHING[name] == entry for name, entry in READ.items())
    assert not any(entry.is_planned for entry in READ.values())
    assert not {entry.mechanism for entry in READ.values()} - SIMULATED


def test_no_study_uses_or_cites_a_planned_entry() -> None:
    assert not set(used_parameters(load_study())) & set(PLANNED)


def test_the_hash_of_the_ledger_ignores_planned_entries(home: Path, edit: Edit) -> None:
    before = ledger_hash(home)
    edit(FIREARMS, "sigma: 0.35", "sigma: 0.3")
    ledger_hash.cache_clear()
    assert ledger_hash(home) == before
    load_ledger.cache_clear()
    assert load_ledger(home, planned=True)["firearms_southbound"] != PLANNED["firearms_southbound"]


@pytest.mark.parametrize("name", PLANNED)
def test_a_planned_entry_has_a_median_inside_its_bounds(name: str) -> None:
    entry = PLANNED[name]
    low, high = entry.bounds
    values = entry.quantile(np.array([0.01, 0.5, 0.99]), {})
    assert low <= values[0] < values[1] < values[2] <= high


@pytest.mark.parametrize(
    "path", [path for path in entry_files() if path.stem in PLANNED], ids=lambda p: p.stem
)
def test_a_planned_entry_stands_in_the_table_of_its_mechanism(path: Path) -> None:
    mechanism = PLANNED[path.stem].mechanism
    parts = ("ledger", TABLES[mechanism[0]], mechanism_folders()[mechanism], path.name)
    assert path.relative_to(HOME).parts == parts


def test_what_was_measured_abroad_is_not_called_a_quasi_experiment_in_mexico() -> None:
    best = {name for name, entry in PLANNED.items() if entry.grade == "A"}
    assert best == {"firearm_supply_shock_deaths"}
    assert "Mexican municipalities" in PLANNED["firearm_supply_shock_deaths"].sources[0].measured


def test_the_mechanisms_have_one_registry() -> None:
    titles = mechanism_titles()
    assert set(titles) == SIMULATED | set(load_registry().mechanisms)
    counts = Counter(name[0] for name in titles)
    assert counts == {"G": 12, "D": 4, "P": 7, "F": 7, "E": 5, "H": 3, "R": 2}
    assert set(TABLES) == set(counts)
    assert len(set(mechanism_folders().values())) == len(titles)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("used_by: planned", "used_by: kernel", "G7 is not simulated yet"),
        ("mechanism: G7", "mechanism: G77", "there is no mechanism 'G77'"),
        ("mechanism: G7", "mechanism: G8", "capability_of_armed_groups"),
        ("unit: firearms/year", "unit: firearms", "rate cannot have"),
        ("grade: C", "grade: D\njudged: no", "no such field"),
        ("extent: summary", "extent: hearsay", "hearsay"),
        ("source: mcdougal_2015", "source: mcdougal_2051", "mcdougal_2051"),
        ("bounds: [20000, 800000]", "bounds: [200000, 800000]", "outside the bounds"),
    ],
)
def test_a_spoiled_planned_entry_is_noticed(home: Path, edit: Edit, old: str, new: str, message: str) -> None:
    edit(FIREARMS, old, new)
    assert any(message in problem for problem in check_ledger(home))


def test_nothing_that_is_read_is_matched_to_a_planned_entry(home: Path, edit: Edit) -> None:
    rate = "ledger/groups/recruitment/recruitment_rate.yaml"
    edit(rate, "to: initial_members", "to: firearms_southbound")
    assert any("is planned, so it is never drawn" in problem for problem in check_ledger(home))
    with pytest.raises(InputError, match="no parameter 'firearms_southbound'"):
        load_ledger(home)


def test_the_long_run_response_to_price_has_weight_on_both_sides_of_minus_one() -> None:
    for name in ("opioid_use_elasticity_long", "cocaine_use_elasticity"):
        low, high = load_ledger()[name].quantile(np.array([0.35, 0.65]), {})
        assert low < -1 < high


def test_both_published_regimes_of_strikes_and_of_backlash_are_inside() -> None:
    for name, inside in (
        ("strikes_attack_change_supported", (np.log(1 - 0.43), np.log(1 - 0.62))),
        ("strikes_attack_change_leader", (0.0, np.log(1.48))),
        ("harm_backlash", (1.0, 0.0, -0.24)),
        ("compellent_threat_success", (0.32, 0.414)),
        ("sanction_threat_concession", (0.197, 0.262, 0.3)),
    ):
        low, high = PLANNED[name].quantile(np.array([0.05, 0.95]), {})
        assert all(low < value < high for value in inside), name


def test_the_list_shows_planned_entries_apart() -> None:
    read, planned = printed().split(f"Planned ({WORDS})")
    assert all(name in planned for name in PLANNED)
    assert not any(name in read for name in PLANNED)
    assert f"{len(READ)} parameters, " in read
    assert f"Planned: {len(PLANNED)} parameters, " in planned


def test_a_planned_entry_is_printed_with_what_it_is() -> None:
    text = printed("firearms_southbound")
    assert f"G7 firearms; rate, firearms/year; {WORDS}" in text
    assert "212,887" in text
    assert printed("g7") == printed("firearms")


def test_json_says_what_reads_each_entry() -> None:
    used = {record["id"]: record["used_by"] for record in json.loads(printed(as_json=True))}
    assert list(used) == [*READ, *PLANNED]
    assert used["firearms_southbound"] == "planned"
    assert used["surge_capture"] == "kernel"


@pytest.mark.parametrize("worldview", worldview_ids())
def test_a_worldviews_distribution_stands_beside_the_pools(worldview: str) -> None:
    believed = resolve_worldview(worldview).reweigh(READ)
    plain = json.loads(printed(as_json=True))
    for before, record in zip(plain, json.loads(printed(worldview=worldview, as_json=True)), strict=True):
        other = record.pop("worldview_distribution")
        assert record == before
        expected = believed.get(record["id"], EVERYTHING[record["id"]])
        assert other["description"] == expected.describe_distribution()


def test_the_table_and_the_entry_show_what_a_worldview_believes() -> None:
    table = printed("G5", worldview="force")
    assert "Under force" in table
    assert "uniform 8 to 26 weeks" in table
    assert "the same" in table
    assert "Under force: uniform 0 to 0.24" in printed("surge_capture", worldview="force")
    assert "Under force: the same" in printed("firearms_southbound", worldview="force")


def test_an_unknown_worldview_is_refused() -> None:
    with pytest.raises(InputError, match="no shipped worldview"):
        printed("G5", worldview="optimists")
