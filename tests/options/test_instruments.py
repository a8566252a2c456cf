"""The registry of instruments: complete, consistent, and honest about what is not modelled."""

from __future__ import annotations

import dataclasses
import re
import string
from pathlib import Path

import pytest

from riobravo.errors import InputError
from riobravo.options import instruments
from riobravo.options.catalogue import load_catalogue, load_runnable
from riobravo.options.instruments import REGISTRY, Instrument, load_instruments, load_registry, name_need
from riobravo.options.references import shipped_names
from riobravo.options.schedule import check_schedule, lever_table
from riobravo.options.status import bill_of, needs_of, status_of
from riobravo.study import load_study
from riobravo.world.levers import LEVERS
from riobravo.world.mechanisms import MECHANISMS

# fmt: off
WANTED = [
    "status-quo", "arrests-doubled", "recruitment-halved",
    "prevention", "kingpin-capture", "kingpin-kill",
    "remove-largest-leader", "de-escalation", "joint-intelligence",
    "consented-joint-raids", "security-aid", "mexican-crackdown",
    "prevention-and-jobs", "demand-reduction", "southbound-firearms-control",
    "designation-alone", "designation-enforced", "tariff-full",
    "tariff-exempted", "ultimatum", "cyber-financial-disruption",
    "strikes-on-labs", "strikes-on-leaders", "raids-without-consent",
    "strikes-and-raids", "precursor-control", "border-militarisation",
    "invasion", "northern-occupation", "boat-strikes",
    "ports-inspection", "ports-slowdown", "ports-closure",
    "personal-sanctions", "usmca-linkage", "prisoner-transfers",
    "overflights-without-consent", "mass-deportation", "remittance-tax",
    "legal-regulation", "withdraw-treatment", "withdraw-firearms-control",
    "withdraw-aid", "prevention-by-state", "precision-and-force",
    "intelligence-development-diplomacy", "escalation-ladder", "next-war",
]
# fmt: on
DOCUMENTS = {"LSE25", "NC25", "BP24", "WOF26", "JM26"}
REGISTER = Path(instruments.__file__).parents[1] / "claims" / "register"


def test_the_catalogue_is_complete() -> None:
    assert sorted(shipped_names()) == sorted(WANTED)
    assert list(load_runnable()) == list(load_catalogue())


def test_every_name_in_the_registry_exists() -> None:
    registry = load_registry()
    known = {mechanism.id for mechanism in MECHANISMS}
    for name, instrument in registry.instruments.items():
        assert set(instrument.mechanisms) <= known, name
        if instrument.is_modelled:
            assert instrument.levers, name
    for conflict in registry.conflicts:
        assert set(conflict.pair) <= set(registry.instruments)


def test_every_instrument_is_used_in_the_catalogue() -> None:
    used = {order.instrument for option in load_catalogue().values() for order in option.orders}
    assert set(load_instruments()) - used == {"trade_facilitation"}


@pytest.mark.parametrize("name", load_instruments())
def test_the_words_of_an_instrument_name_only_its_own_fields(name: str) -> None:
    instrument = load_instruments()[name]
    for words in (instrument.words, instrument.words_if_negative):
        fields = {field for _, field, _, _ in string.Formatter().parse(words or "") if field}
        assert fields <= set(instrument.fields)
    assert instrument.words or name in {"arrests", "recruitment", "conflict", "leader_removals"} | {
        "remove_largest_leader"
    }
    amount = instrument.fields.get("amount")
    goes_below_zero = amount is not None and amount.low is not None and amount.low < 0
    assert goes_below_zero == (instrument.words_if_negative is not None)


@pytest.mark.parametrize("name", load_instruments())
def test_every_lever_of_a_modelled_instrument_combines_as_its_dose(name: str) -> None:
    instrument = load_instruments()[name]
    levers = {lever.name: lever for lever in LEVERS}
    assert instrument.lever_names
    for lever in instrument.lever_names:
        assert (levers[lever].combine == "multiply") == instrument.is_ratio


def test_every_lever_is_moved_by_some_instrument() -> None:
    moved = {name for one in load_instruments().values() for name in one.lever_names}
    assert moved == {lever.name for lever in LEVERS}


