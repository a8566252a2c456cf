"""Files of worldviews: what is refused, where and how; and how a study names one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.believing import IDS, MINE, a_study
from riobravo import api
from riobravo.analysis.expectations import judge
from riobravo.errors import InputError
from riobravo.evidence.worldviews import (
    FOLDER,
    POOL,
    Worldview,
    load_worldview,
)
from riobravo.reading import read_text, validate
from riobravo.schemas import worldview_schema
from riobravo.study import load_study, study_from
from riobravo.validation import check

SHIPPED = {name: (FOLDER / f"{name}.yaml").read_text(encoding="utf-8") for name in IDS}
PAGE = Path(__file__).parents[2] / "docs" / "worldviews.md"
BLOCK = re.compile(r"^```yaml (worldview|study)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("old", "new", "field", "line", "words"),
    [
        ("id: mine", "id: My View", "id", 1, "lower-case"),
        ("id: mine", "id: all", "id", 1, "all shipped worldviews"),
        ("title: Mine\n", "", "title", 1, "missing"),
        ("statement: What I believe.", "statement:", "statement", 3, "must be text"),
        ("dube_2016", "dube_2061", "cites.dube_2061", 5, "did you mean `dube_2016`"),
        ("Incomes matter.", "Yes.", "cites.dube_2016", 5, "at least 10 characters"),
        ("prevention_cut", "prevention_cat", "beliefs.prevention_cat", 7, "`prevention_cut`"),
        ("uniform", "unifrom", "beliefs.prevention_cut.distribution", 8, "`uniform`"),
        ("low: 0.1, ", "", "beliefs.prevention_cut.distribution.low", 8, "missing"),
        ("low: 0.1", "low: 0.3", "beliefs.prevention_cut.distribution", 8, "below high"),
        ("high: 0.2", "high: 0.9", "beliefs.prevention_cut.distribution", 8, "bounds 0 to 0.5"),
        ("high: 0.2", "high: lots", "beliefs.prevention_cut.distribution.high", 8, "a number"),
        (
            "{family: uniform, low: 0.1, high: 0.2}",
            "{family: estimated, method: from some data, value: 0.1}",
            "beliefs.prevention_cut.distribution.family",
            8,
            "another family",
        ),
        (
            "{family: uniform, low: 0.1, high: 0.2}",
            "{family: matched, to: prevention_kut, nodes: [[1, 0.1], [2, 0.2]]}",
            "beliefs.prevention_cut.distribution.to",
            8,
            "no parameter 'prevention_kut'",
        ),
        (
            "{family: uniform, low: 0.1, high: 0.2}",
            "{family: matched, to: prevention_cut, nodes: [[1, 0.1], [2, 0.2]]}",
            "beliefs.prevention_cut.distribution.to",
            8,
            "circle",
        ),
        ("    because: It is what I believe.\n", "", "beliefs.prevention_cut.because", 7, "missing"),
        ("because", "becuase", "beliefs.prevention_cut.becuase", 9, "did you mean `because`"),
        ("option: prevention", "option: preventing", "expects.0.option", 11, "`prevention`"),
        ("option: prevention", "option: prevention, against: x", "expects.0.against", 11, "`x`"),
        ("outcome: members", "outcome: member", "expects.0.outcome", 11, "`members`"),
        ("year: 1", "year: 0", "expects.0.year", 11, "at least 1"),
        ("year: 1", "year: '1'", "expects.0.year", 11, "whole number"),
        ("direction: lower", "direction: down", "expects.0.direction", 11, "lower, higher"),
        ("direction: lower", "direction: lower, than: force", "expects.0.than", 11, "pool"),
        ("title: Mine", "titel: Mine", "titel", 2, "did you mean `title`"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_field_and_fix(
    old: str, new: str, field: str, line: int, words: str
) -> None:
    assert old in MINE
    document = read_text(MINE.replace(old, new, 1), "mine.yaml")
    with pytest.raises(InputError) as caught:
        validate(document, Worldview)
    error = caught.value
    assert (error.file, error.line, error.field) == ("mine.yaml", line, field)
    assert words in str(error)


@given(
    name=st.sampled_from(IDS),
    place=st.floats(0, 1),
    cut=st.integers(0, 40),
    filling=st.text(st.sampled_from("abc_09 .:{}[]-#'\"\n,é"), max_size=20),
)
@settings(max_examples=200)
def test_a_spoiled_file_is_a_worldview_or_an_error_for_users(
    name: str, place: float, cut: int, filling: str
) -> None:
    text = SHIPPED[name]
    at = int(place * len(text))
    file: str | None = "x"
    try:
        validate(read_text(text[:at] + filling + text[at + cut :], "x"), Worldview)
    except InputError as error:
        file = error.file
    assert file == "x"


@given(
    data=st.dictionaries(
        st.sampled_from(["id", "title", "statement", "cites", "beliefs", "expects", "surge"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["surge_capture", "distribution", "family", "low", "because"]),
                    inner,
                    max_size=4,
                )
            ),
            max_leaves=10,
        ),
    )
)
@settings(max_examples=200)
def test_no_python_value_gives_a_traceback(data: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        check(data | {"title": 1}, Worldview)


def test_a_file_is_written_out_in_the_study_and_survives(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    text = a_study().dump_yaml().replace("worldview: pool", "worldview: mine.yaml")
    path = tmp_path / "study.yaml"
    path.write_text(text, encoding="utf-8")
    study = load_study(path)
    assert study.worldview == load_worldview(tmp_path / "mine.yaml")
    assert study_from(read_text(study.dump_yaml(), "again"), Path()) == study


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("forse", "did you mean `force`"),
        ("all", "only one is asked for here"),
        ("gone.yaml", "no such file"),
        ("../mine.yaml", "outside the folder"),
        ("/mine.yaml", "outside the folder"),
        ("7", "must be text or fields"),
        ("{id: force, title: F, statement: Words.}", "says something else"),
        ("{id: x, title: X, statement: S, beliefs: {y: 1}}", "must be fields"),
    ],
)
def test_a_study_refuses_what_is_no_worldview(tmp_path: Path, reference: str, words: str) -> None:
    path = tmp_path / "study.yaml"
    text = a_study().dump_yaml().replace("worldview: pool", f"worldview: {reference}")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_study(path)
    line = text.splitlines().index(f"worldview: {reference}") + 1
    assert caught.value.line == line
    assert str(caught.value.field).startswith("worldview")
    assert words in str(caught.value)


def test_a_mistake_in_a_named_file_is_shown_in_that_file(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(MINE.replace("title: Mine\n", ""), encoding="utf-8")
    path = tmp_path / "study.yaml"
    text = a_study().dump_yaml().replace("worldview: pool", "worldview: mine.yaml")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.yaml:1: title: the field is missing"):
        load_study(path)


def test_the_schema_for_editors_describes_every_field() -> None:
    schema = worldview_schema()
    for part in (schema, schema["$defs"]["Belief"], schema["$defs"]["Expectation"]):
        assert all(entry.get("description") for entry in part["properties"].values())


def test_the_examples_of_the_documentation_work(tmp_path: Path) -> None:
    blocks = dict(BLOCK.findall(PAGE.read_text(encoding="utf-8")))
    (tmp_path / "quick-prevention.yaml").write_text(blocks["worldview"], encoding="utf-8")
    (tmp_path / "study.yaml").write_text(blocks["study"], encoding="utf-8")
    study = load_study(tmp_path / "study.yaml")
    worldview = study.resolved_worldview()
    assert worldview.id == "quick-prevention"
    result = api.run_study(study)
    [verdict] = judge(worldview, result, api.run_study(study.with_changes(worldview=POOL)))
    assert verdict.status == "holds"
