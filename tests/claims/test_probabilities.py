"""Probabilities of claims, their errors and their words."""

from __future__ import annotations

import math

import numpy as np
import pytest

from riobravo.claims.result import INDISTINCT, Probability, count


def test_worlds_without_the_condition_do_not_count() -> None:
    found = count(np.array([1.0, 0.0, np.nan, 1.0]))
    assert found == Probability(2, 3)
    assert count(np.array([np.nan, np.nan])) is None


def test_the_error_is_that_of_a_share_and_never_zero() -> None:
    assert Probability(300, 1000).error == pytest.approx(math.sqrt(0.3 * 0.7 / 1000), rel=0.01)
    assert Probability(0, 1000).error > 0.0


@pytest.mark.parametrize(
    ("worlds", "of", "words"),
    [
        (990, 1000, "nearly all worlds"),
        (800, 1000, "most worlds"),
        (500, 1000, "about half of the worlds"),
        (200, 1000, "few worlds"),
        (5, 1000, "nearly no world"),
        (9, 12, INDISTINCT),
        (12, 24, INDISTINCT),
    ],
)
def test_the_scale_is_used_only_where_the_worlds_suffice(worlds: int, of: int, words: str) -> None:
    assert Probability(worlds, of).words() == words
