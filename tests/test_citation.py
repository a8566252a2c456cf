"""References: only what a study used, in text and in BibTeX that can be parsed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from riobravo.citation import MODEL, Reference, escape, references, used_parameters
from riobravo.ensemble.opening import SERIES_USED
from riobravo.evidence.loading import load_ledger
from riobravo.evidence.worldviews import shipped_worldview, worldview_ids
from riobravo.observed import load_catalogue
from riobravo.study import Study, load_study

LEDGER = load_ledger()
HEAD = re.compile(r"@(\w+)\{([^\s,{}]+),\n")
FIELD = re.compile(r"  (\w+) = (?=\{)")


def a_study(**changes: Any) -> Study:
    few: dict[str, Any] = {"options": ["status-quo", "arrests-doubled"]}
    return load_study().with_changes(**(few | changes))


def keys(study: Study) -> set[str]:
    return {reference.key for reference in references(study)}


def parse(text: str) -> dict[str, dict[str, str]]:
    """A small strict reader of BibTeX: one field a line, values in balanced braces."""
    entries: dict[str, dict[str, str]] = {}
    at = 0
    while at < len(text):
        head = HEAD.match(text, at)
        assert head, text[at : at + 60]
        assert head[2] not in entries
        fields = {"": head[1]}
        at = head.end()
        while text[at] != "}":
            field = FIELD.match(text, at)
            assert field, text[at : at + 60]
            value, at = braced(text, field.end())
            assert text[at : at + 2] == ",\n"
            assert field[1] not in fields
            fields[field[1]] = value
            at += 2
        entries[head[2]] = fields
        assert text[at : at + 2] == "}\n"
        at += 3 if text[at + 2 : at + 3] == "\n" else 2
    return entries


def braced(text: str, at: int) -> tuple[str, int]:
    """Return what stands in the braces that open at a place, and where they are closed."""
    depth, start = 0, at + 1
    while True:
        if text[at] == "\\" and text[at + 1] in "{}":
            at += 2
            continue
        depth += (text[at] == "{") - (text[at] == "}")
        at += 1
        if depth == 0:
            return text[start : at - 1], at


def bibtex(study: Study) -> dict[str, dict[str, str]]:
    return parse("\n\n".join(one.as_bibtex() for one in references(study)) + "\n")


def test_the_software_the_model_and_the_series_are_always_cited() -> None:
    found = {reference.key: reference for reference in references(a_study())}
    assert {"riobravo", *MODEL} <= set(found)
    entries = load_catalogue().entries
    for name in SERIES_USED:
        series = found[f"series-{name}"]
        assert series.authors == entries[name].publisher
        assert series.licence == entries[name].licence
    assert {one.kind for one in found.values()} == {"software", "publication", "data"}


def test_the_program_is_cited_as_its_own_citation_file_says() -> None:
    told = yaml.safe_load((Path(__file__).parents[1] / "CITATION.cff").read_text(encoding="utf-8"))
    [program] = [one for one in references(a_study()) if one.kind == "software"]
    assert program.title == told["title"]
    assert program.authors == told["authors"][0]["name"]
    assert program.licence == told["license"]
    assert program.venue.endswith(told["version"])


def test_only_sources_of_what_is_read_are_cited() -> None:
    for study in (a_study(), a_study(mechanisms={"G5": False}), load_study()):
        read = {use.source for name in used_parameters(study) for use in LEDGER[name].sources}
        cited = {one.key for one in references(study) if one.kind == "publication"}
        assert cited == read | set(MODEL)


def test_a_mechanism_that_is_off_takes_its_sources_with_it() -> None:
    without = keys(a_study(mechanisms={"G5": False}))
    assert "phillips_2015" in keys(a_study()) - without
    assert {"dell_2015", "osorio_2015", "rigterink_2021"} <= without
    # One of them stands behind strikes (F1) as well, so those are off too.
    assert "rigterink_2021" in keys(a_study(mechanisms={"F1": False}))
    assert "rigterink_2021" not in keys(a_study(mechanisms={"G5": False, "F1": False}))
    # One of them stands behind the patience of groups (G10) as well, so that is off.
    off = {"G5": False, "G6": False, "G10": False}
    assert not {"dell_2015", "osorio_2015"} & keys(a_study(mechanisms=off))


def test_the_published_years_are_read_even_if_their_mechanisms_are_off_later() -> None:
    off = a_study(mechanisms={"G1": False, "G3": False}, options=["status-quo", "prevention"])
    assert {"recruitment_rate", "conflict_rate", "initial_members"} <= set(used_parameters(off))
    assert "prevention_cut" not in used_parameters(off)


def test_parameters_of_options_count_only_with_the_option() -> None:
    # Money of armed groups (G10) rests on the same study.
    assert "dube_2016" not in keys(a_study(mechanisms={"G10": False}))
    found = keys(a_study(options=["status-quo", "prevention"], mechanisms={"G10": False}))
    assert "dube_2016" in found


def test_what_the_study_sets_itself_is_not_cited() -> None:
    off = {"G10": False}
    study = a_study(options=["status-quo", "prevention"], mechanisms=off, parameters={"prevention_cut": 0.1})
    assert "dube_2016" not in keys(study)


@pytest.mark.parametrize("name", worldview_ids())
def test_a_worldview_brings_its_sources(name: str) -> None:
    study = a_study(worldview=name, mechanisms={"G5": False, "G6": False, "G12": False})
    by_worldview = {one.key for one in references(study) if f"the worldview {name}" in one.used_for}
    assert by_worldview == set(shipped_worldview(name).cites)


@pytest.mark.parametrize("name", worldview_ids())
def test_bibtex_can_be_parsed_and_holds_every_reference(name: str) -> None:
    study = load_study().with_changes(worldview=name)
    entries = bibtex(study)
    found = references(study)
    assert list(entries) == [one.key for one in found]
    for one in found:
        fields = entries[one.key]
        assert {"author", "title"} <= set(fields)
        assert fields.get("year", "None") == str(one.year)
        assert fields.get("doi") == one.doi
        for remembered in one.remembered:
            assert remembered in fields["note"]


def test_bibtex_knows_journals_people_and_institutions() -> None:
    entries = bibtex(load_study())
    calderon = entries["calderon_2015"]
    assert calderon[""] == "article"
    assert calderon["author"] == ("Calderón, G. and Robles, G. and Díaz-Cayeros, A. and Magaloni, B.")
    assert [calderon[name] for name in ("journal", "volume", "number", "pages")] == [
        "Journal of Conflict Resolution",
        "59",
        "8",
        "1455--1485",
    ]
    assert entries["crisis_group_groups"]["author"] == "{International Crisis Group}"
    assert entries["prieto_curiel_code"][""] == "misc"
    assert entries["series-sesnsp-victims"]["note"].startswith("Licence: Mexican open government")


@given(title=st.text(max_size=40), authors=st.text(min_size=1, max_size=20), venue=st.text(max_size=20))
def test_no_text_can_break_an_entry(title: str, authors: str, venue: str) -> None:
    one = Reference("key", "publication", authors, 2020, title, venue, ("all",), address="a.b/{}\\")
    [(key, fields)] = parse(one.as_bibtex() + "\n").items()
    assert key == "key"
    assert fields["title"] == f"{{{escape(title)}}}"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "riobravo", "cite", *words],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_prints_text_bibtex_and_json() -> None:
    found = references(load_study())
    text = run().stdout
    assert all(one.as_text() in text for one in found)
    assert "Entered from memory, to be checked: title." in text
    assert list(parse(run("--format", "bibtex").stdout)) == [one.key for one in found]
    record = json.loads(run("--json").stdout)
    assert record["worldview"] == "pool"
    assert [one["key"] for one in record["references"]] == [one.key for one in found]


@pytest.mark.parametrize(
    ("words", "told"), [(("--format", "word"), "text, bibtex"), (("gone.yaml",), "no such file")]
)
def test_mistakes_are_one_line(words: tuple[str, ...], told: str) -> None:
    failed = run(*words)
    assert failed.returncode == 2
    assert told in failed.stderr
    assert failed.stderr.count("\n") == 1
