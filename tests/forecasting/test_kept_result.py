"""The kept result belongs to this code, this registration and these data, and its verdicts follow from it."""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import pytest

from riobravo.analysis.hindcasts import losses
from riobravo.credibility import validation
from riobravo.credibility.preregistration import Falsifier, Series, load_registration
from riobravo.credibility.validation import fits, judge, kept_result, make_manifest, validate_series
from riobravo.credibility.validation_page import validation_page
from riobravo.forecasting.models import POOLED
from riobravo.forecasting.record import learned_at
from riobravo.world.compile import kernel_hash

KEPT = kept_result()


@pytest.mark.parametrize("series", load_registration().series, ids=lambda series: series.name)
def test_the_kept_result_is_the_one_that_would_be_made(series: Series) -> None:
    assert fits(KEPT["series"][series.name]["manifest"], make_manifest(load_registration(), series)), (
        f"run `riobravo validate --again --series {series.name}` and keep the result"
    )


def test_verdicts_follow_from_the_numbers() -> None:
    registration = load_registration()
    assert [one["id"] for one in KEPT["falsifiers"]] == [one.id for one in registration.falsifiers]
    for one, told in zip(registration.falsifiers, KEPT["falsifiers"], strict=True):
        assert judge(one, KEPT["series"]) == told
        if told["status"] != "UNRUN" and one.test.kind == "within":
            assert one.test.low is not None
            assert one.test.high is not None
            inside = one.test.low <= told["found"]["value"] <= one.test.high
            assert told["status"] == ("PASS" if inside else "FAIL")


@pytest.mark.parametrize(
    ("kind", "skill", "status"),
    [
        ("better", (0.1, 0.05, 0.2), "PASS"),
        ("better", (0.1, -0.05, 0.2), "FAIL"),
        ("not-worse", (-0.1, -0.2, 0.01), "PASS"),
        ("not-worse", (-0.1, -0.2, -0.01), "FAIL"),
        ("worse-or-equal", (0.1, 0.05, 0.2), "FAIL"),
    ],
)
def test_verdicts_on_skill(kind: str, skill: tuple[float, float, float], status: str) -> None:
    test = {"kind": kind, "model": "pooled", "against": "zero"}
    falsifier = Falsifier.model_validate({"id": "one", "says": "One.", "series": "mine", "test": test})
    found = dict(zip(("estimate", "low", "high"), skill, strict=True))
    series = {"mine": {"models": {"pooled": {}}, "skill_vs": {"zero": found}, "skill_of_parts": {}}}
    assert judge(falsifier, series)["status"] == status
    assert judge(falsifier, {})["status"] == "UNRUN"


def test_every_failed_statement_is_told_as_a_loss() -> None:
    failed = [one for one in KEPT["falsifiers"] if one["status"] == "FAIL"]
    told = losses(KEPT)
    assert len(told) >= len(failed)
    for one, sentence in zip(failed, told, strict=False):
        assert sentence.startswith(one["says"].rstrip("."))
    fine = copy.deepcopy(KEPT)
    fine["falsifiers"] = []
    assert len(losses(fine)) == len(told) - len(failed)


def test_a_result_that_fits_is_not_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("was run")

    monkeypatch.setattr(validation, "_run", fail)
    assert set(validate_series(["us-overdose-deaths"])["series"]) == {"us-overdose-deaths"}
    with pytest.raises(AssertionError):
        validate_series(["us-overdose-deaths"], again=True)


def test_newer_data_are_run_again(tmp_path: Path) -> None:
    source = Path(validation.__file__).parents[1] / "observed/series/us_overdose_12mo_ending.csv"
    text = source.read_text()
    (tmp_path / source.name).write_text(text + "2023-07-01,all_drug_overdose,111000,112000\n")
    registration = load_registration()
    series = registration.find("us-overdose-deaths")
    now = make_manifest(registration, series, tmp_path)
    assert not fits(KEPT["series"][series.name]["manifest"], now)


def test_weights_and_spread_of_a_forecast_are_those_of_an_earlier_origin() -> None:
    series = load_registration().find("us-overdose-deaths")
    kept = KEPT["series"][series.name]
    pool = kept["weights"][POOLED]
    rows = list(zip(pool["by_origin"], pool["spread_by_origin"], strict=True))
    assert learned_at(series, np.datetime64("2016-01")) == ([0.5, 0.5], 1.0)
    assert learned_at(series, np.datetime64(kept["origins"][5])) == rows[5]
    assert learned_at(series, np.datetime64("2030-01")) == rows[-1]


def test_the_page_leads_with_losses_and_shows_every_verdict_and_amendment() -> None:
    page = validation_page()
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings[0] == "## Where it loses"
    for one in KEPT["falsifiers"]:
        assert f"| **{one['status']}** | {one['says']} |" in page
    for amendment in load_registration().amendments:
        assert amendment.says in page
    for series in load_registration().series:
        assert f"## {series.name}" in headings


def test_what_a_kept_simulation_depends_on_is_the_same_on_every_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registration = load_registration()
    one = registration.find("sesnsp-homicides")
    here = make_manifest(registration, one)
    before = kernel_hash()
    monkeypatch.setattr("llvmlite.binding.get_host_cpu_name", lambda: "another")
    kernel_hash.cache_clear()
    try:
        assert kernel_hash() != before
        assert make_manifest(registration, one) == here
    finally:
        kernel_hash.cache_clear()
