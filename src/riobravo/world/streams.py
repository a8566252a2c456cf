"""Random numbers that have addresses: study seed, member, week, mechanism and subject.

A number is a pure function of its address, so options share luck, a new group shifts nobody else's
draws, and no number of threads, chunks or machines can change a result.

Source: Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC '11.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riobravo.world.arithmetic import whole_vectors
from riobravo.world.compile import entry, inlined, kernel

# One stream per kind of draw: sixteen times the number of the mechanism, plus the draw.
# Recruits, arrests, deaths and exits of a group share one address, whose four words serve one each.
GROUP_FLOWS = 1 * 16
REMOVAL, REMOVAL_FRAGMENTS, FRAGMENT_SEAT = 5 * 16, 5 * 16 + 1, 5 * 16 + 2
STATE_SHOCK, NATIONAL_SHOCK = 12 * 16, 12 * 16 + 1
OTHER_HOMICIDES, WEEK_SHOCK = 12 * 16 + 2, 12 * 16 + 3
PRECURSOR_CONTROL = 20 * 16
OVERDOSE_TREND = 23 * 16
STRIKE_DECISION, CAMPAIGN_DECISION, INVASION_DECISION = 34 * 16, 34 * 16 + 1, 34 * 16 + 2
# Plus 0 for ultimatums, 1 for threats of trade measures, 2 for sanctions, 3 for campaigns of force.
ANSWER, TERMS, REFUSAL = 35 * 16, 35 * 16 + 4, 35 * 16 + 8
USUAL_CONCESSION = 35 * 16 + 12
STRIKE_DEATHS = 40 * 16
RAID_DEATHS, RAID_SOLDIERS = 41 * 16, 41 * 16 + 1
INVASION_DEATHS, INVASION_SOLDIERS = 43 * 16, 43 * 16 + 1
ATTACKS, ATTACK_DEATHS, INSURGENCY = 44 * 16, 44 * 16 + 1, 44 * 16 + 2
FORCE_AIM, COMPLIANCE_AIM, WITHDRAWAL = 44 * 16 + 3, 44 * 16 + 4, 44 * 16 + 5
RETALIATION, RETALIATION_ON_SOIL = 45 * 16, 45 * 16 + 1
IMPOSITION, CIVIL_WAR = 46 * 16, 46 * 16 + 1
TRADE_SHOCK = 50 * 16
AGREEMENT = 53 * 16
ENCOUNTER_SHOCK = 61 * 16
PARAMETER = 4095 * 16

# Subjects that are neither groups nor pairs.
NATION = np.uint64(0)

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_UP = np.uint64(20)
_DOWN = np.uint64(12)
_WEEK_SHIFT = np.uint64(16)
# Numbers that NumPy draws at once: enough to be quick, few enough for the processor's cache.
_AT_ONCE = 2**15


@inlined
def _round(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> Any:
    product_0 = _MULTIPLIER_0 * c0
    product_1 = _MULTIPLIER_1 * c2
    return (
        (product_1 >> _HALF) ^ c1 ^ k0,
        product_1 & _LOW,
        (product_0 >> _HALF) ^ c3 ^ k1,
        product_0 & _LOW,
    )


@inlined
def philox(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> Any:
    """Return the four 32-bit words of Philox4x32-10, each held in a 64-bit integer.

    Args:
        c0: first counter word, below 2**32 (as are the others), least significant first.
        c1: second counter word.
        c2: third counter word.
        c3: fourth counter word.
        k0: first key word.
        k1: second key word.
    """
    # Written out, because loops inside a loop over subjects are not vectorised.
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = (k0 + _WEYL_0) & _LOW, (k1 + _WEYL_1) & _LOW
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = (k0 + _WEYL_0) & _LOW, (k1 + _WEYL_1) & _LOW
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = (k0 + _WEYL_0) & _LOW, (k1 + _WEYL_1) & _LOW
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = (k0 + _WEYL_0) & _LOW, (k1 + _WEYL_1) & _LOW
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = (k0 + _WEYL_0) & _LOW, (k1 + _WEYL_1) & _LOW
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = (k0 + _WEYL_0) & _LOW, (k1 + _WEYL_1) & _LOW
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = (k0 + _WEYL_0) & _LOW, (k1 + _WEYL_1) & _LOW
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = (k0 + _WEYL_0) & _LOW, (k1 + _WEYL_1) & _LOW
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = (k0 + _WEYL_0) & _LOW, (k1 + _WEYL_1) & _LOW
    return _round(c0, c1, c2, c3, k0, k1)


@entry
def answer(counter: Any, key: Any) -> Any:
    """Return Philox4x32-10 of four counter words and two key words, for known-answer tests."""
    return philox(counter[0], counter[1], counter[2], counter[3], key[0], key[1])


@inlined
def _open_unit(high: Any, low: Any) -> Any:
    """Turn two words into a number in (0, 1): the middle of one of 2**52 equal cells."""
    return (np.float64(np.int64((high << _UP) ^ (low >> _DOWN))) + 0.5) * 2.0**-52


@kernel
def draw_pair(luck: Any, week: int, stream: int, subject: Any) -> Any:
    """Return the two uniform numbers in (0, 1) that live at one address.

    Args:
        luck: seed low word, seed high word and member, as 64-bit integers.
        week: weeks since the start of the simulation, below 65,536.
        stream: one of this module's stream numbers, below 65,536.
        subject: lasting 64-bit identity of a group, pair or state.
    """
    place = (np.uint64(week) << _WEEK_SHIFT) | np.uint64(stream)
    w0, w1, w2, w3 = philox(subject & _LOW, subject >> _HALF, place, luck[2], luck[0], luck[1])
    return _open_unit(w0, w1), _open_unit(w2, w3)


@kernel
def fill_uniform(luck: Any, week: int, stream: int, subjects: Any, out: Any, n: int) -> None:
    """Write one uniform number in (0, 1) for each of the first n subjects."""
    place = (np.uint64(week) << _WEEK_SHIFT) | np.uint64(stream)
    key_0, key_1, run = luck[0], luck[1], luck[2]
    for i in range(whole_vectors(n, out)):
        subject = subjects[i]
        w0, w1, _, _ = philox(subject & _LOW, subject >> _HALF, place, run, key_0, key_1)
        out[i] = _open_unit(w0, w1)


@kernel
def fill_four(luck: Any, week: int, stream: int, subjects: Any, out: Any, n: int) -> None:
    """Write four uniform numbers in (0, 1) for each of the first n subjects, of 32 bits each.

    Args:
        luck: see `draw_pair`.
        week: weeks since the start of the simulation, below 65,536.
        stream: one of this module's stream numbers.
        subjects: identities, shape (>= n,).
        out: the numbers, shape (4, >= n).
        n: number of subjects.
    """
    place = (np.uint64(week) << _WEEK_SHIFT) | np.uint64(stream)
    # Words of 32 bits are multiplied three times as fast as the compiler could multiply 64.
    key_0, key_1, run = luck[0] & _LOW, luck[1] & _LOW, luck[2] & _LOW
    first, second, third, fourth = out[0], out[1], out[2], out[3]
    for i in range(whole_vectors(n, first)):
        subject = subjects[i]
        w0, w1, w2, w3 = philox(subject & _LOW, subject >> _HALF, place, run, key_0, key_1)
        first[i] = (np.float64(np.int64(w0)) + 0.5) * 2.0**-32
        second[i] = (np.float64(np.int64(w1)) + 0.5) * 2.0**-32
        third[i] = (np.float64(np.int64(w2)) + 0.5) * 2.0**-32
        fourth[i] = (np.float64(np.int64(w3)) + 0.5) * 2.0**-32


@kernel
def child_identity(parent: Any, week: int, number: int) -> Any:
    """Return the lasting identity of a fragment: a 64-bit hash of parent, week and number."""
    w0, w1, _, _ = philox(
        parent & _LOW,
        parent >> _HALF,
        np.uint64(week),
        np.uint64(number),
        np.uint64(0x72696F62),
        np.uint64(0x7261766F),
    )
    return (w0 << _HALF) | w1


def name_identity(name: str) -> int:
    """Return the 64-bit identity of a thing known by name: a group of the map, a parameter."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")


