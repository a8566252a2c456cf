"""The same study gives the same bits however it is cut up, and no option disturbs another."""

from __future__ import annotations

import numpy as np
import pytest

from ensemble.studies import MEMBERS, OPTIONS, small_study, small_worlds
from riobravo.ensemble.runner import Worlds, run_worlds
from riobravo.evidence.draw import draw
from riobravo.evidence.loading import load_ledger
from riobravo.world.outcomes import PLACE


def _same(one: Worlds, other: Worlds, *, options: int | None = None, members: int | None = None) -> bool:
    part = (slice(options), slice(members))
    return all(
        np.array_equal(getattr(one, name)[part], getattr(other, name)[part])
        for name in ("quarterly", "by_state", "refused_splits")
    )


@pytest.mark.parametrize(("threads", "chunk"), [(1, 32), (2, 7), (2, 1), (4, 5), (1, 96)])
def test_threads_and_chunks_change_no_bit(threads: int, chunk: int) -> None:
    assert _same(small_worlds(), run_worlds(small_study(), threads=threads, chunk=chunk))


@pytest.mark.parametrize("members", [1, 5])
def test_the_first_members_of_a_study_are_a_smaller_study(members: int) -> None:
    few = run_worlds(small_study(members=members))
    assert _same(few, small_worlds(), members=members)


def test_an_option_more_or_less_changes_no_other() -> None:
    whole = small_worlds()
    for kept in (OPTIONS[:2], (OPTIONS[0], OPTIONS[3]), (OPTIONS[3], OPTIONS[2], OPTIONS[0])):
        part = run_worlds(small_study(options=kept))
        for place, name in enumerate(kept):
            there = OPTIONS.index(name)
            assert np.array_equal(part.quarterly[place], whole.quarterly[there]), name
            assert np.array_equal(part.by_state[place], whole.by_state[there]), name


def test_a_longer_study_begins_like_a_shorter_one() -> None:
    longer = run_worlds(small_study(years=2, members=3))
    shorter = small_worlds()
    quarters = shorter.quarterly.shape[2]
    assert np.array_equal(longer.quarterly[:, :, :quarters], shorter.quarterly[:, :3])
    assert np.array_equal(longer.by_state[:, :, :1], shorter.by_state[:, :3])


def test_options_share_their_past_and_part_at_their_start() -> None:
    quarterly = small_worlds().quarterly
    before = quarterly.shape[2] - 4
    assert before == 8
    for place in range(1, len(OPTIONS)):
        assert np.array_equal(quarterly[place, :, :before], quarterly[0, :, :before])
        assert not np.array_equal(quarterly[place, :, before:], quarterly[0, :, before:])


@pytest.mark.parametrize("seed", [0, 42, 41 + 2**32, 2**64 - 1])
def test_another_seed_gives_other_worlds(seed: int) -> None:
    other = run_worlds(small_study(seed=seed, members=3))
    assert not _same(other, small_worlds(), members=3)
    flows = other.quarterly[:, :, -1, 0]
    assert not np.any(flows == small_worlds().quarterly[:, :3, -1, 0])


def test_members_differ_from_each_other() -> None:
    homicides = small_worlds().quarterly[0, :, -1, 0]
    assert len(np.unique(homicides)) == MEMBERS


def test_without_noise_and_with_fixed_parameters_members_are_alike() -> None:
    ledger = load_ledger()
    drawn = [name for name, entry in ledger.items() if entry.distribution.is_drawn]
    study = small_study(
        noise=False,
        members=4,
        parameters={
            name: float(one[0]) for name, one in draw(ledger, dict.fromkeys(drawn, np.full(1, 0.5))).items()
        },
        # These three hold chance events that have no expected course.
        mechanisms={"G5": False, "G6": False, "G12": False},
    )
    worlds = run_worlds(study)
    for recorded in (worlds.quarterly, worlds.by_state):
        assert np.array_equal(recorded, np.repeat(recorded[:, :1], 4, axis=1))
    assert worlds.quarterly[0, 0, -1, PLACE["group_deaths"]] > 0.0