@pytest.mark.parametrize("name", ["invasion", "tariff-full", "strikes-and-raids"])
def test_an_option_that_is_not_modelled_refuses_and_names_what_is_missing(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instruments, "existing_mechanisms", lambda: frozenset({"G1", "G2"}))
    option = load_catalogue()[name]
    assert status_of(option) == "not yet modelled"
    study = load_study().with_changes(options=["status-quo", "arrests-doubled"])
    with pytest.raises(InputError) as in_study:
        study.with_changes(options=["status-quo", name])
    with pytest.raises(InputError) as in_check:
        check_schedule(option, study)
    with pytest.raises(InputError) as in_table:
        lever_table(option, study, 52, {}, 1)
    assert in_study.value.field == "options.1"
    for caught in (in_study, in_check, in_table):
        assert f"`{name}` is not yet modelled: it needs " in str(caught.value)
        for need in needs_of(option):
            assert name_need(need.name) in str(caught.value)


def test_an_instrument_becomes_modelled_with_its_mechanisms_and_levers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raids = load_instruments()["raids"]
    monkeypatch.setattr(instruments, "existing_mechanisms", lambda: frozenset({"G5"}))
    assert list(raids.needs) == ["F2", "D1", "P1", "P2"]
    everything = frozenset({"G5", "F2", "D1", "P1", "P2"})
    monkeypatch.setattr(instruments, "existing_mechanisms", lambda: everything)
    assert raids.is_modelled
    assert raids.model_copy(update={"levers": {}}).needs == ("lever",)
    assert raids.model_copy(update={"levers": {"raids": "per_year"}}).needs == ("lever raids",)


def test_a_new_lever_reaches_the_table_by_one_line_of_the_registry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from riobravo.options import records

    changes = {"mechanisms": ("G5",), "levers": {"raids": "per_year"}}
    raids = load_instruments()["raids"].model_copy(update=changes)
    monkeypatch.setitem(load_instruments(), "raids", raids)
    lever = dataclasses.replace(LEVERS[3], name="raids")
    monkeypatch.setattr(records, "_INDEX", records._INDEX | {"raids": 3})
    monkeypatch.setattr(instruments, "LEVERS", (*LEVERS, lever))
    table = lever_table(load_catalogue()["raids-without-consent"], load_study(), 52, {}, 1)
    assert (table[0, :, 3] == 40).all()


def test_modelled_instruments_say_which_levers_they_may_move() -> None:
    removals = load_instruments()["leader_removals"]
    assert set(removals.lever_names) == {"capture_top", "capture_middle", "kill_top", "kill_middle"}
    assert Instrument.model_validate(removals.model_dump()).is_modelled


@pytest.mark.parametrize("name", WANTED)
def test_costs_have_sources_and_unknown_costs_are_said_to_be_unknown(name: str) -> None:
    option = load_catalogue()[name]
    bill = bill_of(option)
    assert (bill.usd_per_year or bill.usd_once) is None or bill.sources
    for low, high in filter(None, (bill.usd_per_year, bill.usd_once)):
        assert 0 <= low <= high


@pytest.mark.parametrize("name", WANTED)
def test_documents_and_claims_exist(name: str) -> None:
    option = load_catalogue()[name]
    registered = "".join(path.read_text(encoding="utf-8") for path in REGISTER.glob("*.yaml"))
    assert set(option.documents) <= DOCUMENTS
    assert {claim.rsplit("-", 1)[0] for claim in option.claims} == set(option.documents)
    for claim in option.claims:
        assert re.search(rf"\bid: {claim}\b", registered), claim


def test_the_page_says_which_mechanisms_and_targets_every_instrument_has() -> None:
    page = Path(__file__).parents[2] / "docs" / "options.md"
    rows = [line.split("|") for line in page.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"]
    told = {row[1].strip(" `"): (row[5].strip(), row[-2].strip()) for row in rows if len(row) == 9}
    told.pop("instrument", None)
    assert told == {
        name: (", ".join(instrument.targets), ", ".join(instrument.mechanisms))
        for name, instrument in load_instruments().items()
    }


def test_the_registry_names_no_people_and_no_means_of_attack() -> None:
    files = [REGISTRY, *REGISTRY.parent.glob("catalogue/*.yaml")]
    text = " ".join(path.read_text(encoding="utf-8") for path in files).lower()
    for word in ("trump", "sheinbaum", "mencho", "maduro", "guzmán", "route", "warhead", "recipe"):
        assert not re.search(rf"\b{word}\b", text), word
