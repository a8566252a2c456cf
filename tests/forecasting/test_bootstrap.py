"""Blocks of origins: neighbours stay together, and the interval is honest about dependence."""

from __future__ import annotations

import numpy as np
import pytest

from riobravo.forecasting.bootstrap import block_indices, skill


def test_blocks_are_runs_of_neighbours() -> None:
    places = block_indices(20, 5, 50, np.random.default_rng(1))
    assert places.shape == (50, 20)
    assert places.min() >= 0
    assert places.max() < 20
    steps = np.diff(places.reshape(50, 4, 5), axis=2)
    assert np.all(steps == 1)


def test_a_block_longer_than_the_series_is_the_series() -> None:
    places = block_indices(7, 12, 3, np.random.default_rng(1))
    np.testing.assert_array_equal(places, np.tile(np.arange(7), (3, 1)))


def test_equal_scores_have_no_skill() -> None:
    scores = np.random.default_rng(2).random(40) + 1.0
    found = skill(scores, scores, 6, 200, 0.95, 1)
    assert found == {"estimate": 0.0, "low": 0.0, "high": 0.0}


def test_half_the_score_is_a_skill_of_one_half() -> None:
    scores = np.random.default_rng(2).random(40) + 1.0
    found = skill(0.5 * scores, scores, 6, 200, 0.95, 1)
    assert found["estimate"] == pytest.approx(0.5)
    assert found["low"] == pytest.approx(0.5)


def test_blocks_widen_the_interval_of_dependent_origins() -> None:
    random = np.random.default_rng(3)
    slow = np.repeat(random.standard_normal(10), 12)
    scores, reference = 10.0 + slow, np.full(120, 10.0)
    alone, blocks = (skill(scores, reference, size, 1_000, 0.95, 1) for size in (1, 12))
    assert blocks["high"] - blocks["low"] > 1.5 * (alone["high"] - alone["low"])
