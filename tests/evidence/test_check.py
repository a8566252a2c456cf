"""Each way of spoiling the ledger is noticed, and the message says where."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from riobravo.errors import InputError
from riobravo.evidence.check import check_ledger
from riobravo.evidence.ledger import ledger_hash, load_ledger
from riobravo.evidence.loading import HOME

WORLD = HOME.parent / "world"
Edit = Callable[[str, str, str], Path]

GROUPS = "ledger/groups"
SPILL = f"{GROUPS}/leader_removal/spill_share.yaml"
SURGE = f"{GROUPS}/leader_removal/surge_capture.yaml"
SPLIT = f"{GROUPS}/leader_removal/split_probability_kill.yaml"
SHARE = f"{GROUPS}/leader_removal/baseline_capture_share.yaml"
LAG = f"{GROUPS}/recruitment/prevention_lag.yaml"
RATE = f"{GROUPS}/recruitment/recruitment_rate.yaml"
MEMBERS = f"{GROUPS}/recruitment/initial_members.yaml"
SOURCES = "sources.yaml"


def test_the_shipped_ledger_has_no_problems() -> None:
    assert check_ledger() == []


def test_an_unspoiled_copy_has_no_problems(home: Path) -> None:
    assert check_ledger(home) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "message"),
    [
        (SPILL, "id: spill_share", "id: spilled", "id", "spilled"),
        (SPILL, "mechanism: G5", "mechanism: G6", "mechanism", "territory"),
        (SPILL, "mechanism: G5", "mechanism: G99", "mechanism", "G99"),
        (SPILL, "unit: share", "unit: furlong", "unit", "furlong"),
        (SPILL, "unit: share", "unit: people//week", "unit", "people//week"),
        (SPILL, "unit: share", "unit: people/week", "kind", "share cannot have"),
        (SPILL, "kind: share", "kind: guess", "kind", "guess"),
        (SPILL, "used_by: kernel", "used_by: report", "used_by", "report"),
        (SPILL, "bounds: [-0.5, 1]", "bounds: [1, -0.5]", "bounds", "below the upper"),
        (SPILL, "bounds: [-0.5, 1]", "bounds: [0, 1]", "distribution", "outside the bounds"),
        (SPILL, "bounds: [-0.5, 1]", "bounds: wide", "bounds", "list"),
        (SPILL, "low: -0.1", "low: 0.7", "distribution", "below high"),
        (SPILL, "low: -0.1, ", "", "distribution.low", "missing"),
        (SPILL, "low: -0.1", "low: none", "distribution.low", "number"),
        (SPILL, "family: uniform", "family: cauchy", "distribution", "cauchy"),
        (SPILL, "grade: C", "grade: E", "grade", "E"),
        (SPILL, "would_change: Coeff", "would_like: Coeff", "would_like", "no such field"),
        (SPILL, "symbol: σ\n", "", "symbol", "missing"),
        (SPILL, "extent: summary", "extent: hearsay", "sources.2.extent", "hearsay"),
        (SPILL, "    extent: summary\n", "", "sources.2", "where it was read (extent)"),
        (SURGE, "sigma: 0.68", "sigma: 0", "distribution.sigma", "greater than 0"),
        (SURGE, "sigma: 0.68", "sigma: 1.68", "distribution", "outside the bounds"),
        (SPLIT, "bounds: [0, 1]", "bounds: [0, 2]", "bounds", "probability"),
        (SPLIT, "a: 4", "a: -4", "distribution.a", "greater than 0"),
        (SHARE, "status: remembered", "status: seen", "sources.0", "where it was read (extent)"),
        (LAG, "unit: years", "unit: share", "kind", "duration cannot have"),
        (RATE, "[60000, 3.863e-3]", "[30000, 3.863e-3]", "distribution", "increasing order"),
        (RATE, "[60000, 3.863e-3]", "[60000, 3.863e-2]", "distribution", "outside the bounds"),
        (RATE, "[60000, 3.863e-3]", "[60000]", "distribution.nodes.1", ""),
        (SOURCES, "10.3386/w21171", "doi:w21171", "lindo_2015.doi", "not a DOI"),
        (SOURCES, "year: 2018", "year: soon", "atuesta_perez_2018.year", "number"),
        (SOURCES, "title: BACRIM", "titel: BACRIM", "bacrim_2020.titel", "no such field"),
        (SOURCES, "address: https://ucdp.uu.se", "address: on the web ", "ucdp_mexico.address", ""),
    ],
)
def test_a_spoiled_field_is_named_with_its_line(
    edit: Edit, home: Path, file: str, old: str, new: str, field: str, message: str
) -> None:
    path = edit(file, old, new)
    with pytest.raises(InputError) as caught:
        load_ledger(home)
    assert caught.value.file == str(path)
    assert caught.value.line is not None
    assert (caught.value.field or "").startswith(field)
    assert message in caught.value.message
    assert str(caught.value) in check_ledger(home)


def test_the_line_is_the_line_of_the_field(edit: Edit, home: Path) -> None:
    path = edit(SPILL, "unit: share", "unit: furlong")
    lines = path.read_text(encoding="utf-8").splitlines()
    with pytest.raises(InputError) as caught:
        load_ledger(home)
    assert caught.value.line == lines.index("unit: furlong") + 1


def test_an_entry_without_source_needs_a_judgement(edit: Edit, home: Path) -> None:
    path = edit(LAG, "grade: D", "grade: C")
    text = path.read_text(encoding="utf-8")
    start, end = text.index("judgement:"), text.index("reasoning:")
    path.write_text(text[:start] + "judgement: null\n" + text[end:], encoding="utf-8")
    [problem] = check_ledger(home)
    assert "without a source the value is a judgement" in problem


def test_grade_d_needs_a_judgement(edit: Edit, home: Path) -> None:
    edit(RATE, "grade: C", "grade: D")
    [problem] = check_ledger(home)
    assert "grade D means judgement" in problem


def test_a_source_that_was_seen_can_be_found(edit: Edit, home: Path) -> None:
    edit(SOURCES, "  doi: 10.1017/psrm.2025.4\n", "")
    [problem] = check_ledger(home)
    assert "esberg_2026: a source that was seen needs a doi or an address" in problem


def test_an_unknown_source_is_noticed(edit: Edit, home: Path) -> None:
    edit(SPILL, "source: signoret", "source: signorina")
    assert check_ledger(home) == ["spill_share: sources.3: sources.yaml has no 'signorina'."]


def test_an_unused_source_is_noticed(home: Path, edit: Edit) -> None:
    edit(RATE, "source: refit", "source: caulkins_2023")
    edit(MEMBERS, "source: caulkins_2023", "source: refit")
    assert check_ledger(home) == []
    edit(RATE, "source: caulkins_2023", "source: refit")
    assert check_ledger(home) == ["sources.yaml: caulkins_2023: no entry uses this source."]


def test_a_remembered_source_cannot_lend_a_seen_figure(edit: Edit, home: Path) -> None:
    edit(SHARE, "status: remembered", "status: seen\n    extent: text")
    [problem] = check_ledger(home)
    assert problem.startswith("baseline_capture_share: sources.0")
    assert "only remembered" in problem


def test_a_remembered_figure_has_no_extent(edit: Edit, home: Path) -> None:
    edit(SHARE, "status: remembered", "status: remembered\n    extent: text")
    [problem] = check_ledger(home)
    assert "read nowhere" in problem


def test_a_matched_parameter_needs_its_reference(edit: Edit, home: Path) -> None:
    edit(RATE, "to: initial_members", "to: initial_member")
    [problem] = check_ledger(home)
    assert problem == "recruitment_rate: distribution.to: there is no parameter 'initial_member'."
    with pytest.raises(InputError, match="initial_member"):
        load_ledger(home)


def test_nodes_cover_the_bounds_of_the_reference(edit: Edit, home: Path) -> None:
    edit(MEMBERS, "bounds: [60000, 350000]", "bounds: [60000, 400000]")
    assert len(check_ledger(home)) == 2
    assert "from 40000 to 350000" in check_ledger(home)[0]


def test_parameters_matched_in_a_circle_are_noticed(edit: Edit, home: Path) -> None:
    edit(RATE, "to: initial_members", "to: conflict_rate")
    edit(f"{GROUPS}/conflict/conflict_rate.yaml", "to: initial_members", "to: recruitment_rate")
    assert any("circle" in problem for problem in check_ledger(home))
    with pytest.raises(InputError, match="circle"):
        load_ledger(home)


def test_the_same_id_twice_is_noticed(home: Path) -> None:
    text = (home / LAG).read_text(encoding="utf-8")
    other = home / "ledger/other/recruitment/prevention_lag.yaml"
    other.parent.mkdir(parents=True)
    other.write_text(text, encoding="utf-8")
    assert any("two entries" in problem for problem in check_ledger(home))


def test_the_hash_follows_the_content_and_not_the_line_ends(home: Path) -> None:
    before = ledger_hash(home)
    assert before == ledger_hash()
    path = home / LAG
    content = path.read_bytes()
    ledger_hash.cache_clear()
    path.write_bytes(content.replace(b"\n", b"\r\n"))
    assert ledger_hash(home) == before
    ledger_hash.cache_clear()
    path.write_bytes(content.replace(b"high: 3", b"high: 4"))
    assert ledger_hash(home) != before


def test_the_kernel_reads_exactly_what_the_ledger_declares_for_it() -> None:
    ledger = load_ledger()
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(WORLD.rglob("*.py")))
    read = set(re.findall(r"\bparameters\.([a-z_0-9]+)", source)) - {"shape"}
    assert read <= set(ledger)
    assert {name for name, entry in ledger.items() if entry.used_by == "kernel"} <= read
