"""A policy path becomes orders that know no more than their arm may know."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

from riobravo.credibility.policy_paths import PolicyPath, as_option, load_path, shuffle
from riobravo.credibility.preregistration import load_registration
from riobravo.document import Document
from riobravo.errors import InputError
from riobravo.forecasting.policy_arm import policy_origins
from riobravo.forecasting.simulation import month_shares
from riobravo.options.order import Order
from riobravo.options.schema import Option
from riobravo.reading import validate

PATH = load_path("mexico-2006-2012")


def month(text: str) -> np.datetime64:
    return np.datetime64(text, "M")


def starts(option: Option) -> list[float]:
    return [float(order.start) for order in option.orders]


def test_policies_as_known_hold_only_what_began_by_the_origin() -> None:
    known, origin = month("2006-12"), month("2008-03")
    held = as_option(PATH, known, origin, None)
    later = as_option(PATH, known, origin, PATH)
    # The simulation starts in January 2007, with what began in 2007; March 2008 is 14 months later.
    assert max(starts(held)) == pytest.approx(14 / 12)
    assert min(starts(held)) == 0.0
    assert all(order.end is None for order in held.orders)
    assert [order for order in later.orders if float(order.start) <= 14 / 12] == list(held.orders)
    assert len(later.orders) > len(held.orders)


def test_what_began_before_the_last_known_month_is_not_ordered_again() -> None:
    everything = as_option(PATH, month("2005-12"), month("2006-11"), PATH)
    assert len(everything.orders) == len(PATH.orders)
    assert as_option(PATH, month("2012-12"), month("2013-12"), PATH).orders == ()


def test_an_end_is_known_only_once_it_has_come() -> None:
    def removals(origin: str, later: PolicyPath | None) -> Order:
        option = as_option(PATH, month("2008-12"), month(origin), later)
        return next(one for one in option.orders if one.instrument == "leader_removals")

    assert removals("2010-06", None).end is None
    assert removals("2010-06", PATH).end == pytest.approx(2.0)
    assert removals("2011-01", None).end == pytest.approx(2.0)


@pytest.mark.parametrize("kind", ["dates", "states"])
def test_a_placebo_differs_in_nothing_but_what_is_shuffled(kind: Literal["dates", "states"]) -> None:
    other = shuffle(PATH, kind, np.random.default_rng(4))
    assert len(other.orders) == len(PATH.orders)
    dates = [one.begins for one in other.orders] == [one.begins for one in PATH.orders]
    states = [one.order.states for one in other.orders] == [one.order.states for one in PATH.orders]
    assert (dates, states) == ((False, True) if kind == "dates" else (True, False))
    for one, same in zip(other.orders, PATH.orders, strict=True):
        assert one.order.amount == same.order.amount
        assert len(one.order.states or ()) == len(same.order.states or ())
        if same.ends is not None:
            assert one.ends is not None
            assert month(one.ends) - month(one.begins) == month(same.ends) - month(same.begins)


def test_origins_are_those_after_which_something_begins() -> None:
    origins = policy_origins(load_registration().find("inegi-homicides"), 12)
    assert str(origins[0]) == "2005-12"
    assert month("2009-06") not in origins
    assert len(origins) >= 20


def test_a_path_names_its_sources() -> None:
    content = {"id": "mine", "title": "Mine", "sources": {}, "orders": []}
    order = {"begins": "2007-01", "order": {"instrument": "arrests", "multiply_by": 1.5}, "says": "One."}
    row = order | {"source": "nowhere", "status": "seen"}
    with pytest.raises(InputError, match="no source `nowhere`"):
        validate(Document(content | {"orders": [row]}, "mine"), PolicyPath)
    assert {one.source for one in PATH.orders} <= set(PATH.sources)


def test_months_after_a_gap_share_out_their_weeks() -> None:
    shares = month_shares(15, 156)
    np.testing.assert_allclose(shares.sum(axis=1), 52 / 12)
    assert shares[:, : 15 * 52 // 12].sum() == 0.0
    np.testing.assert_allclose(month_shares().sum(axis=0), 1.0)
