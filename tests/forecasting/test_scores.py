"""Scores against closed forms, against another implementation, and against what they must never do."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from riobravo.forecasting.scores import (
    brier,
    covered,
    energy_score,
    fair_crps,
    mean_distance,
    pit,
    quantile,
    reliability,
    spread_of_sorted,
)


def test_crps_of_a_normal_forecast_is_the_closed_form() -> None:
    draws = np.random.default_rng(1).standard_normal((200_000, 1))
    for observed in (-1.5, 0.0, 2.0):
        exact = observed * (2 * norm.cdf(observed) - 1) + 2 * norm.pdf(observed) - 1 / math.sqrt(math.pi)
        assert fair_crps(draws, np.array([observed]))[0] == pytest.approx(exact, abs=0.006)


def test_fair_crps_does_not_depend_on_the_number_of_draws() -> None:
    random = np.random.default_rng(2)
    few = fair_crps(random.standard_normal((5, 100_000)), np.zeros(100_000)).mean()
    many = fair_crps(random.standard_normal((500, 1_000)), np.zeros(1_000)).mean()
    assert few == pytest.approx(many, abs=0.01)


def test_scores_agree_with_another_implementation() -> None:
    import scoringrules as other

    random = np.random.default_rng(3)
    draws, observed = random.poisson(4.0, (50, 20)).astype(float), random.poisson(4.0, 20).astype(float)
    np.testing.assert_allclose(
        fair_crps(draws, observed), other.crps_ensemble(observed, draws.T, estimator="fair"), rtol=1e-9
    )
    theirs = float(other.es_ensemble(observed, draws, estimator="fair"))
    assert energy_score(draws, observed) == pytest.approx(theirs, rel=0.1)


def test_a_certain_forecast_scores_its_absolute_error() -> None:
    assert fair_crps(np.full((10, 1), 7.0), np.array([4.0]))[0] == pytest.approx(3.0)
    assert energy_score(np.zeros((10, 2)), np.array([3.0, 4.0])) == pytest.approx(5.0)


@settings(max_examples=50)
@given(
    st.lists(st.floats(0, 1e6), min_size=2, max_size=30), st.lists(st.floats(0, 1e6), min_size=2, max_size=30)
)
def test_mean_distances_are_those_of_all_pairs(one: list[float], other: list[float]) -> None:
    x, y = np.sort(one), np.sort(other)
    pairs = np.abs(x[:, None] - y[None, :]).mean()
    assert mean_distance(x[:, None], y[:, None])[0] == pytest.approx(pairs, rel=1e-6, abs=1e-6)
    within = np.abs(x[:, None] - x[None, :]).sum() / (len(x) * (len(x) - 1))
    assert spread_of_sorted(x[:, None])[0] == pytest.approx(within, rel=1e-6, abs=1e-6)


def test_a_calibrated_forecast_covers_and_has_a_flat_pit() -> None:
    random = np.random.default_rng(4)
    draws, observed = random.standard_normal((400, 5_000)), random.standard_normal(5_000)
    ordered = np.sort(draws, axis=0)
    assert covered(ordered, observed, 0.9).mean() == pytest.approx(0.9, abs=0.02)
    assert covered(ordered, observed, 0.5).mean() == pytest.approx(0.5, abs=0.03)
    counts = np.histogram(pit(draws, observed, random), bins=10, range=(0, 1))[0]
    assert counts.min() > 400
    assert counts.max() < 600


def test_pit_of_counts_is_flat_although_counts_tie() -> None:
    random = np.random.default_rng(5)
    values = pit(
        random.poisson(1.0, (300, 20_000)).astype(float), random.poisson(1.0, 20_000).astype(float), random
    )
    counts = np.histogram(values, bins=10, range=(0, 1))[0]
    assert counts.min() > 1_800
    assert counts.max() < 2_200


def test_quantiles_are_those_of_numpy() -> None:
    ordered = np.sort(np.random.default_rng(6).random((37, 3)), axis=0)
    for probability in (0.0, 0.05, 0.5, 0.95, 1.0):
        np.testing.assert_allclose(quantile(ordered, probability), np.quantile(ordered, probability, axis=0))


def test_brier_and_reliability() -> None:
    said = np.array([0.0, 0.1, 0.1, 0.9, 1.0])
    came = np.array([False, False, True, True, True])
    assert brier(said, came) == pytest.approx((0.01 + 0.81 + 0.01) / 5)
    rows = reliability(said, came)
    assert [row["cases"] for row in rows] == [1, 2, 2]
    assert rows[1]["happened"] == pytest.approx(0.5)
    assert sum(row["cases"] for row in rows) == len(said)


def test_joint_draws_score_better_than_the_same_draws_torn_apart() -> None:
    random = np.random.default_rng(7)
    joint = random.standard_normal((2_000, 1)) + 0.1 * random.standard_normal((2_000, 10))
    torn = np.stack([random.permutation(column) for column in joint.T], axis=1)
    came = random.standard_normal((200, 1)) + 0.1 * random.standard_normal((200, 10))
    assert np.mean([energy_score(joint, one) for one in came]) < np.mean(
        [energy_score(torn, one) for one in came]
    )
