"""The model card, and the stamps on answers that the evidence does not carry."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

import riobravo
from riobravo.cli import app
from riobravo.credibility.envelope import find_stamps, force_of
from riobravo.credibility.model_card import When, load_card
from riobravo.credibility.preregistration import load_registration
from riobravo.credibility.validation import KEPT, judge
from riobravo.options.catalogue import load_runnable, resolve
from riobravo.options.schema import Option
from riobravo.study import Study, load_study


def _study(*options: Any, **changes: Any) -> Study:
    return load_study().with_changes(options=["status-quo", *options], **changes)


def _ids(study: Study, start: str = "2026-01-01") -> set[tuple[str, str | None]]:
    return {(one.id, one.option) for one in find_stamps(study, start) if not one.outcomes}


def test_the_shipped_study_is_stamped_where_its_options_use_force_and_nowhere_for_its_length() -> None:
    study = load_study()
    stamped = {one.option for one in find_stamps(study) if one.id == "force"}
    assert stamped == {one.id for one in study.resolved_options() if force_of(one)}
    assert {"invasion", "strikes-on-labs", "consented-joint-raids"} <= stamped
    assert not stamped & {"status-quo", "tariff-full", "arrests-doubled", "boat-strikes"}
    assert not [one for one in find_stamps(study) if one.option is None and not one.outcomes]


@pytest.mark.parametrize(
    ("changes", "start", "expected"),
    [
        ({"years": 5}, "2026-01-01", set()),
        ({"years": 6}, "2026-01-01", {("long-horizon", None)}),
        ({"years": 11}, "2026-01-01", {("long-horizon", None), ("very-long-horizon", None)}),
        ({}, "2023-12-01", {("gap", None)}),
        ({"mechanisms": {"G5": False}}, "2026-01-01", {("switched-off", None)}),
        ({"mechanisms": {"P5": True}}, "2026-01-01", {("escalation", None)}),
        ({"parameters": {"treatment_mortality_ratio": 0.26}}, "2026-01-01", {("parameter", None)}),
        ({"parameters": {"treatment_mortality_ratio": 0.47}}, "2026-01-01", set()),
    ],
)
def test_each_limit_of_a_study_puts_its_stamp(
    changes: dict[str, Any], start: str, expected: set[tuple[str, None]]
) -> None:
    assert _ids(_study("tariff-full", **changes), start) == expected


@pytest.mark.parametrize(("times", "stamped"), [(2.0, False), (2.5, True), (0.5, False), (0.4, True)])
def test_a_dose_beyond_what_was_seen_is_stamped(times: float, stamped: bool) -> None:
    option = Option.model_validate(
        {"id": "mine", "orders": [{"instrument": "arrests", "multiply_by": times}]}
    )
    assert (("arrests", "mine") in _ids(_study(option))) == stamped


def test_stamps_appear_in_json_in_text_and_in_the_dataset() -> None:
    words = ["compare", "invasion", "--members", "4", "--years", "1"]
    result = CliRunner().invoke(app, [*words, "--json"])
    stamps = json.loads(result.stdout)["envelope"]
    assert [(one["id"], one["option"], one["degree"]) for one in stamps if not one["outcomes"]] == [
        ("force", "invasion", "outside")
    ]
    shown = " ".join(CliRunner().invoke(app, words).stdout.split())
    assert f"invasion: {load_card().envelope['force'].stamp}" in shown
    plain = riobravo.compare(["tariff-full"], members=4, years=1)
    assert not [one for one in json.loads(plain.attrs["envelope"]) if not one["outcomes"]]


def test_every_known_issue_has_a_label_and_the_card_is_printed() -> None:
    card = load_card()
    assert {one.label for one in card.issues.values()} == {"bug", "data", "limitation"}
    printed = CliRunner().invoke(app, ["card", "--json"])
    content = json.loads(printed.stdout)
    assert set(content) == {
        "updated",
        "intended",
        "not_intended",
        "envelope",
        "issues",
        "falsifiers",
        "registered",
    }
    shown = " ".join(CliRunner().invoke(app, ["card"]).stdout.split())
    for one in card.falsifiers.values():
        assert one.says in shown


def test_the_card_tells_every_registered_statement_with_the_verdict_that_its_hindcast_gives() -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    registration = load_registration()
    told = json.loads(CliRunner().invoke(app, ["card", "--json"]).stdout)["registered"]
    verdicts = [judge(one, kept["series"])["status"] for one in registration.falsifiers]
    assert told == [
        {"id": one.id, "says": one.says, "status": verdict}
        for one, verdict in zip(registration.falsifiers, verdicts, strict=True)
    ]
    assert [(one["id"], one["status"]) for one in told] == [
        (one["id"], one["status"]) for one in kept["falsifiers"]
    ]
    # All were run; some were met and some were not.
    assert {one["status"] for one in told} == {"PASS", "FAIL"}
    shown = " ".join(CliRunner().invoke(app, ["card"]).stdout.split())
    for one in told:
        assert f"{one['status']} {' '.join(one['says'].split())}" in shown


def test_a_limit_has_exactly_one_condition_that_exists() -> None:
    for bad in ({}, {"years_above": 5, "force": "any"}, {"outcomes": ["homicide"]}):
        with pytest.raises(ValueError, match=r"exactly one|no outcome"):
            When.model_validate(bad)
    with pytest.raises(ValueError, match="no lever"):
        When.model_validate({"lever": {"name": "arrest", "low": 0, "high": 1}})


def test_no_shipped_option_is_silent_about_force() -> None:
    for name in load_runnable():
        kind = force_of(resolve(name))
        assert kind in ("", "with consent", "without consent")