def draw_members(seed: int, name: str, first: int, count: int) -> NDArray[np.float64]:
    """Return one uniform number per member for a named quantity, (count,); see `draw_table`."""
    numbers: NDArray[np.float64] = draw_table(seed, [name], first, count)[0]
    return numbers


def draw_table(seed: int, names: Sequence[str], first: int, count: int) -> NDArray[np.float64]:
    """Return one uniform number per member for each of some named quantities.

    Args:
        seed: study seed, 0 to 2**64 - 1.
        names: what is drawn; the identity of each name is the subject.
        first: number of the first member.
        count: how many members.

    Returns:
        Array of shape (names, count), values in (0, 1).
    """
    members = np.arange(first, first + count, dtype=np.uint64)
    numbers = np.empty((len(names), count))
    at_once = max(1, _AT_ONCE // max(count, 1))
    for begin in range(0, len(names), at_once):
        some = slice(begin, begin + at_once)
        subjects = np.array([name_identity(name) for name in names[some]], np.uint64)[:, None]
        words = _philox_arrays(subjects & _LOW, subjects >> _HALF, np.uint64(PARAMETER), members, seed)
        numbers[some] = ((words[0] << _UP) ^ (words[1] >> _DOWN)).astype(np.float64) * 2.0**-52 + 2.0**-53
    return numbers


def _philox_arrays(
    c0: NDArray[np.uint64], c1: NDArray[np.uint64], c2: np.uint64, c3: NDArray[np.uint64], seed: int
) -> tuple[NDArray[np.uint64], ...]:
    """Return the four words of every subject, (subjects, 1), and member, (members,)."""
    shape = np.broadcast_shapes(c0.shape, c3.shape)
    words = tuple(np.broadcast_to(word, shape) for word in (c0, c1, c2, c3))
    key_0, key_1 = np.uint64(seed & 0xFFFFFFFF), np.uint64(seed >> 32)
    for _ in range(10):
        product_0, product_1 = _MULTIPLIER_0 * words[0], _MULTIPLIER_1 * words[2]
        words = (
            (product_1 >> _HALF) ^ words[1] ^ key_0,
            product_1 & _LOW,
            (product_0 >> _HALF) ^ words[3] ^ key_1,
            product_0 & _LOW,
        )
        key_0 = np.uint64((int(key_0) + int(_WEYL_0)) & 0xFFFFFFFF)
        key_1 = np.uint64((int(key_1) + int(_WEYL_1)) & 0xFFFFFFFF)
    return words


def luck_of(seed: int, member: int) -> tuple[np.uint64, np.uint64, np.uint64]:
    """Return the part of every address that a member shares: both words of the seed, and itself."""
    return np.uint64(seed & 0xFFFFFFFF), np.uint64(seed >> 32), np.uint64(member)
