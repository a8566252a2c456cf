"""Random numbers have addresses: published answers, uniform, and unrelated to each other."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from riobravo.world import streams
from riobravo.world.streams import PARAMETER, draw_members, draw_table, luck_of, name_identity
from world.compiled import Floats, draw_fours, draw_pairs, philox

# Known answers of Philox4x32-10 as published with Random123 (file kat_vectors).
KNOWN_ANSWERS = [
    (
        (0, 0, 0, 0),
        (0, 0),
        [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8],
    ),
    (
        (0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF),
        (0xFFFFFFFF, 0xFFFFFFFF),
        [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD],
    ),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1],
    ),
]
COUNT = 20_000
SUBJECTS = np.random.default_rng(7).integers(0, 2**63, COUNT, dtype=np.uint64)


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN_ANSWERS)
def test_philox_gives_the_published_answers(
    counter: tuple[int, int, int, int], key: tuple[int, int], answer: list[int]
) -> None:
    assert philox(counter, key) == answer


@pytest.mark.parametrize("seed", [0, 1, 20260101, 2**32, 2**64 - 1])
def test_parameters_and_kernel_read_the_same_number_at_the_same_address(seed: int) -> None:
    subject = name_identity("initial_members")
    from_kernel = [draw_pairs(seed, m, 0, PARAMETER, subject)[0, 0] for m in (0, 1, 2, 99, 10**6)]
    from_numpy = [draw_members(seed, "initial_members", m, 1)[0] for m in (0, 1, 2, 99, 10**6)]
    assert from_kernel == from_numpy


def test_one_number_for_many_subjects_is_the_first_of_their_pairs() -> None:
    first, second, filled = draw_pairs(3, 5, 17, streams.REMOVAL, SUBJECTS)
    assert np.array_equal(first, filled)
    assert not np.any(first == second)


def test_numbers_of_later_members_do_not_depend_on_where_a_chunk_begins() -> None:
    whole = draw_members(11, "surge_capture", 0, 100)
    assert np.array_equal(whole[37:], draw_members(11, "surge_capture", 37, 63))


@pytest.mark.parametrize("count", [1, 7, 40_000])
def test_numbers_do_not_depend_on_what_is_drawn_beside_them(count: int) -> None:
    names = [f"quantity {number}" for number in range(9)]
    table = draw_table(2**63, names, 5, count)
    assert table.shape == (9, count)
    for name, row in zip(names, table, strict=True):
        assert np.array_equal(row, draw_members(2**63, name, 5, count))
    assert draw_table(1, [], 0, 3).shape == (0, 3)


def test_numbers_are_uniform_and_never_zero_or_one() -> None:
    first, second, _ = draw_pairs(1, 2, 3, streams.GROUP_FLOWS, SUBJECTS)
    by_member = draw_members(1, "rump_share", 0, COUNT)
    for numbers in (first, second, by_member):
        assert 0.0 < numbers.min() < numbers.max() < 1.0
        assert stats.kstest(numbers, "uniform").pvalue > 1e-4


def _at(**change: int) -> Floats:
    place = {"seed": 9, "member": 4, "week": 30, "stream": streams.GROUP_FLOWS} | change
    seed, member, week, stream = place.values()
    return np.asarray(draw_pairs(seed, member, week, stream, SUBJECTS)[0])


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 10},
        {"seed": 9 + 2**32},
        {"member": 5},
        {"week": 31},
        {"stream": streams.REMOVAL},
        {"stream": streams.GROUP_FLOWS + 1},
    ],
    ids=str,
)
def test_neighbouring_addresses_are_unrelated(change: dict[str, int]) -> None:
    here, there = _at(), _at(**change)
    assert abs(np.corrcoef(here, there)[0, 1]) < 4.5 / np.sqrt(COUNT)
    # Also in the tails, where events that hardly ever happen are decided.
    both = np.mean((here < 0.02) & (there < 0.02))
    assert both == pytest.approx(0.0004, abs=4.5 * np.sqrt(0.0004 / COUNT))


def test_neighbouring_subjects_and_the_two_numbers_of_a_pair_are_unrelated() -> None:
    neighbours = draw_pairs(9, 4, 30, streams.STATE_SHOCK, np.arange(COUNT))
    bound = 4.5 / np.sqrt(COUNT)
    assert abs(np.corrcoef(neighbours[0, 1:], neighbours[0, :-1])[0, 1]) < bound
    assert abs(np.corrcoef(neighbours[0], neighbours[1])[0, 1]) < bound


def test_no_two_kinds_of_draw_share_a_stream() -> None:
    names = [name for name in vars(streams) if name.isupper() and name[0] != "_"]
    numbers = [getattr(streams, name) for name in names if name != "NATION"]
    assert len(numbers) >= 8
    assert len(set(numbers)) == len(numbers)
    assert all(0 < number < 65_536 for number in numbers)


def test_seed_and_member_fill_the_luck_of_a_world() -> None:
    assert [int(word) for word in luck_of(2**32 + 5, 7)] == [5, 1, 7]
    assert len({name_identity(name) for name in ("a", "b", "initial_members")}) == 3


def test_four_numbers_at_an_address_are_uniform_and_unrelated() -> None:
    fours = draw_fours(3, 5, 17, streams.GROUP_FLOWS, SUBJECTS)
    first, second, _ = draw_pairs(3, 5, 17, streams.GROUP_FLOWS, SUBJECTS)
    # The pair at an address holds the high bits of the first and of the third word.
    assert np.abs(fours[0] - first).max() < 2.0**-32
    assert np.abs(fours[2] - second).max() < 2.0**-32
    for numbers in fours:
        assert 0.0 < numbers.min() <= numbers.max() < 1.0
        assert stats.kstest(numbers, "uniform").pvalue > 1e-3
    correlations = np.asarray(np.corrcoef(fours))[np.triu_indices(4, 1)]
    assert np.abs(correlations).max() < 4.0 / np.sqrt(COUNT)
