"""`riobravo evidence`: a table, one entry in full, or JSON."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from rich.console import Console

from riobravo.commands.evidence import show_evidence
from riobravo.errors import InputError
from riobravo.evidence.ledger import load_ledger
from riobravo.evidence.worldviews import resolve_worldview, worldview_ids


def printed(subject: str | None = None, **options: Any) -> str:
    screen = Console(file=io.StringIO(), width=120)
    show_evidence(subject, console=screen, **options)
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def test_without_a_subject_every_parameter_has_a_row() -> None:
    text = printed()
    assert all(name in text for name in load_ledger())


def test_a_mechanism_can_be_called_by_id_or_name() -> None:
    assert printed("G5") == printed("leader_removal") == printed("g5")
    assert "vacuum_pull" not in printed("G5")


def test_one_entry_is_printed_in_full() -> None:
    text = printed("surge_capture")
    for part in ("36.5 %", "quasi-experiment in Mexico", "speaks against", "seen (abstract)"):
        assert part in text


def test_what_was_only_remembered_says_so() -> None:
    assert "remembered, not seen" in printed("baseline_capture_share")
    assert "seen (" not in printed("baseline_capture_share")


def test_a_judgement_without_source_says_so() -> None:
    assert "declared judgement" in printed("rump_share")


def test_json_holds_entries_with_their_sources() -> None:
    records = json.loads(printed("G5", grade="D", as_json=True))
    assert records
    for record in records:
        assert record["grade"] == "D"
        assert record["mechanism"] == "G5"
        assert record["judgement"]
        assert {"id", "unit", "kind", "distribution", "sources"} <= set(record)
        for source in record["sources"]:
            assert source["status"] in {"seen", "remembered"}
            assert source["title"]


def test_a_filter_that_leaves_one_entry_keeps_the_table() -> None:
    text = printed("G5", grade="a")
    assert "surge_capture" in text
    assert "1 parameter, 0 of them judgement" in text
    assert "Why this distribution" not in text


@pytest.mark.parametrize(
    ("subject", "grade", "message"),
    [("spil_share", None, "spill_share"), ("G77", None, "G7"), (None, "F", "A, B, C, D")],
)
def test_unknown_names_are_refused_with_a_suggestion(
    subject: str | None, grade: str | None, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        printed(subject, grade=grade)


def test_an_entry_says_its_mechanism_and_what_reads_it() -> None:
    text = printed("firearms_southbound")
    assert "G7 Firearms; rate, firearms/year; used by the kernel" in text
    assert "212,887" in text


@pytest.mark.parametrize("worldview", worldview_ids())
def test_a_worldviews_distribution_stands_beside_the_pools(worldview: str) -> None:
    ledger = load_ledger()
    believed = resolve_worldview(worldview).reweigh(ledger)
    plain = json.loads(printed(as_json=True))
    for before, record in zip(plain, json.loads(printed(worldview=worldview, as_json=True)), strict=True):
        other = record.pop("worldview_distribution")
        assert record == before
        expected = believed.get(record["id"], ledger[record["id"]])
        assert other["description"] == expected.describe_distribution()


def test_the_table_and_the_entry_show_what_a_worldview_believes() -> None:
    table = " ".join(printed("G5", worldview="force").split())
    assert "Under force" in table
    assert "the same" in table
    assert "Under force: uniform 0 to 0.24" in printed("surge_capture", worldview="force")
    assert "Under force: the same" in printed("firearms_southbound", worldview="force")


def test_an_unknown_worldview_is_refused() -> None:
    with pytest.raises(InputError, match="no shipped worldview"):
        printed("G5", worldview="optimists")
