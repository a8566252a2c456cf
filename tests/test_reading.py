"""YAML from strangers: accepted values, refused constructs, and one kind of error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from riobravo import document
from riobravo.errors import InputError
from riobravo.reading import MAXIMUM_BYTES, read_bytes, read_text, read_yaml
from riobravo.study import SHIPPED_STUDY, Study, study_from
from riobravo.writing import dump_yaml

SHIPPED = SHIPPED_STUDY.read_text(encoding="utf-8")


@pytest.fixture(params=["fast", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run everything with both of PyYAML's parsers; not every system has the fast one."""
    if request.param == "pure":
        monkeypatch.setattr(document, "_LOADER", yaml.SafeLoader)
    return str(request.param)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("on", "on"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2026-01", "2026-01"),
        ("2026-01-01", "2026-01-01"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("012", 12),
        ("-7", -7),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("'5'", "5"),
        ('"true"', "true"),
        ("١٢", "١٢"),
        ("<<", "<<"),
    ],
)
def test_values_follow_the_core_schema(written: str, value: object) -> None:
    read = read_text(f"field: {written}\n", "file.yaml").data["field"]
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("just text", 1, "top level"),
        ("- 1\n- 2", 1, "a list"),
        ("a: 1\nb: &x 2", 2, "anchors"),
        ("a: 1\nb: *x", 2, "aliases"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]", 2, "tags"),
        ("a: !custom 1", 1, "tags"),
        ("a: !!str 1", 1, "tags"),
        ("a: 1\nb: 2\na: 3", 3, "twice; the first is on line 1"),
        ("a: 1\n---\nb: 2", 2, "more than one document"),
        ("2030: x", 1, "field name must be text, but is a number"),
        ("true: x", 1, "field name must be text, but is true or false"),
        ("? [a]\n: x", 1, "field name must be text, but is a list"),
        ("a: .inf", 1, "finite"),
        ("a: 1\nb: -.INF", 2, "finite"),
        ("a: .nan", 1, "finite"),
        ("a: 1e999", 1, "too large"),
        ("a: " + "9" * 5000, 1, "digits"),
        ("a: 1\nb: c: d", 2, "valid YAML"),
        ("a: 1\n\tb: 2", 2, "valid YAML"),
        ("a: 1\nb: \x00", 2, "U+0000"),
        ("a: 1\nb: \ud800", 2, "U+D800"),
        ('a: 1\nb: "\\0"', 2, "U+0000"),
        ("a: 1\nb: \u2028c", 2, "U+2028"),
        ("%YAML 9.0\n---\na: 1", None, "valid YAML"),
        ('a: "\\UFFFFFFFF"', None, "valid YAML"),
        ("a: 'never closed", None, "valid YAML"),
        ("a: " + "[" * 60 + "]" * 60, 1, "nested"),
        ("a: " + "[" * 200_000, 1, "nested"),
        ("a: " + "{b: " * 60, 1, "nested"),
    ],
)
def test_refused_texts_name_file_line_and_reason(text: str, line: int | None, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(text, "file.yaml")
    assert caught.value.file == "file.yaml"
    assert caught.value.fix
    assert words in caught.value.message
    if line is not None:
        assert caught.value.line == line


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(InputError, match=r"file.yaml:1: anchors"):
        read_text(bomb, "file.yaml")


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"a: " + b"x" * MAXIMUM_BYTES)
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("a: 1\nb: Michoacán".encode("latin-1"))
    for path, words in [
        (large, "1 MB"),
        (latin, "UTF-8"),
        (tmp_path, "cannot be read"),
        (tmp_path / "missing.yaml", "no such file"),
        (tmp_path / "nul\0.yaml", "cannot be read"),
    ]:
        with pytest.raises(InputError, match=words) as caught:
            read_yaml(path)
        assert caught.value.file == str(path)
    with pytest.raises(InputError) as caught:
        read_yaml(latin)
    assert caught.value.line == 2


def test_a_byte_order_mark_is_ignored() -> None:
    assert read_bytes(b"\xef\xbb\xbfa: 1", "file.yaml").data == {"a": 1}


def test_lines_are_known_for_every_entry() -> None:
    text = "a: 1\nlist:\n  - x\n  - b: 2\n    c: {d: 3,\n        e: 4}\n"
    read = read_text(text, "file.yaml")
    places: dict[tuple[str | int, ...], int] = {
        (): 1,
        ("a",): 1,
        ("list",): 2,
        ("list", 0): 3,
        ("list", 1): 4,
        ("list", 1, "b"): 4,
        ("list", 1, "c"): 5,
        ("list", 1, "c", "e"): 6,
        ("list", 1, "missing"): 4,
        ("missing", 3): 1,
    }
    assert {path: read.line_of(path) for path in places} == places


def _only_one_kind_of_error(text: str | bytes) -> None:
    problem: InputError | None = None
    study: Study | None = None
    try:
        found = read_text(text, "file.yaml") if isinstance(text, str) else read_bytes(text, "file.yaml")
        study = study_from(found, Path("no-such-folder"))
    except InputError as error:
        problem = error
    assert (study is None) != (problem is None)
    if problem is not None:
        assert "file.yaml" in str(problem)
        assert problem.line is not None
        assert str(problem).encode()


@given(st.binary(max_size=300))
def test_random_bytes_give_one_clear_error(content: bytes) -> None:
    _only_one_kind_of_error(content)


@given(st.text(alphabet="ab01:-?[]{},&*!|>'\"%@`#\n\t .~<=\\x\ud800é", max_size=120))
@settings(max_examples=300)
def test_random_yaml_like_text_gives_one_clear_error(text: str) -> None:
    _only_one_kind_of_error(text)


@given(data=st.data())
@settings(max_examples=200)
def test_mutated_text_of_a_study_gives_one_clear_error(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SHIPPED)))
    length = data.draw(st.integers(0, 40))
    inserted = data.draw(st.text(alphabet="ab1:-[]{}&*!'\"\n\t .", max_size=12))
    _only_one_kind_of_error(SHIPPED[:start] + inserted + SHIPPED[start + length :])


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(alphabet="abc-_/.0129é: ", max_size=12)
    | st.sampled_from(["prevention", "2026-01", "arrests", "x.yaml", "../x.yaml", "/etc/passwd"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "title", "summary", "orders", "instrument", "start", "G1"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
FIELDS = st.sampled_from([*Study.model_fields, "unknown", ""])


@given(changes=st.dictionaries(FIELDS, VALUES, max_size=4), dropped=st.sets(FIELDS, max_size=3))
@settings(max_examples=300)
def test_studies_with_wrong_values_give_one_clear_error(changes: dict[str, Any], dropped: set[str]) -> None:
    content = {**read_text(SHIPPED, "file.yaml").data, **changes}
    _only_one_kind_of_error(
        dump_yaml({name: value for name, value in content.items() if name not in dropped} or {"": 1})
    )


@given(VALUES | st.text(max_size=30).filter(str.isprintable))
@settings(max_examples=300)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert read_text(dump_yaml({"field": value}), "file.yaml").data == {"field": value}
