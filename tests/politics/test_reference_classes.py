"""The outside view: what is in the file, and how it is put beside simulated worlds."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from riobravo.credibility.reference_classes import (
    Event,
    ReferenceClass,
    classes_for,
    compare,
    happens,
    load_reference_classes,
)
from riobravo.evidence.loading import load_ledger
from riobravo.options.instruments import load_instruments

CLASSES = {one.id: one for one in load_reference_classes()}


def worlds(share: float, count: int = 1000) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.arange(count) < share * count


def test_every_class_names_known_instruments_and_sources() -> None:
    known, sources = load_instruments(), load_ledger().sources
    for one in load_reference_classes():
        assert set(one.instruments) <= set(known), one.id
        assert one.source in sources, one.id
        if one.status == "seen":
            assert sources[one.source].status == "seen", one.id


def test_force_threats_and_sanctions_all_have_a_class() -> None:
    assert {one.kind for one in load_reference_classes()} == {"force", "threat", "sanction"}


def test_classes_follow_the_orders_of_an_option() -> None:
    def names(*orders: tuple[str, str | None]) -> set[str]:
        return {one.id for one in classes_for(orders)}

    assert names(("ultimatum", None)) == {"compellent-threats-us", "compellent-threats"}
    assert "air-coercion" in names(("strikes_on_labs", "without-consent"))
    assert names(("strikes_on_labs", "with-consent")) == set()
    assert names(("treatment", None)) == set()


def test_agreement_and_both_disagreements_are_said_plainly() -> None:
    reference = CLASSES["sanction-threats"]
    same, less, more = (compare(reference, worlds(share)) for share in (0.24, 0.05, 0.6))
    assert (same.verdict, less.verdict, more.verdict) == ("agree", "lower", "higher")
    assert not same.disagrees
    assert "The views agree." in same.statement
    assert "less hopeful" in less.statement
    assert "more hopeful" in more.statement
    assert "23 % of past cases" in less.statement
    assert "5 % of simulated worlds" in less.statement
    assert reference.caveat in less.statement


def test_few_worlds_cannot_disagree() -> None:
    assert compare(CLASSES["sanction-threats"], worlds(0.0, 5)).verdict == "agree"


def test_what_is_remembered_or_not_simulated_is_said() -> None:
    assert "from memory" in compare(CLASSES["compellent-threats"], worlds(0.4)).statement
    nothing = compare(CLASSES["interventions"], worlds(0.4))
    assert nothing.verdict == "not simulated"
    assert nothing.inside is None


def test_events_compare_the_same_worlds() -> None:
    option, rest = np.array([3.0, 1.0, 2.0]), np.array([2.0, 1.0, 3.0])
    more = CLASSES["sanctions"].event
    assert more is not None
    assert happens(more, option, rest).tolist() == [True, False, False]
    half = CLASSES["brute-force-aims"].event
    assert half is not None
    assert happens(half, np.array([40.0, 60.0]), np.array([100.0, 100.0])).tolist() == [True, False]


def test_events_and_counts_must_make_sense() -> None:
    event = CLASSES["sanctions"].event
    assert event is not None
    with pytest.raises((ValidationError, ValueError)):
        Event(**(event.model_dump() | {"ratio": 0.5}))
    given = CLASSES["air-coercion"].model_dump()
    for wrong in ({"events": 40}, {"low": 0.5}, {"cases": None}):
        with pytest.raises((ValidationError, ValueError)):
            ReferenceClass(**(given | wrong))
