"""The worked examples in the documentation run, and every form has one there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claims.constructed import make
from riobravo.claims.evaluate import evaluate_claims
from riobravo.claims.forms import FORMS
from riobravo.claims.register import register_from
from riobravo.claims.result import TESTED
from riobravo.reading import read_text

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = sorted((DOCS / "claims-examples").glob("*.yaml"))


def test_there_are_ten_examples_in_two_languages() -> None:
    assert len(EXAMPLES) == 10
    for path in EXAMPLES:
        for claim in register_from(path).claims.values():
            assert claim.says_es
            assert claim.says_es != claim.says
            assert claim.test is not None


@pytest.mark.parametrize(
    ("page", "field"), [("claims-worked.md", "says"), ("claims-worked-es.md", "says_es")]
)
def test_every_example_is_worked_through_in_both_languages(page: str, field: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert blocks == [path.read_text(encoding="utf-8") for path in EXAMPLES]
    sections = text.split("\n## ")[1:]
    assert len(sections) == len(EXAMPLES)
    for path, section in zip(EXAMPLES, sections, strict=True):
        assert f"riobravo claims --file docs/claims-examples/{path.name}" in section
        for claim in register_from(path).claims.values():
            assert f"> {' '.join(getattr(claim, field).split())}\n" in section


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_can_be_tested_today(path: Path) -> None:
    for result in evaluate_claims(file=path, members=20, share_members=0):
        assert result.status in TESTED
        assert result.answer.weak is not None
        assert result.answer.material is not None
        assert result.answer.material.worlds <= result.answer.weak.worlds


def test_every_form_has_a_valid_example_in_the_documentation() -> None:
    text = (DOCS / "claims.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(test:\n.*?)```", text, re.DOTALL)
    shown = set()
    for block in blocks:
        form = make(**read_text(block, "claims.md").data["test"])
        shown.add(form.model_dump()["form"])
    assert shown == set(FORMS)
