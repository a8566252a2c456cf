"""The ledger as a mapping, its defaults, its draws and its units."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from riobravo.errors import InputError
from riobravo.evidence.draw import draw
from riobravo.evidence.ledger import ledger_hash, load_ledger
from riobravo.evidence.loading import dependency_order
from riobravo.evidence.units import Unit, parse_unit
from riobravo.world.mechanisms import MECHANISMS

LEDGER = load_ledger()
DRAWN = [name for name, parameter in LEDGER.items() if parameter.distribution.is_drawn]


def luck(seed: int = 1, members: int = 50) -> dict[str, NDArray[np.float64]]:
    generator = np.random.default_rng(seed)
    return {name: generator.random(members) for name in DRAWN}


def test_the_order_is_alphabetical_and_the_object_is_shared() -> None:
    assert list(LEDGER) == sorted(LEDGER)
    assert load_ledger() is load_ledger()
    assert len(ledger_hash()) == 64


def test_every_mechanism_but_the_ladder_which_only_counts_has_parameters() -> None:
    found = {parameter.mechanism for parameter in LEDGER.values()}
    assert found == {mechanism.id for mechanism in MECHANISMS} - {"P7"}


def test_defaults_are_medians_inside_the_bounds() -> None:
    assert LEDGER["arrests_per_week"].default == 110
    assert LEDGER["surge_capture"].default == pytest.approx(math.log(1.365), abs=2e-4)
    assert LEDGER["initial_members"].default == pytest.approx(math.sqrt(60_000 * 350_000))
    for parameter in LEDGER.values():
        low, high = parameter.bounds
        assert low <= parameter.default <= high


def test_a_matched_default_belongs_to_the_default_of_its_reference() -> None:
    size = {"initial_members": np.array([LEDGER["initial_members"].default])}
    for name in ("recruitment_rate", "conflict_rate"):
        [value] = LEDGER[name].quantile(np.array([0.5]), size)
        assert LEDGER[name].default == value


def test_matched_parameters_come_after_what_they_depend_on() -> None:
    order = dependency_order(LEDGER)
    assert sorted(order) == list(LEDGER)
    assert order.index("initial_members") < order.index("conflict_rate")
    assert order.index("initial_members") < order.index("recruitment_rate")


def test_draws_cover_every_parameter_in_the_ledgers_order() -> None:
    values = draw(LEDGER, luck())
    assert list(values) == list(LEDGER)
    assert {value.shape for value in values.values()} == {(50,)}


def test_matched_draws_follow_the_draw_of_their_reference() -> None:
    values = draw(LEDGER, luck())
    sizes = values["initial_members"]
    expected = LEDGER["conflict_rate"].quantile(np.full(50, 0.5), {"initial_members": sizes})
    np.testing.assert_array_equal(values["conflict_rate"], expected)
    by_size = np.argsort(sizes)
    assert bool(np.all(np.diff(values["conflict_rate"][by_size]) < 0))


def test_the_first_members_of_more_draws_are_the_draws_of_fewer() -> None:
    many = luck(members=50)
    few = {name: u[:10] for name, u in many.items()}
    for name, values in draw(LEDGER, few).items():
        np.testing.assert_array_equal(values, draw(LEDGER, many)[name][:10])


def test_a_fixed_value_carries_over_to_what_is_matched_to_it() -> None:
    values = draw(LEDGER, luck(), fixed={"initial_members": 115_000, "arrests_per_week": 220})
    assert set(values["initial_members"]) == {115_000}
    assert set(values["arrests_per_week"]) == {220}
    np.testing.assert_allclose(values["recruitment_rate"], 2.527474e-3, rtol=1e-12)


def test_draws_refuse_what_the_ledger_does_not_know() -> None:
    with pytest.raises(InputError, match="no parameter of this name"):
        draw(LEDGER, {**luck(), "luck": np.array([0.5])})
    with pytest.raises(InputError, match="between 55 and 220"):
        draw(LEDGER, luck(), fixed={"arrests_per_week": 1000})
    with pytest.raises(InputError, match="different shapes"):
        draw(LEDGER, {**luck(), "spill_share": np.array([0.5])})
    incomplete = {name: u for name, u in luck().items() if name != "spill_share"}
    with pytest.raises(InputError, match="no probabilities"):
        draw(LEDGER, incomplete)


@pytest.mark.parametrize(
    ("text", "powers"),
    [
        ("1", ()),
        ("share", ()),
        ("1/person/week", (("person", -1), ("week", -1))),
        ("people/person/week", (("week", -1),)),
        ("people * weeks", (("person", 1), ("week", 1))),
        ("person^2/year", (("person", 2), ("year", -1))),
    ],
)
def test_units_are_understood(text: str, powers: tuple[tuple[str, int], ...]) -> None:
    assert parse_unit(text) == Unit(powers)


@pytest.mark.parametrize("text", ["", "parsec", "people per week", "1//week", "week^0", "People"])
def test_what_is_no_unit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="unit"):
        parse_unit(text)
