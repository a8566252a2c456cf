"""Bundles join the orders of others; circles, doubles and contradictions are refused with a reason."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from riobravo.errors import InputError
from riobravo.options.catalogue import join_inline, load_catalogue, load_option, load_runnable
from riobravo.options.conflicts import find_contradiction
from riobravo.options.instruments import load_registry
from riobravo.options.references import locate
from riobravo.options.schedule import check_schedule, lever_table
from riobravo.options.schema import Option
from riobravo.options.status import check_runnable, needs_of
from riobravo.reading import read_text
from riobravo.study import load_study, study_from
from riobravo.validation import check

ARRESTS = {"instrument": "arrests", "multiply_by": 2}
RAIDS = {"instrument": "raids", "per_year": 10}
LABS = {"instrument": "strikes_on_labs", "per_year": 10, "consent": "without-consent"}
AID = {"instrument": "security_aid", "amount": 100}
TARIFF = {"instrument": "tariff", "amount": 25, "exempt_percent": 0}
TREATMENT = {"instrument": "treatment", "amount": 10}
CLOSURE = {"instrument": "port_closure", "amount": 50}
SLOWDOWN = {"instrument": "port_slowdown", "amount": 5}
FACILITATION = {"instrument": "trade_facilitation", "amount": 1}
DIPLOMACY = {"instrument": "diplomacy"}
ULTIMATUM = {"instrument": "ultimatum", "demand": "drug-flow"}
INVASION = {"instrument": "invasion", "amount": 100}
OCCUPATION = {"instrument": "occupation", "amount": 100}


def _bundle(*parts: str, orders: tuple[dict[str, Any], ...] = (), name: str = "mine") -> Option:
    return check({"id": name, "bundle": list(parts), "orders": list(orders)}, Option)


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(f"id: {name}\n{text}\n", encoding="utf-8")
    return path


def test_a_bundle_moves_what_its_parts_and_its_own_orders_move() -> None:
    option = join_inline(_bundle("arrests-doubled", "kingpin-kill", orders=(ARRESTS,)), None)
    assert [order.origin for order in option.orders] == [None, "arrests-doubled", "kingpin-kill"]
    assert option.bundle == ()
    study = load_study()
    check_schedule(option, study)
    table = lever_table(option, study, 52, {}, 1)[0]
    assert (table[:, 0] == 4).all()
    assert (table[:, 4] == 12).all()
    alone = lever_table(load_catalogue()["kingpin-kill"], study, 52, {}, 1)[0]
    np.testing.assert_array_equal(table[:, 1:], alone[:, 1:])


def test_bundles_of_bundles_keep_every_order_once() -> None:
    campaign = load_catalogue()["strikes-and-raids"]
    assert [order.instrument for order in campaign.orders] == [
        "strikes_on_labs",
        "strikes_on_leaders",
        "raids",
    ]
    force = load_catalogue()["precision-and-force"]
    assert [order.origin for order in force.orders] == [
        *["designation-enforced"] * 3,
        "overflights-without-consent",
        *["cyber-financial-disruption"] * 2,
        *["strikes-and-raids"] * 3,
    ]
    parts = load_catalogue()["intelligence-development-diplomacy"].orders
    assert sum(order.instrument == "recruitment" for order in parts) == 1


def test_a_bundle_needs_what_its_parts_need() -> None:
    parts = [load_catalogue()[name] for name in ("designation-enforced", "strikes-on-labs")]
    joined = join_inline(_bundle(*(part.id for part in parts)), None)
    assert {need.name for need in needs_of(joined)} == {
        need.name for part in parts for need in needs_of(part)
    }


def test_a_bundle_in_a_study_is_joined_and_survives_being_written(tmp_path: Path) -> None:
    study = load_study().with_changes(options=["status-quo", _bundle("arrests-doubled", "prevention")])
    mine = study.resolved_options()[1]
    assert [order.instrument for order in mine.orders] == ["arrests", "recruitment"]
    assert study_from(read_text(study.dump_yaml(), "again.yaml"), tmp_path) == study


def test_a_bundle_names_files_beside_itself(tmp_path: Path) -> None:
    _write(tmp_path, "part", "orders: [{instrument: arrests, multiply_by: 3}]")
    path = _write(tmp_path, "whole", "bundle: [part.yaml, prevention]")
    option = load_option(path)
    assert option.title == "Part; prevention"
    assert [order.origin for order in option.orders] == ["part", "prevention"]


@pytest.mark.parametrize(
    ("text", "field", "line", "words"),
    [
        ("bundle: [prevention, status-quo]", "bundle.1", 2, "`status-quo` changes nothing"),
        ("bundle:\n  - prevention\n  - preventoin", "bundle.1", 4, "did you mean `prevention`"),
        ("bundle: [prevention, prevention]", "bundle.1", 2, "`prevention` is contained twice"),
        (
            "bundle: [strikes-and-raids, strikes-on-labs]",
            "bundle.1",
            2,
            "`strikes-on-labs` is contained twice",
        ),
        ("bundle: [whole.yaml]", "bundle.0", 2, "contains itself (whole → whole)"),
        ("bundle: [missing.yaml]", "bundle.0", 2, "no such file"),
        ("bundle: [../part.yaml]", "bundle.0", 2, "outside the folder"),
        ("bundle: [/etc/passwd.yaml]", "bundle.0", 2, "outside the folder"),
        ("bundle: prevention", "bundle", 2, "must be a list"),
        ("bundle: [3]", "bundle.0", 2, "must be text"),
        (
            "bundle:\n- consented-joint-raids\n- raids-without-consent",
            "bundle",
            2,
            "raids is ordered both with and without Mexico's consent at the same time"
            " (`consented-joint-raids` and `raids-without-consent`)",
        ),
        (
            "bundle: [joint-intelligence, strikes-on-labs]",
            "bundle",
            2,
            "intelligence_sharing needs Mexico's consent, while strikes_on_labs acts without it",
        ),
        ("bundle: [tariff-full, tariff-exempted]", "bundle", 2, "tariff is ordered twice"),
        ("bundle: [demand-reduction, withdraw-treatment]", "bundle", 2, "both raised and withdrawn"),
        (
            "bundle: [ports-closure]\norders: [{instrument: trade_facilitation, amount: 1}]",
            "bundle",
            2,
            "ports cannot be closed and made faster at the same time",
        ),
    ],
)
def test_bundles_that_cannot_be_joined_are_refused_at_their_line(
    tmp_path: Path, text: str, field: str, line: int, words: str
) -> None:
    path = _write(tmp_path, "whole", text)
    with pytest.raises(InputError) as caught:
        load_option(path)
    assert words in str(caught.value)
    assert (caught.value.file, caught.value.field, caught.value.line) == (str(path), field, line)
    assert caught.value.fix or "must be a list" in words


def test_a_circle_over_several_files_is_refused_with_its_way(tmp_path: Path) -> None:
    for name, next_one in (("one", "two"), ("two", "three"), ("three", "one")):
        _write(tmp_path, name, f"bundle: [{next_one}.yaml]")
    with pytest.raises(InputError, match="contains itself \\(one → two → three → one\\)") as caught:
        load_option(tmp_path / "one.yaml")
    assert caught.value.file == str(tmp_path / "three.yaml")


def test_a_bundle_of_too_many_orders_is_refused(tmp_path: Path) -> None:
    orders = ", ".join(f"{{instrument: arrests, multiply_by: 1.01, start: {n / 4}}}" for n in range(40))
    _write(tmp_path, "many", f"orders: [{orders}]")
    with pytest.raises(InputError, match="more than 40 orders"):
        load_option(_write(tmp_path, "whole", "bundle: [many.yaml, prevention]"))


def test_a_bundle_that_was_not_joined_does_not_run() -> None:
    with pytest.raises(InputError, match="has not been joined"):
        check_runnable(_bundle("prevention"))
    assert locate("strikes-and-raids").option.bundle


def test_a_mistake_in_a_bundle_inside_a_study_is_reported_there() -> None:
    text = (
        "name: mine\ntitle: Mine\nstart: 2026-01\noptions:\n- status-quo\n"
        "- id: both\n  bundle:\n  - prevention\n  - preventoin\n"
    )
    with pytest.raises(InputError) as caught:
        study_from(read_text(text, "study.yaml"), Path())
    assert (caught.value.file, caught.value.line) == ("study.yaml", 9)
    assert caught.value.field == "options.1.bundle.1"


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        (
            RAIDS | {"consent": "with-consent"},
            RAIDS | {"consent": "without-consent"},
            "both with and without",
        ),
        (LABS, AID, "security_aid needs Mexico's consent"),
        (LABS, DIPLOMACY, "diplomacy needs Mexico's consent"),
        (TREATMENT, TREATMENT | {"amount": -5}, "both raised and withdrawn"),
        (TARIFF | {"end": 2}, TARIFF | {"end": 3}, "contradictory ends (2.0 and 3.0)"),
        (TARIFF, TARIFF, "can hold only once"),
        (CLOSURE, FACILITATION, "closed and made faster"),
        (SLOWDOWN, FACILITATION, "slowed down and made faster"),
        (INVASION, DIPLOMACY, "being invaded"),
        (OCCUPATION, DIPLOMACY, "while territory is occupied"),
        (ULTIMATUM, DIPLOMACY, "exclude an ultimatum"),
    ],
)
def test_contradictions_are_refused_unless_one_ends_before_the_other(
    one: dict[str, Any], two: dict[str, Any], words: str
) -> None:
    for first, second in ((one, two), (two, one)):
        with pytest.raises(InputError) as caught:
            check({"id": "mine", "orders": [first, second]}, Option)
        assert caught.value.field == "orders.1"
        assert words in str(caught.value)
    early, late = (two, one) if one["instrument"] in {"invasion", "ultimatum"} else (one, two)
    late = {name: value for name, value in late.items() if name != "end"}
    apart = check({"id": "mine", "orders": [early | {"end": 1}, late | {"start": 1}]}, Option)
    assert find_contradiction(apart.orders) is None


def test_every_pair_of_the_table_is_refused() -> None:
    tested = {
        frozenset(pair)
        for pair in (
            ("port_closure", "trade_facilitation"),
            ("port_slowdown", "trade_facilitation"),
            ("invasion", "diplomacy"),
            ("occupation", "diplomacy"),
            ("ultimatum", "diplomacy"),
        )
    }
    assert {frozenset(conflict.pair) for conflict in load_registry().conflicts} == tested


def test_months_and_years_are_compared_once_the_start_is_known() -> None:
    early, late = TREATMENT | {"end": "2027-01"}, TREATMENT | {"amount": -5, "start": 0.5}
    option = check({"id": "mine", "orders": [early, late]}, Option)
    study = load_study()

    def years(moment: float | str) -> float:
        return moment if isinstance(moment, float) else int(moment[:4]) - int(study.start[:4])

    assert find_contradiction(option.orders) is None
    found = find_contradiction(option.orders, years)
    assert found is not None
    assert "raised and withdrawn" in found.reason


def test_states_that_differ_do_not_contradict() -> None:
    north = OCCUPATION | {"states": ["02", "08"]}
    check({"id": "mine", "orders": [north, OCCUPATION | {"states": ["12"]}]}, Option)
    with pytest.raises(InputError, match="can hold only once"):
        check({"id": "mine", "orders": [north, OCCUPATION | {"states": ["08"]}]}, Option)


@pytest.mark.parametrize("name", load_runnable())
def test_shipped_options_join_in_pairs_or_say_why_not(name: str) -> None:
    for other in load_runnable():
        if name == other or "status-quo" in {name, other}:
            continue
        with contextlib.suppress(InputError):
            assert find_contradiction(join_inline(_bundle(name, other), None).orders) is None
            continue
        with pytest.raises(InputError, match=r"contained twice|contradict|both|twice|needs Mexico") as caught:
            join_inline(_bundle(name, other), None)
        assert caught.value.fix
