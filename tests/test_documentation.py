"""Generated pages: they are current, their links resolve, and they leave nothing out."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from pathlib import Path

import pytest

from riobravo.claims.evaluate import evaluate_claims
from riobravo.claims.register import load_register
from riobravo.coupling.effects import edges
from riobravo.credibility.targets import load_targets
from riobravo.documentation.markup import COMMAND, anchor, plain
from riobravo.documentation.mechanisms import EXPERIMENTS
from riobravo.documentation.pages import pages
from riobravo.documentation.register import claim_status
from riobravo.evidence.ledger import load_ledger
from riobravo.options.catalogue import load_catalogue
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import BY_STATE, NATIONAL

DOCS = Path(__file__).parents[1] / "docs"
PAGES = pages()
LINK = re.compile(r"\]\(([^)<#:]*)#([^)]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_pages_are_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name], f"run `{COMMAND}`"


def test_the_command_writes_the_pages(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    command = [sys.executable, "-m", "riobravo.documentation", str(folder), "--text"]
    subprocess.run(command, check=True, timeout=120)
    files = [path for path in folder.rglob("*") if path.is_file()]
    written = {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in files}
    assert written == PAGES


@pytest.mark.parametrize("name", ["ledger.md", "catalogue.md", "register.md"])
def test_long_pages_have_many_links(name: str) -> None:
    assert len(LINK.findall(PAGES[name])) > 30


def test_every_mechanism_has_a_page_with_its_picture_and_all_its_parameters() -> None:
    for mechanism in MECHANISMS:
        page = PAGES[f"mechanisms/{mechanism.id}.md"]
        assert f"]({mechanism.id}.svg)" in page
        for entry in load_ledger().values():
            named = f"](../ledger/{mechanism.table}.md#{entry.id})" in page
            assert named == (entry.mechanism == mechanism.id), (mechanism.id, entry.id)
        for edge in edges():
            if edge.source == mechanism.id:
                assert f"[{edge.target}]({edge.target}.md)" in page
        assert f"[{mechanism.id}]({mechanism.id}.md)" in PAGES["mechanisms/index.md"]


def test_pictures_of_mechanisms_exist_and_are_small() -> None:
    for name in ("coupling", *(mechanism.id for mechanism in MECHANISMS)):
        picture = DOCS / "mechanisms" / f"{name}.svg"
        assert picture.is_file(), f"run `{COMMAND}`"
        assert picture.stat().st_size < 60_000 + 40_000 * (name == "coupling")


def test_experiments_that_measure_a_mechanism_exist() -> None:
    experiments = {target.experiment for target in load_targets()}
    assert set(EXPERIMENTS) <= experiments
    assert {name for names in EXPERIMENTS.values() for name in names} <= {one.id for one in MECHANISMS}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_a_heading_that_exists_once(name: str) -> None:
    for page, target in LINK.findall(PAGES[name]):
        below = posixpath.normpath(posixpath.join(posixpath.dirname(name), page)) if page else name
        text = PAGES[below]
        assert [anchor(heading) for heading in HEADING.findall(text)].count(target) == 1, (page, target)
    for page in re.findall(r"\]\((\w+\.md)\)", PAGES[name]):
        below = str(Path(name).parent / page)
        assert below in PAGES or (DOCS / below).is_file(), page


def test_every_field_of_the_ledger_is_on_its_page() -> None:
    tables = {mechanism.id: mechanism.table for mechanism in MECHANISMS}
    for name, parameter in load_ledger().items():
        page = f"ledger/{tables[parameter.mechanism]}.md"
        assert f"| [{plain(name)}]({page}#{name}) |" in PAGES["ledger.md"]
        body = PAGES[page].split(f"\n### {name}\n")[1].split("\n### ")[0]
        said = [parameter.definition, parameter.symbol, parameter.reasoning, parameter.contrary]
        said += [parameter.would_change, parameter.judgement or "", parameter.distribution.describe()]
        for use in parameter.sources:
            source = load_ledger().sources[use.source]
            said += [use.measured, use.number or "", source.authors, source.title, source.venue]
        for text in said:
            assert plain(text) in body, (name, text)
        remembered = sum(use.status == "remembered" for use in parameter.sources)
        assert body.count("**Remembered.**") == body.count("Remembered, not read") == remembered


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_too_large_to_be_read_on_a_site(name: str) -> None:
    assert len(PAGES[name].encode()) < 400_000


def test_every_outcome_has_a_row() -> None:
    for outcome in (*NATIONAL, *BY_STATE):
        assert PAGES["outcomes.md"].count(f"| `{outcome.name}` | {plain(outcome.unit)} |") == 1


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
