"""Whatever stands in an option file: it is understood, or refused with file, line, field and fix."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riobravo.errors import InputError
from riobravo.options.catalogue import FOLDER, load_option
from riobravo.options.description import describe
from riobravo.options.references import shipped_names
from riobravo.options.schema import Option
from riobravo.options.status import needs_of
from riobravo.reading import read_bytes, validate

GOOD = """id: mine
title: Mine
orders:
  - instrument: raids
    per_year: 10
    consent: with-consent
    start: 2027-01
    end: 2028-01
    trigger:
      outcome: homicides
      direction: above
      change_percent: 20
    intensity:
      - {from: 2027-06, value: 0.5}
    cost_usd_per_year: [1000, 2000]
    cost_source: An audit.
"""
# What is changed in the good file; where the mistake is found; what is said about it.
CORPUS: list[tuple[str, str, int, str, str]] = [
    ("id: mine", "id: My Option", 1, "id", "lower-case"),
    ("id: mine\n", "", 1, "id", "missing"),
    ("id: mine", "id: mine\nid: other", 2, "id", "appears twice"),
    ("title: Mine", "title: 2027", 2, "title", "in quotes"),
    ("title: Mine", "titel: Mine", 2, "titel", "did you mean `title`"),
    ("title: Mine", "title: &a Mine", 2, "", "anchors"),
    ("title: Mine", "title: !!python/object Mine", 2, "", "tags"),
    ("title: Mine", "title: 'Mi\x00ne'", 2, "", "unprintable"),
    ("title: Mine", 'title: "Mi\\u202ene"', 2, "", "unprintable"),
    ("title: Mine", '"ti\\etle": Mine', 2, "", "unprintable"),
    ("title: Mine", f"title: {'M' * 201}", 2, "title", "at most 200"),
    ("title: Mine", "bundle: {a: b}", 2, "bundle", "must be a list"),
    ("title: Mine", "bundle: [no-such]", 2, "bundle.0", "no shipped option"),
    ("orders:\n  - ", "orders:\n    ", 3, "orders", "must be a list"),
    ("instrument: raids", "instrument: raid", 4, "orders.0.instrument", "did you mean `raids`"),
    ("instrument: raids", "instrument: [raids]", 4, "orders.0.instrument", "must be text"),
    ("instrument: raids", "instrument: strikes", 4, "orders.0.instrument", "no instrument"),
    ("per_year: 10", "per_year: ten", 5, "orders.0.per_year", "a number"),
    ("per_year: 10", "per_year: -1", 5, "orders.0.per_year", "greater than 0"),
    ("per_year: 10", "per_year: .inf", 5, "", "finite"),
    ("per_year: 10", "per_year: 1e999", 5, "", "too large"),
    ("per_year: 10", "per-year: 10", 5, "orders.0.per-year", "did you mean `per_year`"),
    ("per_year: 10", "amount: 10", 5, "orders.0.amount", "it takes `per_year`"),
    ("consent: with-consent", "consent: yes", 6, "orders.0.consent", "must be"),
    ("consent: with-consent", "target: ports", 6, "orders.0.target", "cannot be aimed at ports"),
    ("    consent: with-consent\n", "", 4, "orders.0.consent", "`consent: with-consent` or"),
    ("start: 2027-01", "start: 2027-13", 7, "orders.0.start", "calendar"),
    ("start: 2027-01", "start: 2027-01-01", 7, "orders.0.start", "YYYY-MM"),
    ("end: 2028-01", "end: 2026-01", 8, "orders.0.end", "after the start"),
    ("end: 2028-01", "off_ramp: end", 8, "orders.0.off_ramp", "needs an `end`"),
    ("end: 2028-01", "end: 2028-01\n    off_ramp: 2029-01", 9, "orders.0.off_ramp", "contradictory ends"),
    ("end: 2028-01", "delivery: once", 8, "orders.0.delivery", "sustained or ramp or triggered"),
    ("end: 2028-01", "states: [2]", 8, "orders.0.states.0", "in quotes"),
    ("outcome: homicides", "outcome: homicide", 10, "orders.0.trigger.outcome", "`homicides`"),
    ("outcome: homicides", "outcome: {a: b}", 10, "orders.0.trigger.outcome", "must be text"),
    ("direction: above", "direction: below", 12, "orders.0.trigger.change_percent", "from the start"),
    ("direction: above", "direction: left", 11, "orders.0.trigger.direction", "above, below"),
    ("change_percent: 20", "change_percent: 20 %", 12, "orders.0.trigger.change_percent", "a number"),
    ("change_percent: 20", "value: 1\n      by: 0", 13, "orders.0.trigger.by", "after the start"),
    ("{from: 2027-06, value: 0.5}", "0.5", 14, "orders.0.intensity.0", "fields with values"),
    ("value: 0.5", "value: 5", 14, "orders.0.intensity.0.value", "at most 2"),
    ("[1000, 2000]", "[2000, 1000]", 15, "orders.0.cost_usd_per_year", "lower end"),
    ("[1000, 2000]", "[1, 2, 3]", 15, "orders.0.cost_usd_per_year", "at most 2"),
    ("[1000, 2000]", "cheap", 15, "orders.0.cost_usd_per_year", "must be a number"),
    ("    cost_source: An audit.\n", "", 4, "orders.0", "needs its source"),
    ("    cost_source: An audit.\n", "    cost_source: An audit\n  - {", 18, "", "not valid YAML"),
]


def test_the_good_file_is_good(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD, encoding="utf-8")
    option = load_option(path)
    assert len(describe(option)) == 1
    assert not needs_of(option)


@pytest.mark.parametrize(("old", "new", "line", "field", "words"), CORPUS)
def test_a_bad_file_is_refused_with_file_line_field_and_words(
    tmp_path: Path, old: str, new: str, line: int, field: str, words: str
) -> None:
    assert old in GOOD
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_option(path)
    error = caught.value
    assert words in str(error)
    assert (error.file, error.line, error.field or "") == (str(path), line, field)


@given(
    name=st.sampled_from(shipped_names()),
    seed=st.integers(0, 2**32),
    inserted=st.sampled_from(
        ["", ":", "- ", "{", "]", "'", "null", "-1", "1e308", "\t", "é", "#", "[[", "0"]
    ),
)
def test_damaged_shipped_files_are_read_or_refused_but_never_crash(
    name: str, seed: int, inserted: str
) -> None:
    content = (FOLDER / f"{name}.yaml").read_bytes()
    chance = random.Random(seed)
    first, second = sorted(chance.randrange(len(content)) for _ in range(2))
    second = min(second, first + 40)
    damaged = content[:first] + inserted.encode() + content[second:]
    found = _read(damaged)
    if isinstance(found, InputError):
        assert found.file == "damaged.yaml"
    else:
        assert found.title
        assert all(sentence.endswith(".") for sentence in describe(found))
        needs_of(found)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    found = _read(content)
    assert not isinstance(found, InputError) or found.file == "damaged.yaml"


def _read(content: bytes) -> Option | InputError:
    try:
        return validate(read_bytes(content, "damaged.yaml"), Option)
    except InputError as error:
        return error
