"""Ledger entries and claims in the report: complete, linked, marked where remembered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from report.synthetic import synthetic_material, synthetic_result
from riobravo.evidence.ledger import load_ledger
from riobravo.evidence.record import as_record
from riobravo.report import write_report
from riobravo.report.claims import arguments, weakest_link
from riobravo.report.ledger import entries


def claim(name: str, **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": name,
        "source": name.split("-", maxsplit=1)[0],
        "kind": "causal",
        "form": "change",
        "says": f"Claim {name}",
        "tests": "homicides in year 1",
        "status": "tested",
        "verdict": "Direction: holds.",
        "reading": {"weak": None, "material": None},
        "evidence_share": None,
        "evidence_share_mcse": None,
        "needs": [],
    }
    return found | changes


def held(weak: float, material: float = 0.0, worlds: int = 200) -> dict[str, Any]:
    return {
        name: {"probability": share, "mcse": 0.034, "worlds": worlds}
        for name, share in (("weak", weak), ("material", material))
    }


CLAIMS = [
    claim(
        "NC25-01",
        reading=held(0.62),
        evidence_share={"A": 0.25, "luck": 0.75},
        evidence_share_mcse={"A": 0.01, "luck": 0.9},
    ),
    claim("NC25-02", reading=held(0.21, 0.1), status="tested in part"),
    claim("NC25-03", reading=held(0.02), kind="base-rate"),
    claim("NC25-04", status="not yet modelled", needs=["F1"], verdict="Waits."),
    claim("MADE-01", kind="fact", status="fact"),
]


def test_every_entry_of_the_ledger_is_complete() -> None:
    ledger = load_ledger()
    records = [
        as_record(ledger, one) | {"distribution": one.distribution.describe()} for one in ledger.values()
    ]
    for entry, parameter in zip(entries(records), ledger.values(), strict=True):
        facts, said = dict(entry.facts), dict(entry.arguments)
        assert facts["Symbol"] == parameter.symbol
        assert facts["Distribution in this study"] == parameter.distribution.describe()
        assert facts["Grade"].startswith(parameter.grade)
        assert {"Bounds", "Unit", "Mechanism"} <= set(facts)
        assert said["Evidence pointing the other way"] == parameter.contrary
        assert said["What would change it"] == parameter.would_change
        assert ("What is judgement" in said) == (parameter.judgement is not None)
        assert [one.remembered for one in entry.citations] == [
            use.status == "remembered" for use in parameter.sources
        ]
        for citation, use in zip(entry.citations, parameter.sources, strict=True):
            assert ledger.sources[use.source].authors in citation.source.text
            assert citation.measured == use.measured


def test_the_weakest_link_is_the_tested_step_that_holds_in_fewest_worlds() -> None:
    assert weakest_link(CLAIMS[:4]) == "NC25-02"
    assert weakest_link(CLAIMS[3:]) == ""
    equal = [claim("B-01", reading=held(0.4)), claim("A-01", reading=held(0.4))]
    assert weakest_link(equal) == "B-01"


def test_documents_become_arguments_in_the_order_given() -> None:
    known, made = arguments(CLAIMS, {"NC25": "Somebody"}, {"F1": "strikes"})
    assert [step.id for step in known.steps] == [f"NC25-0{number}" for number in (1, 2, 3, 4)]
    assert [step.weakest for step in known.steps] == [False, True, False, False]
    assert known.counts == "2 tested, 1 tested in part, 1 not yet modelled"
    assert known.weakest.startswith("NC25-02")
    assert known.steps[3].missing == "F1 strikes"
    first = known.steps[0].weak
    assert first is not None
    assert first.worlds.endswith("of 100 worlds")
    assert first.error == "± 3.4 of 100; 200 run"
    words = [share.words for share in known.steps[0].shares]
    assert words == ["grade A: 25%", "luck: not distinguishable from zero"]
    assert (made.title, made.weakest) == ("MADE", "")


def test_the_page_shows_arguments_and_entries(tmp_path: Path) -> None:
    ledger = load_ledger()
    material = replace(
        synthetic_material(),
        parameters=[
            as_record(ledger, one) | {"distribution": one.distribution.describe()} for one in ledger.values()
        ],
        option_parameters={"arrests-doubled": ["prevention_cut"]},
        claims=CLAIMS,
    )
    result = synthetic_result(options=3, members=30, years=2)
    html = write_report(result, tmp_path, material).read_text(encoding="utf-8")
    for name in ledger:
        assert html.count(f'id="parameter-{name}"') == 1
    assert html.count('href="#parameter-prevention_cut"') == 1
    assert html.count("weakest tested link</strong>") == 1
    assert "no link can be called the weakest" in html
    remembered = sum(use.status == "remembered" for one in ledger.values() for use in one.sources)
    assert html.count('<li class="remembered">') == remembered


def test_without_claims_the_page_says_how_to_get_them(written: Path) -> None:
    text = written.read_text(encoding="utf-8")
    assert "riobravo brief --claims" in text
    assert 'class="steps"' not in text


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '" onclick="x'])
def test_text_of_claims_cannot_become_markup(evil: str, tmp_path: Path) -> None:
    material = replace(synthetic_material(), claims=[claim("X-1", says=evil, verdict=evil, source=evil)])
    path = write_report(synthetic_result(options=2, members=20, years=1), tmp_path, material)
    html = path.read_text(encoding="utf-8")
    assert html.count("<script") == 1
    assert evil not in html
