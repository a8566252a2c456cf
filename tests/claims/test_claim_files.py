"""Claims of one's own: what a file may say, and what is refused with place and fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from riobravo.claims.register import load_claims, load_register
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
    load_claims(path)


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
