"""Odd files of every kind: understood, or refused in one line that names file, line and fix."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from riobravo.claims.register import register_from
from riobravo.errors import InputError
from riobravo.evidence.worldviews import load_worldview
from riobravo.options.catalogue import load_option
from riobravo.study import load_study

OPTION = """id: mine
title: Mine
summary: A plain one.
orders:
  - instrument: raids
    per_year: 10
    consent: with-consent
    trigger: {outcome: homicides, direction: above, change_percent: 20}
    off_ramp: {outcome: homicides, direction: below, change_percent: -10}
    cost_usd_per_year: [1000, 2000]
    cost_source: An audit.
"""
WORLDVIEW = """id: mine
title: Mine
statement: We believe so, and have reasons.
cites:
  dube_2016: Incomes move violence.
beliefs:
  prevention_cut:
    distribution: {family: uniform, low: 0.05, high: 0.2}
    because: The test needs a belief that differs.
expects:
  - {option: prevention, outcome: members, year: 3, direction: lower}
"""
CLAIMS = """claims:
  - id: MINE-1
    source: me
    kind: causal
    says: Doubling arrests leaves fewer members.
    population: Mexico
    horizon: 3 years
    test:
      form: change
      option: arrests-doubled
      outcome: members
      year: 1
      direction: lower
      material: {percent: 5}
"""
STUDY = """name: mine
title: Mine
start: 2026-01
years: 1
members: 2
seed: 1
options:
  - status-quo
  - arrests-doubled
parameters:
  prevention_cut: 0.1
  prevention_lag: {family: uniform, low: 1, high: 2}
mechanisms: {G6: false}
"""
KINDS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "option": (OPTION, load_option),
    "worldview": (WORLDVIEW, load_worldview),
    "claims": (CLAIMS, register_from),
    "study": (STUDY, load_study),
}
VALUES = (
    *("", "~", "no", "yes", "true", "NaN", ".nan", ".inf", "-.inf", "1e400", "9" * 60, "9" * 39, "-1", "0"),
    *("1.5", "2026-01-01", "2026-01", "12:30:45", "0x10", "0o17", "1_000", "[]", "{}", "[1]", "{a: 1}"),
    *('""', '" "', '"\\u0000"', '"\\u202e"', '"a\\nb"', f'"{"x" * 300}"', f'"{"x" * 6000}"', "*a", "&a 1"),
    *("!!str 3", "|", ">", "- x", "%x", "@x", "`x`", "é", "[[[[1]]]]", "1e-400", "-0", '"2"'),
    *("../../etc/passwd.yaml", "/etc/passwd.yaml", "missing.yaml", "'[red]x[/red]'"),
    "{family: point, value: '1'}",
)
BOMB = "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a, *a]\n" for i in range(12))


def _whole(good: str) -> Iterator[tuple[str, bytes]]:
    """Yield files that are odd as a whole."""
    yield from (("empty", b""), ("blank", b"  \n\n"), ("comment", b"# none\n"), ("nothing", b"null\n"))
    yield from (("list", b"- a\n"), ("text", b"hello\n"), ("number", b"42\n"), ("set", b"? a\n? b\n"))
    yield from (("bytes", bytes(range(256))), ("picture", b"\x89PNG\r\n\x1a\n\xff"), ("bomb", BOMB.encode()))
    yield from ((code, f"{good}# ñ\n".encode(code)) for code in ("latin-1", "utf-16", "utf-32"))
    yield from (("two documents", f"{good}---\n{good}".encode()), ("tabs", good.replace("  ", "\t").encode()))
    yield ("twice", f"{good}{good.splitlines()[0]}\n".encode())
    for name, more in (
        ("merge", "<<: {a: 1}"),
        ("tag", "z: !!python/object/apply:os.system [ls]"),
        ("lists in lists", f"z: {'[' * 5000}{']' * 5000}"),
        ("fields in fields", f"z: {'{a: ' * 5000}1{'}' * 5000}"),
        ("open list", "z: [1, 2"),
        ("number as a name", "5: x"),
        ("nothing as a name", "~: x"),
        ("list as a name", "? [a, b]\n: x"),
        ("line break in a name", '"a\\nb": x'),
        ("long name", f"{'k' * 3000}: 1"),
    ):
        yield name, f"{good}{more}\n".encode()


def _field_by_field(good: str) -> Iterator[tuple[str, bytes]]:
    """Yield files in which one field is missing, misspelt, or has an odd value."""
    lines = good.splitlines()
    for index, line in enumerate(lines):
        found = re.match(r"^(\s*(?:- )?)([a-z_]+): ?(.*)$", line)
        if not found:
            continue
        space, name, value = found.groups()
        others = [f"{space}{name}: {odd}" for odd in VALUES]
        others += [f"{space}{name[:-1]}x: {value}", f"{space}{name.upper()}: {value}"]
        for other in others:
            yield other, "\n".join([*lines[:index], other, *lines[index + 1 :], ""]).encode()
        yield f"no {name}", "\n".join([*lines[:index], *lines[index + 1 :], ""]).encode()
        yield f"cut after {name}", "\n".join([*lines[: index + 1], ""]).encode()


def _refusal(load: Callable[[Path], object], path: Path) -> InputError | None:
    try:
        load(path)
    except InputError as error:
        return error
    return None


def odd_files(good: str) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of odd files that are made from a good one, which comes first."""
    yield "good", good.encode()
    yield from _whole(good)
    yield from _field_by_field(good)


@pytest.mark.parametrize("kind", KINDS)
def test_odd_files_are_understood_or_refused_in_one_line(kind: str, tmp_path: Path) -> None:
    good, load = KINDS[kind]
    path = tmp_path / "odd.yaml"
    refused = 0
    for name, content in odd_files(good):
        path.write_bytes(content)
        error = _refusal(load, path)
        if error is None:
            continue
        refused += 1
        said = str(error)
        assert (error.file or "").endswith("odd.yaml"), (name, said)
        assert error.line is not None, (name, said)
        assert error.fix, (name, said)
        assert len(said.splitlines()) == 1, (name, said)
    assert refused > 200


@pytest.mark.parametrize("kind", KINDS)
def test_what_editors_do_to_files_changes_nothing(kind: str, tmp_path: Path) -> None:
    good, load = KINDS[kind]
    path = tmp_path / "mine.yaml"
    path.write_text(good, encoding="utf-8")
    expected = load(path)
    as_json = json.dumps(_as_data(good))
    for content in (
        b"\xef\xbb\xbf" + good.encode(),
        good.replace("\n", "\r\n").encode(),
        good.rstrip().encode(),
        f"---\n{good}".encode(),
        f"{good}...\n".encode(),
        f"# yaml-language-server: $schema=x\n{good}".encode(),
        as_json.encode(),
    ):
        path.write_bytes(content)
        assert load(path) == expected


def _as_data(good: str) -> Any:
    return yaml.safe_load(good.replace("2026-01", "'2026-01'"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_quoted_number_is_text(kind: str, tmp_path: Path) -> None:
    good, load = KINDS[kind]
    path = tmp_path / "quoted.yaml"
    quoted = re.sub(r"(per_year|low|percent|years): ([0-9.]+)", r'\1: "\2"', good, count=1)
    assert quoted != good
    path.write_text(quoted, encoding="utf-8")
    with pytest.raises(InputError, match="write a number, without quotes"):
        load(path)
