"""Members are the same whichever block they are drawn in, and are drawn once however many ask."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from ensemble.studies import small_study
from riobravo.ensemble.job import prepare_job
from riobravo.ensemble.members import BLOCK, Blocks, Members
from riobravo.study import Study


def same(some: Members, other: Members) -> bool:
    values = all(np.array_equal(some.values[name], other.values[name]) for name in some.values)
    return (
        values
        and some.records.tobytes() == other.records.tobytes()
        and some.starts.tobytes() == other.starts.tobytes()
    )


@pytest.fixture(scope="module")
def study() -> Study:
    return small_study().with_changes(members=2 * BLOCK)


@pytest.mark.parametrize(
    ("first", "count"), [(0, 1), (3, 30), (BLOCK - 1, 2), (BLOCK, 5), (2 * BLOCK - 4, 9), (7 * BLOCK, 3)]
)
def test_a_member_is_the_same_in_every_block(study: Study, first: int, count: int) -> None:
    together = prepare_job(study).members.take(first, count)
    assert together.records.shape == together.starts.shape == (count,)
    for k in (0, count // 2, count - 1):
        alone = prepare_job(study.with_changes(members=1)).members.take(first + k, 1)
        assert same(together.part(k, 1), alone)


def test_nobody_can_change_the_parameters_that_many_use(study: Study) -> None:
    values = prepare_job(study).members.take(0, 2).values
    with pytest.raises(ValueError, match="read-only"):
        values["initial_members"][0] = 1.0


def test_a_block_is_drawn_once_by_many_threads_and_few_are_kept() -> None:
    drawn: list[int] = []

    def draw(first: int, count: int) -> Members:
        drawn.append(first)
        time.sleep(0.01)
        numbers = np.arange(first, first + count, dtype=np.float64)
        records = numbers.view([("number", np.float64)])
        return Members({"number": numbers}, records, records)

    blocks = Blocks(draw, 100 * BLOCK)
    found: list[Members] = []
    ask = [
        threading.Thread(target=lambda k=k: found.append(blocks.take(k, 1)), daemon=True) for k in range(12)
    ]
    for thread in ask:
        thread.start()
    for thread in ask:
        thread.join()
    assert drawn == [0]
    assert sorted(int(one.values["number"][0]) for one in found) == list(range(12))
    for block in range(1, 30):
        blocks.take(block * BLOCK, 1)
    assert len(blocks._blocks) < 10
    blocks.take(29 * BLOCK + 5, 3)
    blocks.take(0, 1)
    assert drawn == [block * BLOCK for block in range(30)] + [0]
