"""The spread of the pool is learned from earlier origins, and from nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riobravo.forecasting.calibration import Spread, stretch

FIRST = np.datetime64("2000-01", "M")


def learn(true_width: float, origins: int, prior: float = 12.0, seed: int = 1) -> Spread:
    """Return what is learned where forecasts have log spread 0.2 and what comes has another."""
    random = np.random.default_rng(seed)
    spread = Spread(prior)
    for number in range(origins):
        draws = np.expm1(5.0 + 0.2 * random.standard_normal((200, 6, 8)))
        came = np.expm1(5.0 + true_width * random.standard_normal((6, 8)))
        spread.add(FIRST + number, draws, came)
    return spread


@pytest.mark.parametrize(("width", "factor"), [(0.1, 0.5), (0.2, 1.0), (0.4, 2.0)])
def test_a_factor_is_found_that_makes_spread_right(width: float, factor: float) -> None:
    found = learn(width, 120, prior=0.0).at(FIRST + 200)
    assert found == pytest.approx(factor, rel=0.12)


def test_few_origins_move_the_factor_little() -> None:
    few, many = (learn(0.4, count).at(FIRST + 200) for count in (3, 120))
    assert 1.0 < few < 1.3 < many


def test_targets_that_are_not_published_teach_nothing() -> None:
    spread = learn(0.4, 24)
    assert spread.at(FIRST) == 1.0
    known = FIRST + 10
    before = spread.at(known)
    spread.add(FIRST + 10, np.full((50, 6, 8), 3.0), np.full((6, 8), 1e6))
    assert spread.at(known) == before


@given(
    st.floats(0.4, 3.0),
    st.lists(st.floats(0.0, 1e4), min_size=3, max_size=30),
)
def test_stretching_keeps_order_and_median_and_bounds(factor: float, values: list[float]) -> None:
    draws = np.array(values)[:, None, None]
    found = stretch(draws, factor)
    assert (found >= 0.0).all()
    assert np.isfinite(found).all()
    order = np.argsort(draws[:, 0, 0], kind="stable")
    assert (np.diff(found[order, 0, 0]) >= -1e-9).all()
    if len(values) % 2:
        assert np.median(found) == pytest.approx(np.median(draws), rel=1e-9, abs=1e-9)
