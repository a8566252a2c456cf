"""Generated pages: they are current, their links resolve, and they leave nothing out."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from riobravo.claims.evaluate import evaluate_claims
from riobravo.claims.register import load_register
from riobravo.documentation import COMMAND, anchor, claim_status, pages, plain
from riobravo.evidence.ledger import load_ledger
from riobravo.options.catalogue import load_catalogue

DOCS = Path(__file__).parents[1] / "docs"
PAGES = pages()
LINK = re.compile(r"\]\(([^)<#:]*)#([^)]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_pages_are_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name], f"run `{COMMAND}`"


def test_the_command_writes_the_pages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "riobravo.documentation", str(tmp_path / "docs")]
    subprocess.run(command, check=True, timeout=60)
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "docs").iterdir()}
    assert written == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_a_heading_that_exists_once(name: str) -> None:
    links = LINK.findall(PAGES[name])
    assert len(links) > 30 or name == "validation.md"
    for page, target in links:
        text = PAGES[page or name]
        assert [anchor(heading) for heading in HEADING.findall(text)].count(target) == 1, (page, target)
    for page in re.findall(r"\]\(([a-z]+\.md)\)", PAGES[name]):
        assert (DOCS / page).is_file(), page


def test_every_field_of_the_ledger_is_on_its_page() -> None:
    page = PAGES["ledger.md"]
    for name, parameter in load_ledger(planned=True).items():
        body = page.split(f"\n### {name}\n")[1].split("\n### ")[0]
        said = [parameter.definition, parameter.symbol, parameter.reasoning, parameter.contrary]
        said += [parameter.would_change, parameter.judgement or "", parameter.distribution.describe()]
        for use in parameter.sources:
            source = load_ledger().sources[use.source]
            said += [use.measured, use.number or "", source.authors, source.title, source.venue]
        for text in said:
            assert plain(text) in body, (name, text)
        remembered = sum(use.status == "remembered" for use in parameter.sources)
        assert body.count("**Remembered.**") == body.count("Remembered, not read") == remembered


def test_planned_entries_stand_in_a_part_of_their_own() -> None:
    everything, read = load_ledger(planned=True), load_ledger()
    before, planned = PAGES["ledger.md"].split("\n## Planned: ", maxsplit=1)
    named = {part: set(re.findall(r"^### (.+)$", part, re.MULTILINE)) for part in (before, planned)}
    assert named[before] == set(read)
    assert named[planned] == set(everything) - set(read)
    assert planned.count("- Read by: nothing yet") == len(named[planned])
    assert "- Read by: nothing yet" not in before
    index = before.split("\n## ")[0].split(" planned entries (")
    assert len(index) == 2
    for name in everything:
        assert f"| [{plain(name)}](#{name}) |" in index[name not in read], name


def test_every_option_and_every_claim_has_a_heading() -> None:
    for name, entries in (
        ("catalogue.md", list(load_catalogue())),
        ("register.md", list(load_register().claims)),
    ):
        headings = HEADING.findall(PAGES[name])
        assert all(headings.count(entry) == 1 for entry in entries)


def test_the_status_of_a_claim_is_the_one_that_testing_gives() -> None:
    claims = load_register().claims
    expected = {name: claim_status(claim) for name, claim in claims.items()}
    # One claim of each status, so that little has to be simulated.
    chosen = list({status: name for name, status in expected.items()}.values())
    for result in evaluate_claims(chosen, members=2, share_members=0):
        assert expected[result.id] == result.status.replace("tested", "can be tested")


def test_text_from_the_data_cannot_become_markup() -> None:
    assert plain("a_b *c* [d](e) <f> |") == r"a\_b \*c\* \[d\](e) \<f\> \|"
