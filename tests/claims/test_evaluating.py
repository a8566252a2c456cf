"""Claims through real runs: shared simulations, paired worlds, honest statuses."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from riobravo.api import compare
from riobravo.claims import simulated
from riobravo.claims.evaluate import evaluate_claims
from riobravo.claims.register import load_register
from riobravo.claims.settings import HERE_AND_NOW, Demand, Setting
from riobravo.claims.simulated import Run, plan_runs
from riobravo.cli import app
from riobravo.evidence.loading import load_ledger
from riobravo.options.references import STATUS_QUO

MINE = """\
claims:
  - id: FEWER
    source: mine
    kind: causal
    says: Halving recruitment means fewer members.
    population: Mexico
    horizon: 1 year
    test: {form: change, option: recruitment-halved, outcome: members, year: 1,
      direction: lower, material: {percent: 1}}
  - id: MORE
    source: mine
    kind: causal
    says: Halving recruitment means more members.
    population: Mexico
    horizon: 1 year
    test: {form: change, option: recruitment-halved, outcome: members, year: 1,
      direction: higher, material: {percent: 1}}
  - id: THROUGH-G1
    source: mine
    kind: causal
    says: Halving recruitment means fewer members because fewer join.
    population: Mexico
    horizon: 1 year
    test: {form: mediation, option: recruitment-halved, outcome: members, year: 1,
      direction: lower, through: [G1]}
  - id: THROUGH-G6
    source: mine
    kind: causal
    says: Halving recruitment means fewer members because of territory.
    population: Mexico
    horizon: 1 year
    test: {form: mediation, option: recruitment-halved, outcome: members, year: 1,
      direction: lower, through: [G6]}
  - id: PAST
    source: mine
    kind: forecast
    says: Seen from 2018, homicides will rise.
    population: Mexico
    horizon: "2018"
    test: {form: forecast, outcome: homicides, year: 1, start: 2018-07,
      direction: higher, material: {percent: 10}}
  - id: KILLS
    source: mine
    kind: causal
    says: Surges after killings are larger than after captures.
    population: municipalities in which a leader was removed
    horizon: the half-life of the surge
    test: {form: parameter, parameter: surge_kill_addition,
      direction: above, weak: 0, material: 0.1}
  - id: WAITING
    source: mine
    kind: base-rate
    says: Most of them win.
    population: cases that nobody has counted
    horizon: the case
    test: {form: base_rate, direction: above, weak: 0.5, material: 0.75}
