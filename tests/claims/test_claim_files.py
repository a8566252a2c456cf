"""Claims of one's own: what a file may say, and what is refused with place and fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from riobravo.claims.evaluate import evaluate_claims
from riobravo.claims.register import load_register, register_from
from riobravo.errors import InputError

GOOD = """\
claims:
  - id: MINE-1
    source: mine
    kind: causal
    says: More arrests mean fewer members.
    population: Mexico
    horizon: 2 years
    test:
      form: change
      option: arrests-doubled
      outcome: members
      year: 2
      direction: lower
      material: {percent: 5}
"""


def read(folder: Path, text: str) -> None:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    register_from(path)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    read(tmp_path, GOOD)


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "part"),
    [
        ("arrests-doubled", "arrests-dubled", 10, "claims.0.test.option", "arrests-doubled"),
        ("outcome: members", "outcome: member", 11, "claims.0.test.outcome", "members"),
        ("form: change", "form: chnge", 8, "claims.0.test", "change"),
        ("{percent: 5}", "{percent: 5, amount: 2}", 14, "claims.0.test.material", "percent"),
        ("    horizon: 2 years\n", "", None, "claims.0.horizon", "horizon"),
        ("kind: causal", "kind: fact", None, "claims.0", "fact"),
        ("direction: lower", "direction: down", 13, "claims.0.test.direction", "lower"),
        ("year: 2", "year: 40", 12, "claims.0.test.year", "20"),
    ],
)
def test_a_mistake_is_named_with_place_and_fix(
    tmp_path: Path, old: str, new: str, line: int | None, field: str, part: str
) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        read(tmp_path, GOOD.replace(old, new))
    error = caught.value
    assert error.file is not None
    assert error.file.endswith("mine.yaml")
    assert (error.field or "").startswith(field)
    assert part in str(error)
    if line is not None:
        assert error.line == line


def test_two_claims_cannot_share_an_id(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="already is a claim `MINE-1`"):
        read(tmp_path, GOOD + GOOD.removeprefix("claims:\n"))


def test_an_own_option_can_be_named(tmp_path: Path) -> None:
    own = "options:\n  - id: my-arrests\n    orders: [{instrument: arrests, multiply_by: 3}]\n"
    read(tmp_path, own + GOOD.replace("arrests-doubled", "my-arrests"))


def test_a_statement_on_an_unknown_parameter_is_refused(tmp_path: Path) -> None:
    start = GOOD.index("    test:")
    test = "    test: {form: parameter, parameter: rho_x, direction: above, weak: 0, material: 1}\n"
    with pytest.raises(InputError, match="no parameter `rho_x`"):
        read(tmp_path, GOOD[:start] + test)


def test_an_unknown_claim_is_refused_with_a_suggestion() -> None:
    with pytest.raises(InputError, match="did you mean"):
        load_register().choose(["NC25-1"])


CHANGE = "{form: change, option: arrests-doubled, outcome: homicides, year: 1, direction: lower, %s}"
DATA = (
    "{form: attribution, series: sesnsp-victims, column: intentional_homicide,"
    " before: [2015-01, 2015-12], after: [2018-01, 2018-12], causes: [splits, policing]}"
)
DOSES = "{dose: 1, option: arrests-doubled}, {dose: 2, option: arrests-doubled}"


def write(folder: Path, test: str) -> Path:
    """Write a claim with another test."""
    path = folder / "mine.yaml"
    path.write_text(f"{GOOD[: GOOD.index('    test:')]}    test: {test}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("test", "field", "said"),
    [
        (CHANGE % 'states: ["02"], material: {percent: 5}', "states", "not recorded by state"),
        (
            CHANGE.replace("outcome: h", "outcome: state_h") % 'states: ["02", "02"], material: {percent: 5}',
            "states",
            "each once",
        ),
        (
            CHANGE.replace("homicides", "mexican_gdp") % "material: {percent: 1}",
            "material.percent",
            "may be zero or negative",
        ),
        (
            CHANGE.replace("arrests-doubled", "status-quo") % "material: {percent: 5}",
            "option",
            "compared with itself",
        ),
        (
            "{form: after_end, option: arrests-doubled, outcome: state_homicides, ends: 1, until: 2,"
            " direction: lower, material: {percent: 5}}",
            "outcome",
            "by state and year only",
        ),
        (
            "{form: forecast, outcome: homicides, year: 1, start: 1990-01, direction: higher,"
            " material: {percent: 5}}",
            "start",
            "outside 2016-01",
        ),
        (
            "{form: forecast, outcome: homicides, year: 1, start: 2019-01, as_of: 2020-01-01,"
            " direction: higher, material: {percent: 5}}",
            "as_of",
            "after the start",
        ),
        (
            "{form: parameter, parameter: prevention_cut, minus: initial_members, direction: above,"
            " weak: 0, material: 1}",
            "minus",
            "initial_members is in people",
        ),
        (
            "{form: parameter, parameter: prevention_cut, direction: above, weak: no, material: 1}",
            "weak",
            "no",
        ),
        (
            "{form: mediation, option: demand-reduction, outcome: overdose_deaths, year: 1,"
            " direction: lower, through: [D4]}",
            "through",
            "not recorded without D4",
        ),
        (f"{{form: any_of, parts: [{DATA}, {DATA}]}}", "parts.0", "data decide this part"),
        (
            f"{{form: conditional, given: {DATA}, then: {CHANGE % 'material: {percent: 5}'}}}",
            "given",
            "data decide this part",
        ),
        (DATA.replace("2015-01, 2015-12", "2015-12, 2015-01"), "before", "begin before"),
        (
            f"{{form: dose_response, doses: [{DOSES}], pattern: monotone, direction: lower,"
            " outcome: members, year: 1, material: {percent: 5}}",
            "doses",
            "compared with itself",
        ),
    ],
)
def test_a_test_that_says_nothing_is_refused(tmp_path: Path, test: str, field: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        register_from(write(tmp_path, test))
    assert caught.value.field == f"claims.0.test.{field}"
    assert caught.value.line == 8
    assert said in caught.value.message
    assert caught.value.fix


@pytest.mark.parametrize(
    ("test", "said"),
    [
        (DATA.replace("sesnsp-victims", "no-such-series"), "no series"),
        (DATA.replace("intentional_homicide", "no_such_count"), "no count"),
        (DATA.replace("2015-01, 2015-12", "1980-01, 1980-12"), "does not cover"),
        (
            "{form: forecast, outcome: homicides, year: 1, start: 2016-01, direction: higher,"
            " material: {percent: 5}}",
            "too few",
        ),
    ],
)
def test_what_the_data_do_not_allow_is_refused_with_its_place(tmp_path: Path, test: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        evaluate_claims(members=2, file=write(tmp_path, test))
    assert (caught.value.file, caught.value.line) == (str(tmp_path / "mine.yaml"), 8)
    assert (caught.value.field or "").startswith("MINE-1.test.")


def test_an_option_that_cannot_run_then_is_refused_with_its_place(tmp_path: Path) -> None:
    own = "options:\n  - id: late\n    orders: [{instrument: arrests, multiply_by: 2, start: 2018-01}]\n"
    path = tmp_path / "mine.yaml"
    path.write_text(own + GOOD.replace("arrests-doubled", "late"), encoding="utf-8")
    with pytest.raises(InputError, match="2018-01 is before") as caught:
        evaluate_claims(members=2, file=path)
    assert (caught.value.file, caught.value.line) == (str(path), 11)


def test_a_class_without_counts_waits_also_inside_another_test(tmp_path: Path) -> None:
    rate = "{form: base_rate, direction: above, weak: 0.1, material: 0.5}"
    test = f"{{form: all_of, parts: [{rate}, {CHANGE % 'material: {percent: 5}'}]}}"
    (result,) = evaluate_claims(members=2, file=write(tmp_path, test))
    assert result.status == "not yet modelled"
    assert "a counted class of cases" in result.needs
