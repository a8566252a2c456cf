"""The shipped register: every claim of the five documents has a place."""

from __future__ import annotations

from typing import get_args

from riobravo.claims.evaluate import missing_for
from riobravo.claims.forms import FORMS
from riobravo.claims.register import load_register
from riobravo.claims.vocabulary import MODELLED, SYSTEM
from riobravo.options.catalogue import load_catalogue

COUNTS = {"LSE25": 16, "NC25": 29, "BP24": 10, "WOF26": 7, "JM26": 9}
LISTED = """
LSE25-01 LSE25-02 LSE25-03 LSE25-04 LSE25-05 LSE25-06 LSE25-07 LSE25-08 LSE25-09 LSE25-10 LSE25-11
LSE25-12 LSE25-13 LSE25-14 LSE25-15 LSE25-16
NC25-01 NC25-02 NC25-03 NC25-04 NC25-05 NC25-06 NC25-07 NC25-08 NC25-09 NC25-10 NC25-11 NC25-12
NC25-13 NC25-14 NC25-15 NC25-16 NC25-17 NC25-18 NC25-19 NC25-20 NC25-21 NC25-22 NC25-23 NC25-24
NC25-25 NC25-26 NC25-27 NC25-28 NC25-29
BP24-01 BP24-02 BP24-03 BP24-04 BP24-05 BP24-06 BP24-07 BP24-08 BP24-09 BP24-10
WOF26-01 WOF26-02 WOF26-03 WOF26-04 WOF26-05 WOF26-06 WOF26-07
JM26-01 JM26-02 JM26-03 JM26-04 JM26-05 JM26-06 JM26-07 JM26-08 JM26-09
"""
IDS = LISTED.split()


def test_all_claims_of_the_five_documents_are_there() -> None:
    register = load_register()
    assert len(IDS) == 71 == sum(COUNTS.values())
    assert sorted(register.claims) == sorted(IDS)
    assert sorted(register.documents) == sorted(COUNTS)
    for claim in register.claims.values():
        assert claim.id.startswith(claim.source + "-")


def test_causal_claims_forecasts_and_base_rates_have_tests() -> None:
    for claim in load_register().claims.values():
        if claim.kind in {"causal", "forecast", "base-rate"}:
            assert claim.test is not None, claim.id


def test_claims_can_be_tested_unless_they_wait_for_a_decision_of_the_united_states() -> None:
    """Everything runs; what is asked about decisions needs mechanisms that a study has to turn on."""
    register = load_register()
    waiting = {
        claim.id
        for claim in register.claims.values()
        if claim.test is not None and missing_for(claim, register.options)
    }
    assert waiting <= {"NC25-03", "WOF26-01", "WOF26-04", "WOF26-07"}


def test_what_is_missing_has_a_name_in_the_system() -> None:
    register = load_register()
    for claim in register.claims.values():
        for need in missing_for(claim, register.options):
            assert need not in MODELLED
            assert need in SYSTEM or " " in need, (claim.id, need)


def test_the_vocabulary_names_every_mechanism() -> None:
    assert set(SYSTEM) >= MODELLED


def test_options_of_the_register_are_shipped() -> None:
    shipped = load_catalogue()
    for claim in load_register().claims.values():
        for option in claim.options:
            assert option in shipped, (claim.id, option)


def test_forms_are_listed_under_their_own_names() -> None:
    for name, form in FORMS.items():
        (literal,) = get_args(form.model_fields["form"].annotation)
        assert literal == name