"""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("claims") / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    return path


def test_runs_are_as_few_as_the_demands_allow() -> None:
    off = Setting(off=("G6",))
    runs = plan_runs(
        [
            Demand(STATUS_QUO, "homicides", 3),
            Demand("kingpin-kill", "homicides", 3),
            Demand("kingpin-kill", "members", 5),
            Demand("prevention", "members", 3),
            Demand("prevention", "members", 2, off),
        ]
    )
    assert runs == [
        Run(("prevention",), 3, HERE_AND_NOW),
        Run(("kingpin-kill",), 5, HERE_AND_NOW),
        Run(("prevention",), 2, off),
    ]


def test_a_claim_has_the_probability_of_the_paired_comparison(mine: Path) -> None:
    fewer, more, on, off, past, kills, waiting = evaluate_claims(
        file=mine, members=24, seed=5, share_members=0
    )
    result = compare(["recruitment-halved"], years=1, members=24, seed=5)
    members = result["members"].values[:, :, 0]
    assert fewer.answer.weak is not None
    assert fewer.answer.weak.value == np.mean(members[1] < members[0])
    assert more.answer.weak is not None
    assert more.answer.weak.value == np.mean(members[1] > members[0])
    assert fewer.answer.material is not None
    assert fewer.answer.material.value == np.mean(members[1] <= 0.99 * members[0])
    assert on.answer.material is not None
    assert off.answer.material is not None
    assert on.answer.material.value == fewer.answer.weak.value
    assert off.answer.material.value < 0.2
    assert past.status == "tested"
    assert kills.verdict.count("draw") >= 2
    assert waiting.status == "not yet modelled"
    assert waiting.needs == ("a counted class of cases",)
    assert waiting.answer.weak is None


def test_the_same_comparison_is_not_simulated_twice(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = evaluate_claims(["FEWER"], file=mine, members=24, seed=5, share_members=0)
    before = len(simulated._RUNS)
    again = evaluate_claims(["MORE", "FEWER"], file=mine, members=24, seed=5, share_members=0)
    assert len(simulated._RUNS) == before
    assert again[1] == first[0]


@pytest.mark.slow
def test_shares_of_evidence_add_up_and_worldviews_are_kept_apart(mine: Path) -> None:
    (fewer,) = evaluate_claims(["FEWER"], ("pool", "force"), file=mine, members=40, seed=5)
    assert list(fewer.answers) == ["pool", "force"]
    assert fewer.shares is not None
    assert sum(fewer.shares.values()) == pytest.approx(1.0)
    # How many members there are is a judgement, and decides how many stay away.
    assert fewer.shares["D"] > 0.5


@pytest.mark.slow
def test_all_claims_of_the_register_come_out_on_the_command_line() -> None:
    found = CliRunner().invoke(app, ["claims", "--members", "30", "--seed", "3", "--json"])
    assert found.exit_code == 0, found.output
    records = json.loads(found.stdout)
    assert [record["id"] for record in records] == list(load_register().claims)
    statuses = {record["id"]: record["status"] for record in records}
    for name in ("NC25-12", "JM26-05", "LSE25-09"):
        assert statuses[name] in {"tested", "tested in part"}
    assert statuses["JM26-03"] == "decided by data"
    assert statuses["NC25-27"] == "out of scope"
    for record in records:
        weak, material = (record["reading"][name] for name in ("weak", "material"))
        if record["status"] in {"tested", "tested in part"}:
            assert 0.0 <= material["probability"] <= weak["probability"] <= 1.0
            assert weak["mcse"] > 0.0
        if record["status"] == "not yet modelled":
            assert weak is None
            assert record["needs"]
        if record["evidence_share"] is not None:
            assert set(record["evidence_share"]) == {"A", "B", "C", "D", "luck", "interaction"}
            assert sum(record["evidence_share"].values()) == pytest.approx(1.0)
        assert record["verdict"]


def test_a_claim_is_shown_in_full(mine: Path) -> None:
    words = ["claims", "WAITING", "--file", str(mine), "--members", "24"]
    found = CliRunner().invoke(app, words)
    assert found.exit_code == 0, found.output
    assert "Not yet modelled: it needs a counted class of cases" in " ".join(found.output.split())


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["NO-SUCH"], "there is no claim `NO-SUCH`"),
        (["--worldview", "optimism"], "there is no shipped worldview `optimism`"),
        (["--file", "nowhere.yaml"], "there is no such file"),
        (["JM26-07", "--members", "0"], "members"),
    ],
)
def test_mistakes_are_one_line(words: list[str], part: str) -> None:
    found = CliRunner().invoke(app, ["claims", *words])
    assert found.exit_code == 2
    assert part in found.output
    assert "Traceback" not in found.output


def test_a_statement_on_a_parameter_rests_on_its_grade_alone(tmp_path: Path) -> None:
    path = tmp_path / "stated.yaml"
    path.write_text(
        "claims:\n  - id: S-1\n    source: me\n    kind: causal\n    says: Kills are worse.\n"
        "    population: Mexico\n    horizon: a year\n    test: {form: parameter,"
        " parameter: surge_kill_addition, direction: above, weak: 0, material: 0.2}\n",
        encoding="utf-8",
    )
    (result,) = evaluate_claims(file=path, members=40)
    grade = load_ledger()["surge_kill_addition"].grade
    assert result.shares is not None
    assert result.shares[grade] == 1.0
    assert sum(result.shares.values()) == 1.0


def test_a_percentage_of_nothing_is_said_to_be_one() -> None:
    replaced, arrests = evaluate_claims(["NC25-10", "LSE25-13"], members=4, share_members=0)
    assert "In 4 worlds an outcome is nil under the reference" in replaced.verdict
    assert "nil under the reference" not in arrests.verdict
